"""Which step stands first on the screen: contract, section 1, "The next thing to do"."""

from __future__ import annotations

from collections.abc import Iterable
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
    """Return the open step that certainly applies whose due date comes first from `today` on; None without any."""
    dated = (step for step in steps if step.due and step.due.on >= today)
    waiting = (step for step in dated if step.state not in _CLOSED and step.applies is Truth.YES)
    return min(waiting, key=lambda step: step.due.on if step.due else today, default=None)


def _urgency(step: StepPlan) -> tuple[int, int, date]:
    duty = step.rule.obligation in _DUTIES and step.applies is Truth.YES
    rank = _RANKS[step.state]
    day = step.target if rank == 2 else step.due
    return (0 if duty else 1 + (step.applies is not Truth.YES), rank, day.on if day else date.max)
