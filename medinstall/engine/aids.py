"""All that a situation decides of one aid: its verdict, what it is worth, when it is paid, why."""

from __future__ import annotations

from medinstall.domain.plan import AidPlan, Day, Payment
from medinstall.engine import contracts
from medinstall.engine.amounts import NO_AMOUNT, ComputedAmount, amount_of, payments_of
from medinstall.engine.coming_changes import coming_changes
from medinstall.engine.compiled_aid import CompiledAid
from medinstall.engine.eligibility import Eligibility
from medinstall.engine.explanations import aid_reasons
from medinstall.engine.known import Known

WITHIN_REACH = ("eligible", "a_verifier")


def evaluate_aid(aid: CompiledAid, found: Eligibility, known: Known) -> AidPlan:
    """Return all that is decided of an aid whose verdict was `found`."""
    rule = aid.rule
    worth = amount(aid, found, known)
    payments: tuple[Payment, ...] = ()
    refund = None
    if found.ran and found.value is not None and rule.contract is not None:
        due = payments_of(aid.values[found.value.start], worth.amount, known)
        payments = contracts.paid_until_end(due, known)
        refund = contracts.refund(rule.contract, payments, known)
    return AidPlan(
        rule=rule,
        verdict=found.verdict,
        amount=worth.amount,
        pay_by=_pay_by(aid, found, known),
        payments=payments,
        refund_eur=refund,
        signed=rule.contract is not None and contracts.is_signed(rule, known),
        law_date=None if found.law.open else found.law.on,
        reasons=aid_reasons(aid, found, known) + coming_changes(aid.changes, known),
        stale=aid.review_by < known.today,
        notes=aid.notes(known),
        evidence=aid.evidence(known),
    )


def amount(aid: CompiledAid, found: Eligibility, known: Known) -> ComputedAmount:
    """Return what an aid within reach, or a contract that ran, brings."""
    if found.value is None or not (found.verdict in WITHIN_REACH or found.ran):
        return NO_AMOUNT
    return amount_of(aid.values[found.value.start], known)


def _pay_by(aid: CompiledAid, found: Eligibility, known: Known) -> Day | None:
    return aid.pay_by(known).day if found.value is not None and found.verdict in WITHIN_REACH else None
