"""What a maintainer has to read again: cited articles against the codes. Pure; `__main__` reads and prints."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from medinstall.domain.pack import RulePack
from medinstall.domain.source import Article, Source
from medinstall.engine.source_usage import Citation, source_usages
from tests.law.package import CodeArticle, Version

Status: TypeAlias = Literal[
    "unchanged", "altered", "newer", "ending", "end known", "announced", "not read", "not found"
]
TO_READ: tuple[Status, ...] = ("altered", "newer", "ending", "not read", "not found")


class Rule(NamedTuple):
    """A rule that rests on the article, and the day it is to be read again."""

    id: str
    review_by: date


class Finding(NamedTuple):
    """One cited article. `before` and `now`: the text as read last, and as the package has it."""

    source: str
    number: str
    status: Status
    rules: tuple[Rule, ...]
    version: Version | None = None
    following: Version | None = None
    before: str = ""
    now: str = ""
    nearest: str = ""

    @property
    def needs_reader(self) -> bool:
        """True when somebody has to read a text."""
        return self.status in TO_READ


def compare(
    pack: RulePack, codes: Mapping[str, Mapping[str, CodeArticle]], read: Mapping[str, str], today: date
) -> tuple[Finding, ...]:
    """Return a finding for each source of the pack that is an article of one of `codes`.

    `read` maps a Légifrance id to the text that was read last.
    """
    rules = {found.source.id: _rules(found.uses) for found in source_usages(pack, today)}
    return tuple(
        _finding(source, article, codes[article.code], read, rules[source.id])
        for source in pack.sources
        for article in source.articles
        if article.code in codes
    )


def _rules(uses: Iterable[Citation]) -> tuple[Rule, ...]:
    found = {(use.rule.id, use.evidence.review_by) for use in uses if use.evidence}
    return tuple(Rule(*item) for item in sorted(found))


def _finding(
    source: Source,
    article: Article,
    code: Mapping[str, CodeArticle],
    read: Mapping[str, str],
    rules: tuple[Rule, ...],
) -> Finding:
    there = code.get(article.number)
    if there is None:
        near = difflib.get_close_matches(article.number, code, n=1, cutoff=0)
        return Finding(source.id, article.number, "not found", rules, nearest=near[0] if near else "")
    before = read.get(article.id, "")
    status = _status(article, there, before, rules)
    return Finding(
        source.id, article.number, status, rules, there.version, there.following, before=before, now=there.text
    )


def _status(article: Article, there: CodeArticle, before: str, rules: tuple[Rule, ...]) -> Status:
    if there.following and there.following.id == article.id:
        return "announced"  # the package has its id and its first day, not yet its text
    if not article.id or not before:
        return "not read"
    if there.version.id != article.id:
        return "newer"
    if there.text != before:
        return "altered"
    if there.version.until is None:
        return "unchanged"
    known = article.until == there.version.until and all(rule.review_by <= article.until for rule in rules)
    return "end known" if known else "ending"


def words_changed(before: str, now: str) -> str:
    """Return the text with what went in [-…-] and what came in {+…+}, far unchanged passages cut short."""
    old, new = _words(before), _words(now)
    return " ".join(_passages(old, new))


def _passages(old: list[str], new: list[str], around: int = 12) -> Iterator[str]:
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            same = old[i1:i2]
            yield " ".join(same if len(same) <= 2 * around else [*same[:around], "[…]", *same[-around:]])
            continue
        if i2 > i1:
            yield f"[-{' '.join(old[i1:i2])}-]"
        if j2 > j1:
            yield f"{{+{' '.join(new[j1:j2])}+}}"


def _words(text: str) -> list[str]:
    return re.findall(r"\S+", text)


def as_text(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield the report, what needs a reader first."""
    for item in sorted(findings, key=lambda item: (not item.needs_reader, item.status, item.number)):
        yield f"{item.status:10} {item.number} ({item.source}){_versions(item)}"
        if item.status == "unchanged":
            continue
        for rule in item.rules:
            yield f"           {rule.id}: review_by {rule.review_by}"
        if item.nearest:
            yield f"           nearest number: {item.nearest}"
        if item.status in ("newer", "altered"):
            yield f"           {words_changed(item.before, item.now)}"


def _versions(item: Finding) -> str:
    parts = []
    if item.version:
        parts.append(f"{item.version.id} since {item.version.since}")
        if item.version.until:
            parts.append(f"ends {item.version.until}")
    if item.following:
        parts.append(f"then {item.following.id} from {item.following.since}")
    return f": {', '.join(parts)}" if parts else ""


def as_json(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Return the findings as plain values."""
    return [
        {
            **item._asdict(),
            "needs_reader": item.needs_reader,
            "rules": [rule._asdict() for rule in item.rules],
            "version": item.version and item.version._asdict(),
            "following": item.following and item.following._asdict(),
        }
        for item in findings
    ]
