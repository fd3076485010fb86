"""The dossier as its journal tells it: a pure replay of events."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from medinstall.actions import how_to
from medinstall.domain.profile import Outcome, Tick
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
    Scalar,
    TickChange,
    Ticked,
    Undone,
    Unticked,
    Visited,
    changes,
    taken_back,
)
from medinstall.errors import Refusal

_EMPTY = Tick()
_LOOK = f"« {how_to('history')} » montre ce qui est enregistré et ce qui est annulé"
_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Entry(NamedTuple):
    """One line of the history: its number (the first event is 1), the event, and whether it was taken back."""

    number: int
    event: Event
    undone: bool


class Note(NamedTuple):
    """A note on a step; `day` when it was written by itself, None when it came with a tick."""

    text: str
    day: date | None = None


class Dossier(NamedTuple):
    """Everything known on one day.

    `answers` holds values as the journal does (dates as ISO strings, « inconnu » and « jamais » as such), of facts
    that may no longer exist.
    """

    answers: Mapping[str, Scalar] = _NOTHING
    ticks: Mapping[str, Tick] = _NOTHING
    notes: Mapping[str, tuple[Note, ...]] = _NOTHING
    put_off: Mapping[str, date] = _NOTHING
    dismissed: Mapping[str, str] = _NOTHING
    outcomes: Mapping[str, Outcome] = _NOTHING
    last_visit: Visited | None = None
    history: tuple[Entry, ...] = ()

    def undo(self, at: datetime, day: date) -> Undone:
        """Return the event that takes back the last that stands and changed something. Raises `Refusal`."""
        for entry in reversed(self.history):
            if not entry.undone and changes(entry.event):
                return Undone(entry.number, at, day)
        raise Refusal("il n'y a rien à annuler dans ce dossier.", remedy=_LOOK)

    def redo(self, at: datetime, day: date) -> Redone:
        """Return the event that gives back what the last undo that still holds took. Raises `Refusal`."""
        undone = {entry.number for entry in self.history if entry.undone}
        for entry in reversed(self.history):
            if isinstance(entry.event, Undone) and entry.event.target in undone:
                return Redone(entry.event.target, at, day)
        raise Refusal("il n'y a rien à rétablir dans ce dossier.", remedy=_LOOK)


class State:
    """What the events applied so far say: one pass over a journal, from the first to the last."""

    def __init__(self) -> None:
        self.answers: dict[str, Scalar] = {}
        self.ticks: dict[str, Tick] = {}
        self.notes: dict[str, tuple[Note, ...]] = {}
        self.put_off: dict[str, date] = {}
        self.dismissed: dict[str, str] = {}
        self.outcomes: dict[str, Outcome] = {}

    def apply(self, event: Change) -> None:
        """Take one event in."""
        if isinstance(event, Answered):
            self._answer(event)
            return
        if not isinstance(event, Unticked | Noted):  # the last word counts: what was left aside is no longer so
            self.put_off.pop(event.step, None)
            self.dismissed.pop(event.step, None)
        if isinstance(event, PutOff):
            self.put_off[event.step] = event.until
        elif isinstance(event, Dismissed):
            self.dismissed[event.step] = event.reason
        elif isinstance(event, TickChange):
            self._tick(event)

    def _answer(self, event: Answered) -> None:
        if event.value is None:
            self.answers.pop(event.fact, None)
        else:
            self.answers[event.fact] = event.value

    def _tick(self, event: TickChange) -> None:
        """Change one tick; one that says nothing any more is dropped."""
        tick = _reported(self.ticks.get(event.step, _EMPTY), event)
        if isinstance(event, Decided):
            self.outcomes[event.step] = Outcome(event.answer, event.on)
        elif not isinstance(event, Noted):
            self.outcomes.pop(event.step, None)
        if not isinstance(event, Unticked):
            self._note(event)
        if tick == _EMPTY:
            self.ticks.pop(event.step, None)
        else:
            self.ticks[event.step] = tick

    def _note(self, event: Ticked | Filed | Decided | Noted) -> None:
        """Add a note; an empty one erases those there were."""
        if event.note:
            note = Note(event.note, event.day if isinstance(event, Noted) else None)
            self.notes[event.step] = (*self.notes.get(event.step, ()), note)
        elif event.note is not None:
            self.notes.pop(event.step, None)


def replay(events: Iterable[Event], until: date | None = None) -> Dossier:
    """Return the dossier after `events`, or after those whose day is `until` at the latest.

    Events count in the order of the journal, never in that of their dates: a clock may have been set back.
    """
    numbered = [(n, event) for n, event in enumerate(events, start=1) if until is None or event.day <= until]
    undone = taken_back(numbered)
    state = _state(numbered, undone)
    last_visit = next((event for _, event in reversed(numbered) if isinstance(event, Visited)), None)
    history = tuple(Entry(number, event, number in undone) for number, event in numbered)
    return Dossier(**vars(state), last_visit=last_visit, history=history)


def state_after(events: Iterable[Event]) -> State:
    """Return what stands after `events`."""
    numbered = list(enumerate(events, start=1))
    return _state(numbered, taken_back(numbered))


def _state(numbered: Iterable[tuple[int, Event]], undone: set[int]) -> State:
    state = State()
    for number, event in numbered:
        if number not in undone:
            for change in changes(event):
                state.apply(change)
    return state


def _reported(tick: Tick, event: TickChange) -> Tick:
    """Return what a tick becomes."""
    match event:
        case Ticked() | Decided(answer="acceptee"):
            return _noted(tick._replace(done_on=event.on), event)
        case Filed():
            return _noted(tick._replace(filed_on=event.on), event)
        case Decided():
            return _noted(tick._replace(filed_on=None, done_on=None), event)
        case Noted():
            return _noted(tick, event)
        case Unticked() if tick.done_on is not None:
            return tick._replace(done_on=None)  # back to what it was: handed in, if it had been
    return tick._replace(filed_on=None)


def _noted(tick: Tick, event: Ticked | Filed | Decided | Noted) -> Tick:
    """Return a tick with the note and the reference of an event: None leaves the earlier one, empty erases it."""
    note = tick.note if event.note is None else event.note or None
    reference = tick.reference if event.reference is None else event.reference or None
    return tick._replace(note=note, reference=reference)
