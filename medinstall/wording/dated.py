"""Every dated thing of a plan, with a key that stays the same from one export to the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from medinstall.domain.plan import AidPlan, Day, Plan, Reason, StepPlan
from medinstall.domain.truth import Truth
from medinstall.wording.phrasing import Wording

Kind: TypeAlias = Literal["due", "target", "effect", "milestone", "start"]

KINDS: dict[Kind, str] = {
    "due": "au plus tard",
    "target": "objectif",
    "effect": "prise d’effet",
    "milestone": "à noter",
    "start": "premier jour",
}
_VERDICT = "verdict."


class DatedView(NamedTuple):
    """One date and what it is for; `title` is finished French.

    `key` never changes for a given thing: the id of the step for the day to act, `<step>.effet`, `<step>.jalon-1` for
    what follows from it, the id of the fact for the first day. `step` is empty for that one. `remind_on`: the last
    working day to act, when it is earlier. `certain` is False for a step that may not apply. `done_on`: a day to act.
    """

    key: str
    step: str
    on: date
    kind: Kind
    title: str
    remind_on: date
    certain: bool = True
    done_on: date | None = None

    @property
    def is_act(self) -> bool:
        """Tell whether it is the day to act, rather than a day to know."""
        return self.kind in ("due", "target")


def dated_views(plan: Plan) -> tuple[DatedView, ...]:
    """Return the dates of the steps that apply, or may apply whatever is still to be answered, the earliest first."""
    wording = Wording(plan)
    found = list(_first_days(plan, wording))
    for step in settled_steps(plan):
        found += _of_step(step, wording)
    return tuple(sorted(found, key=lambda view: view.on))


def settled_steps(plan: Plan) -> tuple[StepPlan, ...]:
    """Return the steps to put in a calendar: those no open question can take away again.

    A step that waits for a question nobody has asked yet is left out: its date is not known to exist. One that waits
    for an « inconnu », or for what the law leaves open, stays in, and is not `certain`.
    """
    aids = {aid.id: aid for aid in plan.aids}
    return tuple(step for step in plan.steps if step.applies is not Truth.NO and not _is_awaited(step, plan, aids))


def awaited_steps(plan: Plan) -> tuple[StepPlan, ...]:
    """Return the steps that questions still open decide."""
    kept = {step.id for step in settled_steps(plan)}
    return tuple(step for step in plan.steps if step.applies is not Truth.NO and step.id not in kept)


def _is_awaited(step: StepPlan, plan: Plan, aids: Mapping[str, AidPlan]) -> bool:
    return any(_is_open(reason, plan) or _hangs_on_open_aids(reason, plan, aids) for reason in step.reasons)


def _is_open(reason: Reason, plan: Plan) -> bool:
    """Tell whether an answer that was never given could still settle a reason."""
    return reason.holds is Truth.UNKNOWN and any(fact not in plan.profile.answers for fact in reason.open)


def _hangs_on_open_aids(reason: Reason, plan: Plan, aids: Mapping[str, AidPlan]) -> bool:
    """Tell whether a reason holds only because aids are « à vérifier » for want of an answer: it may fall with them."""
    read = [aids[fact.removeprefix(_VERDICT)] for fact in reason.facts if fact.removeprefix(_VERDICT) in aids]
    checked = [aid for aid in read if aid.verdict == "a_verifier"]
    sure = any(aid.verdict == "eligible" for aid in read)
    return bool(checked) and not sure and all(any(_is_open(each, plan) for each in aid.reasons) for aid in checked)


def _first_days(plan: Plan, wording: Wording) -> Iterator[DatedView]:
    answers = plan.profile.answers
    sets_up = answers.get("cabinet") not in (None, "inchange")
    opens_second = any(step.at_second_site and step.applies is Truth.YES for step in plan.steps)
    for fact, used in (("date_debut", sets_up), ("date_ouverture_secondaire", opens_second)):
        day = answers.get(fact)
        if used and isinstance(day, date):
            yield DatedView(fact, "", day, "start", wording.fact(fact), day)


def _of_step(step: StepPlan, wording: Wording) -> Iterator[DatedView]:
    title = wording.of_step(step, step.title)
    if step.due is not None:
        yield _view(step, step.id, step.due, "due", title)._replace(remind_on=step.practical_on or step.due.on)
    elif step.target is not None:
        yield _view(step, step.id, step.target, "target", title)
    numbers = {milestone.text: number for number, milestone in enumerate(step.rule.milestones, 1)}
    told = {milestone.day.on for milestone in step.milestones}
    for place, milestone in enumerate(step.milestones, 1):
        key = f"{step.id}.jalon-{numbers.get(milestone.text, place)}"
        yield _view(step, key, milestone.day, "milestone", wording.of_step(step, milestone.text))
    if step.effect is not None and step.effect.on not in told:
        yield _view(step, f"{step.id}.effet", step.effect, "effect", title)


def _view(step: StepPlan, key: str, day: Day, kind: Kind, title: str) -> DatedView:
    done_on = step.tick.done_on if kind in ("due", "target") else None
    return DatedView(key, step.id, day.on, kind, title, day.on, step.applies is Truth.YES, done_on)
