"""The closed contracts: whether one is named, whether it still runs, what is refunded when it ends early."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from medinstall.domain.fact import Unsaid
from medinstall.domain.plan import Payment
from medinstall.domain.rule import AidRule, AidValue, Contract
from medinstall.engine.fact_value import NO, YES, Judgement, unknown
from medinstall.engine.month_arithmetic import add, whole_months_between

if TYPE_CHECKING:
    from collections.abc import Iterable

    from medinstall.engine.situation import Situation

NAMED_BY = "contrat_demographique"
SIGNED = "date_signature_contrat"
ENDED = "date_resiliation"


def named(rule: AidRule, situation: Situation) -> Judgement:
    """Tell whether the doctor named this contract, running or wanted."""
    reading = situation[NAMED_BY]
    if reading.value is None:
        return unknown(reading.open)
    return YES if reading.value == rule.id else NO


def value_on(rule: AidRule, day: date) -> AidValue | None:
    """Return the value in force on `day`, None before the first."""
    for value in reversed(rule.values):
        if value.start <= day:
            return value
    return None


def running(rule: AidRule, situation: Situation) -> Judgement:
    """Tell whether that contract, signed in its window, runs today."""
    is_named = named(rule, situation)
    if is_named is not YES:
        return is_named
    signed = situation[SIGNED]
    if not isinstance(signed.value, date):
        return unknown(signed.open)
    value = value_on(rule, signed.value)
    if rule.contract is None or value is None:
        return NO
    admitted, still = admits(rule, value, situation), _still(rule.contract, signed.value, situation)
    if admitted is NO or still is NO:
        return NO
    return still if admitted is YES else unknown(admitted.open | still.open)


def admits(rule: AidRule, value: AidValue, situation: Situation) -> Judgement:
    """Tell whether a contract could be signed while `value` was in force: its closure may not be certain for all."""
    if not value.closed:
        return YES
    doubt = situation.ready.aids[rule.id].values[value.start].unsettled(situation)
    return NO if doubt is NO else unknown(doubt.open)


def _still(contract: Contract, signed: date, situation: Situation) -> Judgement:
    """Tell whether a contract has reached neither its early end nor its term, which count as ended."""
    ended = situation[ENDED]
    if isinstance(ended.value, date) and ended.value <= situation.today:
        return NO
    if add(signed, contract.term) <= situation.today:
        return unknown(ended.open) if contract.renewal_unsettled else NO
    return YES if ended.value is not None else unknown(ended.open)


def paid_until_end(payments: Iterable[Payment], situation: Situation) -> tuple[Payment, ...]:
    """Return the payments that fall on or before the early end, all of them without one."""
    ended = situation[ENDED].value
    return tuple(payment for payment in payments if not isinstance(ended, date) or payment.on <= ended)


def refund(contract: Contract, payments: Iterable[Payment], situation: Situation) -> float | None:
    """Return the euros to give back after an early end: sums paid × whole months left / months of the contract.

    A month begun counts as served. None without an early end. Source 003; whether the text counts months or days is
    not settled, which the aid's notes say.
    """
    signed, ended = situation.day(SIGNED), situation[ENDED].value
    if not contract.refund or signed is None or not isinstance(ended, date):
        return None
    months = contract.term.months
    whole = whole_months_between(signed, ended)
    begun = whole + (add(signed, type(contract.term)(whole)) < ended)
    left = max(0, months - begun)
    return round(sum(payment.eur for payment in payments) * left / months, 2)


def is_signed(rule: AidRule, situation: Situation) -> bool:
    """Tell whether this very contract was signed: its payments are no longer an aid to hope for."""
    return named(rule, situation) is YES and situation[SIGNED].value not in (None, Unsaid.NEVER)
