"""What to do now and why, and the next latest date, in words."""

from __future__ import annotations

from medinstall.french import listing, long_date, weekday_date
from medinstall.wording.dates import distance
from medinstall.wording.labels import quoted
from medinstall.wording.plan_view import PlanView

_STAKES = {
    "exercice": "Sans cela, vous ne pouvez pas exercer",
    "irreversible": "Ce qui se décide ici ne se défait pas",
    "argent": "De l’argent en dépend",
    "formalite": "Une formalité à ne pas laisser traîner",
}


def next_words(view: PlanView) -> str:
    """Return by when to do the next step: the day to aim at, then its limit; what opens next when there is none."""
    plan, today, step = view.plan, view.today, view.next_step
    if step is None and plan.next.ask:
        return f"Répondez d’abord à\u00a0: {listing(quoted(view.wording.fact(fact)) for fact in plan.next.ask)}."
    if step is None:
        return f"Rien à faire pour l’instant.{_coming(view)}"
    due, aim = (None, None) if plan.next.why == "blocking" else (step.due, step.aim)
    if due is not None and step.state == "en_retard":
        return f"en retard\u00a0: c’était au plus tard le {due.words} ({distance(due.on, today)})"
    limit = f"au plus tard le {due.words}" if due else ""
    if aim is None:
        return f"{limit} ({distance(due.on, today)})" if due else "dès que possible"
    if aim.on < today:
        return f"à faire sans attendre, {limit}" if limit else "à faire sans attendre"
    told = f"visez le {aim.words} ({distance(aim.on, today)})"
    return f"{told}\u00a0; au plus tard le {long_date(due.on)}" if due else told


def _coming(view: PlanView) -> str:
    """Return what is to be done first, and when."""
    day = view.plan.next.on
    if day is None:
        return ""
    steps = (step for step in view.steps if step.plan.is_to_do and step.plan.act_on(view.today) == day)
    first = next(steps, None)
    title = f"\u00a0: {first.title}" if first else ""
    return f" La suite, le {weekday_date(day)}{title}."


def next_why(view: PlanView) -> str:
    """Return what hangs on the step to do now; empty when there is none."""
    step = view.next_step
    if step is None:
        return ""
    if view.plan.next.why != "blocking":
        stakes = step.plan.rule.stakes
        there = " dans ce second lieu" if stakes == "exercice" and step.plan.at_second_site else ""
        return f"{_STAKES[stakes]}{there}"
    held = (each for each in view.listed if step.id in each.plan.blocked_by and each.is_open)
    late = next((each for each in held if each.state == "en_retard"), None)
    return f"{quoted(late.title)}, en retard, en dépend" if late else "Tout le reste en dépend"


def deadline_words(view: PlanView) -> str:
    """Return the next latest date, how far it is and of which step; empty without any."""
    step = view.plan.next_due()
    if step is None or step.due is None:
        return ""
    return f"{weekday_date(step.due.on)} ({distance(step.due.on, view.today)})\u00a0: {view.step[step.id].title}"
