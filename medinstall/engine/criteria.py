"""Three-valued evaluation of criteria and conditions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from medinstall.engine.reading import NO, NOTHING, YES, Judgement, Reading
from medinstall.model.criterion import AllOf, AnyOf, Check, Condition, Criterion
from medinstall.model.fact import Unsaid
from medinstall.model.truth import Truth


class Reader(Protocol):
    """Whatever can read a fact, answered or derived."""

    def read(self, fact: str) -> Reading:
        """Return what is known of `fact`."""


def judge(criterion: Criterion, reader: Reader) -> Judgement:
    """Return YES, NO, or UNKNOWN while a missing answer could still change it (Kleene)."""
    if isinstance(criterion, Check):
        return _check(criterion, reader)
    if isinstance(criterion, AllOf):
        return all_of(judge(part, reader) for part in criterion.parts)
    judged = any_of(judge(part, reader) for part in criterion.parts)
    return judged if isinstance(criterion, AnyOf) else Judgement(Truth(Truth.YES - judged.truth), judged.open)


def all_of(judgements: Iterable[Judgement]) -> Judgement:
    """Return the "and" of judgements: once one is NO, nothing open matters any more."""
    opened = NOTHING
    truth = Truth.YES
    for judgement in judgements:
        if judgement.truth is Truth.NO:
            return NO
        if judgement.truth is Truth.UNKNOWN:
            truth = Truth.UNKNOWN
            opened |= judgement.open
    return YES if truth is Truth.YES else Judgement(truth, opened)


def any_of(judgements: Iterable[Judgement]) -> Judgement:
    """Return the "or" of judgements: once one is YES, nothing open matters any more."""
    opened = NOTHING
    truth = Truth.NO
    for judgement in judgements:
        if judgement.truth is Truth.YES:
            return YES
        if judgement.truth is Truth.UNKNOWN:
            truth = Truth.UNKNOWN
            opened |= judgement.open
    return NO if truth is Truth.NO else Judgement(truth, opened)


def judge_condition(condition: Condition, reader: Reader) -> Judgement:
    """Return the truth of a condition: a doubt is never NO, and `unsettled` turns a NO into UNKNOWN."""
    judged = judge(condition.criterion, reader)
    if condition.is_doubt:
        return YES if judged.truth is Truth.NO else Judgement(Truth.UNKNOWN, judged.open)
    if condition.unsettled is None or judged.truth is Truth.YES:
        return judged
    unsettled = judge(condition.unsettled, reader)
    if judged.truth is Truth.UNKNOWN:
        return Judgement(Truth.UNKNOWN, judged.open | unsettled.open)
    return NO if unsettled.truth is Truth.NO else Judgement(Truth.UNKNOWN, unsettled.open)


def _check(check: Check, reader: Reader) -> Judgement:
    reading = reader.read(check.fact)
    if check.comparison in ("at_least", "at_most"):
        return _bounds(check, reading)
    if check.comparison in ("before", "from"):
        return _order(check, reading, reader)
    value = reading.value
    if value is None:
        return Judgement(Truth.UNKNOWN, reading.open)
    if value is Unsaid.NEVER:
        return NO
    holds = value in check.operand if isinstance(check.operand, tuple) else value == check.operand
    return YES if holds else NO


def _bounds(check: Check, reading: Reading) -> Judgement:
    if reading.value is Unsaid.NEVER:
        return NO
    threshold = check.operand
    assert isinstance(threshold, int | float)
    if check.comparison == "at_least":
        sure, excluded = reading.low >= threshold, reading.high < threshold
    else:
        sure, excluded = reading.high <= threshold, reading.low > threshold
    if sure or excluded:
        return YES if sure else NO
    return Judgement(Truth.UNKNOWN, reading.open)


def _order(check: Check, reading: Reading, reader: Reader) -> Judgement:
    """Compare two days; one that is « jamais » makes it false, whatever the other."""
    limit = check.operand
    other = reader.read(limit) if isinstance(limit, str) else Reading(limit if isinstance(limit, date) else None)
    if Unsaid.NEVER in (reading.value, other.value):
        return NO
    opened = reading.open | other.open
    if opened or reading.value is None or other.value is None:
        return Judgement(Truth.UNKNOWN, opened)
    if not isinstance(reading.value, date) or not isinstance(other.value, date):
        return NO
    holds = reading.value < other.value if check.comparison == "before" else reading.value >= other.value
    return YES if holds else NO
