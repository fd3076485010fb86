"""An aid as the rules hold it: its conditions, what it is worth and since when, and when it is paid."""

from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from medinstall.domain.criterion import Condition, Criterion
from medinstall.domain.date_rule import DateRule, Duration
from medinstall.domain.rule import ConditionalText
from medinstall.domain.source import Evidence

Period: TypeAlias = Literal["unique", "mois", "an", "stage"]


class Adjustment(NamedTuple):
    """A bonus or a share: `factor` multiplies, `add` adds euros (times the fact `times`), `scale` is a percent fact."""

    when: Criterion | None = None
    factor: float | None = None
    add: float | None = None
    times: str = ""
    scale: str = ""


class PaymentRule(NamedTuple):
    """A part of the amount and the day it is paid."""

    rule: DateRule
    share: float


class AidValue(NamedTuple):
    """What an aid is worth from `start` until the next value. `closed` ends it; `pending`: voted, decree missing.

    `unsettled`: for whom the closure of a contract is not certain.
    The amount is `eur`, or `rate` × the fact `of`; × the fact `times` (at most `times_max`); at most `cap`; adjusted.
    None of them: no amount can be computed.
    """

    start: date
    closed: bool = False
    unsettled: Criterion | None = None
    pending: bool = False
    eur: float | None = None
    rate: float | None = None
    of: str = ""
    times: str = ""
    times_max: float | None = None
    cap: float | None = None
    per: Period = "unique"
    adjustments: tuple[Adjustment, ...] = ()
    payments: tuple[PaymentRule, ...] = ()
    text: str = ""


class Contract(NamedTuple):
    """What makes an aid a contract of fixed length. `renewal_unsettled`: what follows the term is not settled."""

    term: Duration
    renewal_unsettled: bool = False
    refund: bool = False


class AidRule(NamedTuple):
    """One aid. `law_date` is the fact whose day chooses the value; empty for the later of D and today.

    `excludes`: aids that cannot be drawn with this one. `unsettled_with`: aids of which the sources do not say so.
    `figures` are the numbers its sentences cite.
    """

    id: str
    order: int
    title: str
    payer: str
    what: str
    conditions: tuple[Condition, ...]
    commitments: tuple[str, ...]
    values: tuple[AidValue, ...]
    pay_by: tuple[DateRule, ...]
    contract: Contract | None
    excludes: tuple[str, ...]
    unsettled_with: tuple[str, ...]
    figures: tuple[tuple[str, float], ...]
    notes: tuple[ConditionalText, ...]
    evidence: tuple[Evidence, ...]
    law_date: str = ""
    claim: str = ""
