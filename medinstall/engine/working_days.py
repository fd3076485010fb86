"""Public holidays and working days, by zone. Pure: the rules come from `data/holidays.toml` through the rule pack."""

from __future__ import annotations

from collections.abc import Callable, Container
from datetime import date, timedelta

from dateutil.easter import easter

from medinstall.domain.pack import HolidayRule

SATURDAY = 5
ONE_DAY = timedelta(days=1)


def holidays(year: int, zones: frozenset[str], rules: tuple[HolidayRule, ...]) -> dict[date, str]:
    """Return the holidays of `year` by date: the national ones and those of `zones` (any of them, often one).

    Two holidays on one day give both names: in Guyane, 10 June 2030 is also Pentecost Monday.
    """
    found: dict[date, str] = {}
    sunday = easter(year)
    for rule in rules:
        if not rule.zones or not zones.isdisjoint(rule.zones):
            after = rule.after_easter
            day = date(year, rule.month, rule.day) if after is None else sunday + timedelta(days=after)
            found[day] = f"{found[day]}, {rule.name}" if day in found else rule.name
    return dict(sorted(found.items()))


def last_working_day(day: date, holidays_of: Callable[[int], Container[date]]) -> date:
    """Return the last day on or before `day` that is no Saturday, no Sunday and no holiday of its year."""
    while day.weekday() >= SATURDAY or day in holidays_of(day.year):
        day -= ONE_DAY
    return day
