"""The journal in French, and taking back its last event."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from medinstall.domain.pack import RulePack
from medinstall.dossier.events import (
    Answered,
    Change,
    Decided,
    Dismissed,
    Event,
    Filed,
    Noted,
    PutOff,
    Redone,
    Ticked,
    Undone,
    Unticked,
    Visited,
    changes,
)
from medinstall.dossier.journal import Journal
from medinstall.dossier.replay import Entry
from medinstall.french import listing, long_date
from medinstall.rules.answers import Wrong, value_of
from medinstall.text import clean
from medinstall.usecases.workspace import Opened, Workspace
from medinstall.wording.phrasing import Wording

ANSWERS = {"acceptee": "acceptée", "refusee": "refusée", "incomplete": "déclarée incomplète"}


def lines(workspace: Workspace, opened: Opened) -> Iterator[str]:
    """Yield the events, the oldest first; visits are left out."""
    wording = Wording(workspace.plan(opened.profile))
    for entry in opened.dossier.history:
        if not isinstance(entry.event, Visited):
            yield from _line(entry, workspace.pack, wording)


def undo_last(workspace: Workspace, journal: Journal) -> str:
    """Take back the last answer, tick or note; return the sentence that says which. Raises Refusal."""
    opened = workspace.of_journal(journal)
    undone = opened.dossier.undo(workspace.clock(), workspace.today)
    wording = Wording(workspace.plan(opened.profile))
    event = opened.dossier.history[undone.target - 1].event
    journal.append(undone)
    return f"Annulé : {listing(_words(change, workspace.pack, wording) for change in changes(event))}."


def _line(entry: Entry, pack: RulePack, wording: Wording) -> Iterator[str]:
    """Yield the line of an event; what a command wrote at once follows, a line each."""
    when = f"{long_date(entry.event.at.date())} à {_hour(entry.event.at)}"
    told = [_words(change, pack, wording) for change in changes(entry.event)] or [_unchanging(entry.event)]
    first = told[0] if len(told) == 1 else f"{len(told)} enregistrements"
    yield f"{entry.number:>4}  {when} : {first}{' (annulé)' if entry.undone else ''}"
    yield from (f"      - {words}" for words in told if len(told) > 1)


def _unchanging(event: Event) -> str:
    if isinstance(event, Undone | Redone):
        what = "annulation" if isinstance(event, Undone) else "rétablissement"
        return f"{what} de l’évènement {event.target}"
    return "visite"


def _hour(at: datetime) -> str:
    return f"{at.hour} h {at.minute:02}"


def _words(change: Change, pack: RulePack, wording: Wording) -> str:
    if isinstance(change, Answered):
        return _answer(change, pack, wording)
    title = f"« {_title(change.step, pack)} »"
    match change:
        case Ticked() | Filed() | Decided():
            return f"{title} {_done(change)} le {long_date(change.on)}{_extra(change)}"
        case Noted():
            return f"note sur {title}{_extra(change)}"
        case PutOff():
            return f"{title} reportée au {long_date(change.until)}"
        case Dismissed():
            return f"{title} écartée ; {clean(change.reason)}"
    return f"{title} décochée" if isinstance(change, Unticked) else f"{title} reprise"


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


def _done(change: Ticked | Filed | Decided) -> str:
    if isinstance(change, Decided):
        return ANSWERS[change.answer]
    return "faite" if isinstance(change, Ticked) else "déposée"


def _extra(event: Ticked | Filed | Decided | Noted) -> str:
    parts = [f"référence {clean(event.reference)}" if event.reference else "", clean(event.note) if event.note else ""]
    return "".join(f" ; {part}" for part in parts if part)
