"""The sources as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from medinstall.domain.pack import RulePack
from medinstall.domain.source import Article, Confidence
from medinstall.engine.source_usage import Citation, SourceUsage
from medinstall.outputs.json_parts import SCHEMA, Json, day, rules

_WEAKEST: tuple[Confidence, ...] = ("low", "medium", "high")


def sources_json(pack: RulePack, source_usages: Iterable[SourceUsage], today: date) -> Json:
    """Return every source as one JSON object.

    Of a source, `confidence` is the weakest of its rules, `checked_on` and `review_by` the earliest; null when no rule
    rests on it but by a date or a condition that cites it.
    """
    return {
        "schema": SCHEMA,
        "today": day(today),
        "rules": rules(pack),
        "sources": [_source(usage) for usage in source_usages],
    }


def _source(usage: SourceUsage) -> Json:
    source, evidence = usage.source, usage.evidence
    return {
        "id": source.id,
        "kind": source.kind,
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url or None,
        "articles": [_article(article) for article in source.articles],
        "confidence": min((item.confidence for item in evidence), key=_WEAKEST.index, default=None),
        "checked_on": min((item.checked_on.isoformat() for item in evidence), default=None),
        "review_by": min((item.review_by.isoformat() for item in evidence), default=None),
        "rules": [_rule(use) for use in usage.uses],
    }


def _article(article: Article) -> Json:
    return {
        "code": article.code,
        "number": article.number,
        "id": article.id or None,
        "since": day(article.since),
        "until": day(article.until),
    }


def _rule(use: Citation) -> Json:
    proof = use.evidence
    return {
        "kind": use.kind,
        "id": use.rule.id,
        "confidence": proof.confidence if proof else None,
        "checked_on": day(proof.checked_on if proof else None),
        "review_by": day(proof.review_by if proof else None),
    }
