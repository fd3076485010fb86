"""What is due, expected or to be started in the days to come, day by day, over one dossier or several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from medinstall.domain.plan import Plan
from medinstall.french import count, full_date, numeric_date
from medinstall.text import clean
from medinstall.wording.blocks import Block, Checklist, Heading, Item, Page, Paragraph
from medinstall.wording.dates import distance
from medinstall.wording.labels import STATES, Sign, Tone, capital
from medinstall.wording.phrasing import limit
from medinstall.wording.plan_view import PlanView
from medinstall.wording.schedule import KINDS, openings, scheduled_days, to_come
from medinstall.wording.steps import StepView

DAYS = 30
_SIGNS = {"due": Sign("!", ""), "expected": Sign("…", ""), "start": Sign("→", ""), "provisional": Sign("~", "")}
_TONES: dict[str, Tone] = {"due": "strong", "start": "strong"}


class AgendaEntry(NamedTuple):
    """One thing of one dossier on one day. `label` says what the date is: « au plus tard », « réponse attendue »."""

    dossier: str
    on: date
    kind: str
    label: str
    title: str
    who: str
    step: str
    doubtful: bool = False


def agenda(dossiers: Iterable[tuple[str, Plan]], days: int = DAYS) -> tuple[AgendaEntry, ...]:
    """Return what stands in the next `days`, the earliest first, then by dossier; what is late stands on today."""
    found = [entry for name, plan in dossiers for entry in _entries(clean(name), plan, days)]
    return tuple(sorted(found, key=lambda entry: (entry.on, entry.dossier)))


def agenda_page(dossiers: Sequence[tuple[str, Plan]], days: int = DAYS) -> Page:
    """Return the agenda as a page; with several dossiers each thing names its own."""
    entries = agenda(dossiers, days)
    several = len(dossiers) > 1
    names = count(len(dossiers), "dossier") if several else "".join(clean(name) for name, _ in dossiers)
    span = f"les {count(days, 'jour')} à venir" if days > 1 else "le jour à venir"
    title = Paragraph(f"{names}\u00a0: {span}", "strong")
    if not entries:
        return (title, Paragraph(f"Rien de daté dans {span}."))
    plan = dossiers[0][1]
    blocks: list[Block] = [title]
    for on, held in groupby(entries, lambda entry: entry.on):
        blocks.append(Heading(capital(full_date(on)), distance(on, plan.profile.today), tight=True))
        blocks.append(Checklist(tuple(_item(entry, several) for entry in held)))
    return (*blocks, Paragraph(limit(plan), "quiet"))


def _item(entry: AgendaEntry, several: bool) -> Item:
    sign = _SIGNS.get(entry.kind, STATES["en_retard"] if entry.kind == "late" else STATES["a_faire"])
    title = f"{entry.dossier}\u00a0: {entry.title}" if several else entry.title
    tone: Tone = "danger" if entry.kind == "late" else _TONES.get(entry.kind, "")
    told = title if entry.kind == "start" else f"{title}, {entry.label}"
    return Item(sign, "", told, entry.who, tone, entry.doubtful, entry.step)


def _entries(name: str, plan: Plan, days: int) -> Iterator[AgendaEntry]:
    view, today = PlanView(plan), plan.profile.today
    for step in view.listed:
        if step.state == "en_retard" and step.due:
            late = f"en retard {distance(step.due.on, today)}"
            yield AgendaEntry(name, today, "late", late, step.title, step.short_who, step.id)
        elif step.group == "semaine" and step.is_aim_past and step.state in ("a_faire", "urgente"):
            label = f"à faire sans attendre{_limit(step, today)}"
            yield AgendaEntry(name, today, "target", label, step.title, step.short_who, step.id, step.awaits_answer)
    for day in to_come((*scheduled_days(plan), *openings(plan)), today):
        if day.on <= today + timedelta(days=days):
            found = view.step.get(day.step)
            who = found.short_who if found else ""
            label = f"{KINDS[day.kind]}{_limit(found, today) if found and day.kind == 'target' else ''}"
            yield AgendaEntry(name, day.on, day.kind, label, day.title, who, day.step, not day.certain)


def _limit(step: StepView, today: date) -> str:
    """Return the latest day of a step that is to be done before it; none that a step which may not apply has missed."""
    return f", au plus tard le {numeric_date(step.due.on)}" if step.due and step.due.on >= today else ""
