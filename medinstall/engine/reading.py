"""What a rule sees of one fact."""

from __future__ import annotations

from typing import NamedTuple

from medinstall.model.fact import Value
from medinstall.model.truth import Truth, as_bool

NOTHING: frozenset[str] = frozenset()


class Reading(NamedTuple):
    """The value of a fact, None while unknown; then `open` names the unanswered facts that could settle it.

    A derived date may have both: the day of the usual case, and what could still make it another one.

    An unknown number is still known to lie between `low` and `high`. An unknown value with nothing open is settled
    by no answer: the law or its sources leave it open.
    """

    value: Value | None
    open: frozenset[str] = NOTHING
    low: float = 0
    high: float = 0


class Judgement(NamedTuple):
    """The truth of a criterion, and the unanswered facts that could still change it."""

    truth: Truth
    open: frozenset[str] = NOTHING


YES = Judgement(Truth.YES)
NO = Judgement(Truth.NO)
UNKNOWN = Judgement(Truth.UNKNOWN)


def of_truth(judgement: Judgement) -> Reading:
    """Return a judgement as the reading of a yes/no fact."""
    return Reading(as_bool(judgement.truth), judgement.open)
