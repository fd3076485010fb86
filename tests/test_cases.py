"""Every row of tests/cases/*.toml: a sentence of law, a profile, what must come out. Only what is named is compared."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.building import as_json, plan

CASES = Path(__file__).parent / "cases"
REPORTED = ("done", "filed", "dismissed")  # a day by step, and why a step was dismissed


def rows() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.toml")):
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        for case in document["case"]:
            yield pytest.param(document.get("answers", {}), case, id=f"{path.stem}: {case['name']}")


@pytest.mark.parametrize(("base", "case"), list(rows()))
def test_case(base: dict[str, Any], case: dict[str, Any]) -> None:
    answers = {fact: value for fact, value in {**base, **case.get("answers", {})}.items() if value != "-"}
    reported = {name: case.get(name, {}) for name in REPORTED}
    found = as_json(plan(answers, case["today"], **reported), unlocked=asked(case["expect"]))
    assert not list(faults(case["expect"], found))


def asked(expect: dict[str, Any]) -> frozenset[str]:
    """Return the aids of which a case says what would unlock them."""
    return frozenset(aid for aid, wanted in expect.get("aids", {}).items() if "unlock" in wanted)


def faults(expect: dict[str, Any], found: dict[str, Any]) -> Iterator[str]:
    """Yield one sentence for each expectation that is not met."""
    for group in ("steps", "aids"):
        items = {item["id"]: item for item in found[group]}
        for name, wanted in expect.get(group, {}).items():
            yield from differences(f"{group}.{name}", wanted, items[name])
    for key in ("start", "totals", "next"):
        yield from differences(key, expect.get(key, {}), found[key])
    alerts = {alert["id"] for alert in found["alerts"]}
    yield from (f"alert {name} is missing" for name in expect.get("alerts", []) if name not in alerts)
    yield from (f"alert {name} stands" for name in expect.get("no_alerts", []) if name in alerts)
    order = [step["id"] for step in found["steps"] if step["applies"]]
    yield from (f"{a} is not before {b}" for a, b in expect.get("before", []) if order.index(a) > order.index(b))
    yield from (f"{fact} is not unknown" for fact in expect.get("unknown", []) if fact not in found["unknown"])
    yield from (f"{fact} is unknown" for fact in expect.get("known", []) if fact in found["unknown"])


def differences(path: str, wanted: object, got: object) -> Iterator[str]:
    """Yield what differs between what a case names and what came out."""
    if isinstance(wanted, dict):
        if not isinstance(got, dict):
            yield f"{path}: {got!r} instead of a table"
            return
        for key, value in wanted.items():
            yield from differences(f"{path}.{key}", value, got.get(key))
    elif isinstance(wanted, list) and isinstance(got, list) and len(wanted) == len(got):
        for place, (want, have) in enumerate(zip(wanted, got, strict=True)):
            yield from differences(f"{path}[{place}]", want, have)
    elif plain(wanted) != got:
        yield f"{path}: {got!r} instead of {wanted!r}"


def plain(value: object) -> object:
    """Return an expected value as JSON holds it; "null" stands for null."""
    if value == "null":
        return None
    return value.isoformat() if isinstance(value, date) else value
