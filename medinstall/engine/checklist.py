"""The checklist: every step with its state, its dates, its words and what it waits for, in the order to take them."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TypeAlias

from medinstall.domain.criterion import NEVER
from medinstall.domain.plan import Day, StepPlan
from medinstall.domain.profile import Tick
from medinstall.domain.rule import Variant
from medinstall.engine import steps
from medinstall.engine.amounts import duty_of
from medinstall.engine.coming_changes import coming_changes
from medinstall.engine.criteria import first_in_force
from medinstall.engine.fact_value import NO, YES, FactValue, Judgement
from medinstall.engine.known import Supposing
from medinstall.engine.order import blocking, checklist_order
from medinstall.engine.reasons import reasons_of
from medinstall.engine.situation import CONVENTION, Situation
from medinstall.engine.steps import RECEIVED, CompiledStep
from medinstall.engine.working_days import last_working_day

Steps: TypeAlias = tuple[str, ...]

USUAL_WORDS = Variant(NEVER)


def checklist_of(situation: Situation) -> tuple[StepPlan, ...]:
    """Return every step of the rule pack in this situation, in the order of the checklist."""
    compiled = situation.compiled.steps
    applies = {name: situation.applies(name) for name in compiled}
    pending = {name for name in compiled if applies[name] is YES and steps.holds_back(compiled[name].rule, situation)}
    found = {name: _step(compiled[name], applies[name], pending, situation) for name in compiled}
    # A step that does not concern the doctor holds nobody back: docs/adr/0008-order-of-the-checklist.md
    used = frozenset(name for name in compiled if applies[name] is not NO)
    ordered = checklist_order(
        {name: step.after for name, step in found.items()}, {name: _place(step) for name, step in found.items()}, used
    )
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


def _step(compiled: CompiledStep, applies: Judgement, pending: set[str], situation: Situation) -> StepPlan:
    rule, name, profile = compiled.rule, compiled.rule.id, situation.profile
    dates, tick, until = situation.dates(name), steps.tick_of(rule, situation), profile.put_off.get(name)
    due = dates.due.day
    words = first_in_force(compiled.variants, situation) or USUAL_WORDS
    after, requires = steps.prerequisites(compiled, situation)
    blocked_by, waits_for = _behind(after, requires, pending)
    second = steps.is_at_second_site(compiled, situation)
    zones = (profile.second_place if second else profile.place).holiday_zones
    return StepPlan(
        rule=rule,
        title=words.title or rule.title,
        who=words.who or rule.who,
        what=words.what or rule.what,
        notes=words.notes + compiled.notes(situation),
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
        milestones=dates.milestones,
        tick=tick,
        reasons=reasons_of(compiled.conditions, situation) + coming_changes(compiled.changes, situation),
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
