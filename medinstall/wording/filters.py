"""The filters that narrow the checklist: by time, by body, to what is required."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from medinstall.text import fold, shown
from medinstall.wording.steps import StepView


class Filter(NamedTuple):
    """What to keep of the checklist: what is to be done `within` a time, with a body, what is required alone."""

    within: timedelta | None = None
    who: str = ""
    required: bool = False

    def keeps(self, step: StepView) -> bool:
        """Tell whether a step stays; one that waits for an answer or is done is not to be done."""
        if self.within is not None:
            day = step.plan.act_on(step.today)
            near = day is not None and day <= step.today + self.within
            if not (step.group == "retard" or (near and step.is_open)):
                return False
        if self.who and fold(self.who) not in fold(f"{step.who} {step.short_who}"):
            return False
        return not self.required or step.plan.rule.is_duty


EVERY_STEP = Filter()


def nothing_kept(steps: Sequence[StepView], chosen: Filter) -> str:
    """Return that a filter keeps none of the steps; with whom one deals, when the name of a body is unknown here."""
    if any(Filter(who=chosen.who).keeps(step) for step in steps):
        return "Aucune démarche ne répond à tous ces filtres à la fois."
    bodies = {fold(body): body for body in (step.short_who or step.who for step in steps)}
    among = ", ".join(bodies[body] for body in sorted(bodies))
    return f"Aucune de vos démarches ne passe par «\u00a0{shown(chosen.who)}\u00a0». Interlocuteurs\u00a0: {among}."
