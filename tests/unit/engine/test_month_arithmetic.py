"""Month arithmetic: month ends, leap years, quarters, year ends, and the latest day that leaves a legal time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from medinstall.domain.date_rule import Count, DateRule, Duration
from medinstall.engine.month_arithmetic import (
    add,
    count,
    latest_start,
    minus,
    next_quarter,
    whole_months_between,
)

days = st.dates(date(2000, 1, 1), date(2090, 12, 31))
months = st.integers(0, 120).map(Duration)


def d(text: str) -> date:
    return date.fromisoformat(text)


@given(days, st.integers(-240, 240), st.integers(-400, 400))
def test_months_are_added_as_dateutil_adds_them(day: date, months: int, extra: int) -> None:
    assert add(day, Duration(months, extra)) == day + relativedelta(months=months, days=extra)
    assert count(DateRule("offset", "", Duration(months, extra)), day, "").clamped is (
        (day + relativedelta(months=months)).day != day.day
    )


@pytest.mark.parametrize(
    ("start", "months", "days", "end", "clamped"),
    [
        ("2027-01-31", 1, 0, "2027-02-28", True),
        ("2028-01-31", 1, 0, "2028-02-29", True),
        ("2027-01-28", 1, 0, "2027-02-28", False),
        ("2028-01-29", 1, 0, "2028-02-29", False),
        ("2027-02-28", 1, 0, "2027-03-28", False),
        ("2027-03-31", 1, 0, "2027-04-30", True),
        ("2027-03-31", -1, 0, "2027-02-28", True),
        ("2027-03-31", -4, 0, "2026-11-30", True),
        ("2027-05-31", -6, 0, "2026-11-30", True),
        ("2027-12-31", 2, 0, "2028-02-29", True),
        ("2026-11-30", 3, 0, "2027-02-28", True),
        ("2027-11-30", 3, 0, "2028-02-29", True),
        ("2027-01-31", 12, 0, "2028-01-31", False),
        ("2028-02-29", 12, 0, "2029-02-28", True),
        ("2028-02-29", 48, 0, "2032-02-29", False),
        ("2024-02-29", 120, 0, "2034-02-28", True),
        ("2027-03-31", 60, 0, "2032-03-31", False),
        ("2027-12-20", 0, 15, "2028-01-04", False),
        ("2027-03-31", 0, 60, "2027-05-30", False),
        ("2028-03-01", 0, -1, "2028-02-29", False),
        ("2027-03-01", 0, -1, "2027-02-28", False),
        ("2027-03-16", 0, -15, "2027-03-01", False),
        ("2027-01-31", 1, 1, "2027-03-01", True),
    ],
)
def test_months_keep_the_day_number_or_take_the_last_day(
    start: str, months: int, days: int, end: str, clamped: bool
) -> None:
    duration = Duration(months, days)
    assert add(d(start), duration) == d(end)
    assert count(DateRule("offset", "", duration), d(start), "").clamped is clamped


@pytest.mark.parametrize(
    ("end", "months", "start"),
    [
        ("2027-03-31", 3, "2026-12-31"),
        ("2027-03-30", 3, "2026-12-30"),
        ("2027-02-28", 3, "2026-11-30"),  # the 28th, 29th and 30th of November all lead to 28 February
        ("2028-02-29", 3, "2027-11-30"),
        ("2028-02-28", 3, "2027-11-28"),
        ("2027-02-27", 3, "2026-11-27"),
        ("2027-05-30", 3, "2027-02-28"),
        ("2027-05-31", 3, "2027-02-28"),
        ("2027-03-01", 3, "2026-12-01"),
        ("2027-09-30", 6, "2027-03-31"),
        ("2027-02-28", 6, "2026-08-31"),
        ("2027-08-31", 6, "2027-02-28"),
        ("2028-08-31", 6, "2028-02-29"),
        ("2027-06-30", 5, "2027-01-31"),
        ("2027-07-31", 5, "2027-02-28"),
    ],
)
def test_the_latest_start_is_the_last_day_that_still_leaves_the_time(end: str, months: int, start: str) -> None:
    assert latest_start(d(end), Duration(months)) == d(start)


@given(days, months)
def test_the_latest_start_is_on_time_and_the_day_after_is_not(end: date, time: Duration) -> None:
    start = latest_start(end, time)
    assert add(start, time) <= end < add(start + timedelta(days=1), time)


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        ("2027-01-01", "2027-04-01"),
        ("2027-03-31", "2027-04-01"),
        ("2027-04-01", "2027-07-01"),
        ("2027-06-30", "2027-07-01"),
        ("2027-07-01", "2027-10-01"),
        ("2027-09-30", "2027-10-01"),
        ("2027-10-01", "2028-01-01"),
        ("2027-12-31", "2028-01-01"),
        ("2028-02-29", "2028-04-01"),
    ],
)
def test_a_quarter_begins_after_the_day_never_on_it(day: str, quarter: str) -> None:
    assert next_quarter(d(day)) == d(quarter)


@given(days)
def test_the_next_quarter_is_at_most_three_months_away(day: date) -> None:
    quarter = next_quarter(day)
    assert quarter.day == 1
    assert quarter.month in (1, 4, 7, 10)
    assert day < quarter <= add(day, Duration(3))


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2027-01-15", "2027-01-15", 0),
        ("2027-01-15", "2027-02-14", 0),
        ("2027-01-15", "2027-02-15", 1),
        ("2027-01-31", "2027-02-27", 0),
        ("2027-01-31", "2027-02-28", 1),  # a clamped month is a whole month
        ("2028-01-31", "2028-02-28", 0),
        ("2028-02-29", "2029-02-28", 12),
        ("2024-06-10", "2026-06-09", 23),
        ("2024-06-10", "2026-06-10", 24),
    ],
)
def test_whole_months(start: str, end: str, months: int) -> None:
    assert whole_months_between(d(start), d(end)) == months


@given(days, st.integers(0, 4000))
def test_whole_months_bracket_the_end(start: date, later: int) -> None:
    end = start + timedelta(days=later)
    whole = whole_months_between(start, end)
    assert add(start, Duration(whole)) <= end < add(start, Duration(whole + 1))


@pytest.mark.parametrize(
    ("how", "duration", "on"),
    [
        ("offset", Duration(1), "2027-02-28"),
        ("offset", Duration(-1), "2026-12-31"),
        ("latest_start", Duration(3), "2026-10-31"),
        ("year_end", Duration(), "2027-12-31"),
        ("next_quarter", Duration(), "2027-04-01"),
    ],
)
def test_a_rule_counts_from_its_anchor_and_says_so(how: Count, duration: Duration, on: str) -> None:
    rule = DateRule(how, "date_debut", duration, "legal", "parce que", sources=("loi",))
    day = count(rule, d("2027-01-31"), "date_debut")
    assert (day.on, day.anchored_on, day.anchor, day.rule) == (d(on), d("2027-01-31"), "date_debut", rule)
    assert day.clamped is (how == "offset" and duration == Duration(1))


def test_a_year_end_on_the_day_itself() -> None:
    assert count(DateRule("year_end"), d("2027-12-31"), "x").on == d("2027-12-31")


def test_an_absent_date_has_no_day() -> None:
    with pytest.raises(ValueError, match="no day"):
        count(DateRule("absent"), d("2027-01-31"), "x")


@given(days, months)
def test_the_opposite_duration_never_overshoots(day: date, time: Duration) -> None:
    assert add(add(day, time), minus(time)) <= day
