"""What to do now: the first thing that holds of the contract, section 1b."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import get_args

from medinstall.domain.plan import Next, StepPlan
from medinstall.domain.rule import Obligation, Stakes
from medinstall.domain.truth import Truth

DECISIVE = ("date_debut", "commune", "cabinet")  # the whole plan hangs on them
SOON = timedelta(days=30)
RANK = {stakes: rank for rank, stakes in enumerate(get_args(Stakes))}
NEED: dict[Obligation, int] = {"obligatoire": 0, "obligatoire_par_contrat": 0, "recommandé": 1, "facultatif": 2}


def next_of(steps: Iterable[StepPlan], unknown: Iterable[str], today: date) -> Next:
    """Return what to do first, why, and the day it is due, aimed at or can be done. Ties keep the order given."""
    asked = set(unknown)
    ask = tuple(fact for fact in DECISIVE if fact in asked)
    if ask:
        return Next(None, "ask", None, ask)
    waiting = [step for step in steps if _is_open(step)]
    now = [step for step in waiting if not step.blocked_by and not step.is_put_aside(today)]
    for step in now:
        if step.rule.before_all:
            return Next(step.id, "blocking", None)
    return (
        _first(now, "en_retard", _by_stakes, today)
        or _first(now, "urgente", _by_stakes, today)
        or _first_aimed(now, today)
        or Next(None, "none", _first_day(waiting, today))
    )


def _is_open(step: StepPlan) -> bool:
    return step.applies is Truth.YES and not step.is_closed and step.dismissed is None


def _first(steps: list[StepPlan], state: str, key: Callable[[StepPlan], tuple[int, date]], today: date) -> Next | None:
    step = min((step for step in steps if step.state == state), key=key, default=None)
    if step is None or step.due is None:
        return None
    return Next(step.id, "late" if step.due.on < today else "urgent", step.due.on)


def _by_stakes(step: StepPlan) -> tuple[int, date]:
    return (RANK[step.rule.stakes], step.due.on if step.due else date.max)


def _first_aimed(steps: list[StepPlan], today: date) -> Next | None:
    """Return what may be done now and is aimed at soon: duties, then advice, then what is free."""
    aimed = [
        (NEED[step.rule.obligation], step.target.on, RANK[step.rule.stakes], place)
        for place, step in enumerate(steps)
        if step.state in ("a_faire", "urgente") and step.target and step.target.on <= today + SOON
    ]
    if not aimed:
        return None
    _, on, _, place = min(aimed)
    return Next(steps[place].id, "target", on)


def _first_day(steps: list[StepPlan], today: date) -> date | None:
    """Return the first day to come on which a step is aimed at, or due where none is, or no longer put aside."""
    aimed = (step.target or step.due for step in steps)
    days = [
        max(day.on, step.put_off_until) if step.is_put_aside(today) and step.put_off_until else day.on
        for step, day in zip(steps, aimed, strict=True)
        if day is not None
    ]
    return min((day for day in days if day > today), default=None)
