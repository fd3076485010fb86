"""Three-valued judgement of criteria: each is compiled once into a function, then run once in each situation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import TypeAlias, TypeVar

from medinstall.domain.criterion import AllOf, AnyOf, Check, Condition, Criterion
from medinstall.domain.fact import NonAnswer
from medinstall.engine.fact_value import NO, NOTHING, YES, FactValue, Judgement, unknown
from medinstall.engine.known import Judge, Known

Made = TypeVar("Made")
Choices: TypeAlias = tuple[tuple[Judge, Made], ...]
Concerning: TypeAlias = Callable[[Known], tuple[Made, ...]]


def judge(criterion: Criterion, known: Known) -> Judgement:
    """Return YES, NO, or UNKNOWN while a missing answer could still change it (Kleene)."""
    return judge_of(criterion)(known)


@cache
def judge_of(criterion: Criterion) -> Judge:
    """Return the function that judges a criterion: the same one for equal criteria, so that a group is judged once."""
    if isinstance(criterion, Check):
        return _CHECKS[criterion.comparison](criterion)
    judges = tuple([judge_of(part) for part in criterion.parts])
    if isinstance(criterion, AllOf):
        return judge_all(judges)
    return judge_any(judges) if isinstance(criterion, AnyOf) else _judge_none(judges)


def judge_of_condition(condition: Condition) -> Judge:
    """Return the function that judges a condition: a doubt is never NO, and `unsettled` turns a NO into UNKNOWN."""
    holds = judge_of(condition.criterion)
    if condition.is_doubt:
        return _once(_judge_doubt(holds))
    return holds if condition.unsettled is None else _once(_judge_settled(holds, judge_of(condition.unsettled)))


def choices_of(choices: Iterable[tuple[Criterion | None, Made]]) -> Choices[Made]:
    """Return things to choose from with the function that judges when each is in force; None: always."""
    return tuple([(_always if when is None else judge_of(when), made) for when, made in choices])


def first_in_force(choices: Choices[Made], known: Known) -> Made | None:
    """Return the first of `choices` whose criterion is certainly true, None when there is none."""
    return choose(choices, known)[0]


def choose(choices: Choices[Made], known: Known) -> tuple[Made | None, frozenset[str]]:
    """Return the first of `choices` whose criterion is certainly true, and the facts that could choose one before it.

    Without such a choice: None, and the facts that could choose any.
    """
    opened = NOTHING
    for holds, made in choices:
        judged = holds(known)
        if judged is YES:
            return made, opened
        opened |= judged.open
    return None, opened


def concerning(choices: Iterable[tuple[Criterion | None, Made]]) -> Concerning[Made]:
    """Return the function that gives those of `choices` that are not certainly another doctor's.

    What was answered « inconnu » shows them. What was not answered does not, and asks nothing: a note or a paper alone
    makes no question, and nobody sees those of others for want of one.
    """
    compiled = choices_of(choices)
    everyone = tuple([made for _, made in compiled])
    if all(holds is _always for holds, _ in compiled):
        return lambda _: everyone

    def concerned(known: Known) -> tuple[Made, ...]:
        doubted = known.said_unknown
        return tuple(
            [made for holds, made in compiled if (found := holds(known)) is YES or not found.open.isdisjoint(doubted)]
        )

    return concerned


def _once(judge: Judge) -> Judge:
    """Return `judge` made to answer once in a situation, in whatever rules it stands."""

    def judged(known: Known) -> Judgement:
        found = known.judgements.get(judge)
        if found is None:
            found = known.judgements[judge] = judge(known)
        return found

    return judged


def _always(_: Known) -> Judgement:
    return YES


def judge_all(judges: tuple[Judge, ...]) -> Judge:
    """Return the "and" of `judges`: once one says NO, nothing open matters any more."""
    return _judge_together(judges, decisive=NO, otherwise=YES)


def judge_any(judges: tuple[Judge, ...]) -> Judge:
    """Return the "or" of `judges`: once one says YES, nothing open matters any more."""
    return _judge_together(judges, decisive=YES, otherwise=NO)


def _judge_together(judges: tuple[Judge, ...], decisive: Judgement, otherwise: Judgement) -> Judge:
    if len(judges) == 1:
        return judges[0]

    def judged(known: Known) -> Judgement:
        so_far = otherwise
        for each in judges:
            found = each(known)
            if found is decisive:
                return decisive
            if found is not otherwise and found is not so_far:
                so_far = found if so_far is otherwise else unknown(so_far.open | found.open)
        return so_far

    return _once(judged)


def _judge_none(judges: tuple[Judge, ...]) -> Judge:
    one = judge_any(judges)

    def judged(known: Known) -> Judgement:
        found = one(known)
        return NO if found is YES else YES if found is NO else found

    return judged


def _judge_doubt(holds: Judge) -> Judge:
    def judged(known: Known) -> Judgement:
        found = holds(known)
        return YES if found is NO else unknown(found.open)

    return judged


def _judge_settled(holds: Judge, unsettled: Judge) -> Judge:
    def judged(known: Known) -> Judgement:
        found = holds(known)
        if found is YES:
            return YES
        doubt = unsettled(known)
        if found is not NO:
            return unknown(found.open | doubt.open)
        return NO if doubt is NO else unknown(doubt.open)

    return judged


def _is(check: Check) -> Judge:
    fact, wanted = check.fact, check.operand

    def judged(known: Known) -> Judgement:
        found = known[fact]
        value = found.value
        return found.unsettled if value is None else YES if value == wanted else NO

    return judged


def _in(check: Check) -> Judge:
    assert isinstance(check.operand, tuple)
    fact, wanted = check.fact, frozenset(check.operand)

    def judged(known: Known) -> Judgement:
        found = known[fact]
        value = found.value
        return found.unsettled if value is None else YES if value in wanted else NO

    return judged


def _bounds(check: Check) -> Judge:
    """Compare a number, of which at least the limits are known."""
    fact, threshold, least = check.fact, check.operand, check.comparison == "at_least"
    assert isinstance(threshold, int | float)

    def judged(known: Known) -> Judgement:
        found = known[fact]
        if found.value is NonAnswer.NEVER:
            return NO
        sure = found.low >= threshold if least else found.high <= threshold
        excluded = found.high < threshold if least else found.low > threshold
        if sure or excluded:
            return YES if sure else NO
        return found.unsettled

    return judged


def _order(check: Check) -> Judge:
    """Compare two days; one that is « jamais » makes it false, whatever the other."""
    fact, limit, before = check.fact, check.operand, check.comparison == "before"
    fixed = None if isinstance(limit, str) else FactValue(limit if isinstance(limit, date) else None)
    named = str(limit)

    def judged(known: Known) -> Judgement:
        one, other = known[fact], fixed or known[named]
        day, against = one.value, other.value
        opened = one.unsettled.open | other.unsettled.open
        if not opened and isinstance(day, date) and isinstance(against, date):
            return YES if (day < against) is before else NO
        if day is NonAnswer.NEVER or against is NonAnswer.NEVER:
            return NO
        return unknown(opened) if opened or day is None or against is None else NO

    return judged


_CHECKS: dict[str, Callable[[Check], Judge]] = {
    "is": _is, "in": _in, "before": _order, "from": _order, "at_least": _bounds, "at_most": _bounds,
}  # fmt: skip
