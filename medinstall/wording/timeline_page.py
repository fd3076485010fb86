"""The time line of a plan: everything dated around the first day of activity, by month, then by day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import get_args

from medinstall.domain.plan import Plan
from medinstall.french import MONTHS, SHORT_DAYS, count, day_number, full_date, listing
from medinstall.wording.blocks import (
    Bullets,
    Event,
    EventKind,
    Heading,
    Labelled,
    Page,
    Paragraph,
    Space,
    Timeline,
    TimelineDay,
    part,
)
from medinstall.wording.dates import distance
from medinstall.wording.glossary import acronyms
from medinstall.wording.labels import capital, quoted
from medinstall.wording.next_step import deadline_words
from medinstall.wording.phrasing import limit
from medinstall.wording.plan_view import PlanView
from medinstall.wording.start import start_view
from medinstall.wording.steps import StepView
from medinstall.wording.timeline_events import timeline_events

_ORDER: tuple[EventKind, ...] = get_args(EventKind)
_LEGEND = (
    ("au plus tard", "le dernier jour, avec ce qui le fixe"),
    ("possible dès", "le premier jour où la démarche est acceptée"),
    ("objectif", "le jour à viser pour être à l’aise"),
)


def timeline_page(plan: Plan, name: str) -> Page:
    """Return the time line of the dossier `name`: what matters most first, then the months."""
    view = PlanView(plan, name)
    page = (
        Paragraph(f"{view.name}, {full_date(view.today)}", "strong"),
        Space(),
        Labelled(tuple(_head(view)), inset=0),
        timeline(view),
        *part("Sans date pour l’instant", Bullets(tuple(_undated(view)))),
        Heading("Pour lire ce calendrier"),
        Labelled(tuple((label, (Paragraph(text),)) for label, text in _LEGEND)),
    )
    return (*page, *acronyms(page, plan), Space(), Paragraph(limit(plan), "quiet"))


def _head(view: PlanView) -> Iterator[tuple[str, tuple[Paragraph, ...]]]:
    start = start_view(view)
    yield start.label, (Paragraph(start.day, "strong"), Paragraph(start.sentence))
    yield "Marge", (Paragraph(_margin(view.plan)),)
    yield "En retard", tuple(Paragraph(line, "danger") for line in _late(view))
    yield "Prochaine échéance", (Paragraph(deadline_words(view)),)


def timeline(view: PlanView) -> Timeline:
    """Return the days that hold something, by month."""
    events = sorted(timeline_events(view), key=lambda event: (event.on, _ORDER.index(event.kind)))
    days = [_day(on, tuple(held), view.today) for on, held in groupby(events, lambda event: event.on)]
    return Timeline(tuple((month, tuple(held)) for month, held in groupby(days, lambda day: _month(day.on))))


def _day(on: date, events: tuple[Event, ...], today: date) -> TimelineDay:
    """Return a day; how far it is stands where something is due or begins."""
    told = any(event.kind in ("repere", "retard", "echeance") for event in events)
    short = f"{SHORT_DAYS[on.weekday()]}\u00a0{day_number(on)}"
    return TimelineDay(on, short, full_date(on), _distance(on, today) if told else "", events)


def _distance(day: date, today: date) -> str:
    """Return how far a day is; today says so itself."""
    if day == today:
        return ""
    return distance(day, today) if day > today else f"il y a {count((today - day).days, 'jour')}"


def _month(day: date) -> str:
    return f"{capital(MONTHS[day.month - 1])} {day.year}"


def _margin(plan: Plan) -> str:
    days = plan.start.margin
    if days is None or days < 0:
        return ""
    return f"{count(days, 'jour')} entre le début possible au plus tôt et celui que vous avez choisi"


def _late(view: PlanView) -> Iterator[str]:
    late = [(step.due.on, step.title) for step in view.listed if step.state == "en_retard" and step.due]
    for due, title in sorted(late, key=lambda found: found[0]):
        yield f"{title}, de {count((view.today - due).days, 'jour')}"


def _undated(view: PlanView) -> Iterator[str]:
    for step in view.listed:
        dated = (step.opens, step.target, step.due, step.provisional, step.effect, *step.plan.milestones)
        if step.is_open and not any(dated):
            yield f"{step.title}\u00a0: {_why_undated(step)}"


def _why_undated(step: StepView) -> str:
    rule = step.plan.rule
    anchors = (step.wording.fact(each.anchor) for each in (*rule.opens, *rule.target, *rule.due))
    awaited = dict.fromkeys(quoted(anchor) for anchor in anchors if anchor)
    return f"dépend de {listing(awaited)}" if awaited else "aucune date ne peut être promise"
