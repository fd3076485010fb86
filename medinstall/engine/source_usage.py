"""What rests on each source: steps, aids, sectors and alerts, proved by it or merely citing it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from medinstall.domain.aid_rule import AidRule
from medinstall.domain.criterion import Condition
from medinstall.domain.date_rule import DateRule
from medinstall.domain.pack import RulePack
from medinstall.domain.rule import AlertRule, SectorRule, StepRule
from medinstall.domain.source import Evidence, Source

Kind: TypeAlias = Literal["step", "aid", "sector", "alert"]
Rule: TypeAlias = "StepRule | AidRule | SectorRule | AlertRule"


class Citation(NamedTuple):
    """One rule that leans on a source. `evidence` is None when only one of its dates or conditions cites it."""

    kind: Kind
    rule: Rule
    evidence: Evidence | None


class SourceUsage(NamedTuple):
    """A source and the rules that rest on it; `overdue`: the evidence that should have been checked again by now."""

    source: Source
    uses: tuple[Citation, ...]
    overdue: tuple[Evidence, ...]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """How well the source is known, once per way of saying it."""
        return tuple(dict.fromkeys(use.evidence for use in self.uses if use.evidence))


def source_usages(pack: RulePack, today: date) -> tuple[SourceUsage, ...]:
    """Return every source of the rule pack with what rests on it, in the order of the rule pack."""
    uses: dict[str, list[Citation]] = {}
    for kind, rule in _rules(pack):
        proved = {item.source: item for item in rule.evidence}
        for source in dict.fromkeys((*proved, *_cited(rule))):
            uses.setdefault(source, []).append(Citation(kind, rule, proved.get(source)))
    return tuple(_usage(source, tuple(uses.get(source.id, ())), today) for source in pack.sources)


def review_by(usage: SourceUsage) -> date:
    """Return the earliest day on which something that rests on a source is to be read again."""
    return min((item.review_by for item in usage.evidence), default=date.max)


def _usage(source: Source, uses: tuple[Citation, ...], today: date) -> SourceUsage:
    overdue = dict.fromkeys(use.evidence for use in uses if use.evidence and use.evidence.review_by < today)
    return SourceUsage(source, uses, tuple(overdue))


def _rules(pack: RulePack) -> Iterator[tuple[Kind, Rule]]:
    yield from (("step", rule) for rule in pack.steps)
    yield from (("aid", rule) for rule in pack.aids)
    yield from (("sector", rule) for rule in pack.sectors)
    yield from (("alert", rule) for rule in pack.alerts)


def _cited(rule: Rule) -> Iterator[str]:
    match rule:
        case StepRule():
            yield from _of_conditions(rule.conditions)
            yield from _of_dates((*rule.opens, *rule.target, *rule.due, *rule.effect))
            yield from _of_dates(milestone.rule for milestone in rule.milestones)
        case AidRule():
            yield from _of_conditions(rule.conditions)
            yield from _of_dates(rule.pay_by)
            yield from _of_dates(payment.rule for value in rule.values for payment in value.payments)
        case SectorRule():
            yield from _of_conditions(rule.access)


def _of_conditions(conditions: Iterable[Condition]) -> Iterator[str]:
    yield from (source for condition in conditions for source in condition.sources)


def _of_dates(dates: Iterable[DateRule]) -> Iterator[str]:
    yield from (source for rule in dates for source in rule.sources)
