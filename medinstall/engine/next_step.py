"""What to do now: the first thing that holds of the contract, section 1b."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from operator import itemgetter
from typing import TypeAlias, get_args

from medinstall.domain.plan import Next, StepPlan
from medinstall.domain.rule import Obligation, Stakes
from medinstall.engine.order import blocking
from medinstall.engine.steps import is_near

Waiting: TypeAlias = Mapping[str, StepPlan]

DECISIVE = ("date_debut", "commune", "cabinet")  # the whole plan hangs on them
SOON = timedelta(days=30)
RANK = {stakes: rank for rank, stakes in enumerate(get_args(Stakes))}
NEED: dict[Obligation, int] = {"obligatoire": 0, "obligatoire_par_contrat": 0, "recommandé": 1, "facultatif": 2}


def next_of(steps: Iterable[StepPlan], unknown: Iterable[str], today: date) -> Next:
    """Return what to do first, why, and the day it is due, aimed at or can be done. Ties keep the order given.

    Never a blocked step: what holds back one that is late or urgent goes first in its place, as `blocking`.
    """
    asked = set(unknown)
    ask = tuple(fact for fact in DECISIVE if fact in asked)
    if ask:
        return Next(None, "ask", None, ask)
    waiting = {step.id: step for step in steps if step.is_to_do}
    now = [step for step in waiting.values() if not step.blocked_by and not step.is_put_aside(today)]
    for step in now:
        if step.rule.before_all:
            return Next(step.id, "blocking", None)
    late = [step for step in waiting.values() if step.state == "en_retard"]
    near = [step for step in waiting.values() if step.state == "urgente" or _is_held_back_near_its_day(step, today)]
    return (
        _first(late, waiting, now, today)
        or _first(near, waiting, now, today)
        or _first_aimed(now, today)
        or Next(None, "none", _first_day(waiting.values(), today))
    )


def _is_held_back_near_its_day(step: StepPlan, today: date) -> bool:
    return step.state == "bloquee" and step.due is not None and is_near(step.rule, step.due.on, today)


def _first(pressing: list[StepPlan], waiting: Waiting, now: list[StepPlan], today: date) -> Next | None:
    """Return the pressing step with the most at stake; where another, not pressing itself, holds it back, that one.

    At equal stakes, what may be done at once goes first. A step held back by what awaits an answer gives nothing.
    """
    ready, named = {step.id: step for step in now if step.state != "a_venir"}, {step.id for step in pressing}
    found = []
    for step in pressing:
        first = {step.id} if step.id in ready else set(blocking(step, waiting)) - named
        if step.due is not None:
            rank = (RANK[step.rule.stakes], step.id not in ready, step.due.on)
            found += [(rank, ready[name]) for name in ready if name in first]
    if not found:
        return None
    (_, is_behind, on), step = min(found, key=itemgetter(0))
    return Next(step.id, "blocking", None) if is_behind else Next(step.id, "late" if on < today else "urgent", on)


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


def _first_day(steps: Iterable[StepPlan], today: date) -> date | None:
    """Return the first day to come on which a step is to be done."""
    return min((day for step in steps if (day := step.act_on(today)) and day > today), default=None)
