"""Aids: the law of the day, the verdict, and one reason per criterion."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from medinstall.domain.plan import Verdict
from medinstall.domain.rule import AidRule, AidValue
from medinstall.engine import contracts
from medinstall.engine.fact_value import NO, NOTHING, YES, Judgement, Reading, unknown
from medinstall.engine.memory import Kept

if TYPE_CHECKING:
    from medinstall.engine.criteria import Judge
    from medinstall.engine.situation import Situation

START = "date_debut"
LAST_DAYS = 2  # today, and the day before when a walk through time comes to the next


class LawDay(NamedTuple):
    """The day whose law is read. `open`: it may still become another one that would matter."""

    on: date
    open: frozenset[str] = NOTHING


class AidOutcome(NamedTuple):
    """A verdict, the value it was read from, and the unanswered facts on which it still depends.

    `ran`: a signed contract of which the amount is told whether it runs or has ended.
    """

    verdict: Verdict
    value: AidValue | None
    open: frozenset[str] = NOTHING
    ran: bool = False
    running: Judgement = YES


class _Law:
    """What the law of a day leaves open of an aid: nothing (`decided`), or the answer to its conditions."""

    __slots__ = ("also", "decided", "granted", "refused", "value")

    def __init__(self, value: AidValue | None, opened: frozenset[str]) -> None:
        self.value = value
        self.also = unknown(opened) if opened else YES
        self.decided = None if opened else _not_in_force(value)
        self.refused = _judged(value, self.also, NO)
        self.granted = _judged(value, self.also, YES)


def outcome_of(rule: AidRule, holds: Judge) -> Callable[[Situation], AidOutcome]:
    """Return what gives the verdict of an aid: the first that holds, in the order of the contract.

    `holds` judges all its conditions together.
    """
    if rule.contract is not None:
        return partial(_contract, rule, holds)
    shared = lru_cache(_Law)  # a value is in force on many days

    def law_on(today: date, reading: Reading) -> _Law:
        day = _law_day(rule, reading, today)  # while it is open, any value may turn out to be the one in force
        return shared(_open_value(rule, day.on) if day.open else contracts.value_on(rule, day.on), day.open)

    laws: Kept[date, Kept[Reading, _Law]] = Kept(lambda today: Kept(partial(law_on, today)), LAST_DAYS)
    fact = rule.law_date or START

    def outcome(situation: Situation) -> AidOutcome:
        law = laws[situation.today][situation[fact]]
        if law.decided is not None:
            return law.decided
        judged = holds(situation)
        if judged is NO:
            return law.refused
        return law.granted if judged is YES else _judged(law.value, law.also, judged)

    return outcome


def _not_in_force(value: AidValue | None, opened: frozenset[str] = NOTHING) -> AidOutcome | None:
    """Return the outcome of an aid that does not exist yet, or no more, on the day of the law."""
    if value is None or value.closed:
        return AidOutcome("non_eligible" if value is None else "fermee", value, opened)
    return None


def law_day(rule: AidRule, situation: Situation) -> LawDay:
    """Return the day whose law applies: contract, section 3, "Law's date"."""
    if rule.contract is not None:
        return _contract_day(rule, situation)
    return _law_day(rule, situation[rule.law_date or START], situation.today)


def _law_day(rule: AidRule, reading: Reading, today: date) -> LawDay:
    if isinstance(reading.value, date):
        return LawDay(reading.value if rule.law_date else max(reading.value, today))
    if rule.law_date or rule.values[-1].start > today:
        return LawDay(today, reading.open)
    return LawDay(today)


def _contract_day(rule: AidRule, situation: Situation) -> LawDay:
    named = contracts.named(rule, situation)
    if named is not YES:
        return LawDay(situation.today, named.open)
    signed = situation[contracts.SIGNED]
    return LawDay(signed.value) if isinstance(signed.value, date) else LawDay(situation.today, signed.open)


def _open_value(rule: AidRule, day: date) -> AidValue | None:
    """Return the value in force on `day`, or the nearest that is no closure."""
    opened = [value for value in rule.values if not value.closed]
    before = [value for value in opened if value.start <= day]
    return before[-1] if before else next(iter(opened), None)


def _contract(rule: AidRule, holds: Judge, situation: Situation) -> AidOutcome:
    law = law_day(rule, situation)
    value = contracts.value_on(rule, law.on)
    named = contracts.named(rule, situation)
    admitted = contracts.admits(rule, value, situation) if value and named is YES else NO
    decided = _not_in_force(value, law.open) if admitted is NO else None
    if decided is not None:
        return decided
    if named is not YES:
        return _judged(value, YES if named is NO else named, holds(situation))
    if law.open:  # wanted, not signed
        return _judged(value, admitted, holds(situation))
    running = contracts.running(rule, situation)
    if running is NO:
        return AidOutcome("fermee", value, ran=True, running=running)
    judged = _judged(value, running, holds(situation))
    opened = judged.open | running.open  # an early end not known yet may still close it
    return AidOutcome(judged.verdict, value, opened, judged.verdict != "non_eligible", running)


def _judged(value: AidValue | None, also: Judgement, judged: Judgement) -> AidOutcome:
    """Return the outcome of an aid whose conditions are `judged`, with `also` beside them."""
    if judged is NO:
        return AidOutcome("non_eligible", value)
    if also is not YES:
        judged = unknown(also.open | judged.open)
    if value is not None and value.pending:
        return AidOutcome("pas_encore_applicable", value, judged.open)
    return AidOutcome("eligible" if judged is YES else "a_verifier", value, judged.open)
