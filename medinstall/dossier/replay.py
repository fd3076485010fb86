"""The dossier as its journal tells it: a pure replay of events."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple

from medinstall.domain.profile import Tick
from medinstall.dossier.events import Answered, Event, Filed, Noted, Scalar, Ticked, Undone, Unticked, Visited
from medinstall.errors import Refusal

_EMPTY = Tick()


class Entry(NamedTuple):
    """One line of the history: its number (the first event is 1), the event, and whether it was taken back."""

    number: int
    event: Event
    undone: bool


class Dossier(NamedTuple):
    """Everything known on one day.

    `answers` holds values as the journal does (dates as ISO strings, « inconnu » and « jamais » as such), of facts
    that may no longer exist. `revision` counts every event, undone ones, undos and visits included, and never falls.
    """

    answers: Mapping[str, Scalar] = MappingProxyType({})
    ticks: Mapping[str, Tick] = MappingProxyType({})
    last_visit: Visited | None = None
    revision: int = 0
    history: tuple[Entry, ...] = ()

    @property
    def undoable(self) -> Entry | None:
        """The event that an undo would take back: the last that stands and is neither an undo nor a visit."""
        standing = (entry for entry in reversed(self.history) if not entry.undone)
        return next((entry for entry in standing if type(entry.event) not in (Undone, Visited)), None)

    def undo(self, at: datetime, day: date) -> Undone:
        """Return the event that takes back the last one. Raises `Refusal` when nothing is left to undo."""
        last = self.undoable
        if last is None:
            raise Refusal("il n'y a rien à annuler dans ce dossier.")
        return Undone(last.number, at=at, day=day)


def replay(events: Iterable[Event], until: date | None = None) -> Dossier:
    """Return the dossier after `events`, or after those whose day is `until` at the latest.

    Events count in the order of the journal, never in that of their dates: a clock may have been set back.
    """
    numbered = [(n, event) for n, event in enumerate(events, start=1) if until is None or event.day <= until]
    undone = {event.target for _, event in numbered if isinstance(event, Undone)}
    answers: dict[str, Scalar] = {}
    ticks: dict[str, Tick] = {}
    last_visit = None
    for number, event in numbered:
        if number in undone:
            continue
        if isinstance(event, Answered):
            _answer(answers, event)
        elif isinstance(event, Visited):
            last_visit = event
        elif not isinstance(event, Undone):
            _tick(ticks, event)
    history = tuple(Entry(number, event, number in undone) for number, event in numbered)
    return Dossier(answers, ticks, last_visit, len(numbered), history)


def _answer(answers: dict[str, Scalar], event: Answered) -> None:
    if event.value is None:
        answers.pop(event.fact, None)
    else:
        answers[event.fact] = event.value


def _tick(ticks: dict[str, Tick], event: Ticked | Filed | Unticked | Noted) -> None:
    """Change one tick; one that says nothing any more is dropped."""
    tick = ticks.get(event.step, _EMPTY)
    match event:
        case Ticked():
            tick = _noted(tick._replace(done_on=event.on), event)
        case Filed():
            tick = _noted(tick._replace(filed_on=event.on), event)
        case Noted():
            tick = _noted(tick, event)
        case Unticked() if tick.done_on is not None:
            tick = tick._replace(done_on=None)  # back to what it was: handed in, if it had been
        case Unticked():
            tick = tick._replace(filed_on=None)
    if tick == _EMPTY:
        ticks.pop(event.step, None)
    else:
        ticks[event.step] = tick


def _noted(tick: Tick, event: Ticked | Filed | Noted) -> Tick:
    """Return a tick with the note and the reference of an event: None leaves the earlier one, empty erases it."""
    note = tick.note if event.note is None else event.note or None
    reference = tick.reference if event.reference is None else event.reference or None
    return tick._replace(note=note, reference=reference)
