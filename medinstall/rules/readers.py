"""Rules, facts and sources, each from its table. What is not written here reads as its record declares it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from medinstall.domain.aid_rule import AidRule
from medinstall.domain.criterion import ALWAYS, Condition, Criterion
from medinstall.domain.fact import Fact
from medinstall.domain.place import PlaceTable
from medinstall.domain.rule import AlertRule, Link, Processing, SectorRule, StepRule, Variant
from medinstall.domain.source import Source, SourceKind
from medinstall.rules.criteria import (
    conditional_texts,
    conditions,
    date_rules,
    duration,
    evidence,
    optional_criterion,
    required_criterion,
)
from medinstall.rules.records import record
from medinstall.rules.table import Node


def step(name: str, node: Node) -> StepRule:
    """Return one step."""
    dates = node.child("dates")
    found = record(
        StepRule,
        node,
        id=name,
        opens=date_rules(dates, "opens"),
        target=date_rules(dates, "target"),
        due=date_rules(dates, "due", dated=True),
        effect=date_rules(dates, "effect"),
        processing=tuple(_processing(child) for child in node.children("processing")),
        at_second_site=_at_second_site(node),
        bring=conditional_texts(node, "bring", "document"),
        links=tuple(_links(node)),
    )
    dates.close()
    return found


def _at_second_site(node: Node) -> Criterion | None:
    """Return when a step belongs to the second site: always for `true`, never without the key."""
    if isinstance(node.raw("at_second_site"), dict):
        return required_criterion(node, "at_second_site")
    return ALWAYS if node.flag("at_second_site") else None


def _processing(node: Node) -> Processing:
    return record(Processing, node, duration=None if node.flag("open_ended") else duration(node, "lasts"))


def _links(node: Node) -> tuple[Link, ...]:
    entries = node.raw("links") or []
    if not isinstance(entries, list) or not all(_is_pair(entry) or isinstance(entry, dict) for entry in entries):
        node.fault("links", "une liste de paires [libellé, adresse] est attendue")
        return ()
    return tuple(
        Link(*entry) if isinstance(entry, list) else _link(Node(entry, node.file, node.faults, node.named, "links"))
        for entry in entries
    )


def _is_pair(entry: object) -> bool:
    return isinstance(entry, list) and len(entry) == 2 and all(isinstance(part, str) for part in entry)


def _link(node: Node) -> Link:
    return record(Link, node, when=required_criterion(node, "when"))


def aid(name: str, node: Node) -> AidRule:
    """Return one aid."""
    found = record(AidRule, node, id=name)
    starts = [value.start for value in found.values]
    if not starts or starts != sorted(set(starts)):
        node.fault("value", "au moins une valeur est attendue, de la plus ancienne à la plus récente")
    return found


def alerts(node: Node) -> tuple[AlertRule, ...]:
    """Return the alerts, in their order."""
    found = [_alert(name, table) for name, table in node.tables()]
    return tuple(sorted(found, key=lambda alert: alert.order))


def _alert(name: str, node: Node) -> AlertRule:
    """Return one alert; it has one sentence, which a variant replaces under the same key."""
    variants = (record(Variant, child, what=child.text("text")) for child in node.children("variant"))
    when = optional_criterion(node, "when") or ALWAYS
    return record(AlertRule, node, id=name, criterion=when, variants=tuple(variants))


def sectors(node: Node) -> tuple[SectorRule, ...]:
    """Return the ways to practise; `access_of` adds the access conditions of another one to its own."""
    tables = dict(node.tables())
    access = {name: conditions(table) for name, table in tables.items()}
    return tuple(_sector(name, table, access) for name, table in tables.items())


def _sector(name: str, node: Node, access: Mapping[str, tuple[Condition, ...]]) -> SectorRule:
    admitted = (*access.get(node.text("access_of"), ()), *access[name])
    return record(SectorRule, node, id=name, access=admitted, evidence=evidence(node, for_all=True))


def source(name: str, node: Node) -> Source:
    """Return one source: a publication, what kind it is, and the articles of law it stands for."""
    found = record(Source, node, id=name, kind=node.one_of("kind", get_args(SourceKind)))
    for place, article in enumerate(found.articles):
        if article.then and article.since is None:
            text = "un article dont aucun jour n’est connu n’annonce pas de changement"
            node.fault(f"article[{place}].then", text)
    if found.articles and found.kind != "article":
        node.fault("kind", "une source qui donne des articles est de nature « article »")
    return found


def place_table(name: str, node: Node) -> PlaceTable:
    """Return one table by which a commune answers a question; an imported one has no file of ours."""
    file = node.text("file", "" if node.flag("imported") else None)
    return record(PlaceTable, node, id=name, file=file, evidence=evidence(node, for_all=True))


def facts(node: Node) -> tuple[Fact, ...]:
    """Return the facts of `facts.toml`, in their order."""
    sections = node.child("sections").data
    found = []
    for order, (name, table) in enumerate(node.child("fact").tables()):
        fact = record(Fact, table, id=name, order=order)
        if fact.section not in sections:
            table.fault("section", f"section inconnue « {fact.section} » ({', '.join(sections)})")
        found.append(fact)
    node.close()
    return tuple(found)


def sections(node: Node) -> tuple[tuple[str, str], ...]:
    """Return the sections of the interview and their titles."""
    table = node.child("sections")
    return tuple((key, table.text(key, None)) for key in table.data)
