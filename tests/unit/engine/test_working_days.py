"""Public holidays and working days, against the law's own table and against another implementation."""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medinstall.domain.pack import HolidayRule
from medinstall.engine.working_days import holidays, last_working_day
from medinstall.locate import data_folder
from medinstall.rules.holidays import read_holidays
from medinstall.rules.table import CatalogError, Faults, Node


def load_holidays(path: Path) -> tuple[HolidayRule, ...]:
    faults = Faults()
    found = read_holidays(Node(tomllib.loads(path.read_text("utf-8")), path.name, faults))
    faults.raise_any()
    return found


RULES = load_holidays(data_folder() / "holidays.toml")
ZONES = frozenset(zone for rule in RULES for zone in rule.zones)
TABLE = Path(__file__).parents[2] / "fixtures" / "jours_feries_2026_2030.csv"
NOWHERE: frozenset[str] = frozenset()
OTHER = TABLE.with_name("holidays_package_2017_2036.csv")


def working_day(day: date, zones: frozenset[str]) -> date:
    return last_working_day(day, lambda year: holidays(year, zones, RULES))


def by_zone() -> dict[tuple[str, int], dict[date, list[str]]]:
    found: dict[tuple[str, int], dict[date, list[str]]] = defaultdict(lambda: defaultdict(list))
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            day = date.fromisoformat(row["date"])
            found[row["zone"], day.year][day].append(row["nom"].replace("'", "’"))
    return found


LAW = by_zone()


@pytest.mark.parametrize("zone", sorted({zone for zone, _ in LAW}))
def test_the_holidays_are_those_of_the_table(zone: str) -> None:
    for year in range(2026, 2031):
        expected: dict[date, set[str]] = defaultdict(set)
        for place in {zone, "toutes"}:
            for day, names in LAW[place, year].items():
                expected[day].update(names)
        found = holidays(year, frozenset({zone}), RULES)
        assert {day: set(name.split(", ")) for day, name in found.items()} == expected


def by_departement() -> dict[tuple[str, int], set[date]]:
    """Return the days of another implementation: the package holidays 0.109, without the customary days it adds.

    Kept as a file, because the package holds back the release of dateutil that a user gets.
    """
    found: dict[tuple[str, int], set[date]] = defaultdict(set)
    with OTHER.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            day = date.fromisoformat(row["date"])
            found[row["departement"], day.year].add(day)
    return found


THEIRS = by_departement()


@pytest.mark.parametrize("departement", sorted({departement for departement, _ in THEIRS}))
def test_the_holidays_are_those_of_another_implementation(departement: str) -> None:
    years = [year for place, year in THEIRS if place == departement]
    assert len(years) == 20
    for year in years:
        assert set(holidays(year, frozenset({departement}), RULES)) == THEIRS[departement, year]


def test_two_holidays_on_one_day_keep_both_names() -> None:
    found = holidays(2030, frozenset({"973"}), RULES)
    assert found[date(2030, 6, 10)] == "Lundi de Pentecôte, Abolition de l’esclavage"
    assert len(found) == 11


def test_a_zone_is_asked_by_its_name_or_by_one_of_its_departements() -> None:
    by_name = holidays(2027, frozenset({"alsace-moselle"}), RULES)
    assert by_name == holidays(2027, frozenset({"67"}), RULES)
    assert len(by_name) == 13
    assert {"alsace-moselle", "67", "971"} <= ZONES
    assert "45" not in ZONES


def test_what_is_returned_may_be_changed_without_harm() -> None:
    holidays(2027, NOWHERE, RULES).clear()
    assert len(holidays(2027, NOWHERE, RULES)) == 11


@pytest.mark.parametrize(
    ("day", "departement", "expected"),
    [
        (date(2027, 3, 1), "45", date(2027, 3, 1)),
        (date(2027, 2, 28), "45", date(2027, 2, 26)),
        (date(2027, 3, 29), "45", date(2027, 3, 26)),
        (date(2027, 3, 29), "67", date(2027, 3, 25)),
        (date(2025, 12, 26), "57", date(2025, 12, 24)),
        (date(2025, 12, 26), "54", date(2025, 12, 26)),
        (date(2028, 1, 1), "45", date(2027, 12, 31)),
        (date(2027, 5, 27), "971", date(2027, 5, 26)),
        (date(2027, 5, 27), "972", date(2027, 5, 27)),
        (date(2030, 6, 10), "973", date(2030, 6, 7)),
    ],
)
def test_the_last_working_day(day: date, departement: str, expected: date) -> None:
    assert working_day(day, frozenset({departement})) == expected


@given(st.dates(date(1900, 1, 1), date(2400, 12, 31)), st.frozensets(st.sampled_from(sorted(ZONES)), max_size=11))
def test_a_working_day_is_never_later_and_never_far(day: date, zones: frozenset[str]) -> None:
    found = working_day(day, zones)
    assert day - timedelta(days=10) <= found <= day
    assert found.weekday() < 5
    assert found not in holidays(found.year, zones, RULES)
    between = [found + timedelta(days=n) for n in range(1, (day - found).days + 1)]
    assert all(one.weekday() >= 5 or one in holidays(one.year, zones, RULES) for one in between)


def test_without_rules_only_the_week_counts() -> None:
    assert last_working_day(date(2027, 1, 1), lambda year: holidays(year, NOWHERE, ())) == date(2027, 1, 1)
    assert holidays(2027, NOWHERE, ()) == {}


HOLIDAY = '[[holiday]]\nname = "Un jour"\nlaw = "C. trav. L3133-1"\n'


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "au moins un jour férié"),
        ('[[holiday]]\nname = "Un jour"\nmonth = 1\nday = 1\n', "law"),
        (HOLIDAY, "soit month et day, soit after_easter"),
        (HOLIDAY + "month = 1\n", "soit month et day, soit after_easter"),
        (HOLIDAY + "month = 1\nday = 1\nafter_easter = 1\n", "soit month et day, soit after_easter"),
        (HOLIDAY + "month = 2\nday = 29\n", "n’existe pas chaque année"),
        (HOLIDAY + "month = 0\nday = 1\n", "n’existe pas chaque année"),
        (HOLIDAY + "after_easter = 500\n", "trop loin de Pâques"),
        (HOLIDAY + "after_easter = 1.5\n", "nombre entier"),
        (HOLIDAY + 'after_easter = 1\nzones = ["alsace"]\n[zones]\nalsace-moselle = ["67"]\n', "alsace-moselle"),
        (HOLIDAY + "after_easter = 1\nafter_eastre = 1\n", "after_easter"),
        (HOLIDAY + "after_easter = 1\n[zone]\n971 = []\n", "zones"),
    ],
)
def test_a_faulty_file_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "holidays.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogError) as raised:
        load_holidays(path)
    assert any(fault in line for line in raised.value.faults), raised.value.faults
