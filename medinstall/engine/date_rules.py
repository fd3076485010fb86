"""Compute dates from date rules: the first rule whose condition is certainly true applies."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple, TypeAlias

from medinstall.domain.date_rule import DateRule
from medinstall.domain.fact import NonAnswer
from medinstall.domain.plan import Day
from medinstall.engine.criteria import judge_of
from medinstall.engine.fact_value import NOTHING, YES
from medinstall.engine.known import Judge, Known
from medinstall.engine.month_arithmetic import count


class DateResult(NamedTuple):
    """A day, or None with the facts that could give one. `never`: there is none to wait for."""

    day: Day | None
    open: frozenset[str] = NOTHING
    never: bool = False


DateRules: TypeAlias = Callable[[Known], DateResult]
NO_DATE = DateResult(None, never=True)


def compile_date_rules(rules: tuple[DateRule, ...]) -> DateRules:
    """Return the function that gives the date of the first of `rules` in force, and what it still depends on."""
    if not rules:
        return _no_date
    if len(rules) == 1 and rules[0].when is None:
        return _counter_of(rules[0])
    return _first_of([(judge_of(rule.when) if rule.when else None, _counter_of(rule)) for rule in rules])


def _no_date(_: Known) -> DateResult:
    return NO_DATE


def _first_of(choices: Iterable[tuple[Judge | None, DateRules]]) -> DateRules:
    ordered = tuple(choices)

    def dated(known: Known) -> DateResult:
        opened = NOTHING
        for holds, counted in ordered:
            if holds is not None:
                judged = holds(known)
                opened |= judged.open
                if judged is not YES:
                    continue
            found = counted(known)
            return found._replace(open=opened | found.open) if opened else found
        return DateResult(None, opened, never=not opened)

    return dated


def _counter_of(rule: DateRule) -> DateRules:
    if rule.how == "absent":
        return _no_date
    anchor = rule.anchor

    def counted(known: Known) -> DateResult:
        since = known[anchor]
        if isinstance(since.value, date):
            return DateResult(count(rule, since.value, since.origin or anchor), since.unsettled.open)
        return NO_DATE if since.value is NonAnswer.NEVER else DateResult(None, since.unsettled.open)

    return counted
