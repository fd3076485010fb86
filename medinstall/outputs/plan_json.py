"""The plan as the JSON of the contract (section 4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from medinstall.domain.plan import AidPlan, Change, Day, Plan, StepPlan
from medinstall.domain.profile import Deduction
from medinstall.domain.truth import as_bool
from medinstall.outputs.json_parts import Json, alert, amount, day, heading, plain, reason, totals
from medinstall.wording.phrasing import Wording


def plan_json(plan: Plan, dossier: str, unlocks: Mapping[str, Sequence[Change]]) -> Json:
    """Return the plan as one JSON object. `unlocks`: aid id → the changes that would make it eligible."""
    wording = Wording(plan)
    return {
        **heading(plan, dossier),
        "answers": {fact: plain(v) for fact, v in plan.profile.answers.items() if fact not in plan.profile.deduced},
        "unknown": list(plan.unknown),
        "deduced": {fact: _deduced(found) for fact, found in plan.profile.deduced.items()},
        "next": {
            "step": plan.next.step,
            "why": plan.next.why,
            "on": day(plan.next.on),
            "ask": list(plan.next.ask),
        },
        "start": {
            "on": day(plan.start.on),
            "earliest_on": day(plan.start.earliest_on),
            "feasible": plan.start.feasible,
            "chain": list(plan.start.chain),
        },
        "steps": [_step(step, wording) for step in plan.steps],
        "aids": [_aid(aid, wording, unlocks.get(aid.id, ())) for aid in plan.aids],
        "alerts": [alert(each, wording) for each in plan.alerts],
        "totals": totals(plan.totals),
    }


def _on(value: Day | None) -> str | None:
    return day(value.on) if value else None


def _deduced(found: Deduction) -> Json:
    return {"value": plain(found.value), "from": found.origin, "source": found.source, "on": day(found.on)}


def _step(step: StepPlan, wording: Wording) -> Json:
    return {
        "id": step.id,
        "title": wording.title(step),
        "who": wording.who(step),
        "obligation": step.rule.obligation,
        "stakes": step.rule.stakes,
        "applies": as_bool(step.applies),
        "state": step.state,
        "opens_on": _on(step.opens),
        "target_on": _on(step.target),
        "due_on": _on(step.due),
        "due_basis": step.due.rule.basis if step.due else None,
        "practical_on": day(step.practical_on),
        "provisional_on": _on(step.provisional),
        "takes_effect_on": _on(step.effect),
        "milestones": [
            {"on": day(milestone.day.on), "text": wording.of_step(step, milestone.text)}
            for milestone in step.milestones
        ],
        "amount": amount(step.duty),
        "after": list(step.after),
        "filed_on": day(step.tick.filed_on),
        "answer_expected_on": day(step.answer_expected_on),
        "outcome": step.outcome.answer if step.outcome else None,
        "done_on": day(step.tick.done_on),
        "note": step.note,
        "reference": step.tick.reference,
        "put_off_until": day(step.put_off_until),
        "dismissed": step.dismissed,
        "reasons": [
            reason(each, wording.of_step(step, each.text), wording.pack) for each in step.reasons if not each.is_idle
        ],
        "sources": [item.source for item in step.evidence],
    }


def _aid(aid: AidPlan, wording: Wording, unlocks: Sequence[Change]) -> Json:
    return {
        "id": aid.id,
        "title": wording.title(aid),
        "payer": wording.payer(aid),
        "verdict": aid.verdict,
        "amount": amount(aid.amount),
        "pay_by": _on(aid.pay_by),
        "payments": [{"on": day(payment.on), "eur": plain(payment.eur)} for payment in aid.payments],
        "refund_eur": plain(aid.refund_eur),
        "reasons": [
            reason(each, wording.of_aid(aid, each.text), wording.pack) for each in aid.reasons if not each.is_idle
        ],
        "unlock": [
            {"set": {fact: plain(value) for fact, value in change.set}, "text": wording.change(change)}
            for change in unlocks
        ],
        "sources": [item.source for item in aid.evidence],
    }
