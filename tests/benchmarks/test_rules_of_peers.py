"""The rules given to every engine of the benchmark say what they should; a peer that is absent stops nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from medinstall.rules.loader import load
from tests.benchmarks.peers import setup
from tests.benchmarks.peers.compare import Measured, assert_equal, table
from tests.benchmarks.peers.ours import RULES, evaluator, profile_of, written
from tests.benchmarks.peers.profiles import corners, other_profiles, profiles

BASE = {
    "diplome": "france", "date_debut": "2027-01-31", "premiere_installation": True, "secteur": "secteur_1",
    "zone": "zip", "zone_secondaire": "zip", "date_ouverture_secondaire": "2028-02-29",
    "date_derniere_aide": "2017-01-31",
}  # fmt: skip
DAYS = ["2027-02-28", "2027-02-15", "2026-10-31"]


def results(raws: list[dict[str, Any]]) -> list[list[Any]]:
    rules = load(RULES)
    evaluated = evaluator(rules)
    return [written(evaluated(profile_of(rules, raw))) for raw in raws]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, [10000, 0, 3000, *DAYS]),
        ({"zone": "zac"}, [0, 5000, 3000, *DAYS]),
        ({"zone": "hors_zone", "zone_secondaire": "zac"}, [0, 0, 0, *DAYS]),
        ({"secteur": "secteur_2"}, [0, 0, 0, *DAYS]),
        ({"secteur": "secteur_2_optam"}, [10000, 0, 3000, *DAYS]),
        ({"premiere_installation": False}, [0, 0, 3000, *DAYS]),
        ({"date_derniere_aide": "2017-02-01"}, [0, 0, 3000, *DAYS]),
        ({"date_derniere_aide": "2018-03-01"}, [0, 0, 0, *DAYS]),
        ({"diplome": "hors_union_europeenne"}, [10000, 0, 3000, "2027-02-28", "2027-02-15", "2026-07-31"]),
        ({"date_debut": "2025-12-31"}, [0, 0, 3000, "2026-01-31", "2026-01-15", "2025-09-30"]),
        ({"date_debut": "2028-02-29"}, [10000, 0, 3000, "2028-03-29", "2028-03-15", "2027-11-30"]),
        ({"date_debut": "2029-12-31"}, [10000, 0, 3000, "2030-01-31", "2030-01-15", "2029-09-30"]),
        ({"date_debut": "2030-01-01"}, [12000, 0, 3000, "2030-02-01", "2030-01-16", "2029-10-01"]),
        # ten years after 29 February: the 28th
        (
            {"date_debut": "2026-02-28", "date_derniere_aide": "2016-02-29"},
            [10000, 0, 3000, "2026-03-28", "2026-03-15", "2025-11-30"],
        ),
    ],
)
def test_three_aids_and_three_dates(changed: dict[str, Any], expected: list[Any]) -> None:
    assert results([{**BASE, **changed}]) == [expected]


def test_the_profiles_are_the_same_each_time_and_reach_both_sides() -> None:
    given = profiles(600)
    assert given == profiles(1000)[:600]
    assert given[: len(corners())] == corners()
    assert not [raw for raw in other_profiles(300) if raw in given]
    found = results(given)
    assert {row[0] for row in found} == {0, 10000, 12000}
    assert all(len({row[place] for row in found}) > 1 for place in range(6))


def test_a_result_that_differs_is_told_with_its_profile() -> None:
    with pytest.raises(AssertionError, match=r"publicodes finds \[2\] where we find \[3\]: second"):
        assert_equal("publicodes", [[1], [2]], [[1], [3]], ["first", "second"])


def test_a_peer_that_cannot_be_installed_is_told_and_tried_again(tmp_path: Path) -> None:
    stamp = tmp_path / "new" / "stamp.txt"
    tried: list[str] = []

    def fails() -> None:
        tried.append("failed")
        raise subprocess.CalledProcessError(1, "pip", stderr="WARNING: none\nERROR: No matching distribution\n")

    assert setup.why_not(stamp, ("peer==1",), (), fails) == "not installed: ERROR: No matching distribution"
    assert setup.why_not(stamp, ("peer==1",), (), fails) == "not installed: ERROR: No matching distribution"
    assert setup.why_not(stamp, ("peer==1",), (), lambda: tried.append("done")) == ""
    assert setup.why_not(stamp, ("peer==1",), (), fails) == ""
    assert tried == ["failed", "failed", "done"]
    assert setup.why_not(stamp, ("peer==2",), (), fails).startswith("not installed")


def test_what_installs_or_runs_a_peer_may_be_absent(tmp_path: Path) -> None:
    def absent() -> None:
        subprocess.run(["no-such-npm"], check=True)

    named = "what installs it" if os.name == "nt" else "no-such-npm"
    assert setup.why_not(tmp_path / "one", ("peer@1",), (), absent) == f"{named} is not on this machine"
    reason = setup.why_not(tmp_path / "two", ("peer@1",), (sys.executable, "no-such-node"), lambda: None)
    assert reason == "no-such-node is not on this machine"


def test_the_table_tells_ratios_run_by_run_and_what_was_not_measured() -> None:
    measured = {
        "medinstall": Measured("1", [100.0, 300.0], {}),
        "slow": Measured("2", [10.0, 10.0], {"all at once": [7.0]}),
    }
    told = table(measured, {"publicodes": "npm is not on this machine"})
    assert "20.0 (10.0–30.0)" in told
    assert "all at once" in told
    assert "not measured: npm is not on this machine" in told
