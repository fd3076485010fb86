"""The first day of activity in words: whether it can be kept, and what stands in the way."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from medinstall.domain.plan import Plan
from medinstall.french import count, full_date, listing, long_date, weekday_date
from medinstall.wording.groups import opens_second_site_only
from medinstall.wording.labels import quoted
from medinstall.wording.plan_view import PlanView


class StartView(NamedTuple):
    """The first day of activity: in full words, whether it can be kept, and what stands in the way.

    `short` says the day and whether it can be kept on one line.
    """

    label: str
    day: str
    sentence: str
    short: str


def start_view(view: PlanView) -> StartView:
    """Return the first day of activity, or that of the second site, and whether it can be kept."""
    plan = view.plan
    start, answers = plan.start, plan.profile.answers
    if opens_second_site_only(plan):
        opening = answers.get("date_ouverture_secondaire")
        day = full_date(opening) if isinstance(opening, date) else "pas encore fixée"
        if answers.get("cabinet_secondaire") == "non":
            return StartView(
                "Cabinet principal", "il ne change pas", "", f"Votre cabinet ne change pas. {_late(plan)}".rstrip()
            )
        label, same = "Ouverture du second lieu", "Votre cabinet principal ne change pas."
        return StartView(label, day, same, f"{label}\u00a0: {day}. {_late(plan)}".rstrip(". ") + ".")
    if start.on is not None and start.on < plan.profile.today:
        begun = f"Activité commencée le {full_date(start.on)}"
        return StartView("Activité commencée le", full_date(start.on), _late(plan), f"{begun}. {_late(plan)}".rstrip())
    day = full_date(start.on) if start.on else "pas encore fixé"
    sentence = _feasibility(view)
    short = f"Premier jour\u00a0: {weekday_date(start.on) if start.on else day}. {_short(plan)}"
    return StartView("Premier jour d’activité", day, sentence, short.rstrip())


def _is_late(plan: Plan) -> bool:
    """Tell whether a duty is late, be it one that was dismissed: the day cannot be said to be kept."""
    return any(step.state == "en_retard" for step in plan.steps)


def _late(plan: Plan) -> str:
    """Say how many steps of the list are late."""
    late = sum(step.state == "en_retard" and not step.is_aside for step in plan.steps)
    return f"{count(late, 'démarche')} en retard." if late else ""


def _short(plan: Plan) -> str:
    """Return in a few words whether the day can be kept."""
    start = plan.start
    if plan.profile.answers.get("parcours") == "docteur_junior":
        return "La date dépend de votre diplôme."
    if start.earliest_on is None:
        return "Aucune date ne peut être promise pour l’instant."
    if start.on is None or not start.feasible:
        lead = "Trop proche\u00a0: au plus tôt" if start.on else "Au plus tôt"
        return f"{lead} le {weekday_date(start.earliest_on)}."
    return _late(plan) if _is_late(plan) else "Date tenable."


def _feasibility(view: PlanView) -> str:
    plan, start = view.plan, view.plan.start
    if plan.profile.answers.get("parcours") == "docteur_junior":
        return "La date dépend de votre diplôme."
    chain = _chain(view)
    if start.earliest_on is None:
        return f"Aucune date ne peut être promise tant que reste ouvert\u00a0: {chain}."
    earliest = full_date(start.earliest_on)
    if start.feasible and _is_late(plan):
        return _late(plan)
    if not start.chain:
        return "Date tenable\u00a0: aucune instruction de dossier ne la retarde." if start.feasible else ""
    late = start.margin
    if late is not None and late < 0:
        return f"Date trop proche\u00a0: début possible au plus tôt le {earliest}, à cause de {chain}."
    lead = "Date tenable. Au plus tôt" if start.feasible else "Au plus tôt"
    return f"{lead}\u00a0: {earliest}, à cause de {chain}."


def _chain(view: PlanView) -> str:
    start = view.plan.start
    running = {item.step: item.until for item in start.running}
    links = []
    for step in (view.step[name] for name in start.chain if name in view.step):
        until = running.get(step.id, start.earliest_on)
        told = f" (jusqu’au {long_date(until)})" if until and until != start.earliest_on else ""
        links.append(f"{quoted(step.title)}{told}")
    return listing(links, "puis")
