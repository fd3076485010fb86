"""The step to do now, and the next latest date, in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from medinstall.domain.plan import StepPlan
from medinstall.domain.truth import Truth


def next_deadline(steps: Iterable[StepPlan], today: date) -> StepPlan | None:
    """Return the open step that certainly applies whose due date comes first from `today` on; None without any.

    One that hangs on a step without a date is left out: nobody can meet its date.
    """
    dated = (step for step in steps if step.due and step.due.on >= today)
    waiting = (step for step in dated if not step.is_closed and step.applies is Truth.YES)
    reachable = (step for step in waiting if not step.waits_for_undated)
    return min(reachable, key=lambda step: step.due.on if step.due else today, default=None)
