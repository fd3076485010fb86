"""From a plan to the checklist: what to do now, the steps by when they are to be done, the aids, what is open."""

from __future__ import annotations

from collections import Counter

from medinstall.domain.plan import Plan
from medinstall.domain.rule import Level
from medinstall.domain.truth import Truth
from medinstall.french import count, full_date, number
from medinstall.text import clean
from medinstall.wording.aids import aid_row, money, totals
from medinstall.wording.groups import grouped
from medinstall.wording.next_step import next_step, next_why, next_words
from medinstall.wording.phrasing import Wording, limit
from medinstall.wording.start import start_view
from medinstall.wording.steps import awaits_answer, step_row
from medinstall.wording.view import AlertView, ListView

_LEVEL_ORDER: tuple[Level, ...] = ("irreversible", "bloquant", "attention", "information")


def list_view(plan: Plan, name: str) -> ListView:
    """Return the checklist of the dossier `name`."""
    wording = Wording(plan)
    rows = {step.id: step_row(step, wording) for step in plan.steps}
    step = next_step(wording)
    kept = tuple(row for row in rows.values() if not row.is_aside)
    return ListView(
        name=clean(name),
        today=full_date(plan.profile.today),
        start=start_view(wording),
        next_thing=rows[step.id] if step else None,
        next_words=next_words(wording),
        next_why=next_why(wording),
        alerts=_alerts(wording),
        rows=kept,
        aside=tuple(row for row in rows.values() if row.is_aside),
        groups=grouped(kept),
        done=_done(plan),
        counted=_counted(plan),
        aids=tuple(aid_row(aid, wording) for aid in plan.aids),
        totals=totals(plan),
        money=money(plan),
        unknown=tuple((fact, wording.fact(fact)) for fact in _most_decisive(plan)),
        progress=progress(plan),
        limit=limit(plan),
    )


def progress(plan: Plan) -> str:
    """Return « 3 faites sur 26 », of the steps that certainly apply; « et 12 selon vos réponses » where some may."""
    open_ = sum(awaits_answer(step, plan) for step in plan.steps)
    told = f"{count(_done(plan), 'faite')} sur {number(_counted(plan))}"
    return f"{told}, et {number(open_)} selon vos réponses" if open_ else told


def _done(plan: Plan) -> int:
    return sum(step.state == "faite" for step in plan.steps if step.applies is Truth.YES)


def _counted(plan: Plan) -> int:
    return sum(step.applies is Truth.YES for step in plan.steps)


def _most_decisive(plan: Plan) -> tuple[str, ...]:
    """Return the open questions, the one on which most steps and aids depend first; a mere amount is none."""
    found = (*(step.reasons for step in plan.steps), *(aid.reasons for aid in plan.aids))
    unknown = [reason for reasons in found for reason in reasons if reason.holds is Truth.UNKNOWN]
    weight = Counter(fact for reason in unknown for fact in reason.open or reason.facts)
    questions = (fact for fact in plan.unknown if not plan.pack.fact[fact].optional)
    return tuple(sorted(questions, key=lambda fact: -weight[fact]))


def _alerts(wording: Wording) -> tuple[AlertView, ...]:
    views = (wording.alert(alert) for alert in wording.plan.alerts)
    return tuple(sorted(views, key=lambda alert: _LEVEL_ORDER.index(alert.level)))
