"""The events of a journal as JSON records: what a line may hold, and what it tells."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeAlias, get_args

from medinstall.domain.profile import Answer
from medinstall.dossier.events import CHANGES, KINDS, Change, Event, Scalar
from medinstall.dossier.json_lines import Record, Unreadable, dump, load, load_sealed, seal
from medinstall.text import shown

Reader: TypeAlias = Callable[[Any], Any]


def encode(event: Event) -> bytes:
    """Return the journal line of an event, line end included. Raises `Unreadable` when it cannot be read again."""
    line = dump(_record(event))
    decode(load(line))
    return seal(line)


def decode(record: Record) -> Event:
    """Return the event that a record tells. Raises `Unreadable` with the reason."""
    found: Event = _event(record, KINDS)
    return found


def decode_line(line: bytes) -> Event:
    """Return the event that a journal line tells. Raises `Unreadable` with the reason."""
    return decode(load_sealed(line))


def _record(event: Event) -> Record:
    fields = event._asdict()
    found: Record = {"type": _NAME[type(event)]}
    for key in _FIELDS[type(event)]:
        if fields[key] is not None or key not in _OPTIONAL:
            found[key] = _plain(fields[key])
    return found


def _event(record: Record, kinds: Mapping[str, Any]) -> Any:
    kind = record.get("type")
    if not isinstance(kind, str) or kind not in kinds:
        raise Unreadable(f"type d'événement inconnu (« {shown(str(kind))} »)")
    make = kinds[kind]
    return make(**read_fields(record, _FIELDS[make]))


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
        found.append(_event(record, CHANGES))
    return tuple(found)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_record(event) for event in value]
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return dict(value) if isinstance(value, Mapping) else value


_OPTIONAL = frozenset({"note", "reference"})
_READERS: dict[str, Reader] = {
    "at": moment, "day": _day, "fact": _id, "value": _scalar, "step": _id, "reason": text, "answer": _answer,
    "on": _day, "until": _day, "note": _words, "reference": _words, "events": _changes, "target": whole_number,
    "snapshot": _object,
}  # fmt: skip
_NAME = {make: name for name, make in KINDS.items()}
_FIELDS: dict[Any, dict[str, Reader]] = {  # in the order of a line: when, then what
    make: {key: _READERS[key] for key in dict.fromkeys(("at", "day", *make._fields))} for make in KINDS.values()
}
