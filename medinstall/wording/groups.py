"""When a step is to be done: the groups of the checklist."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, TypeAlias

from medinstall.domain.plan import Plan, StepPlan
from medinstall.wording.start import opens_second_site_only

Group: TypeAlias = Literal["retard", "semaine", "mois", "avant", "debut", "sans_date", "attente", "faites"]

GROUPS: tuple[tuple[Group, str], ...] = (
    ("retard", "En retard"),
    ("semaine", "Cette semaine"),
    ("mois", "Ce mois-ci"),
    ("avant", "Plus tard avant le début"),
    ("debut", "Au début et après"),
    ("sans_date", "Sans date"),
    ("attente", "En attente d’une réponse"),
    ("faites", "Faites"),
)
WEEK = timedelta(days=7)
MONTH = timedelta(days=30)
_BY_STATE: dict[str, Group] = {"faite": "faites", "deposee": "attente", "en_retard": "retard"}


def _pivot_of(plan: Plan) -> date | None:
    """Return the day that separates before from after: the first day of activity, or that of the second site."""
    day = plan.profile.answers.get("date_ouverture_secondaire" if opens_second_site_only(plan) else "date_debut")
    return day if isinstance(day, date) else None


def act_day(step: StepPlan) -> date | None:
    """Return the day to aim at: where it was put off to, else the target, else the latest day; never before it opens.

    None for a step without any date.
    """
    put_off = step.put_off_until
    days = [day.on for day in (step.target, step.due, step.provisional) if day is not None]
    aim = put_off or min(days, default=None)
    opens = step.opens.on if step.opens else None
    if aim is None or opens is None:
        return aim or opens
    return max(aim, opens)


def group_of(step: StepPlan, plan: Plan) -> Group:
    """Return the group of a step that applies or may apply."""
    if step.state in _BY_STATE:
        return _BY_STATE[step.state]
    day, today, pivot = act_day(step), plan.profile.today, _pivot_of(plan)
    if day is None:
        return "sans_date"
    if day <= today + WEEK:
        return "semaine"
    if day <= today + MONTH:
        return "mois"
    shown = step.due.on if step.due else day
    return "avant" if pivot is None or (day < pivot and shown <= pivot) else "debut"
