"""What happens to a dossier: the events of its journal.

Every event carries `at`, the moment it was written (with its time zone), and `day`, the day of evaluation; the
caller gives both.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple, TypeAlias

from medinstall.domain.profile import Answer

Scalar: TypeAlias = str | bool | int | float | None


class Answered(NamedTuple):
    """A fact was answered; dates as ISO strings, None takes the answer back."""

    fact: str
    value: Scalar
    at: datetime
    day: date


class _OnADay(NamedTuple):
    """Something about a step, `on` that day. A note or a reference that is None leaves the earlier one."""

    step: str
    on: date
    at: datetime
    day: date
    note: str | None = None
    reference: str | None = None


class Ticked(_OnADay):
    """A step was decided or obtained."""


class Filed(_OnADay):
    """The file of a step was handed in."""


class _OfAStep(NamedTuple):
    step: str
    at: datetime
    day: date


class Unticked(_OfAStep):
    """The last tick of a step was taken back."""


class Resumed(_OfAStep):
    """A step that was put off or dismissed is back."""


class Noted(NamedTuple):
    """A note or a reference was written on a step; an empty one erases it, None leaves it."""

    step: str
    at: datetime
    day: date
    note: str | None = None
    reference: str | None = None


class Decided(NamedTuple):
    """A body answered, `on` that day, to the file of a step that was handed in."""

    step: str
    answer: Answer
    on: date
    at: datetime
    day: date
    note: str | None = None
    reference: str | None = None


class PutOff(NamedTuple):
    """A step is left aside until a day."""

    step: str
    until: date
    at: datetime
    day: date


class Dismissed(NamedTuple):
    """A step does not concern this doctor, for a reason of theirs."""

    step: str
    reason: str
    at: datetime
    day: date


class _OfAnEvent(NamedTuple):
    target: int  # its number, the first is 1
    at: datetime
    day: date


class Undone(_OfAnEvent):
    """An event was taken back."""


class Redone(_OfAnEvent):
    """The undo of an event was taken back."""


class Visited(NamedTuple):
    """The doctor saw the plan; `snapshot` is what the next visit compares with."""

    snapshot: Mapping[str, Any]
    at: datetime
    day: date


TickChange: TypeAlias = Ticked | Filed | Decided | Unticked | Noted
Change: TypeAlias = Answered | TickChange | PutOff | Dismissed | Resumed


class Batch(NamedTuple):
    """What one command wrote at once: on disk whole or not at all, and taken back whole."""

    events: tuple[Change, ...]
    at: datetime
    day: date


Event: TypeAlias = Change | Batch | Undone | Redone | Visited

CHANGES: dict[str, Any] = {  # by the type that a line of the journal gives
    "reponse": Answered, "fait": Ticked, "depose": Filed, "decision": Decided, "decoche": Unticked, "note": Noted,
    "report": PutOff, "ecart": Dismissed, "reprise": Resumed,
}  # fmt: skip
KINDS: dict[str, Any] = {
    **CHANGES, "lot": Batch, "annulation": Undone, "retablissement": Redone, "visite": Visited,
}  # fmt: skip


def changes(event: Event) -> tuple[Change, ...]:
    """Return what an event changes in the dossier by itself: nothing for a visit, an undo or a redo."""
    if isinstance(event, Batch):
        return event.events
    return () if isinstance(event, Undone | Redone | Visited) else (event,)


def together(events: Sequence[Change]) -> Event:
    """Return one event that holds all of what a command writes; `events` are one at least, of one moment."""
    return events[0] if len(events) == 1 else Batch(tuple(events), events[0].at, events[0].day)


def taken_back(events: Iterable[tuple[int, Event]]) -> set[int]:
    """Return the numbers of the events that stand undone, of numbered events."""
    found: set[int] = set()
    for _, event in events:
        if isinstance(event, Undone):
            found.add(event.target)
        elif isinstance(event, Redone):
            found.discard(event.target)
    return found
