"""Every row of tests/cases/*.toml: a sentence of law, a profile, what must come out. Only what is named is compared.

`says` and `silent` of a step, an aid or an alert are fragments of its words: sentences, what fixes its dates, labels of
links, and the ids of papers and sources in brackets.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from medinstall.domain.plan import AidPlan, Alert, Plan, StepPlan
from medinstall.domain.truth import Truth, as_bool
from medinstall.engine.sectors import sectors_of
from tests.building import as_json, plan

CASES = Path(__file__).parent / "cases"
REPORTED = ("done", "filed", "dismissed")  # a day by step, and why a step was dismissed
GROUPS = {"steps": "steps", "aids": "aids", "sectors": "sectors", "alert_words": "alerts"}
KEYS = (*GROUPS, "alerts", "no_alerts", "start", "totals", "next", "before", "unknown", "known")


FILES = sorted(CASES.glob("*.toml"))


class Row(NamedTuple):
    """One row: its answers and what was reported, those common to its file put in."""

    name: str
    answers: Mapping[str, Any]
    today: date
    reported: Mapping[str, Any]
    expect: dict[str, Any]


def rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a file."""
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    for case in document["case"]:
        said = {**document.get("answers", {}), **case.get("answers", {})}
        answers = {fact: value for fact, value in said.items() if value != "-"}
        reported = {name: case.get(name, {}) for name in REPORTED}
        yield Row(case["name"], answers, case["today"], reported, case["expect"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_cases(path: Path) -> None:
    """All rows of a file in one test: a row takes ten milliseconds, and to be a test of its own half as much again."""
    wrong = [f"{row.name}: {fault}" for row in rows(path) for fault in wrong_in(row)]
    assert not wrong, "\n".join(wrong)


def wrong_in(row: Row) -> list[str]:
    """Return the expectations of a row that are not met."""
    try:
        return list(faults(row.expect, outcome(plan(row.answers, row.today, **row.reported), row.expect)))
    except Exception as error:
        error.add_note(f"in the row « {row.name} »")
        raise


def outcome(found: Plan, expect: dict[str, Any]) -> dict[str, Any]:
    """Return a plan as JSON, of what a case names, with what steps, aids and alerts say and cite."""
    order = [step.id for step in found.steps if step.applies is Truth.YES]
    steps = tuple(step for step in found.steps if step.id in expect.get("steps", {}))
    found = found._replace(steps=steps, aids=tuple(aid for aid in found.aids if aid.id in expect.get("aids", {})))
    told = {**as_json(found, unlocked=asked(expect)), "order": order}
    for group, items in (("steps", found.steps), ("aids", found.aids), ("alerts", found.alerts)):
        words = {item.id: "\n".join(said(item)) for item in items}
        told[group] = {item["id"]: {**item, "words": words[item["id"]]} for item in told[group]}
    sectors = sectors_of(found.pack, found.profile) if "sectors" in expect else ()
    told["sectors"] = {each.id: {"access": as_bool(each.access), "refund": each.refund} for each in sectors}
    return told


def said(item: StepPlan | AidPlan | Alert) -> Iterator[str]:
    """Yield the sentences, the papers, the links and the sources of a step, an aid or an alert."""
    if isinstance(item, StepPlan):
        yield from (item.title, item.who, item.what, *(link.label for link in item.links))
        yield from (day.rule.text for day in (item.opens, item.target, item.due) if day)
        yield from (f"[{paper}]" for paper in item.bring)
    yield from (item.text,) if isinstance(item, Alert) else item.notes
    yield from (f"[{proof.source}]" for proof in item.evidence)


@pytest.mark.parametrize("path", ["step", "steps.rcpp", "steps.rcp.say", "alert_words.absente"])
def test_a_misspelt_expectation_is_a_fault(path: str) -> None:
    expect: dict[str, Any] = {}
    for key in reversed(path.split(".")):
        expect = {key: expect}
    assert list(faults(expect, outcome(plan({}), {"steps": {"rcp": {}}})))


def asked(expect: dict[str, Any]) -> frozenset[str]:
    """Return the aids of which a case says what would unlock them."""
    return frozenset(aid for aid, wanted in expect.get("aids", {}).items() if "unlock" in wanted)


def faults(expect: dict[str, Any], found: dict[str, Any]) -> Iterator[str]:
    """Yield one sentence for each expectation that is not met."""
    yield from (f"{key} is no key" for key in expect if key not in KEYS)
    for group, items in GROUPS.items():
        for name, wanted in expect.get(group, {}).items():
            yield from differences(f"{group}.{name}", wanted, found[items].get(name))
    for key in ("start", "totals", "next"):
        yield from differences(key, expect.get(key, {}), found[key])
    yield from (f"alert {name} is missing" for name in expect.get("alerts", []) if name not in found["alerts"])
    yield from (f"alert {name} stands" for name in expect.get("no_alerts", []) if name in found["alerts"])
    order = found["order"]
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
            if key in ("says", "silent"):
                yield from (f"{path}: {key} {part!r}" for part in value if (part in got["words"]) is (key == "silent"))
            elif key in got:
                yield from differences(f"{path}.{key}", value, got[key])
            else:
                yield f"{path}.{key} is no key"
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
