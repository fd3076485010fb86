"""The closed contracts: whether one is named, whether it still runs, what is refunded when it ends early."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from medinstall.domain.aid_rule import AidRule, AidValue, Contract
from medinstall.domain.fact import NonAnswer
from medinstall.domain.plan import Payment
from medinstall.engine.compiled_aid import CompiledAid
from medinstall.engine.fact_value import NO, YES, Judgement, unknown
from medinstall.engine.known import Known
from medinstall.engine.month_arithmetic import add, whole_months_between

NAMED_BY = "contrat_demographique"
SIGNED = "date_signature_contrat"
ENDED = "date_resiliation"


def named(rule: AidRule, known: Known) -> Judgement:
    """Tell whether the doctor named this contract, running or wanted."""
    answer = known[NAMED_BY]
    if answer.value is None:
        return answer.unsettled
    return YES if answer.value == rule.id else NO


def value_on(rule: AidRule, day: date) -> AidValue | None:
    """Return the value in force on `day`, None before the first."""
    for value in reversed(rule.values):
        if value.start <= day:
            return value
    return None


def running(aid: CompiledAid, known: Known) -> Judgement:
    """Tell whether that contract, signed in its window, runs today."""
    rule = aid.rule
    is_named = named(rule, known)
    if is_named is not YES:
        return is_named
    signed = known[SIGNED]
    if not isinstance(signed.value, date):
        return signed.unsettled
    value = value_on(rule, signed.value)
    if rule.contract is None or value is None:
        return NO
    admitted, still = admits(aid, value, known), _still(rule.contract, signed.value, known)
    if admitted is NO or still is NO:
        return NO
    return still if admitted is YES else unknown(admitted.open | still.open)


def admits(aid: CompiledAid, value: AidValue, known: Known) -> Judgement:
    """Tell whether a contract could be signed while `value` was in force: its closure may not be certain for all."""
    if not value.closed:
        return YES
    doubt = aid.values[value.start].unsettled(known)
    return NO if doubt is NO else unknown(doubt.open)


def _still(contract: Contract, signed: date, known: Known) -> Judgement:
    """Tell whether a contract has reached neither its early end nor its term, which count as ended."""
    ended = known[ENDED]
    if isinstance(ended.value, date) and ended.value <= known.today:
        return NO
    if add(signed, contract.term) <= known.today:
        return ended.unsettled if contract.renewal_unsettled else NO
    return YES if ended.value is not None else ended.unsettled


def paid_until_end(payments: Iterable[Payment], known: Known) -> tuple[Payment, ...]:
    """Return the payments that fall on or before the early end, all of them without one."""
    ended = known[ENDED].value
    return tuple(payment for payment in payments if not isinstance(ended, date) or payment.on <= ended)


def refund(contract: Contract, payments: Iterable[Payment], known: Known) -> float | None:
    """Return the euros to give back after an early end: sums paid × whole months left / months of the contract.

    A month begun counts as served. None without an early end. Source 003; whether the text counts months or days is
    not settled, which the aid's notes say.
    """
    signed, ended = known.day(SIGNED), known[ENDED].value
    if not contract.refund or signed is None or not isinstance(ended, date):
        return None
    months = contract.term.months
    whole = whole_months_between(signed, ended)
    begun = whole + (add(signed, type(contract.term)(whole)) < ended)
    left = max(0, months - begun)
    return round(sum(payment.eur for payment in payments) * left / months, 2)


def is_signed(rule: AidRule, known: Known) -> bool:
    """Tell whether this very contract was signed: its payments are no longer an aid to hope for."""
    return named(rule, known) is YES and known[SIGNED].value not in (None, NonAnswer.NEVER)
