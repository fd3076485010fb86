"""The acceptance cases leave nothing out: each step, aid and alert of the rule pack is met on every side it has."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from medinstall.domain.plan import Plan
from medinstall.outputs.plan_json import plan_json
from tests.building import pack, plan
from tests.test_cases import REPORTED

CASES = Path(__file__).parent / "cases"
# What each aid can come to, read from the contract and the domain files, not from the rules.
REACHABLE: Mapping[str, list[str]] = tomllib.loads((CASES.parent / "reachable.toml").read_text(encoding="utf-8"))


def cases() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield every case with its whole set of answers."""
    for path in sorted(CASES.glob("*.toml")):
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        for case in document["case"]:
            answers = {**document.get("answers", {}), **case.get("answers", {})}
            yield {fact: value for fact, value in answers.items() if value != "-"}, case


def evaluated(answers: dict[str, Any], case: dict[str, Any]) -> dict[str, Any]:
    """Return the plan of a case as a script receives it, without what would unlock an aid."""
    found: Plan = plan(answers, case["today"], **{name: case.get(name, {}) for name in REPORTED})
    return plan_json(found, "essai", {})


@cache
def seen() -> Mapping[tuple[str, str], set[object]]:
    """Return what the cases that name a step, an aid or an alert come to: `applies`, the verdict, whether it stands."""
    met: dict[tuple[str, str], set[object]] = defaultdict(set)
    for answers, case in cases():
        expect = case["expect"]
        steps = {name for name, wanted in expect.get("steps", {}).items() if "applies" in wanted}
        aids = {name for name, wanted in expect.get("aids", {}).items() if "verdict" in wanted}
        alerts = {*expect.get("alerts", []), *expect.get("no_alerts", [])}
        if not (steps or aids or alerts):
            continue
        found = evaluated(answers, case)
        for step in found["steps"]:
            if step["id"] in steps:
                met["step", step["id"]].add(step["applies"])
        for aid in found["aids"]:
            if aid["id"] in aids:
                met["aid", aid["id"]].add(aid["verdict"])
        stands = {alert["id"] for alert in found["alerts"]}
        for name in alerts:
            met["alert", name].add(name in stands)
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


def test_cases_name_nothing_the_rule_pack_does_not_have() -> None:
    known = {
        *(("step", step.id) for step in pack().steps),
        *(("aid", aid.id) for aid in pack().aids),
        *(("alert", alert.id) for alert in pack().alerts),
    }
    assert set(seen()) <= known
