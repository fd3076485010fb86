"""What happens to a dossier: the events of its journal, and their shape as JSON.

Every event carries `at`, the moment it was written (with its time zone), and `day`, the day of evaluation; the
caller gives both.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple, TypeAlias, get_args

from medinstall.domain.profile import Answer
from medinstall.dossier.json_lines import Record, Unreadable, dump, load, load_sealed, seal
from medinstall.text import shown

Scalar: TypeAlias = str | bool | int | float | None
Reader: TypeAlias = Callable[[Any], Any]


class Answered(NamedTuple):
    """A fact was answered; dates as ISO strings, None takes the answer back."""

    fact: str
    value: Scalar
    at: datetime
    day: date


class Ticked(NamedTuple):
    """A step was decided or obtained `on` that day. A note or a reference that is None leaves the earlier one."""

    step: str
    on: date
    at: datetime
    day: date
    note: str | None = None
    reference: str | None = None


class Filed(NamedTuple):
    """The file of a step was handed in `on` that day."""

    step: str
    on: date
    at: datetime
    day: date
    note: str | None = None
    reference: str | None = None


class Unticked(NamedTuple):
    """The last tick of a step was taken back."""

    step: str
    at: datetime
    day: date


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


class Resumed(NamedTuple):
    """A step that was put off or dismissed is back."""

    step: str
    at: datetime
    day: date


class Undone(NamedTuple):
    """Event number `target` (the first is 1) was taken back."""

    target: int
    at: datetime
    day: date


class Redone(NamedTuple):
    """The undo of event number `target` was taken back."""

    target: int
    at: datetime
    day: date


class Visited(NamedTuple):
    """The doctor saw the plan; `snapshot` is what the next visit compares with."""

    snapshot: Mapping[str, Any]
    at: datetime
    day: date


OfStep: TypeAlias = Ticked | Filed | Decided | Unticked | Noted | PutOff | Dismissed | Resumed
Change: TypeAlias = Answered | OfStep


class Batch(NamedTuple):
    """What one command wrote at once: on disk whole or not at all, and taken back whole."""

    events: tuple[Change, ...]
    at: datetime
    day: date


Event: TypeAlias = Change | Batch | Undone | Redone | Visited


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


def encode(event: Event) -> bytes:
    """Return the journal line of an event, line end included. Raises `Unreadable` when it cannot be read again."""
    line = dump(_record(event))
    decode(load(line))
    return seal(line)


def decode(record: Record) -> Event:
    """Return the event that a record tells. Raises `Unreadable` with the reason."""
    found: Event = _event(record, _SHAPES)
    return found


def decode_line(line: bytes) -> Event:
    """Return the event that a journal line tells. Raises `Unreadable` with the reason."""
    return decode(load_sealed(line))


def _record(event: Event) -> Record:
    name, readers = _BY_CLASS[type(event)]
    found: Record = {"type": name}
    for key in (*_STAMP, *readers):
        value = getattr(event, key)
        if value is not None or key not in _OPTIONAL:
            found[key] = _plain(value)
    return found


def _event(record: Record, shapes: Mapping[str, tuple[Callable[..., Any], Mapping[str, Reader]]]) -> Any:
    kind = record.get("type")
    if not isinstance(kind, str) or kind not in shapes:
        raise Unreadable(f"type d'événement inconnu (« {shown(str(kind))} »)")
    make, own = shapes[kind]
    return make(**read_fields(record, {**_STAMP, **own}))


def read_fields(record: Record, readers: Mapping[str, Reader]) -> dict[str, Any]:
    """Return the fields of a record, each read by its reader. Raises `Unreadable` on an unknown or missing key."""
    for key in record:
        if key not in readers and key != "type":
            raise Unreadable(f"clé inconnue (« {shown(key)} »)")
    for key in readers:
        if key not in record and key not in _OPTIONAL:
            raise Unreadable(f"il y manque « {key} »")
    return {key: reader(record.get(key)) for key, reader in readers.items()}


def moment(value: Any) -> datetime:
    """Return an ISO timestamp as a datetime. Raises `Unreadable` when it is none or has no time zone."""
    try:
        found = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise Unreadable(f"« {shown(str(value))} » n'est pas un horodatage") from None
    if found.tzinfo is None:
        raise Unreadable(f"« {shown(value)} » n'a pas de fuseau horaire")
    return found


def text(value: Any) -> str:
    """Return a string. Raises `Unreadable` when the value is none."""
    if not isinstance(value, str):
        raise Unreadable(f"« {shown(str(value))} » n'est pas un texte")
    return value


def whole_number(value: Any) -> int:
    """Return an integer from 1. Raises `Unreadable` when the value is none."""
    if type(value) is not int or value < 1:
        raise Unreadable(f"« {shown(str(value))} » n'est pas un nombre entier positif")
    return value


def _day(value: Any) -> date:
    try:
        found = date.fromisoformat(value)
    except (TypeError, ValueError):
        found = None
    if found is None or found.isoformat() != value:  # Python also reads 20261122 and 2026-W47-7
        raise Unreadable(f"« {shown(str(value))} » n'est pas une date (AAAA-MM-JJ)")
    return found


def _id(value: Any) -> str:
    found = text(value)
    if not 1 <= len(found) <= 64:
        raise Unreadable("un identifiant compte de 1 à 64 caractères")
    return found


def _words(value: Any) -> str | None:
    return None if value is None else text(value)


def _scalar(value: Any) -> Scalar:
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    raise Unreadable("une réponse est un texte, un nombre, vrai ou faux")


def _object(value: Any) -> Record:
    if not isinstance(value, dict):
        raise Unreadable("une visite garde un objet")
    return value


def _answer(value: Any) -> str:
    if value not in get_args(Answer):
        raise Unreadable(f"« {shown(str(value))} » n'est pas la réponse d'un organisme")
    return str(value)


def _changes(value: Any) -> tuple[Change, ...]:
    if not isinstance(value, list) or len(value) < 2:
        raise Unreadable("un lot réunit au moins deux événements")
    found = []
    for record in value:
        if not isinstance(record, dict):
            raise Unreadable("un lot réunit des événements")
        found.append(_event(record, _CHANGES))
    return tuple(found)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_record(event) for event in value]
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return dict(value) if isinstance(value, Mapping) else value


_STAMP: dict[str, Reader] = {"at": moment, "day": _day}
_OPTIONAL = frozenset({"note", "reference"})
_REMARKS: dict[str, Reader] = {"note": _words, "reference": _words}
_CHANGES: dict[str, tuple[Callable[..., Change], dict[str, Reader]]] = {
    "reponse": (Answered, {"fact": _id, "value": _scalar}),
    "fait": (Ticked, {"step": _id, "on": _day, **_REMARKS}),
    "depose": (Filed, {"step": _id, "on": _day, **_REMARKS}),
    "decision": (Decided, {"step": _id, "answer": _answer, "on": _day, **_REMARKS}),
    "decoche": (Unticked, {"step": _id}),
    "note": (Noted, {"step": _id, **_REMARKS}),
    "report": (PutOff, {"step": _id, "until": _day}),
    "ecart": (Dismissed, {"step": _id, "reason": text}),
    "reprise": (Resumed, {"step": _id}),
}
_SHAPES: dict[str, tuple[Callable[..., Event], dict[str, Reader]]] = {
    **_CHANGES,
    "lot": (Batch, {"events": _changes}),
    "annulation": (Undone, {"target": whole_number}),
    "retablissement": (Redone, {"target": whole_number}),
    "visite": (Visited, {"snapshot": _object}),
}
_BY_CLASS: dict[Any, tuple[str, dict[str, Reader]]] = {make: (name, own) for name, (make, own) in _SHAPES.items()}
