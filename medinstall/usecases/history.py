"""The journal in French, and taking back what was recorded last, with its preview."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from medinstall.domain.pack import RulePack
from medinstall.domain.plan import Plan
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
from medinstall.dossier.replay import Entry
from medinstall.engine.plan_diff import Difference, difference, outline_of
from medinstall.french import count, listing, long_date, long_moment
from medinstall.rules.values import Wrong, value_of
from medinstall.text import clean
from medinstall.usecases.recording import ANSWERS, check_answers
from medinstall.usecases.workspace import Opened, Workspace
from medinstall.wording.phrasing import Wording

MOST_TOLD = 3  # changes of one command named in a sentence; the history names them all


class Preview(NamedTuple):
    """What an undo or a redo is about: `what`, recorded on the day `on`, and what it does to the plan."""

    what: str
    on: date
    differences: tuple[Difference, ...]
    plan: Plan


def lines(workspace: Workspace, opened: Opened) -> Iterator[str]:
    """Yield the events, the oldest first; visits are left out."""
    wording = Wording(workspace.plan(opened.profile))
    for entry in opened.dossier.history:
        if not isinstance(entry.event, Visited):
            yield from _line(entry, workspace.pack, wording)


def take_back(workspace: Workspace, name: str, agree: Callable[[Preview], bool], *, redo: bool = False) -> None:
    """Undo what was recorded last, or take the last undo back, once `agree` has seen the preview.

    Raises Refusal when there is nothing of the kind.
    """
    with workspace.held(name) as (journal, opened):
        make = opened.dossier.redo if redo else opened.dossier.undo
        event = make(*workspace.now())
        profile = workspace.profile_with(journal, event)
        check_answers(profile.answers)
        before, after = workspace.plan(opened.profile), workspace.plan(profile)
        taken = opened.dossier.history[event.target - 1].event
        what = _sentence(taken, workspace.pack, Wording(before))
        if not agree(Preview(what, taken.day, difference(outline_of(before), outline_of(after)), after)):
            workspace.tell("Rien n’a changé.")
            return
        journal.append(event)
    workspace.remember(name)
    workspace.tell(f"{'Rétabli' if redo else 'Annulé'} : {what}.")


def _sentence(event: Event, pack: RulePack, wording: Wording) -> str:
    told = [_words(change, pack, wording) for change in changes(event)]
    more = len(told) - MOST_TOLD
    return listing([*told[:MOST_TOLD], count(more, "autre")] if more > 0 else told)


def _line(entry: Entry, pack: RulePack, wording: Wording) -> Iterator[str]:
    """Yield the line of an event; what a command wrote at once follows, a line each."""
    told = [_words(change, pack, wording) for change in changes(entry.event)] or [_unchanging(entry.event)]
    first = told[0] if len(told) == 1 else count(len(told), "enregistrement")
    yield f"{entry.number:>4}  {long_moment(entry.event.at)} : {first}{' (annulé)' if entry.undone else ''}"
    yield from (f"      - {words}" for words in told if len(told) > 1)


def _unchanging(event: Event) -> str:
    if isinstance(event, Undone | Redone):
        what = "annulation" if isinstance(event, Undone) else "rétablissement"
        return f"{what} de l’évènement {event.target}"
    return "visite"


def _words(change: Change, pack: RulePack, wording: Wording) -> str:
    if isinstance(change, Answered):
        return _answer(change, pack, wording)
    title = f"« {_title(change.step, pack)} »"
    match change:
        case Ticked() | Filed() | Decided():
            return f"{title} {_done(change)} le {long_date(change.on)}{_extra(change)}"
        case Noted():
            return f"note sur {title} : {_extra(change).removeprefix(' ; ')}"
        case PutOff():
            return f"{title} reportée au {long_date(change.until)}"
        case Dismissed():
            return f"{title} écartée : {clean(change.reason)}"
    return f"{title} décochée" if isinstance(change, Unticked) else f"{title} reprise"


def _done(change: Ticked | Filed | Decided) -> str:
    if isinstance(change, Decided):
        return ANSWERS[change.answer]
    return "faite" if isinstance(change, Ticked) else "déposée"


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


def _extra(event: Ticked | Filed | Decided | Noted) -> str:
    parts = [f"référence {clean(event.reference)}" if event.reference else "", clean(event.note) if event.note else ""]
    return "".join(f" ; {part}" for part in parts if part)
