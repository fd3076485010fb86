"""All that a situation decides of one aid: its verdict, what it is worth, when it is paid."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from medinstall.domain.criterion import facts_of, facts_of_conditions
from medinstall.domain.plan import Amount, Day, Payment
from medinstall.domain.rule import AidRule
from medinstall.engine import contracts
from medinstall.engine.amounts import amount_of, payments_of
from medinstall.engine.date_rules import facts_behind
from medinstall.engine.eligibility import START, AidOutcome
from medinstall.engine.fact_value import NOTHING

if TYPE_CHECKING:
    from medinstall.engine.compiled import ReadyAid
    from medinstall.engine.situation import Situation

TODAY = "aujourdhui"
VALUED = ("eligible", "a_verifier")


class Worth(NamedTuple):
    """What an aid brings, and the facts it still depends on."""

    amount: Amount | None = None
    pay_by: Day | None = None
    payments: tuple[Payment, ...] = ()
    refund_eur: float | None = None
    open: frozenset[str] = NOTHING


NOT_WORTH = Worth()


class AidSeen(NamedTuple):
    """One aid in a situation; `open`: the unanswered facts on which it still depends."""

    rule: AidRule
    outcome: AidOutcome
    worth: Worth
    open: frozenset[str]


def see(ready: ReadyAid, situation: Situation) -> AidSeen:
    """Return all that is decided of an aid."""
    outcome = ready.outcome(situation)
    worth = _worth(ready, outcome, situation)
    return AidSeen(ready.rule, outcome, worth, outcome.open | worth.open)


def _worth(ready: ReadyAid, outcome: AidOutcome, situation: Situation) -> Worth:
    """Return what an aid within reach, or a contract that ran, brings."""
    if outcome.value is None or not (outcome.verdict in VALUED or outcome.ran):
        return NOT_WORTH
    value = ready.values[outcome.value.start]
    valued = amount_of(value, situation)
    pay_by = ready.pay_by(situation).day if outcome.verdict in VALUED else None
    if not outcome.ran:
        return Worth(valued.amount, pay_by, open=valued.open)
    payments = contracts.paid_until_end(payments_of(value, valued.amount, situation), situation)
    contract = ready.rule.contract
    refund = contracts.refund(contract, payments, situation) if contract else None
    return Worth(valued.amount, pay_by, payments, refund, valued.open)


def facts_of_aid(rule: AidRule) -> Iterator[str]:
    """Yield every fact that anything decided of an aid may read."""
    yield from (TODAY, rule.law_date or START)
    yield from facts_of_conditions(rule.conditions)
    if rule.contract is not None:
        yield from (contracts.NAMED_BY, contracts.SIGNED, contracts.ENDED)
    yield from facts_behind(rule.pay_by)
    for value in rule.values:
        yield from filter(None, (value.of, value.times))
        if value.unsettled is not None:
            yield from facts_of(value.unsettled)
        yield from facts_behind(payment.rule for payment in value.payments)
        for adjustment in value.adjustments:
            yield from filter(None, (adjustment.times, adjustment.scale))
            if adjustment.when is not None:
                yield from facts_of(adjustment.when)
