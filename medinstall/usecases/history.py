"""The journal in French, and taking back its last event."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from medinstall.domain.pack import RulePack
from medinstall.dossier.events import Answered, Event, Filed, Noted, Ticked, Undone, Visited
from medinstall.dossier.journal import Journal
from medinstall.dossier.replay import Entry
from medinstall.french import long_date
from medinstall.rules.answers import Wrong, value_of
from medinstall.text import clean
from medinstall.usecases.workspace import Opened, Workspace
from medinstall.wording.phrasing import Wording


def lines(workspace: Workspace, opened: Opened) -> Iterator[str]:
    """Yield one line for each event, the oldest first; visits are left out."""
    wording = Wording(workspace.plan(opened.profile))
    for entry in opened.dossier.history:
        if not isinstance(entry.event, Visited):
            yield _line(entry, workspace.pack, wording)


def undo_last(workspace: Workspace, journal: Journal) -> str:
    """Take back the last answer, tick or note; return the sentence that says which. Raises Refusal."""
    opened = workspace.of_journal(journal)
    undone = opened.dossier.undo(workspace.clock(), workspace.today)
    wording = Wording(workspace.plan(opened.profile))
    event = opened.dossier.history[undone.target - 1].event
    journal.append(undone)
    return f"Annulé : {_words(event, workspace.pack, wording)}."


def _line(entry: Entry, pack: RulePack, wording: Wording) -> str:
    when = f"{long_date(entry.event.at.date())} à {_hour(entry.event.at)}"
    return f"{entry.number:>4}  {when} : {_words(entry.event, pack, wording)}{' (annulé)' if entry.undone else ''}"


def _hour(at: datetime) -> str:
    return f"{at.hour} h {at.minute:02}"


def _words(event: Event, pack: RulePack, wording: Wording) -> str:
    if isinstance(event, Answered):
        return _answer(event, pack, wording)
    if isinstance(event, Undone | Visited):
        return f"annulation de l’évènement {event.target}" if isinstance(event, Undone) else "visite"
    title = f"« {_title(event.step, pack)} »"
    match event:
        case Ticked():
            return f"{title} faite le {long_date(event.on)}{_extra(event)}"
        case Filed():
            return f"{title} déposée le {long_date(event.on)}{_extra(event)}"
        case Noted():
            return f"note sur {title}{_extra(event)}"
    return f"{title} décochée"


def _answer(event: Answered, pack: RulePack, wording: Wording) -> str:
    fact = pack.fact.get(event.fact)
    if fact is None:
        return f"{clean(event.fact)} : {clean(str(event.value))}"
    if event.value is None:
        return f"{fact.label} : réponse retirée"
    try:
        return f"{fact.label} : {wording.answer(fact.id, value_of(fact, event.value))}"
    except Wrong:
        return f"{fact.label} : {clean(str(event.value))}"


def _title(step: str, pack: RulePack) -> str:
    return pack.step[step].title if step in pack.step else clean(step)


def _extra(event: Ticked | Filed | Noted) -> str:
    parts = [f"référence {clean(event.reference)}" if event.reference else "", clean(event.note) if event.note else ""]
    return "".join(f" ; {part}" for part in parts if part)
