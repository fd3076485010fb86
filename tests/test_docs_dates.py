"""Every example of docs/dates.md is computed again."""

from __future__ import annotations

import re
from datetime import date

import pytest
from markdown_it import MarkdownIt

from medinstall.domain.date_rule import DateRule, Duration
from medinstall.engine.month_arithmetic import add, count, latest_start, minus, next_quarter
from medinstall.engine.working_days import holidays, last_working_day
from tests.building import pack
from tests.commanding import ROOT

PAGE = ROOT / "docs" / "dates.md"
LENGTH = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?")


def duration(text: str) -> Duration:
    found = LENGTH.fullmatch(text)
    assert found
    years, months, days = (int(group or 0) for group in found.groups())
    return Duration(12 * years + months, days)


def computed(example: str) -> date:
    """Return what an example of docs/dates.md comes to."""
    words = example.replace(",", "").split()
    match words:
        case [day, "+", length]:
            return add(date.fromisoformat(day), duration(length))
        case [day, "-", length]:
            return add(date.fromisoformat(day), minus(duration(length)))
        case ["latest", "start", length, "before", day]:
            return latest_start(date.fromisoformat(day), duration(length))
        case ["quarter", "after", day]:
            return next_quarter(date.fromisoformat(day))
        case ["year", "end", "of", day]:
            return count(DateRule("year_end", "date_debut"), date.fromisoformat(day), "date_debut").on
        case ["working", "day", "for", day, "in", home]:
            zones, rules = frozenset((home,)), pack().holidays
            return last_working_day(date.fromisoformat(day), lambda year: holidays(year, zones, rules))
    raise AssertionError(example)


def examples() -> list[tuple[str, str]]:
    tokens = MarkdownIt().parse(PAGE.read_text(encoding="utf-8"))
    fences = [token.content for token in tokens if token.type == "fence"]
    lines = [line for fence in fences if fence.startswith("examples") for line in fence.splitlines()[1:]]
    return [(left.strip(), right.strip()) for left, _, right in (line.rpartition("=") for line in lines)]


@pytest.mark.parametrize(("example", "told"), examples())
def test_an_example_of_a_date_is_right(example: str, told: str) -> None:
    assert computed(example) == date.fromisoformat(told)
