"""From a plan to the checklist, the summary of aids, one line per dossier, and everything an export needs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from medinstall.domain.plan import Change, Plan, StepPlan
from medinstall.domain.rule import Level
from medinstall.domain.truth import Truth
from medinstall.french import count, full_date, listing, long_date, number, typography, weekday_date
from medinstall.text import clean
from medinstall.wording import aids as view_aids
from medinstall.wording import steps as view_steps
from medinstall.wording.blocks import Page, Paragraph, Table
from medinstall.wording.dates import distance
from medinstall.wording.groups import act_day, grouped
from medinstall.wording.labels import quoted
from medinstall.wording.next_thing import next_deadline
from medinstall.wording.phrasing import Wording
from medinstall.wording.sector import alert_view
from medinstall.wording.start import start_view
from medinstall.wording.view import (
    WITHIN_REACH,
    AidsView,
    AidView,
    AlertView,
    DossierView,
    ListView,
    PlanView,
    StepView,
)

Changes = Mapping[str, Sequence[Change]]
_LEVEL_ORDER: tuple[Level, ...] = ("irreversible", "bloquant", "attention", "information")
_STAKES = {
    "exercice": "Sans cela, vous ne pouvez pas exercer",
    "irreversible": "Ce qui se décide ici ne se défait pas",
    "argent": "De l’argent en dépend",
    "formalite": "Une formalité à ne pas laisser traîner",
}
_MORE = re.compile(r" :|[.,(]")  # what an acronym stands for ends there; the glossary then explains it
_WORD = re.compile(r"[\w-]+")


def list_view(plan: Plan, name: str) -> ListView:
    """Return the checklist of the dossier `name`."""
    wording = Wording(plan)
    rows = {step.id: view_steps.step_row(step, wording) for step in plan.steps}
    thing = next((step for step in plan.steps if step.id == plan.next.step), None)
    view = ListView(
        name=clean(name),
        today=full_date(plan.profile.today),
        start=start_view(plan, wording),
        next_thing=rows[thing.id] if thing else None,
        next_words=next_words(thing, plan, wording),
        next_why=_why(thing, plan, wording),
        next_deadline=deadline_words(plan, wording),
        alerts=_alerts(plan, wording),
        rows=tuple(row for row in rows.values() if not row.is_aside),
        aside=tuple(row for row in rows.values() if row.is_aside),
        groups=grouped(row for row in rows.values() if not row.is_aside),
        done=sum(step.state == "faite" for step in plan.steps if step.applies is Truth.YES),
        counted=sum(step.applies is Truth.YES for step in plan.steps),
        aids=tuple(view_aids.aid_row(aid, wording) for aid in plan.aids),
        totals=view_aids.totals(plan),
        money=view_aids.money(plan),
        unknown=tuple((fact, wording.fact(fact)) for fact in most_decisive(plan)),
        progress=progress(plan, wording),
        limit=limit(plan),
    )
    shown = view._replace(aside=(), aids=tuple(aid for aid in view.aids if aid.verdict in WITHIN_REACH))
    return view._replace(acronyms=acronyms(shown, plan))


def step_view(plan: Plan, step: str) -> StepView:
    """Return one step in full. Raises KeyError for an id that is no step."""
    found = {item.id: item for item in plan.steps}[step]
    view = view_steps.step_view(found, Wording(plan))
    return view._replace(acronyms=acronyms(view, plan))


def aid_view(plan: Plan, aid: str, changes: Sequence[Change] = (), losses: Sequence[Change] = ()) -> AidView:
    """Return one aid in full, with the changes that would open or close it. Raises KeyError for an unknown id."""
    found = {item.id: item for item in plan.aids}[aid]
    view = view_aids.aid_view(found, Wording(plan), changes, losses)
    return view._replace(acronyms=acronyms(view, plan))


def aids_view(plan: Plan, name: str, changes: Changes | None = None) -> AidsView:
    """Return every aid in full; `changes` gives, by aid, the answers that would open it."""
    wording, found = Wording(plan), changes or {}
    aids = tuple(view_aids.aid_view(aid, wording, found.get(aid.id, ())) for aid in plan.aids)
    view = AidsView(clean(name), aids, view_aids.totals(plan), limit(plan))
    return view._replace(acronyms=acronyms(view, plan))


def plan_view(plan: Plan, name: str, changes: Changes | None = None) -> PlanView:
    """Return everything an export needs."""
    wording = Wording(plan)
    return PlanView(
        list=list_view(plan, name),
        steps=tuple(view_steps.step_view(step, wording) for step in plan.steps),
        aids=aids_view(plan, name, changes).aids,
        alert_sources=wording.sources(tuple(item for alert in plan.alerts for item in alert.evidence)),
        established=f"Établi le {long_date(plan.profile.today)}, règles vérifiées le {long_date(plan.pack.checked_on)}",
    )


def dossier_view(plan: Plan, name: str, current: bool = False) -> DossierView:
    """Return one line of the list of dossiers."""
    start = plan.start.on
    wording = Wording(plan)
    begins = weekday_date(start) if start else "pas encore fixé"
    return DossierView(clean(name), begins, progress(plan, wording), deadline_words(plan, wording), current)


def progress(plan: Plan, wording: Wording) -> str:
    """Return « 3 faites sur 26 », of the steps that certainly apply; « et 12 selon vos réponses » where some may."""
    counted = [step for step in plan.steps if step.applies is Truth.YES]
    done = sum(step.state == "faite" for step in counted)
    open_ = sum(view_steps.awaits_answer(step, wording) for step in plan.steps)
    told = f"{count(done, 'faite')} sur {number(len(counted))}"
    return f"{told}, et {number(open_)} selon vos réponses" if open_ else told


def most_decisive(plan: Plan) -> tuple[str, ...]:
    """Return the open questions, the one on which most steps and aids depend first; a mere amount is none."""
    found = (*(step.reasons for step in plan.steps), *(aid.reasons for aid in plan.aids))
    unknown = [reason for reasons in found for reason in reasons if reason.holds is Truth.UNKNOWN]
    weight = Counter(fact for reason in unknown for fact in reason.open or reason.facts)
    questions = (fact for fact in plan.unknown if not plan.pack.fact[fact].optional)
    return tuple(sorted(questions, key=lambda fact: -weight[fact]))


def limit(plan: Plan) -> str:
    """Return the honest limit, with the date of the rules."""
    checked = long_date(plan.pack.checked_on)
    return f"Règles vérifiées le {checked}. Sans valeur de conseil juridique."


def acronyms(view: object, plan: Plan) -> tuple[tuple[str, str], ...]:
    """Return the acronyms a screen uses, with what they stand for, when the screen does not say it itself."""
    text = "\n".join(_texts(view))
    words, low = set(_WORD.findall(text)), text.lower()
    told = ((term, meaning) for term, meaning in plan.pack.glossary if term in words and term.isupper())
    known = ((term, typography(_MORE.split(meaning)[0])) for term, meaning in told)
    return tuple((term, meaning) for term, meaning in known if meaning.lower() not in low)


def _texts(view: object) -> list[str]:
    if isinstance(view, str):
        return [view]
    return [text for part in view for text in _texts(part)] if isinstance(view, tuple) else []


def _alerts(plan: Plan, wording: Wording) -> tuple[AlertView, ...]:
    views = (alert_view(alert, wording) for alert in plan.alerts)
    return tuple(sorted(views, key=lambda alert: _LEVEL_ORDER.index(alert.level)))


def next_words(thing: StepPlan | None, plan: Plan, wording: Wording) -> str:
    """Return by when to do a step: the day to aim at, then its limit; what opens next when nothing is to be done."""
    today = plan.profile.today
    if thing is None and plan.next.ask:
        return f"Répondez d’abord à\u00a0: {listing(quoted(wording.fact(fact)) for fact in plan.next.ask)}."
    if thing is None:
        return f"Rien à faire pour l’instant.{_coming(plan, wording)}"
    due, target = (None, None) if plan.next.why == "blocking" else (thing.due, thing.target)
    if due is not None and thing.state == "en_retard":
        return f"en retard\u00a0: c’était au plus tard le {weekday_date(due.on)} ({distance(due.on, today)})"
    limit = f"au plus tard le {weekday_date(due.on)}" if due else ""
    if target is None or (due is not None and target.on >= due.on):
        return f"{limit} ({distance(due.on, today)})" if due else "dès que possible"
    if target.on < today:
        return f"à faire sans attendre, {limit}" if limit else "à faire sans attendre"
    aim = f"visez le {weekday_date(target.on)} ({distance(target.on, today)})"
    return f"{aim}\u00a0; au plus tard le {long_date(due.on)}" if due else aim


def _coming(plan: Plan, wording: Wording) -> str:
    """Return what is to be done first, and when."""
    if plan.next.on is None:
        return ""
    first = next((step for step in plan.steps if act_day(step) == plan.next.on and not step.is_closed), None)
    title = f"\u00a0: {wording.of_step(first, first.title)}" if first else ""
    return f" La suite, le {weekday_date(plan.next.on)}{title}."


def _why(thing: StepPlan | None, plan: Plan, wording: Wording) -> str:
    """Return what hangs on the step to do now."""
    if thing is None:
        return ""
    if plan.next.why != "blocking":
        return _STAKES[thing.rule.stakes]
    held = (step for step in plan.steps if thing.id in step.blocked_by and not step.is_closed)
    late = next((step for step in held if step.state == "en_retard"), None)
    return f"{quoted(wording.of_step(late, late.title))}, en retard, en dépend" if late else "Tout le reste en dépend"


def deadline_words(plan: Plan, wording: Wording) -> str:
    """Return the next latest date, how far it is and of which step; empty without any."""
    step = next_deadline(plan.steps, plan.profile.today)
    if step is None or step.due is None:
        return ""
    title = wording.of_step(step, step.title)
    told = f"{weekday_date(step.due.on)} ({distance(step.due.on, plan.profile.today)})"
    return f"{told}\u00a0: {title}"


def dossiers_page(views: Sequence[DossierView]) -> Page:
    """Return one line per dossier; the one in use is named so."""
    if not views:
        return (Paragraph("Aucun dossier pour l’instant. Pour commencer\u00a0: medinstall nouveau"),)
    heads = ("Dossier", "Prochaine échéance", "Premier jour", "Avancement")
    rows = (
        (
            f"{view.name}{' (en cours)' if view.current else ''}",
            view.next_deadline or "aucune",
            view.start,
            view.progress,
        )
        for view in views
    )
    return (Table(heads, tuple(rows), flexible=1),)
