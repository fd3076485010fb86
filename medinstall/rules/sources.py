"""Reading a source: a publication, what kind it is, and the articles of law it stands for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from medinstall.domain.rule import Article, Source, SourceKind
from medinstall.rules.table import Node

KINDS: tuple[SourceKind, ...] = ("article", "decree", "convention", "body", "press", "private")


def source(name: str, node: Node) -> Source:
    """Return one source."""
    found = Source(
        id=name,
        title=node.text("title", None),
        publisher=node.text("publisher", None),
        url=node.text("url"),
        published=node.text("published"),
        kind=node.one_of("kind", KINDS),
        articles=tuple(_articles(node)),
    )
    if found.articles and found.kind != "article":
        node.fault("kind", "une source qui donne des articles est de nature « article »")
    node.close()
    return found


def _articles(node: Node) -> Iterator[Article]:
    for child in node.children("article"):
        yield Article(
            code=child.text("code", None),
            number=child.text("number", None),
            id=child.text("id"),
            since=_day(child, "since"),
            until=_day(child, "until"),
            then=child.text("then"),
        )
        if "then" in child and "since" not in child:
            child.fault("then", "un article dont aucun jour n’est connu n’annonce pas de changement")
        child.close()


def _day(node: Node, key: str) -> date | None:
    return node.day(key) if key in node else None
