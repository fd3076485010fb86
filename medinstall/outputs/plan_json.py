"""The plan as the JSON of the contract (section 4): keys always present, dates ISO 8601, euros as numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from medinstall.domain.fact import NonAnswer, Value
from medinstall.domain.plan import AidPlan, Change, Day, Plan, Reason, StepPlan
from medinstall.domain.profile import Deduction
from medinstall.domain.truth import as_bool
from medinstall.wording.phrasing import Wording

Json: TypeAlias = "dict[str, Any]"

SCHEMA = 2


def plan_json(plan: Plan, dossier: str, unlocks: Mapping[str, Sequence[Change]]) -> Json:
    """Return the plan as one JSON object. `unlocks`: aid id → the changes that would make it eligible."""
    wording = Wording(plan)
    return {
        "schema": SCHEMA,
        "dossier": dossier,
        "today": _day(plan.profile.today),
        "rules": {"version": plan.pack.version, "checked_on": _day(plan.pack.checked_on)},
        "answers": {fact: plain(v) for fact, v in plan.profile.answers.items() if fact not in plan.profile.deduced},
        "unknown": list(plan.unknown),
        "deduced": {fact: _deduced(found) for fact, found in plan.profile.deduced.items()},
        "next": {
            "step": plan.next.step,
            "why": plan.next.why,
            "on": _day(plan.next.on),
            "ask": list(plan.next.ask),
        },
        "start": {
            "on": _day(plan.start.on),
            "earliest_on": _day(plan.start.earliest_on),
            "feasible": plan.start.feasible,
            "chain": list(plan.start.chain),
        },
        "steps": [_step(step, wording) for step in plan.steps],
        "aids": [_aid(aid, wording, unlocks.get(aid.id, ())) for aid in plan.aids],
        "alerts": [
            {
                "id": alert.id,
                "level": alert.rule.level,
                "text": wording.plain(alert.text, dict(alert.rule.figures)),
                "sources": [item.source for item in alert.evidence],
            }
            for alert in plan.alerts
        ],
        "totals": {
            "certain_eur": plain(plan.totals.certain_eur),
            "possible_eur": plain(plan.totals.possible_eur),
        },
    }


def plain(value: Value | None) -> Any:
    """Return a value as JSON holds it: whole numbers without decimals, dates and absent answers as words."""
    if isinstance(value, NonAnswer):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _on(value: Day | None) -> str | None:
    return value.on.isoformat() if value else None


def _deduced(found: Deduction) -> Json:
    return {"value": plain(found.value), "from": found.origin, "source": found.source, "on": _day(found.on)}


def _step(step: StepPlan, wording: Wording) -> Json:
    return {
        "id": step.id,
        "title": wording.of_step(step, step.title),
        "who": wording.label(step.who, step),
        "obligation": step.rule.obligation,
        "stakes": step.rule.stakes,
        "applies": as_bool(step.applies),
        "state": step.state,
        "opens_on": _on(step.opens),
        "target_on": _on(step.target),
        "due_on": _on(step.due),
        "due_basis": step.due.rule.basis if step.due else None,
        "practical_on": _day(step.practical_on),
        "provisional_on": _on(step.provisional),
        "takes_effect_on": _on(step.effect),
        "milestones": [
            {"on": _day(milestone.day.on), "text": wording.of_step(step, milestone.text)}
            for milestone in step.milestones
        ],
        "amount": {"eur": plain(step.duty.eur), "per": step.duty.per} if step.duty else None,
        "after": list(step.after),
        "filed_on": _day(step.tick.filed_on),
        "answer_expected_on": _day(step.answer_expected_on),
        "outcome": step.outcome.answer if step.outcome else None,
        "done_on": _day(step.tick.done_on),
        "note": step.note,
        "reference": step.tick.reference,
        "put_off_until": _day(step.put_off_until),
        "dismissed": step.dismissed,
        "reasons": [
            _reason(reason, wording.of_step(step, reason.text)) for reason in step.reasons if not reason.is_idle
        ],
        "sources": [item.source for item in step.evidence],
    }


def _aid(aid: AidPlan, wording: Wording, unlocks: Sequence[Change]) -> Json:
    return {
        "id": aid.id,
        "title": wording.of_aid(aid, aid.rule.title),
        "payer": wording.label(aid.rule.payer),
        "verdict": aid.verdict,
        "amount": {"eur": plain(aid.amount.eur), "per": aid.amount.per} if aid.amount else None,
        "pay_by": _on(aid.pay_by),
        "payments": [{"on": _day(payment.on), "eur": plain(payment.eur)} for payment in aid.payments],
        "refund_eur": plain(aid.refund_eur),
        "reasons": [_reason(reason, wording.of_aid(aid, reason.text)) for reason in aid.reasons if not reason.is_idle],
        "unlock": [
            {"set": {fact: plain(value) for fact, value in change.set}, "text": wording.change(change)}
            for change in unlocks
        ],
        "sources": [item.source for item in aid.evidence],
    }


def _reason(reason: Reason, text: str) -> Json:
    """Return one reason; it names the fact to answer when one is missing, else the first the criterion reads."""
    named = (*sorted(reason.open), *reason.facts)
    return {"fact": named[0] if named else None, "holds": as_bool(reason.holds), "text": text}
