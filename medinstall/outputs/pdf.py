"""The sheet to carry: one or two A4 pages with what is left to do, boxes to tick by hand, papers and contacts.

Tagged for screen readers (PDF/UA-1). The layout is `page.typ`; it receives finished French as data, never as markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from medinstall.french import long_date
from medinstall.outputs.typesetting import typeset
from medinstall.text import shown
from medinstall.wording.aids import money
from medinstall.wording.contacts import contacts_of, href
from medinstall.wording.documents import DocumentsView, documents_view
from medinstall.wording.labels import capital, uncapital
from medinstall.wording.next_step import next_words
from medinstall.wording.phrasing import limit
from medinstall.wording.placeholders import OWN
from medinstall.wording.plan_view import PlanView
from medinstall.wording.start import start_view
from medinstall.wording.steps import StepView

Json: TypeAlias = "dict[str, Any]"

REQUIREMENT = "typst>=0.15,<0.16"
MOST_PAGES = 2
BEFORE = "À faire avant le début, dans l’ordre"
_BEFORE = ("retard", "semaine", "mois", "avant")
_HOME = re.compile("https?://[^/]+/?")
_PAGES = re.compile(rb"/Type ?/Pages ?/Count (\d+)")


class Room(NamedTuple):
    """How much is told: the longest note, the days to know, the papers; and the size of the letters, in points."""

    note: int = 300
    milestones: bool = True
    papers: bool = True
    size: float = 9.2


ROOMS = (
    Room(10_000),
    Room(),
    Room(90),
    Room(90, milestones=False),
    Room(60, False, True, 8.4),
    Room(40, False, False, 8.0),
)


def pdf(view: PlanView) -> bytes:
    """Return the sheet, on two pages at most: when there is too much to tell, the rest is in the other exports.

    Raises ModuleNotFoundError without typst.
    """
    for room in ROOMS:
        made = typeset(sheet(view, room))
        pages = _PAGES.search(made)
        if pages and int(pages[1]) <= MOST_PAGES:
            break
    return made


def sheet(view: PlanView, room: Room = ROOMS[0]) -> Json:
    """Return what `page.typ` lays out."""
    start, papers = start_view(view), documents_view(view)
    steps = view.listed
    waiting = [step for step in steps if step.state != "faite"]
    step, words = view.next_step, next_words(view)
    return {
        "title": view.heading,
        "subject": "Démarches, dates, documents et contacts de l’installation",
        "established": view.established,
        "start_label": start.label,
        "start_day": start.day,
        "start_sentence": start.sentence,
        "alerts": [
            {"word": capital(alert.sign.word.lower()), "text": alert.text} for alert in view.alerts if alert.is_grave
        ],
        "next": f"{step.title} ({step.who}), {words}." if step else words,
        "progress": view.progress,
        "size": room.size,
        "phases": list(_phases(view, room)),
        "done": [_done(step, room) for step in steps if step.state == "faite"],
        "documents_title": f"Documents à réunir\u00a0: {papers.total}",
        "documents": list(_papers(papers)) if room.papers else [],
        "contacts": list(_contacts(waiting)),
        "aids": list(_aids(view)),
        "aids_title": f"Aides\u00a0: {money(view.plan)}",
        "limit": limit(view.plan),
    }


def _phases(view: PlanView, room: Room) -> Iterator[Json]:
    """Yield what to do before the first day, in order, then the rest: each part with its steps."""
    parts: dict[str, list[StepView]] = {}
    for title, steps in view.groups:
        left = [step for step in steps if step.state != "faite"]
        parts.setdefault(BEFORE if any(step.group in _BEFORE for step in left) else title, []).extend(left)
    for title, left in parts.items():
        ordered = sorted(left, key=lambda step: step.plan.act_on(step.today) or date.max) if title == BEFORE else left
        if ordered:
            yield {"title": title, "steps": [_step(step, room) for step in ordered]}


def _step(step: StepView, room: Room) -> Json:
    lead, when, limit = _days(step)
    lines = [
        capital(step.state_words) if step.state in ("en_retard", "urgente", "deposee") else "",
        capital(step.remark),
        *(f"À noter\u00a0: {day.words}, {uncapital(text)}" for text, day in step.milestones if room.milestones),
        _words(step, room),
    ]
    return {
        "title": step.title,
        "who": f"{step.who}, {step.obligation}",
        "lines": [line for line in lines if line],
        "lead": lead,
        "when": when,
        "how": limit,
    }


def _days(step: StepView) -> tuple[str, str, str]:
    """Return the words before the day to aim at, that day, and the latest day with what fixes it.

    A day gone by is no day to aim at any more; a file handed in has none left to meet.
    """
    if step.state == "deposee":
        return "", step.sign.word, ""
    due, aim = step.due, step.aim
    fixed = ", ".join(part for part in (due.basis, due.practical) if part) if due else ""
    if aim:
        limit = ", ".join((f"limite\u00a0: {due.words}", fixed)) if due else ""
        return ("", "dès que possible", limit) if aim.on < step.today else ("à viser\u00a0:", aim.words, limit)
    if due:
        return "au plus tard le", due.words, fixed
    if step.provisional:
        return "au plus tard le", step.provisional.words, "date provisoire\u00a0: si l’étape d’avant part à sa date"
    return "", "sans date pour l’instant", ""


def _words(step: StepView, room: Room) -> str:
    """Return the doctor's own words, on one line."""
    return "\u00a0; ".join(f"{label}\u00a0: {shown(text, room.note)}" for label, text in step.own_words)


def _aids(view: PlanView) -> Iterator[str]:
    """Yield the aids within reach, each in a few words."""
    for aid in view.aids:
        if aid.owed or aid.verdict in ("eligible", "a_verifier"):
            worth = f", {aid.owed or aid.amount}" if aid.owed or aid.amount else ""
            yield f"{aid.title}{worth} ({aid.sign.word}, {aid.payer})"


def _done(step: StepView, room: Room) -> Json:
    more = _words(step, room)
    done_on = step.plan.tick.done_on
    done = f"fait le {long_date(done_on)}" if done_on else "réglé par vos réponses"
    return {"title": step.title, "on": done, "more": f" ({more})" if more else ""}


def _papers(papers: DocumentsView) -> Iterator[Json]:
    for document in (document for group in papers.groups for document in group.documents):
        times = len(document.waiting)
        yield {"label": document.label, "more": f" (pour {times} démarches)" if times > 1 else ""}


def _contacts(steps: list[StepView]) -> Iterator[Json]:
    """Yield each body once, with the first address that is its own."""
    seen: dict[str, str] = {}
    for step in steps:
        contacts = contacts_of(step)
        own = next((url for label, url in contacts if url and label == step.who), "")
        own = own or next((url for _, url in contacts if _HOME.fullmatch(url)), "")  # the site its step is done on
        seen[step.who] = seen.get(step.who) or own
    for who, url in seen.items():
        if who == OWN:
            continue
        yield {"who": who, "url": href(url), "shown": _short(url)}


def _short(url: str) -> str:
    return url.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
