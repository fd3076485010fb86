"""When a step is to be done: the groups of the checklist."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, TypeAlias

from medinstall.domain.plan import Plan, StepPlan

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


def opens_second_site_only(plan: Plan) -> bool:
    """Tell whether the main practice stays as it is, so that the day that counts is that of the second site."""
    return plan.profile.answers.get("cabinet") == "inchange"


def _pivot_of(plan: Plan) -> date | None:
    """Return the day that separates before from after: the first day of activity, or that of the second site."""
    day = plan.profile.answers.get("date_ouverture_secondaire" if opens_second_site_only(plan) else "date_debut")
    return day if isinstance(day, date) else None


def group_of(step: StepPlan, plan: Plan) -> Group:
    """Return the group of a step that applies or may apply."""
    if step.state in _BY_STATE:
        return _BY_STATE[step.state]
    today, pivot = plan.profile.today, _pivot_of(plan)
    day = step.act_on(today)
    if day is None:
        return "sans_date"
    if day <= today + WEEK:
        return "semaine"
    if day <= today + MONTH:
        return "mois"
    shown = step.due.on if step.due else day
    return "avant" if pivot is None or (day < pivot and shown <= pivot) else "debut"
