"""The step to do now, and the next latest date, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from medinstall.domain.plan import StepPlan
from medinstall.domain.truth import Truth

_DUTIES = ("obligatoire", "obligatoire_par_contrat")
_RANKS = {"en_retard": 0, "urgente": 1, "a_faire": 2}
_CLOSED = ("faite", "deposee", "sans_objet")


def next_thing(steps: Iterable[StepPlan]) -> StepPlan | None:
    """Return the step to do now: overdue, then urgent, then to do; what is not a sure duty only when nothing else is.

    None when nothing can be done today.
    """
    return min((step for step in steps if step.state in _RANKS), key=_urgency, default=None)


def next_deadline(steps: Iterable[StepPlan], today: date) -> StepPlan | None:
    """Return the open step that certainly applies whose due date comes first from `today` on; None without any.

    One that hangs on a step without a date is left out: nobody can meet its date.
    """
    by_id = {step.id: step for step in steps}
    dated = (step for step in by_id.values() if step.due and step.due.on >= today)
    waiting = (step for step in dated if step.state not in _CLOSED and step.applies is Truth.YES)
    reachable = (step for step in waiting if not hangs_undated(step, by_id))
    return min(reachable, key=lambda step: step.due.on if step.due else today, default=None)


def hangs_undated(step: StepPlan, by_id: Mapping[str, StepPlan]) -> bool:
    """Tell whether a step waits for one that has no date: no countdown to it means anything."""
    before = (by_id[name] for name in step.blocked_by if name in by_id)
    return any(not (other.target or other.due) or hangs_undated(other, by_id) for other in before)


def _urgency(step: StepPlan) -> tuple[int, int, date]:
    duty = step.rule.obligation in _DUTIES and step.applies is Truth.YES
    rank = _RANKS[step.state]
    day = step.target if rank == 2 else step.due
    return (0 if duty else 1 + (step.applies is not Truth.YES), rank, day.on if day else date.max)
