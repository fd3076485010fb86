"""The plan: everything the rule pack says of one profile, on one day."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TypeAlias

from medinstall.domain.fact import NonAnswer
from medinstall.domain.pack import RulePack
from medinstall.domain.plan import AidPlan, Day, Plan, Reason, Start, StepPlan
from medinstall.domain.profile import Profile, Tick
from medinstall.domain.rule import Evidence
from medinstall.engine import aids, alerts, steps
from medinstall.engine.amounts import duty_of, totals
from medinstall.engine.coming_changes import coming_changes
from medinstall.engine.criteria import first_in_force
from medinstall.engine.evidence import due_for_review
from medinstall.engine.fact_value import NO, YES, FactValue, Judgement
from medinstall.engine.known import Supposing
from medinstall.engine.next_step import next_of
from medinstall.engine.order import blocking, checklist_order
from medinstall.engine.reasons import reasons_of
from medinstall.engine.situation import CONVENTION, Situation
from medinstall.engine.steps import RECEIVED, CompiledStep
from medinstall.engine.working_days import last_working_day

Steps: TypeAlias = tuple[str, ...]


def plan_of(pack: RulePack, profile: Profile) -> Plan:
    """Return the plan of `profile` on `profile.today`. Pure: the same input gives the same plan."""
    situation = Situation(pack, profile)
    found = tuple(_aid(name, situation) for name in situation.compiled.aids)
    checklist, unknown = _steps(situation), unknown_facts(situation)
    return Plan(
        pack=pack,
        profile=profile,
        steps=checklist,
        aids=found,
        alerts=situation.alerts(),
        start=_start(checklist, situation),
        totals=totals(found),
        unknown=unknown,
        stale=_due_for_review(situation),
        next=next_of(checklist, unknown, profile.today),
    )


def unknown_facts(situation: Situation) -> tuple[str, ...]:
    """Return the facts, unanswered or "inconnu", on which a step, an aid or an alert still depends, in order."""
    opened = _open_places(situation)
    for name, step in situation.compiled.steps.items():
        applies = situation.applies(name)
        if applies is not NO:
            opened |= steps.open_facts(step, applies, situation.dates(name), situation)
    for name, aid in situation.compiled.aids.items():
        found = situation.aid(name)
        opened |= found.open | aids.amount(aid, found, situation).open
    for name, alert in situation.compiled.alerts.items():
        opened |= alerts.open_facts(alert, situation.alert(name), situation)
    return tuple(fact for fact in situation.pack.fact if fact in opened)


def _open_places(situation: Situation) -> set[str]:
    """Return the place facts still open: they give contacts and working days, which every plan shows."""
    answers, place = situation.answers, situation.place
    opened = {"commune"} if _is_unknown(answers.get("commune")) else set()
    if answers.get("commune") is NonAnswer.UNKNOWN and _is_unknown(answers.get("departement")):
        opened.add("departement")
    if len(place.funds) > 1 and _is_unknown(answers.get("caisse")):
        opened.add("caisse")
    second = any(
        situation.applies(step) is not NO and steps.is_at_second_site(situation.compiled.steps[step], situation)
        for step in situation.compiled.at_second_site
    )
    if second and _is_unknown(answers.get("commune_secondaire")):
        opened.add("commune_secondaire")
    return opened


def _is_unknown(value: object) -> bool:
    return value is None or value is NonAnswer.UNKNOWN


def _steps(situation: Situation) -> tuple[StepPlan, ...]:
    compiled = situation.compiled.steps
    judged = {name: situation.applies(name) for name in compiled}
    pending = {name for name in compiled if judged[name] is YES and steps.holds_back(compiled[name].rule, situation)}
    found = {name: _step(compiled[name], judged[name], pending, situation) for name in compiled}
    # A step that does not concern the doctor holds nobody back: docs/adr/0008-order-of-the-checklist.md
    used = frozenset(name for name in compiled if judged[name] is not NO)
    after = tuple([step.after for step in found.values()])
    ordered = checklist_order(tuple(compiled), after, tuple([_place(step) for step in found.values()]), used)
    return tuple([_behind_undated(found[name], found) if found[name].blocked_by else found[name] for name in ordered])


def _place(step: StepPlan) -> date | None:
    if step.rule.before_all:
        return date.min
    return step.target.on if step.target else None


def _behind_undated(step: StepPlan, found: dict[str, StepPlan]) -> StepPlan:
    """Return a blocked step with those that block it, near or far, and have no date: nothing is counted down to it."""
    behind = blocking(step, found)
    undated = tuple(name for name in behind if found[name].due is None and found[name].target is None)
    return step._replace(waits_for_undated=undated) if undated else step


def _start(checklist: tuple[StepPlan, ...], situation: Situation) -> Start:
    found = situation.start()
    late = tuple(step.id for step in checklist if step.state == "en_retard")
    coming = found.on is not None and found.on >= situation.today
    return found._replace(late=late, kept=coming and found.feasible is True and not late)


def _aid(name: str, situation: Situation) -> AidPlan:
    aid = aids.evaluate_aid(situation.compiled.aids[name], situation.aid(name), situation)
    coming = coming_changes(situation.compiled.aids[name].changes, situation)
    return aid._replace(reasons=(*aid.reasons, *coming)) if coming else aid


def _step(compiled: CompiledStep, applies: Judgement, pending: set[str], situation: Situation) -> StepPlan:
    rule, name, profile = compiled.rule, compiled.rule.id, situation.profile
    dates, tick, until = situation.dates(name), steps.tick_of(rule, situation), profile.put_off.get(name)
    due = dates.due.day
    variant = first_in_force(compiled.variants, situation)
    after, requires = steps.prerequisites(compiled, situation)
    blocked_by, waits_for = _behind(after, requires, pending)
    second = steps.is_at_second_site(compiled, situation)
    zones = (profile.second_place if second else profile.place).holiday_zones
    reasons, coming = _why(compiled, applies, situation), coming_changes(compiled.changes, situation)
    return StepPlan(
        rule=rule,
        title=variant.title if variant and variant.title else rule.title,
        who=variant.who if variant and variant.who else rule.who,
        what=variant.what if variant and variant.what else rule.what,
        notes=variant.notes + compiled.notes(situation) if variant else compiled.notes(situation),
        applies=applies.truth,
        state=steps.state_of(rule, applies, dates, situation, blocked=bool(blocked_by)),
        after=after,
        blocked_by=blocked_by,
        waits_for=waits_for,
        opens=dates.opens.day,
        target=steps.put_off(dates, until) if rule.is_duty else dates.target.day,
        due=due,
        effect=dates.effect.day,
        practical_on=last_working_day(due.on, partial(situation.holidays, zones)) if due else None,
        holiday_zones=zones,
        milestones=dates.milestones,
        tick=tick,
        reasons=reasons + coming if coming else reasons,
        stale=compiled.review_by < situation.today,
        requires=requires,
        at_second_site=second,
        bring=compiled.bring(situation),
        links=compiled.links(situation),
        evidence=compiled.evidence(situation),
        duty=duty_of(rule.duty, situation).amount if applies is not NO else None,
        provisional=_provisional(compiled, situation) if due is None and applies is not NO else None,
        answer_expected_on=steps.answer_expected_on(compiled, tick, situation),
        outcome=profile.outcomes.get(name),
        put_off_until=until,
        dismissed=profile.dismissed.get(name),
        note=_note(tick, profile.notes.get(name, ())),
    )


def _behind(after: Steps, requires: Steps, pending: set[str]) -> tuple[Steps, Steps]:
    """Return the steps not done yet that block one, and those it only comes after."""
    if pending.isdisjoint(after):
        return (), ()
    waits = [other for other in after if other in pending]
    return tuple([each for each in waits if each in requires]), tuple([each for each in waits if each not in requires])


def _why(step: CompiledStep, applies: Judgement, situation: Situation) -> tuple[Reason, ...]:
    return step.conditions.held if applies is YES else reasons_of(step.conditions, situation)


def _note(tick: Tick, notes: tuple[str, ...]) -> str | None:
    """Return the doctor's notes joined, the newest last; that of a tick is not said twice."""
    told = notes if tick.note is None or any(tick.note in note for note in notes) else (tick.note, *notes)
    return "\n".join(told) or None


def _provisional(step: CompiledStep, situation: Situation) -> Day | None:
    """Return the due date of a step counted from R, were the request received on the target of `convention`."""
    if not step.is_counted_from_request or situation.day(RECEIVED) is not None:
        return None
    target = situation.dates(CONVENTION).target.day
    return None if target is None else step.due(Supposing(situation, RECEIVED, FactValue(target.on))).day


def _due_for_review(situation: Situation) -> tuple[Evidence, ...]:
    """Return what is past its `review_by` date, of the rules that may concern the doctor and the place."""
    used = situation.evidence_to_review()
    return tuple(dict.fromkeys(item for evidence in used for item in due_for_review(evidence, situation.today)))
