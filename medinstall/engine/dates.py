"""How a date is counted from another: months clamped to their last day, latest starts, quarters, year ends."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from medinstall.model.plan import Day
from medinstall.model.rule import DateRule, Duration


def add(day: date, duration: Duration) -> date:
    """Return `day` plus a calendar duration: same day number, clamped to the target month's last day."""
    return day + relativedelta(months=duration.months, days=duration.days)


def is_clamped(day: date, duration: Duration) -> bool:
    """Tell whether the target month has no such day number, so that its last day was taken."""
    return (day + relativedelta(months=duration.months)).day != day.day


def minus(duration: Duration) -> Duration:
    """Return the opposite duration."""
    return Duration(-duration.months, -duration.days)


def latest_start(end: date, duration: Duration) -> date:
    """Return the latest day X for which X plus `duration` is not after `end`.

    Subtracting is not enough: 28 February minus three months is 28 November, yet a file handed in on the 30th is
    also decided by 28 February.
    """
    start = add(end, minus(duration))
    while add(start + timedelta(days=1), duration) <= end:
        start += timedelta(days=1)
    return start


def next_quarter(day: date) -> date:
    """Return the first day of the civil quarter after the one that holds `day`: always later than it."""
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1) + relativedelta(months=3)


def whole_months_between(start: date, end: date) -> int:
    """Return how many whole months run from `start` to `end`, the last one ending on or before it."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if add(start, Duration(months)) <= end else months - 1


def count(rule: DateRule, anchor: date, origin: str) -> Day:
    """Apply `rule` to the day `anchor`, answered in the fact `origin`."""
    match rule.how:
        case "offset":
            on = add(anchor, rule.duration)
        case "latest_start":
            on = latest_start(anchor, rule.duration)
        case "year_end":
            on = date(anchor.year, 12, 31)
        case "next_quarter":
            on = next_quarter(anchor)
        case "absent":
            raise ValueError("an absent date has no day")
    clamped = rule.how == "offset" and is_clamped(anchor, rule.duration)
    return Day(on, rule.how, origin, anchor, rule.duration, rule.basis, rule.text, rule.sources, clamped)
