"""What a rule sees of one fact, and what it makes of it: a judgement in three values."""

from typing import NamedTuple

from medinstall.domain.fact import Value
from medinstall.domain.truth import Truth, as_bool

NOTHING: frozenset[str] = frozenset()


class Judgement(NamedTuple):
    """The truth of a criterion, and the unanswered facts that could still change it.

    YES and NO below are the only judgements of their truth, so they are compared with `is`; make others with `unknown`.
    """

    truth: Truth
    open: frozenset[str] = NOTHING


YES = Judgement(Truth.YES)
NO = Judgement(Truth.NO)
UNKNOWN = Judgement(Truth.UNKNOWN)


def unknown(opened: frozenset[str]) -> Judgement:
    """Return UNKNOWN, as long as the facts of `opened` are."""
    return Judgement(UNKNOWN.truth, opened) if opened else UNKNOWN


class FactValue(NamedTuple):
    """The value of a fact, None while unknown.

    `unsettled` is what a criterion makes of it while unknown: `open` names the unanswered facts that could settle it. A
    derived date may have both a value and open facts: the day of the usual case, and what could still make it another.
    An unknown number is still known to lie between `low` and `high`. An unknown value with nothing open is settled by
    no answer: the law or its sources leave it open. `origin` is the fact that a derived date was answered in, where it
    adds nothing to it.
    """

    value: Value | None
    unsettled: Judgement = UNKNOWN
    low: float = 0
    high: float = 0
    origin: str = ""

    @property
    def open(self) -> frozenset[str]:
        """The unanswered facts that could settle it."""
        return self.unsettled.open


def of_truth(judgement: Judgement) -> FactValue:
    """Return a judgement as the value of a yes/no fact."""
    return FactValue(as_bool(judgement.truth), judgement)
