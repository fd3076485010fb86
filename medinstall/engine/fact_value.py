"""What a rule sees of one fact."""

from functools import lru_cache
from typing import NamedTuple

from medinstall.domain.fact import Value
from medinstall.domain.truth import Truth, as_bool

READINGS = 16_384  # the days of eleven years, for each of the few facts that hold one
NOTHING: frozenset[str] = frozenset()


class Judgement(NamedTuple):
    """The truth of a criterion, and the unanswered facts that could still change it.

    YES and NO below are the only judgements of their truth: they are compared with `is`.
    """

    truth: Truth
    open: frozenset[str] = NOTHING


YES = Judgement(Truth.YES)
NO = Judgement(Truth.NO)
UNKNOWN = Judgement(Truth.UNKNOWN)


def unknown(opened: frozenset[str]) -> Judgement:
    """Return UNKNOWN, as long as the facts of `opened` are."""
    return Judgement(Truth.UNKNOWN, opened) if opened else UNKNOWN


class Reading:
    """The value of a fact, None while unknown; `doubt` is then the judgement of whatever needs it.

    `open` names the unanswered facts that could settle it. A derived date may have both a value and open facts: the
    day of the usual case, and what could still make it another one. An unknown number is still known to lie between
    `low` and `high`. An unknown value with nothing open is settled by no answer: the law or its sources leave it open.
    `origin` is the fact that a derived date was answered in, where it adds nothing to it.

    Made by `reading_of`, which gives the same object again for the same content: memory can then know a reading by its
    identity, without looking inside (an object made anew is only worked out again).
    """

    __slots__ = ("doubt", "high", "low", "open", "origin", "value")

    def __init__(self, value: Value | None, opened: frozenset[str], low: float, high: float, origin: str) -> None:
        self.value = value
        self.open = opened
        self.doubt = unknown(opened)
        self.low = low
        self.high = high
        self.origin = origin


@lru_cache(READINGS, typed=True)  # True is not 1
def reading_of(
    value: Value | None, opened: frozenset[str] = NOTHING, low: float = 0, high: float = 0, origin: str = ""
) -> Reading:
    """Return what a rule sees of a fact: the same object for the same content."""
    return Reading(value, opened, low, high, origin)


def of_truth(judgement: Judgement) -> Reading:
    """Return a judgement as the reading of a yes/no fact."""
    return reading_of(as_bool(judgement.truth), judgement.open)
