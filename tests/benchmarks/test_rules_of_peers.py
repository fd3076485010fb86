"""The rules given to every engine of the benchmark say what they are meant to say."""

from __future__ import annotations

from typing import Any

import pytest

from medinstall.catalog.loader import load
from tests.benchmarks.peers.ours import RULES, evaluated, profile_of
from tests.benchmarks.peers.profiles import profiles

BASE = {
    "diplome": "france", "date_debut": "2027-01-31", "premiere_installation": True, "secteur": "secteur_1",
    "zone": "zip", "zone_secondaire": "zip", "date_ouverture_secondaire": "2028-02-29",
    "date_derniere_aide": "2017-01-31",
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, [10000, 0, 3000, 20270228, 20270215, 20261031]),
        ({"zone": "zac"}, [0, 5000, 3000, 20270228, 20270215, 20261031]),
        ({"secteur": "secteur_2"}, [0, 0, 0, 20270228, 20270215, 20261031]),
        ({"premiere_installation": False}, [0, 0, 3000, 20270228, 20270215, 20261031]),
        ({"date_derniere_aide": "2017-02-01"}, [0, 0, 3000, 20270228, 20270215, 20261031]),
        ({"date_debut": "2025-12-31"}, [0, 0, 3000, 20260131, 20260115, 20250930]),
        ({"diplome": "hors_union_europeenne"}, [10000, 0, 3000, 20270228, 20270215, 20260731]),
        ({"date_debut": "2028-02-29"}, [10000, 0, 3000, 20280329, 20280315, 20271130]),
    ],
)
def test_three_aids_and_three_dates(changed: dict[str, Any], expected: list[int]) -> None:
    rules = load(RULES)
    assert evaluated(rules, profile_of(rules, {**BASE, **changed})) == expected


def test_the_profiles_are_the_same_each_time_and_reach_both_sides() -> None:
    rules = load(RULES)
    assert profiles(300) == profiles(300)
    found = [evaluated(rules, profile_of(rules, raw)) for raw in profiles(300)]
    assert all(len({row[place] for row in found}) > 1 for place in range(6))
