"""Aids: the law of the day and the verdict."""

from datetime import date
from typing import NamedTuple

from medinstall.domain.plan import Verdict
from medinstall.domain.rule import AidRule, AidValue
from medinstall.engine import contracts
from medinstall.engine.compiled_aid import CompiledAid
from medinstall.engine.fact_value import NO, NOTHING, YES, FactValue, Judgement, unknown
from medinstall.engine.known import Known

START = "date_debut"


class ReferenceDay(NamedTuple):
    """The day whose law is read. `open`: it may still become another one that would matter."""

    on: date
    open: frozenset[str] = NOTHING


class Eligibility(NamedTuple):
    """A verdict, the value it was read from, and the unanswered facts on which it still depends.

    `ran`: a signed contract whose amount is told whether it runs or has ended.
    """

    verdict: Verdict
    value: AidValue | None
    open: frozenset[str] = NOTHING
    ran: bool = False
    running: Judgement = YES


def eligibility_of(aid: CompiledAid, known: Known) -> Eligibility:
    """Return the verdict of an aid: the first that holds, in the order of the contract."""
    rule, law = aid.rule, reference_day(aid.rule, known)
    if rule.contract is not None:
        return _of_contract(aid, law, known)
    # while the day is open, any value may turn out to be the one in force
    value = _open_value(rule, law.on) if law.open else contracts.value_on(rule, law.on)
    decided = None if law.open else _not_in_force(value)
    return decided or _judged(value, unknown(law.open) if law.open else YES, aid.conditions.together(known))


def reference_day(rule: AidRule, known: Known) -> ReferenceDay:
    """Return the day whose law applies: contract, section 3, "Law's date"."""
    if rule.contract is not None:
        return _day_of_contract(rule, known)
    found: FactValue = known[rule.law_date or START]
    if isinstance(found.value, date):
        return ReferenceDay(found.value if rule.law_date else max(found.value, known.today))
    if rule.law_date or rule.values[-1].start > known.today:
        return ReferenceDay(known.today, found.open)
    return ReferenceDay(known.today)


def _day_of_contract(rule: AidRule, known: Known) -> ReferenceDay:
    named = contracts.named(rule, known)
    if named is not YES:
        return ReferenceDay(known.today, named.open)
    signed = known[contracts.SIGNED]
    return ReferenceDay(signed.value) if isinstance(signed.value, date) else ReferenceDay(known.today, signed.open)


def _not_in_force(value: AidValue | None, opened: frozenset[str] = NOTHING) -> Eligibility | None:
    """Return the verdict of an aid that does not exist yet, or no more, on the day of the law."""
    if value is None or value.closed:
        return Eligibility("non_eligible" if value is None else "fermee", value, opened)
    return None


def _open_value(rule: AidRule, day: date) -> AidValue | None:
    """Return the value in force on `day`, or the nearest that is no closure."""
    opened = [value for value in rule.values if not value.closed]
    before = [value for value in opened if value.start <= day]
    return before[-1] if before else next(iter(opened), None)


def _of_contract(aid: CompiledAid, law: ReferenceDay, known: Known) -> Eligibility:
    rule, met = aid.rule, aid.conditions.together
    value = contracts.value_on(rule, law.on)
    named = contracts.named(rule, known)
    admitted = contracts.admits(aid, value, known) if value and named is YES else NO
    decided = _not_in_force(value, law.open) if admitted is NO else None
    if decided is not None:
        return decided
    if named is not YES:
        return _judged(value, YES if named is NO else named, met(known))
    if law.open:  # wanted, not signed
        return _judged(value, admitted, met(known))
    running = contracts.running(aid, known)
    if running is NO:
        return Eligibility("fermee", value, ran=True, running=running)
    judged = _judged(value, running, met(known))
    opened = judged.open | running.open  # an early end not known yet may still close it
    return Eligibility(judged.verdict, value, opened, judged.verdict != "non_eligible", running)


def _judged(value: AidValue | None, also: Judgement, judged: Judgement) -> Eligibility:
    """Return the verdict of an aid whose conditions are `judged`, with `also` beside them."""
    if judged is NO:
        return Eligibility("non_eligible", value)
    if also is not YES:
        judged = unknown(also.open | judged.open)
    if value is not None and value.pending:
        return Eligibility("pas_encore_applicable", value, judged.open)
    return Eligibility("eligible" if judged is YES else "a_verifier", value, judged.open)
