"""The time line of a plan: everything dated around the first day of activity, by month, then by day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import get_args

from medinstall.domain.plan import Plan, StepPlan
from medinstall.french import MONTHS, SHORT_DAYS, count, day_number, full_date, listing
from medinstall.text import clean
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
from medinstall.wording.phrasing import Wording, limit
from medinstall.wording.start import start_view
from medinstall.wording.timeline_events import timeline_events

_ORDER: tuple[EventKind, ...] = get_args(EventKind)
_LEGEND = (
    ("au plus tard", "le dernier jour, avec ce qui le fixe"),
    ("possible dès", "le premier jour où la démarche est acceptée"),
    ("objectif", "le jour à viser pour être à l’aise"),
)


def timeline_page(plan: Plan, name: str) -> Page:
    """Return the time line of the dossier `name`: what matters most first, then the months."""
    wording = Wording(plan)
    page = (
        Paragraph(f"{clean(name)}, {full_date(plan.profile.today)}", "strong"),
        Space(),
        Labelled(tuple(_head(wording)), inset=0),
        timeline(wording),
        *part("Sans date pour l’instant", Bullets(tuple(_undated(wording)))),
        Heading("Pour lire ce calendrier"),
        Labelled(tuple((label, (Paragraph(text),)) for label, text in _LEGEND)),
    )
    return (*page, *acronyms(page, plan), Space(), Paragraph(limit(plan), "quiet"))


def _head(wording: Wording) -> Iterator[tuple[str, tuple[Paragraph, ...]]]:
    start = start_view(wording)
    yield start.label, (Paragraph(start.day, "strong"), Paragraph(start.sentence))
    yield "Marge", (Paragraph(_margin(wording.plan)),)
    yield "En retard", tuple(Paragraph(line, "danger") for line in _late(wording))
    yield "Prochaine échéance", (Paragraph(deadline_words(wording)),)


def timeline(wording: Wording) -> Timeline:
    """Return the days that hold something, by month."""
    events = sorted(timeline_events(wording), key=lambda event: (event.on, _ORDER.index(event.kind)))
    days = [_day(on, tuple(held), wording.profile.today) for on, held in groupby(events, lambda event: event.on)]
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


def _late(wording: Wording) -> Iterator[str]:
    plan = wording.plan
    late = [step for step in plan.steps if step.state == "en_retard" and step.due is not None]
    for step in sorted(late, key=lambda step: step.due.on if step.due else plan.profile.today):
        left = step.days_left(plan.profile.today) or 0
        yield f"{wording.title(step)}, de {count(-left, 'jour')}"


def _undated(wording: Wording) -> Iterator[str]:
    for step in wording.plan.steps:
        dated = (step.opens, step.target, step.due, step.provisional, step.effect, *step.milestones)
        if not step.is_closed and not any(dated):
            yield f"{wording.title(step)}\u00a0: {_why_undated(step, wording)}"


def _why_undated(step: StepPlan, wording: Wording) -> str:
    rules: Sequence[str] = [rule.anchor for rule in (*step.rule.opens, *step.rule.target, *step.rule.due)]
    awaited = dict.fromkeys(quoted(wording.fact(anchor)) for anchor in rules if wording.fact(anchor))
    return f"dépend de {listing(awaited)}" if awaited else "aucune date ne peut être promise"
