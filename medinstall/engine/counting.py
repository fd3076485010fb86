"""Dates that hang on the profile: the first rule that certainly holds, counted from what is known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, Protocol

from medinstall.engine.criteria import Reader, judge
from medinstall.engine.dates import count
from medinstall.engine.reading import NOTHING
from medinstall.model.fact import Unsaid
from medinstall.model.plan import Day
from medinstall.model.rule import DateRule
from medinstall.model.truth import Truth


class Calendar(Reader, Protocol):
    """A reader that also knows which answer a derived date comes from."""

    def origin(self, fact: str) -> str:
        """Return the fact a date was answered in: that of a derived date that adds nothing, else `fact` itself."""


class Dated(NamedTuple):
    """A day, or None with the facts that could give one. `never`: there is none to wait for."""

    day: Day | None
    open: frozenset[str] = NOTHING
    never: bool = False


NO_DATE = Dated(None, never=True)


def dated(rules: Iterable[DateRule], reader: Calendar) -> Dated:
    """Return the date that the first rule in force gives, and the facts on which it still depends."""
    opened = NOTHING
    for rule in rules:
        if rule.when is not None:
            judged = judge(rule.when, reader)
            opened |= judged.open
            if judged.truth is not Truth.YES:
                continue
        if rule.how == "absent":
            return Dated(None, opened, never=True)
        return _counted(rule, reader, opened)
    return Dated(None, opened, never=not opened)


def _counted(rule: DateRule, reader: Calendar, opened: frozenset[str]) -> Dated:
    reading = reader.read(rule.anchor)
    if isinstance(reading.value, date):
        return Dated(count(rule, reading.value, reader.origin(rule.anchor)), opened | reading.open)
    if reading.value is Unsaid.NEVER:
        return Dated(None, opened, never=True)
    return Dated(None, opened | reading.open)
