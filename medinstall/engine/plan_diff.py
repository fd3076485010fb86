"""What sets two plans apart: steps, dates, verdicts, amounts, alerts, the start. Pure, exact, and its own inverse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from medinstall.domain.plan import AidPlan, Plan, State, StepPlan, Verdict
from medinstall.domain.truth import as_bool

Kind: TypeAlias = Literal["step", "aid", "alert", "start", "totals"]
Seen: TypeAlias = "str | bool | float | None"


class Outline(NamedTuple):
    """What of a plan is compared, and kept from one visit to the next: plain values by subject, then by field."""

    steps: Mapping[str, Mapping[str, Seen]]
    aids: Mapping[str, Mapping[str, Seen]]
    alerts: frozenset[str]
    start: Mapping[str, Seen]
    totals: Mapping[str, Seen]


class Difference(NamedTuple):
    """One field of one subject that changed. For an alert, `field` is « stands » and the values are booleans."""

    kind: Kind
    subject: str
    field: str
    before: Seen
    after: Seen


def outline_of(plan: Plan) -> Outline:
    """Return what of a plan is compared."""
    return Outline(
        steps={step.id: _step(step) for step in plan.steps},
        aids={aid.id: _aid(aid) for aid in plan.aids},
        alerts=frozenset(alert.id for alert in plan.alerts),
        start={
            "on": _day(plan.start.on),
            "earliest_on": _day(plan.start.earliest_on),
            "feasible": plan.start.feasible,
        },
        totals={"certain_eur": plan.totals.certain_eur, "possible_eur": plan.totals.possible_eur},
    )


def difference(before: Outline, after: Outline) -> tuple[Difference, ...]:
    """Return what changed, steps first, in the order of `after`; nothing between equal outlines."""
    return (
        *_tables("step", before.steps, after.steps),
        *_tables("aid", before.aids, after.aids),
        *(
            Difference("alert", alert, "stands", alert in before.alerts, alert in after.alerts)
            for alert in sorted(before.alerts ^ after.alerts)
        ),
        *_fields("start", "start", before.start, after.start),
        *_fields("totals", "totals", before.totals, after.totals),
    )


def _step(step: StepPlan) -> Mapping[str, Seen]:
    state: State = step.state
    return {
        "applies": as_bool(step.applies),
        "state": state,
        "opens_on": _day(step.opens.on if step.opens else None),
        "target_on": _day(step.target.on if step.target else None),
        "due_on": _day(step.due.on if step.due else None),
        "takes_effect_on": _day(step.effect.on if step.effect else None),
    }


def _aid(aid: AidPlan) -> Mapping[str, Seen]:
    verdict: Verdict = aid.verdict
    return {
        "verdict": verdict,
        "eur": aid.amount.eur if aid.amount else None,
        "pay_by": _day(aid.pay_by.on if aid.pay_by else None),
        "refund_eur": aid.refund_eur,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _tables(
    kind: Kind, before: Mapping[str, Mapping[str, Seen]], after: Mapping[str, Mapping[str, Seen]]
) -> Iterator[Difference]:
    for subject in dict.fromkeys((*after, *before)):
        yield from _fields(kind, subject, before.get(subject, {}), after.get(subject, {}))


def _fields(kind: Kind, subject: str, before: Mapping[str, Seen], after: Mapping[str, Seen]) -> Iterator[Difference]:
    for name in dict.fromkeys((*after, *before)):
        old, new = before.get(name), after.get(name)
        if old != new:
            yield Difference(kind, subject, name, old, new)
