"""Every dated thing of a plan, with a key that stays the same from one export to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from medinstall.domain.plan import AidPlan, Plan, Reason, StepPlan
from medinstall.domain.truth import Truth
from medinstall.wording.phrasing import Wording

Kind: TypeAlias = Literal["due", "target", "opens", "expected", "provisional", "effect", "milestone", "start"]

KINDS: dict[Kind, str] = {
    "due": "au plus tard",
    "target": "à faire",
    "opens": "possible dès ce jour",
    "expected": "réponse attendue",
    "provisional": "date provisoire",
    "effect": "prise d’effet",
    "milestone": "à noter",
    "start": "premier jour",
}
_ACTS: tuple[Kind, ...] = ("due", "target", "provisional")
_VERDICT = "verdict."


class ScheduledDay(NamedTuple):
    """One date and what it is for; `title` is finished French.

    `key` never changes for a given thing: the id of the step for its latest day (for the day to aim at where there is
    no other), `<step>.objectif` for the day to aim at before it, `<step>.reponse`, `<step>.effet`, `<step>.jalon-1` for
    what follows, the id of the fact for the first day. `step` is empty for that one. `remind_on`: the last working day
    to act, when it is earlier. `certain` is False for a step that may not apply. `done`: the step is done, on `done_on`
    unless an answer settles it; `filed`: its file is handed in, so that nobody has anything to do by then.
    """

    key: str
    step: str
    on: date
    kind: Kind
    title: str
    remind_on: date
    certain: bool = True
    done: bool = False
    done_on: date | None = None
    filed: bool = False

    @property
    def is_act(self) -> bool:
        """Tell whether it is a day to act, rather than a day to know."""
        return self.kind in _ACTS


def scheduled_days(plan: Plan) -> tuple[ScheduledDay, ...]:
    """Return the dates of the steps that apply, or may apply whatever is still to be answered, the earliest first."""
    wording = Wording(plan)
    found = list(_first_days(plan, wording))
    for step in _settled_steps(plan):
        found += _of_step(step, wording)
    return tuple(sorted(found, key=lambda view: view.on))


def to_come(dates: Iterable[ScheduledDay], today: date) -> tuple[ScheduledDay, ...]:
    """Return the dates a calendar carries: nothing past, nothing done."""
    return tuple(day for day in dates if day.on >= today and not day.done and not day.filed)


def settled(dates: Iterable[ScheduledDay], today: date) -> tuple[ScheduledDay, ...]:
    """Return the days to come on which nothing is left to do: an earlier export may still remind of them."""
    return tuple(day for day in dates if day.on >= today and (day.done or day.filed))


def openings(plan: Plan) -> tuple[ScheduledDay, ...]:
    """Return the days from which steps may be begun, where no other date of the step says so."""
    wording = Wording(plan)
    return tuple(
        _view(step, f"{step.id}.ouvre", step.opens.on, "opens", wording)
        for step in _settled_steps(plan)
        if step.state == "a_venir" and step.opens and (step.target is None or step.target.on != step.opens.on)
    )


def _settled_steps(plan: Plan) -> tuple[StepPlan, ...]:
    """Return the steps to put in a calendar: those no open question can take away again.

    A step that waits for a question nobody has asked yet is left out: its date is not known to exist. One that waits
    for an « inconnu », or for what the law leaves open, stays in, and is not `certain`.
    """
    aids = {aid.id: aid for aid in plan.aids}
    return tuple(step for step in plan.steps if not step.is_aside and not _is_awaited(step, plan, aids))


def awaited_steps(plan: Plan) -> tuple[StepPlan, ...]:
    """Return the steps that questions still open decide."""
    kept = {step.id for step in _settled_steps(plan)}
    return tuple(step for step in plan.steps if not step.is_aside and step.id not in kept)


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


def _first_days(plan: Plan, wording: Wording) -> Iterator[ScheduledDay]:
    answers = plan.profile.answers
    sets_up = answers.get("cabinet") not in (None, "inchange")
    opens_second = any(step.at_second_site and step.applies is Truth.YES for step in plan.steps)
    for fact, used in (("date_debut", sets_up), ("date_ouverture_secondaire", opens_second)):
        day = answers.get(fact)
        if used and isinstance(day, date):
            yield ScheduledDay(fact, "", day, "start", wording.fact(fact), day)


def _of_step(step: StepPlan, wording: Wording) -> Iterator[ScheduledDay]:
    yield from _to_do(step, wording)
    yield from _expected(step, wording)
    numbers = {milestone.text: number for number, milestone in enumerate(step.rule.milestones, 1)}
    told = {milestone.day.on for milestone in step.milestones}
    for place, milestone in enumerate(step.milestones, 1):
        key = f"{step.id}.jalon-{numbers.get(milestone.text, place)}"
        title = wording.of_step(step, milestone.text)
        yield _view(step, key, milestone.day.on, "milestone", wording)._replace(title=title)
    if step.effect is not None and step.effect.on not in told:
        yield _view(step, f"{step.id}.effet", step.effect.on, "effect", wording)


def _to_do(step: StepPlan, wording: Wording) -> Iterator[ScheduledDay]:
    """Yield the day to aim at, then the latest day: one date when they are the same, or when there is one alone."""
    due, aim = step.due, step.aimed_on(wording.profile.today)
    if due is not None:
        yield _view(step, step.id, due.on, "due", wording)._replace(remind_on=step.practical_on or due.on)
        if aim is not None and aim < due.on:
            yield _view(step, f"{step.id}.objectif", aim, "target", wording)
    elif step.provisional is not None:
        yield _view(step, step.id, step.provisional.on, "provisional", wording)._replace(certain=False)
    elif aim is not None:
        yield _view(step, step.id, aim, "target", wording)


def _expected(step: StepPlan, wording: Wording) -> Iterator[ScheduledDay]:
    if step.state == "deposee" and step.answer_expected_on is not None:
        yield _view(step, f"{step.id}.reponse", step.answer_expected_on, "expected", wording)


def _view(step: StepPlan, key: str, on: date, kind: Kind, wording: Wording) -> ScheduledDay:
    to_act = kind in _ACTS
    return ScheduledDay(
        key,
        step.id,
        on,
        kind,
        wording.title(step),
        remind_on=on,
        certain=step.applies is Truth.YES,
        done=to_act and step.state == "faite",
        done_on=step.tick.done_on if to_act else None,
        filed=to_act and step.state == "deposee",
    )
