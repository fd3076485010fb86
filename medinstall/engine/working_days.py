"""Public holidays and working days, by zone. Pure: the rules come from `data/holidays.toml` through the catalogue."""

from __future__ import annotations

from datetime import date, timedelta

from medinstall.domain.pack import HolidayRule

SATURDAY = 5
ONE_DAY = timedelta(days=1)


def holidays(year: int, zones: frozenset[str], rules: tuple[HolidayRule, ...]) -> dict[date, str]:
    """Return the holidays of `year` by date: the national ones and those of `zones` (any of them, often one).

    Two holidays on one day give both names: in Guyane, 10 June 2030 is also Pentecost Monday.
    """
    found: dict[date, str] = {}
    for rule in rules:
        if not rule.zones or not zones.isdisjoint(rule.zones):
            day = _day_of(rule, year)
            found[day] = f"{found[day]}, {rule.name}" if day in found else rule.name
    return dict(sorted(found.items()))


def last_working_day(day: date, zones: frozenset[str], rules: tuple[HolidayRule, ...]) -> date:
    """Return the last day on or before `day` that is no Saturday, no Sunday and no holiday in `zones`."""
    while day.weekday() >= SATURDAY or _is_holiday(day, zones, rules):
        day -= ONE_DAY
    return day


def _is_holiday(day: date, zones: frozenset[str], rules: tuple[HolidayRule, ...]) -> bool:
    after_easter = (day - _easter(day.year)).days
    return any(
        (not rule.zones or not zones.isdisjoint(rule.zones))
        for rule in rules
        if rule.after_easter == after_easter
        or (rule.after_easter is None and rule.month == day.month and rule.day == day.day)
    )


def _day_of(rule: HolidayRule, year: int) -> date:
    if rule.after_easter is None:
        return date(year, rule.month, rule.day)
    return _easter(year) + timedelta(days=rule.after_easter)


def _easter(year: int) -> date:
    from dateutil.easter import easter  # imported here to keep start-up fast

    return easter(year)
