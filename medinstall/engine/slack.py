"""How many days are left: for one step, and for the start itself."""

from __future__ import annotations

from datetime import date

from medinstall.domain.plan import Start, StepPlan
from medinstall.domain.truth import Truth

CLOSED = ("faite", "deposee", "sans_objet")


def days_left(step: StepPlan, today: date) -> int | None:
    """Return the days from today to the latest date of a step, negative once it is past.

    None when the step has no latest date, may not apply, or asks nothing more of the doctor.
    """
    if step.due is None or step.applies is not Truth.YES or step.state in CLOSED:
        return None
    return (step.due.on - today).days


def start_margin(start: Start) -> int | None:
    """Return the days between the earliest feasible start and D, negative when D comes too soon.

    None when D is unknown, when no start can be promised, and when nothing is left to wait for.
    """
    if start.on is None or start.earliest_on is None or not start.chain:
        return None
    return (start.on - start.earliest_on).days
