"""Aids: the law of the day, the verdict, and one reason per criterion."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from medinstall.engine import contracts
from medinstall.engine.reading import NO, NOTHING, YES, Judgement, unknown
from medinstall.model.plan import Verdict
from medinstall.model.rule import AidRule, AidValue

if TYPE_CHECKING:
    from medinstall.engine.ready import ReadyAid
    from medinstall.engine.situation import Situation

START = "date_debut"


class LawDay(NamedTuple):
    """The day whose law is read. `open`: it may still become another one that would matter."""

    on: date
    open: frozenset[str] = NOTHING


class AidOutcome(NamedTuple):
    """A verdict, the value it was read from, and the unanswered facts on which it still depends.

    `ran`: a signed contract of which the amount is told whether it runs or has ended.
    """

    verdict: Verdict
    law: LawDay
    value: AidValue | None
    open: frozenset[str] = NOTHING
    ran: bool = False
    running: Judgement = YES


def outcome_of(ready: ReadyAid, situation: Situation) -> AidOutcome:
    """Return the verdict of an aid: the first that holds, in the order of the contract."""
    rule = ready.rule
    law = law_day(rule, situation)
    value = contracts.value_on(rule, law.on)
    if rule.contract is not None:
        return _contract(ready, law, value, situation)
    if law.open:  # any value may turn out to be the one in force
        value = _open_value(rule, law.on)
        return _judged(ready, law, value, unknown(law.open), situation)
    if value is None or value.closed:
        return AidOutcome("non_eligible" if value is None else "fermee", law, value)
    return _judged(ready, law, value, YES, situation)


def law_day(rule: AidRule, situation: Situation) -> LawDay:
    """Return the day whose law applies: contract, section 3, "Law's date"."""
    if rule.contract is not None:
        return _contract_day(rule, situation)
    reading = situation[rule.law_date or START]
    if isinstance(reading.value, date):
        return LawDay(reading.value if rule.law_date else max(reading.value, situation.today))
    if rule.law_date or rule.values[-1].start > situation.today:
        return LawDay(situation.today, reading.open)
    return LawDay(situation.today)


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


def _contract(ready: ReadyAid, law: LawDay, value: AidValue | None, situation: Situation) -> AidOutcome:
    if value is None or value.closed:
        return AidOutcome("non_eligible" if value is None else "fermee", law, value, law.open)
    named = contracts.named(ready.rule, situation)
    if named is not YES:
        return _judged(ready, law, value, YES if named is NO else named, situation)
    if law.open:  # wanted, not signed
        return _judged(ready, law, value, YES, situation)
    running = contracts.running(ready.rule, situation)
    if running is NO:
        return AidOutcome("fermee", law, value, ran=True, running=running)
    judged = _judged(ready, law, value, running, situation)
    opened = judged.open | running.open  # an early end not known yet may still close it
    return AidOutcome(judged.verdict, law, value, opened, judged.verdict != "non_eligible", running)


def _judged(ready: ReadyAid, law: LawDay, value: AidValue | None, also: Judgement, situation: Situation) -> AidOutcome:
    """Judge the conditions, with `also` beside them."""
    judged = ready.holds(situation)
    if judged is NO:
        return AidOutcome("non_eligible", law, value)
    if also is not YES:
        judged = unknown(also.open | judged.open)
    if value is not None and value.pending:
        return AidOutcome("pas_encore_applicable", law, value, judged.open)
    return AidOutcome("eligible" if judged is YES else "a_verifier", law, value, judged.open)
