"""How a date is counted from another: months clamped to their last day, latest starts, quarters, year ends.

The additions are written here rather than taken from a library: docs/adr/0012-month-arithmetic.md. `tests/unit/engine/
test_dates.py` holds them against dateutil's.
"""

from __future__ import annotations

from datetime import date, timedelta

from medinstall.domain.date_rule import DateRule, Duration
from medinstall.domain.plan import Day

ONE_DAY = timedelta(days=1)
SHORTEST_MONTH = 28


def add(day: date, duration: Duration) -> date:
    """Return `day` plus a calendar duration: same day number, clamped to the target month's last day, then days."""
    months, days = duration
    moved = _in_months(day, months) if months else day
    return moved + timedelta(days) if days else moved


def _in_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    number = day.day
    if number > SHORTEST_MONTH:
        next_year, next_month = divmod(year * 12 + month + 1, 12)
        number = min(number, (date(next_year, next_month + 1, 1) - ONE_DAY).day)
    return date(year, month + 1, number)


def minus(duration: Duration) -> Duration:
    """Return the opposite duration."""
    return Duration(-duration.months, -duration.days)


def latest_start(end: date, duration: Duration) -> date:
    """Return the latest day X for which X plus `duration` is not after `end`.

    Subtracting is not enough: 28 February minus three months is 28 November, yet a file handed in on the 30th is
    also decided by 28 February.
    """
    start = add(end, minus(duration))
    if end.day < SHORTEST_MONTH and not duration.days:
        return start  # no month is too short for such a day: the next one would give a later end
    while add(start + ONE_DAY, duration) <= end:
        start += ONE_DAY
    return start


def next_quarter(day: date) -> date:
    """Return the first day of the civil quarter after the one that holds `day`: always later than it."""
    return _in_months(date(day.year, 3 * ((day.month - 1) // 3) + 1, 1), 3)


def whole_months_between(start: date, end: date) -> int:
    """Return how many whole months run from `start` to `end`, the last one ending on or before it."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if add(start, Duration(months)) <= end else months - 1


def count(rule: DateRule, anchor: date, origin: str) -> Day:
    """Apply `rule` to the day `anchor`, answered in the fact `origin`."""
    if rule.how == "offset":
        months, days = rule.duration
        moved = _in_months(anchor, months) if months else anchor
        return Day(moved + timedelta(days) if days else moved, rule, origin, anchor, clamped=moved.day != anchor.day)
    match rule.how:
        case "latest_start":
            on = latest_start(anchor, rule.duration)
        case "year_end":
            on = date(anchor.year, 12, 31)
        case "next_quarter":
            on = next_quarter(anchor)
        case "absent":
            raise ValueError("an absent date has no day")
    return Day(on, rule, origin, anchor)
