"""The same three aids and three dates, by us and by others. Results must be equal; speeds are only told."""

from __future__ import annotations

import json
import subprocess
from statistics import median
from typing import Any, NamedTuple

from tests.benchmarks.peers.profiles import other_profiles, profiles
from tests.benchmarks.peers.setup import JSON_LOGIC, OURS, Command, Engines, engines
from tests.benchmarks.timing import clean_environ
from tests.commanding import ROOT

RUNS = 7
# All are given the same profiles in the same order; the fast ones go on with more, or their time would be too short to
# be told on a machine that does other things. Others come before, until an engine gets no faster: ours remembers days.
PROFILES, WARM = 2_000, 300
MORE, WARMER = {OURS: 20_000, JSON_LOGIC: 20_000}, {OURS: 60_000, JSON_LOGIC: 20_000}
BAR = 40


class Measured(NamedTuple):
    """One engine: its version, its profiles a second in each run, and those of its other ways by name."""

    version: str
    rates: list[float]
    others: dict[str, list[float]]


def compare(runs: int, found: Engines) -> dict[str, Measured]:
    """Return how fast each engine is, the engines run in turn. Raises AssertionError when one disagrees with us."""
    most = profiles(max((PROFILES, *MORE.values())))
    measured: dict[str, Measured] = {}
    for _ in range(runs):
        ours: list[Any] = []
        for name, words in found.commands.items():  # ours is the first
            timed = most[: MORE.get(name, PROFILES)]
            said = run_one(words, timed, WARMER.get(name, WARM))
            ours = ours or said["results"]
            assert_equal(name, said["results"], ours[: len(timed)], timed)
            each = measured.setdefault(name, Measured(said["version"], [], {}))
            each.rates.append(len(timed) / said["seconds"])
            for way, rate in said.get("others", {}).items():
                each.others.setdefault(way, []).append(rate)
    return measured


def run_one(words: Command, timed: list[Any], warm: int) -> dict[str, Any]:
    """Return what one engine said of profiles, after `warm` others that it is not timed on."""
    given = json.dumps({"warm": other_profiles(warm), "timed": timed})
    done = subprocess.run(
        words, cwd=ROOT, env=clean_environ(), check=True, text=True, input=given, stdout=subprocess.PIPE
    )
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def assert_equal(name: str, results: list[Any], ours: list[Any], given: list[Any]) -> None:
    """Return when two engines found the same of every profile. Raises AssertionError with the first that differs."""
    for profile, theirs, expected in zip(given, results, ours, strict=True):
        assert theirs == expected, f"{name} finds {theirs} where we find {expected}: {profile}"


def table(measured: dict[str, Measured], missing: dict[str, str]) -> str:
    """Return the rates, and how many times as many profiles we do: run by run, since the machine changes between."""
    head = f"{'':30}{'median':>9}{'least':>9}{'most':>9}    ours is × (least–most)"
    lines = ["", "Three aids and three dates, profiles a second, one at a time", head]
    for name, each in measured.items():
        lines.append(f"{name + ' ' + each.version:30}{_spread(each.rates)}" + _ratio(measured[OURS], each, name))
        lines += [f"{'  ' + way:30}{_spread(rates)}" for way, rates in each.others.items()]
    lines += [f"{name:30}not measured: {reason}" for name, reason in missing.items()]
    lines.append(
        f"the same results from each engine, on {PROFILES} profiles or more; bar: × {BAR}, json-logic-js apart"
    )
    return "\n".join(lines)


def _spread(rates: list[float]) -> str:
    return f"{median(rates):9.0f}{min(rates):9.0f}{max(rates):9.0f}"


def _ratio(ours: Measured, each: Measured, name: str) -> str:
    if name == OURS:
        return ""
    ratios = [mine / theirs for mine, theirs in zip(ours.rates, each.rates, strict=True)]
    return f"    {median(ratios):.1f} ({min(ratios):.1f}–{max(ratios):.1f})"


def peers(runs: int = RUNS) -> str:
    """Return the table, the peers installed first. Raises AssertionError when an engine disagrees with ours."""
    found = engines()
    return table(compare(runs, found), found.missing)
