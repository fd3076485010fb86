"""Rules made ready to run: their criteria and dates turned into functions, once for all the situations of a pack."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

from medinstall.domain.criterion import ALWAYS, AnyOf, Condition, Criterion, facts_of, facts_of_conditions
from medinstall.domain.pack import RulePack
from medinstall.domain.rule import (
    Adjustment,
    AfterWhen,
    AidRule,
    AidValue,
    AlertRule,
    ConditionalText,
    Evidence,
    Link,
    Processing,
    SectorRule,
    StepRule,
    Variant,
)
from medinstall.engine import facts, steps
from medinstall.engine.aids import AidSeen, facts_of_aid, see
from medinstall.engine.criteria import Facts, Judge, judge_all, judge_of, judge_of_condition
from medinstall.engine.date_rules import Dater, dater_of
from medinstall.engine.eligibility import AidOutcome, outcome_of
from medinstall.engine.facts import Answers, FactReader
from medinstall.engine.memory import DAYS, Kept, by_identity, by_readings
from medinstall.engine.steps import StepDates, StepSeen
from medinstall.engine.working_days import last_working_day

if TYPE_CHECKING:
    from medinstall.engine.situation import Situation

Made = TypeVar("Made")
Choices: TypeAlias = "tuple[tuple[Judge, Made], ...]"


NOWHERE = AnyOf(())


class ReadyStep(NamedTuple):
    """One step, ready. `conditions` judges them one by one, `applies` all together.

    `review_by`: the first day on which one of its sources should have been checked again.
    """

    rule: StepRule
    conditions: tuple[Judge, ...]
    applies: Judge
    dates: Callable[[Facts], StepDates]
    seen: Callable[[Facts], StepSeen]
    after_when: Choices[AfterWhen]
    at_second_site: Judge
    processing: Choices[Processing]
    notes: Callable[[Facts], tuple[ConditionalText, ...]]
    bring: Callable[[Facts], tuple[ConditionalText, ...]]
    links: Callable[[Facts], tuple[Link, ...]]
    review_by: date


class ReadyValue(NamedTuple):
    """What an aid is worth from one day on, ready."""

    value: AidValue
    unsettled: Judge
    adjustments: Choices[Adjustment]
    payments: tuple[tuple[Dater, float], ...]


class ReadyAid(NamedTuple):
    """One aid, ready. `values` by their first day; `seen` remembers what it gave."""

    rule: AidRule
    conditions: tuple[Judge, ...]
    pay_by: Dater
    values: dict[date, ReadyValue]
    notes: Callable[[Facts], tuple[ConditionalText, ...]]
    review_by: date
    outcome: Callable[[Situation], AidOutcome]
    seen: Callable[[Situation], AidSeen]


class ReadyAlert(NamedTuple):
    """One alert, ready."""

    rule: AlertRule
    holds: Judge
    variants: Choices[Variant]


class ReadySector(NamedTuple):
    """Access to one way to practise, ready."""

    rule: SectorRule
    conditions: tuple[Judge, ...]
    access: Judge


class Ready:
    """A rule pack made ready to run, piece by piece as it is needed."""

    def __init__(self, pack: RulePack) -> None:
        self.answers = {fact.id: facts.answers_to(fact) for fact in pack.facts}
        self.facts: Mapping[str, FactReader] = Kept(lambda name: _fact(name, pack, self.answers))
        self.steps: Mapping[str, ReadyStep] = Kept(lambda name: _step(pack.step[name]))
        self.aids: Mapping[str, ReadyAid] = Kept(lambda name: _aid(pack.aid[name]))
        self.alerts: Mapping[str, ReadyAlert] = Kept(lambda name: _alert(pack.alert[name]))
        self.sectors: Mapping[str, ReadySector] = Kept(lambda name: _sector(pack.sector[name]))
        self.after = {rule.id: rule.after for rule in pack.steps}
        self.after_when = tuple(rule.id for rule in pack.steps if rule.after_when)
        self.at_second_site = tuple(rule.id for rule in pack.steps if rule.at_second_site)
        self.processed = tuple(rule for rule in pack.steps if rule.processing)
        evidence = [rule.evidence for rule in pack.steps] + [rule.evidence for rule in pack.aids]
        self.review_by = min(map(_first_review, evidence), default=date.max)
        self.last_working_day = lru_cache(DAYS)(partial(last_working_day, rules=pack.holidays))


@by_identity
def ready_of(pack: RulePack) -> Ready:
    """Return a rule pack made ready: the same each time for the very same pack."""
    return Ready(pack)


def _fact(name: str, pack: RulePack, answers: Mapping[str, Answers]) -> FactReader:
    if name in pack.fact:
        return facts.asked(name, answers[name])
    if name in pack.derived_date:
        return facts.derived_date(pack.derived_date[name].rules)
    return facts.derived_number(pack.derived_number[name]) if name in pack.derived_number else facts.derived(name)


def _step(rule: StepRule) -> ReadyStep:
    conditions, dates = _judges(rule.conditions), steps.dates_of(rule)
    applies = judge_all(conditions)
    return ReadyStep(
        rule=rule,
        conditions=conditions,
        applies=applies,
        dates=dates,
        seen=steps.seen_of(rule, applies, dates),
        after_when=_choices((each.when, each) for each in rule.after_when),
        at_second_site=judge_of(rule.at_second_site or NOWHERE),
        processing=_choices((each.when, each) for each in rule.processing),
        notes=steps.concerning(rule.notes),
        bring=steps.concerning(rule.bring),
        links=steps.concerning(rule.links),
        review_by=_first_review(rule.evidence),
    )


def _aid(rule: AidRule) -> ReadyAid:
    conditions = _judges(rule.conditions)
    holds = judge_all(conditions)
    values = {value.start: _value(value) for value in rule.values}
    ready = ReadyAid(
        rule=rule,
        conditions=conditions,
        pay_by=dater_of(rule.pay_by),
        values=values,
        notes=steps.concerning(rule.notes),
        review_by=_first_review(rule.evidence),
        outcome=outcome_of(rule, holds),
        seen=by_readings(lambda situation: see(ready, situation), facts_of_aid(rule)),
    )
    return ready


def _value(value: AidValue) -> ReadyValue:
    return ReadyValue(
        value,
        judge_of(value.unsettled or NOWHERE),
        _choices((each.when, each) for each in value.adjustments),
        tuple((dater_of((each.rule,)), each.share) for each in value.payments),
    )


def _alert(rule: AlertRule) -> ReadyAlert:
    holds = by_readings(judge_of(rule.criterion), facts_of(rule.criterion))
    return ReadyAlert(rule, holds, _choices((each.when, each) for each in rule.variants))


def _sector(rule: SectorRule) -> ReadySector:
    conditions = _judges(rule.access)
    return ReadySector(rule, conditions, by_readings(judge_all(conditions), facts_of_conditions(rule.access)))


def _judges(conditions: tuple[Condition, ...]) -> tuple[Judge, ...]:
    return tuple(judge_of_condition(condition) for condition in conditions)


def _choices(choices: Iterable[tuple[Criterion | None, Made]]) -> Choices[Made]:
    return tuple((judge_of(ALWAYS if when is None else when), made) for when, made in choices)


def _first_review(evidence: tuple[Evidence, ...]) -> date:
    return min((item.review_by for item in evidence), default=date.max)
