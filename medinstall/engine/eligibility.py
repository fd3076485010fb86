"""Aids: the law of the day and the verdict."""

from datetime import date
from typing import NamedTuple

from medinstall.domain.aid_rule import AidRule, AidValue
from medinstall.domain.plan import Verdict
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
    """A verdict, the law and the value it was read from, and the unanswered facts on which it still depends.

    `ran`: a signed contract whose amount is told whether it runs or has ended.
    """

    verdict: Verdict
    law: ReferenceDay
    value: AidValue | None
    open: frozenset[str] = NOTHING
    ran: bool = False
    running: Judgement = YES


def eligibility_of(aid: CompiledAid, known: Known) -> Eligibility:
    """Return the verdict of an aid: the first that holds, in the order of the contract."""
    rule, law = aid.rule, reference_day(aid.rule, known)
    if rule.contract is not None:
        return _of_contract(aid, law, known)
    if law.open:  # any value may turn out to be the one in force
        return _judged(law, _open_value(rule, law.on), unknown(law.open), aid.conditions.together(known))
    value = contracts.value_on(rule, law.on)
    if value is None or value.closed:
        return _not_in_force(law, value)
    return _judged(law, value, YES, aid.conditions.together(known))


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


def _not_in_force(law: ReferenceDay, value: AidValue | None) -> Eligibility:
    """Return the verdict of an aid that does not exist yet, or no more, on the day of the law."""
    return Eligibility("non_eligible" if value is None else "fermee", law, value, law.open)


def _open_value(rule: AidRule, day: date) -> AidValue | None:
    """Return the value in force on `day`, or the nearest that is no closure."""
    opened = [value for value in rule.values if not value.closed]
    before = [value for value in opened if value.start <= day]
    return before[-1] if before else next(iter(opened), None)


def _of_contract(aid: CompiledAid, law: ReferenceDay, known: Known) -> Eligibility:
    value = contracts.value_on(aid.rule, law.on)
    named = contracts.named(aid.rule, known)
    admitted = contracts.admits(aid, value, known) if value and named is YES else NO
    if (value is None or value.closed) and admitted is NO:
        return _not_in_force(law, value)
    met = aid.conditions.together(known)
    if named is not YES:
        return _judged(law, value, YES if named is NO else named, met)
    if law.open:  # wanted, not signed
        return _judged(law, value, admitted, met)
    running = contracts.running(aid, known)
    if running is NO:
        return Eligibility("fermee", law, value, ran=True, running=running)
    judged = _judged(law, value, running, met)
    # an early end not known yet may still close it
    return judged._replace(open=judged.open | running.open, ran=judged.verdict != "non_eligible", running=running)


def _judged(law: ReferenceDay, value: AidValue | None, also: Judgement, judged: Judgement) -> Eligibility:
    """Return the verdict of an aid whose conditions are `judged`, with `also` beside them."""
    if judged is NO:
        return Eligibility("non_eligible", law, value)
    if also is not YES:
        judged = unknown(also.open | judged.open)
    if value is not None and value.pending:
        return Eligibility("pas_encore_applicable", law, value, judged.open)
    return Eligibility("eligible" if judged is YES else "a_verifier", law, value, judged.open)
