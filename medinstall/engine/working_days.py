"""Public holidays and working days, by zone. Pure: the rules come from `data/holidays.toml` through the catalogue."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from medinstall.domain.pack import HolidayRule
from medinstall.engine.memory import Same

SATURDAY = 5
ONE_DAY = timedelta(days=1)


def holidays(year: int, zones: frozenset[str], rules: tuple[HolidayRule, ...]) -> dict[date, str]:
    """Return the holidays of `year` by date: the national ones and those of `zones` (any of them, often one).

    Two holidays on one day give both names: in Guyane, 10 June 2030 is also Pentecost Monday.
    """
    return dict(_holidays(year, zones, Same(rules)))


def last_working_day(day: date, zones: frozenset[str], rules: tuple[HolidayRule, ...]) -> date:
    """Return the last day on or before `day` that is no Saturday, no Sunday and no holiday in `zones`."""
    known = Same(rules)
    while day.weekday() >= SATURDAY or day in _holidays(day.year, zones, known):
        day -= ONE_DAY
    return day


@lru_cache(maxsize=1024)
def _holidays(year: int, zones: frozenset[str], known: Same[tuple[HolidayRule, ...]]) -> dict[date, str]:
    found: dict[date, str] = {}
    for rule in known.held:
        if not rule.zones or not zones.isdisjoint(rule.zones):
            day = _day_of(rule, year)
            found[day] = f"{found[day]}, {rule.name}" if day in found else rule.name
    return dict(sorted(found.items()))


def _day_of(rule: HolidayRule, year: int) -> date:
    if rule.after_easter is None:
        return date(year, rule.month, rule.day)
    return _easter(year) + timedelta(days=rule.after_easter)


@lru_cache(maxsize=256)
def _easter(year: int) -> date:
    from dateutil.easter import easter  # the first question needs none

    return easter(year)
