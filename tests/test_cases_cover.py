"""The acceptance cases leave nothing out: each step, aid and alert of the rule pack is met on every side it has."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from tests.building import pack
from tests.test_cases import GROUPS

CASES = Path(__file__).parent / "cases"
# What each aid can come to, read from the contract and the domain files, not from the rules.
REACHABLE: Mapping[str, list[str]] = tomllib.loads((CASES.parent / "reachable.toml").read_text(encoding="utf-8"))


@cache
def seen() -> Mapping[tuple[str, str], set[object]]:
    """Return what the cases expect of a step, an aid or an alert: `applies`, the verdict, whether it stands.

    `tests/test_cases.py` holds that they get it.
    """
    met: dict[tuple[str, str], set[object]] = defaultdict(set)
    for path in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            expect = case["expect"]
            for kind, key in (("step", "applies"), ("aid", "verdict")):
                for name, wanted in expect.get(f"{kind}s", {}).items():
                    if key in wanted:
                        met[kind, name].add(wanted[key])
            for key, stands in (("alerts", True), ("no_alerts", False)):
                for name in expect.get(key, []):
                    met["alert", name].add(stands)
    return met


@pytest.mark.parametrize("step", [step.id for step in pack().steps])
def test_step_has_a_case_where_it_applies_and_one_where_it_does_not(step: str) -> None:
    assert {True, False} <= seen()["step", step]


@pytest.mark.parametrize("aid", [aid.id for aid in pack().aids])
def test_aid_has_a_case_for_each_verdict_it_can_reach(aid: str) -> None:
    assert seen()["aid", aid] == set(REACHABLE[aid])


@pytest.mark.parametrize("alert", [alert.id for alert in pack().alerts])
def test_alert_has_a_case_on_both_sides(alert: str) -> None:
    assert seen()["alert", alert] == {True, False}


@cache
def heard() -> Mapping[str, Mapping[str, set[str]]]:
    """Return the fragments that the rows say an id says, and those they say it does not."""
    found: dict[str, dict[str, set[str]]] = {"says": defaultdict(set), "silent": defaultdict(set)}
    for path in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            for name, wanted in (item for group in GROUPS for item in case["expect"].get(group, {}).items()):
                for key, fragments in found.items():
                    fragments[name].update(wanted.get(key, ()))
    return found


def test_what_a_row_does_not_hear_is_said_in_another() -> None:
    said = heard()["says"]
    unsaid = [
        f"{name}: {fragment}"
        for name, fragments in heard()["silent"].items()
        for fragment in fragments
        if not any(fragment in each for each in said[name])
    ]
    assert not unsaid


VARYING = (*(step.id for step in pack().steps if step.variants), *(rule.id for rule in pack().alerts if rule.variants))


@pytest.mark.parametrize("name", VARYING)
def test_what_has_words_for_some_is_heard(name: str) -> None:
    assert heard()["says"][name]


def test_cases_name_nothing_the_rule_pack_does_not_have() -> None:
    known = {
        *(("step", step.id) for step in pack().steps),
        *(("aid", aid.id) for aid in pack().aids),
        *(("alert", alert.id) for alert in pack().alerts),
    }
    assert set(seen()) <= known
