"""What to do now and why, and the next latest date, in words."""

from __future__ import annotations

from medinstall.domain.plan import StepPlan
from medinstall.french import listing, long_date, weekday_date
from medinstall.wording.dates import distance
from medinstall.wording.labels import quoted
from medinstall.wording.phrasing import Wording

_STAKES = {
    "exercice": "Sans cela, vous ne pouvez pas exercer",
    "irreversible": "Ce qui se décide ici ne se défait pas",
    "argent": "De l’argent en dépend",
    "formalite": "Une formalité à ne pas laisser traîner",
}


def next_step(wording: Wording) -> StepPlan | None:
    """Return the step to do now; None when there is none, or when answers come first."""
    return wording.steps.get(wording.plan.next.step or "")


def next_words(wording: Wording) -> str:
    """Return by when to do the next step: the day to aim at, then its limit; what opens next when there is none."""
    plan, today, step = wording.plan, wording.profile.today, next_step(wording)
    if step is None and plan.next.ask:
        return f"Répondez d’abord à\u00a0: {listing(quoted(wording.fact(fact)) for fact in plan.next.ask)}."
    if step is None:
        return f"Rien à faire pour l’instant.{_coming(wording)}"
    due, target = (None, None) if plan.next.why == "blocking" else (step.due, step.target)
    if due is not None and step.state == "en_retard":
        return f"en retard\u00a0: c’était au plus tard le {weekday_date(due.on)} ({distance(due.on, today)})"
    limit = f"au plus tard le {weekday_date(due.on)}" if due else ""
    if target is None or (due is not None and target.on >= due.on):
        return f"{limit} ({distance(due.on, today)})" if due else "dès que possible"
    if target.on < today:
        return f"à faire sans attendre, {limit}" if limit else "à faire sans attendre"
    aim = f"visez le {weekday_date(target.on)} ({distance(target.on, today)})"
    return f"{aim}\u00a0; au plus tard le {long_date(due.on)}" if due else aim


def _coming(wording: Wording) -> str:
    """Return what is to be done first, and when."""
    plan, day = wording.plan, wording.plan.next.on
    if day is None:
        return ""
    first = next((step for step in plan.steps if step.is_to_do and step.act_on(plan.profile.today) == day), None)
    title = f"\u00a0: {wording.title(first)}" if first else ""
    return f" La suite, le {weekday_date(day)}{title}."


def next_why(wording: Wording) -> str:
    """Return what hangs on the step to do now; empty when there is none."""
    plan, step = wording.plan, next_step(wording)
    if step is None:
        return ""
    if plan.next.why != "blocking":
        return _STAKES[step.rule.stakes]
    held = (each for each in plan.steps if step.id in each.blocked_by and not each.is_closed)
    late = next((each for each in held if each.state == "en_retard"), None)
    return f"{quoted(wording.title(late))}, en retard, en dépend" if late else "Tout le reste en dépend"


def deadline_words(wording: Wording) -> str:
    """Return the next latest date, how far it is and of which step; empty without any."""
    step = wording.plan.next_due()
    if step is None or step.due is None:
        return ""
    return f"{weekday_date(step.due.on)} ({distance(step.due.on, wording.profile.today)})\u00a0: {wording.title(step)}"
