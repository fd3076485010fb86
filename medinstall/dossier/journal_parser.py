"""What the bytes of a journal say. Pure: no disk."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, NamedTuple

from medinstall.dossier.event_records import decode, encode, moment, read_fields, text, whole_number
from medinstall.dossier.events import Event, Redone, Undone, changes
from medinstall.dossier.json_lines import (
    BLANKS,
    Record,
    Unfinished,
    Unreadable,
    dump,
    holds_seal,
    load,
    load_sealed,
    seal,
)

# Today's schema: 2 added events, and a check to each line (`json_lines.seal`); a line of schema 1 is read as it is.
# Whoever makes a schema 3 turns one record into one, so that the numbers of events stay true, and drops no answer: one
# that no longer exists is set aside with a word by `usecases.profiles`.
SCHEMA = 2
_HEADER = "entete"
_HEADER_START = b'{"type":"entete"'
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # Notepad puts one


class Header(NamedTuple):
    """First line of a journal. `name` is the one at birth (the file may be renamed), `rules` the rule-pack version."""

    name: str
    created: datetime
    rules: str


class Contents(NamedTuple):
    """A journal that can be used.

    `header` is None when not even the first line was finished. `whole` counts the bytes of the good lines, `torn` is
    what follows them: blanks, or what an interrupted write left. `unended`: the last good line lacks its line end.
    """

    header: Header | None = None
    events: tuple[Event, ...] = ()
    schema: int = 0
    whole: int = 0
    torn: bytes = b""
    unended: bool = False

    @property
    def cut_short(self) -> bool:
        """Whether a write was interrupted, so that something is not read."""
        return self.header is None or bool(self.torn.strip(BLANKS))


class Reading(NamedTuple):
    """A journal as it was read, and what there is to tell about it (French sentences)."""

    events: tuple[Event, ...]
    notices: tuple[str, ...] = ()


class _Line(NamedTuple):
    number: int
    start: int
    data: bytes
    end: int  # of its line end, when it has one
    ended: bool
    last: bool


class NewerSchema(Exception):
    """The journal was written by a program that knows more; not `sure`: or its first line was changed."""

    def __init__(self, schema: int, *, sure: bool) -> None:
        super().__init__(schema, sure)
        self.schema = schema
        self.sure = sure


class Damaged(Exception):
    """A line before the last is no event: its number, why, and what is good before it (bytes, events)."""

    def __init__(self, line: int, reason: str, whole: int, events: int) -> None:
        super().__init__(line, reason)
        self.line = line
        self.reason = reason
        self.whole = whole
        self.events = events


def parse(data: bytes) -> Contents:
    """Return what a journal holds, an older schema migrated. Raises `NewerSchema` before anything else, `Damaged`."""
    lines = _cut(data)
    first = next(lines, None)
    if first is None:
        return Contents(torn=data)
    try:
        schema, header = _header(first.data.removeprefix(_BYTE_ORDER_MARK))
    except Unreadable as error:
        if isinstance(error, Unfinished) and _interrupted_birth(first):
            return Contents(torn=data)
        raise Damaged(first.number, str(error), 0, 0) from None
    events, end = _events(lines, schema, first)
    return Contents(header, tuple(events), schema, end.end, data[end.end :], not end.ended)


def written(header: Header, events: Iterable[Event] = ()) -> bytes:
    """Return a whole journal of today's schema. Raises `Unreadable` when an event cannot be read again."""
    record = {"type": _HEADER, "schema": SCHEMA, "name": header.name}
    record |= {"created": header.created.isoformat(timespec="seconds"), "rules": header.rules}
    line = seal(dump(record))
    _header(line)
    return line + b"".join(encode(event) for event in events)


def _cut(data: bytes) -> Iterator[_Line]:
    """Yield the lines; blanks after the last one are no line."""
    number, start, size = 0, 0, len(data.rstrip(BLANKS))
    while start < size:
        number += 1
        found = data.find(b"\n", start)
        end = size if found < 0 else found + 1
        yield _Line(number, start, data[start : min(end, size)], end, found >= 0, last=end >= size)
        start = end


def _interrupted_birth(first: _Line) -> bool:
    """Return whether the journal is no more than the beginning of a header, or the zeros a power cut leaves."""
    if first.ended or not first.last:
        return False
    return _HEADER_START.startswith(first.data[: len(_HEADER_START)]) or not first.data.strip(b"\0")


def _header(line: bytes) -> tuple[int, Header]:
    """Return the schema of a journal and its header. Raises `NewerSchema`, `Unreadable`."""
    record = load(line)
    if record.get("type") != _HEADER:
        raise Unreadable("un journal commence par son en-tête")
    schema = whole_number(record.get("schema"))
    if schema > SCHEMA:
        raise NewerSchema(schema, sure=_is_sealed(line))
    readers = {"schema": whole_number, "name": text, "created": moment, "rules": text}
    fields: dict[str, Any] = read_fields(_load(line, schema), readers)
    del fields["schema"]
    return schema, Header(**fields)


def _is_sealed(line: bytes) -> bool:
    with suppress(Unreadable):
        load_sealed(line)
        return True
    return False


def _events(lines: Iterator[_Line], schema: int, first: _Line) -> tuple[list[Event], _Line]:
    """Return the events and the last good line."""
    events: list[Event] = []
    taken_back: set[int] = set()
    good = first
    for line in lines:
        try:
            event = decode(_load(line.data, schema))
            check_undo(event, events, taken_back)
        except Unreadable as error:
            if isinstance(error, Unfinished) and _is_torn(line, schema):
                break
            raise Damaged(line.number, str(error), line.start, len(events)) from None
        events.append(event)
        good = line
    return events, good


def _load(line: bytes, schema: int) -> Record:
    return load(line) if schema == 1 else load_sealed(line)


def _is_torn(line: _Line, schema: int) -> bool:
    """Return whether a line that is no JSON is what an interrupted write leaves, rather than a line that was changed.

    A write ends with the check and the line end. The zeros of a power cut come by blocks.
    """
    changed = schema > 1 and (line.ended or holds_seal(line.data))
    return line.last and (not changed or b"\0\0" in line.data)


def check_undo(event: Event, earlier: Sequence[Event], taken_back: set[int]) -> None:
    """Note what an undo takes back or a redo gives back. Raises `Unreadable` when there is nothing of that number."""
    if isinstance(event, Redone):
        if event.target not in taken_back:
            raise Unreadable(f"elle rétablit l'événement {event.target}, qui n'est pas annulé")
        taken_back.remove(event.target)
    elif isinstance(event, Undone):
        if event.target > len(earlier) or not changes(earlier[event.target - 1]):
            raise Unreadable(f"elle annule l'événement {event.target}, qui ne s'annule pas")
        if event.target in taken_back:
            raise Unreadable(f"elle annule l'événement {event.target} une seconde fois")
        taken_back.add(event.target)
