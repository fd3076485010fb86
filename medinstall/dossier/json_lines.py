"""One line of a journal: strict JSON in, clean JSON out."""

from __future__ import annotations

import json
import math
import re
from typing import Any, TypeAlias
from zlib import crc32

from medinstall.text import clean, shown

Record: TypeAlias = "dict[str, Any]"

LONGEST_LINE = 1_000_000  # bytes, without the line end
BLANKS = b" \t\r\n"
_DEEPEST = 16  # a journal needs 4
_SEAL = b',"check":"%08x"}'
_SEALED = re.compile(rb',"check":"[0-9a-f]{8}"}')
_LARGEST = 10**15  # beyond it a float is no longer exact


class Unreadable(ValueError):
    """A line that is no event; the message is the reason, in French, to be put after « : »."""


class Unfinished(Unreadable):
    """A line that is not even JSON: at the very end of a journal, what an interrupted write leaves."""


def load(line: bytes) -> Record:
    """Return the object that `line` holds, with or without its line end, every string in it clean.

    Raises `Unfinished` when the bytes are no JSON text, `Unreadable` when they are and cannot be accepted.
    """
    line = line.removesuffix(b"\n")
    if len(line) > LONGEST_LINE:
        raise Unreadable("elle dépasse 1 Mo")
    if not line.strip():
        raise Unfinished("elle est vide")
    if b"\0" in line:
        raise Unfinished("elle contient des octets nuls")
    try:
        text = line.decode("utf-8")
        found = _DECODER.decode(text)
    except UnicodeDecodeError:
        raise Unfinished("elle n'est pas en UTF-8") from None
    except json.JSONDecodeError:
        raise Unfinished("ce n'est pas du JSON") from None
    except RecursionError:
        raise Unreadable(_TOO_DEEP) from None
    record = found if _is_tidy(text) else tidy(found)
    if not isinstance(record, dict):
        raise Unreadable("ce n'est pas un objet JSON")
    return record


def dump(record: Record) -> bytes:
    """Return `record` as one journal line, line end included. Raises `Unreadable` when it cannot be one."""
    try:
        text = json.dumps(tidy(record), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except (TypeError, ValueError) as error:
        raise error if isinstance(error, Unreadable) else Unreadable("elle ne s'écrit pas en JSON") from error
    return text.encode("utf-8") + b"\n"


def seal(line: bytes) -> bytes:
    """Return a line of `dump` with its check: the CRC-32 of the line without it, as its last key."""
    body = line.strip(BLANKS)
    return body.removesuffix(b"}") + _SEAL % crc32(body) + b"\n"


def load_sealed(line: bytes) -> Record:
    """Return the object that a line with its check holds, without it. Raises as `load`, and when the check is false."""
    record = load(line)
    line = line.strip(BLANKS)
    found = _SEALED.search(line)
    if found is None:
        raise Unreadable("il y manque la somme de contrôle")
    if found.end() != len(line) or found.group() != _SEAL % crc32(line[: found.start()] + b"}"):
        raise Unreadable("sa somme de contrôle ne lui correspond pas : elle a été changée")
    del record["check"]
    return record


def holds_seal(line: bytes) -> bool:
    """Return whether the check of a line is there, true or false: an interrupted write does not come so far."""
    return _SEALED.search(line) is not None


def _is_tidy(text: str) -> bool:
    """Tell whether a line can only hold clean strings, none nested too deep: most lines, at a glance."""
    return text.isprintable() and "\\" not in text and text.count("{") + text.count("[") <= _DEEPEST


def tidy(value: Any, depth: int = 0) -> Any:
    """Return a copy of a JSON value with every string clean. Raises `Unreadable` when it is nested too deep."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        if depth >= _DEEPEST:
            raise Unreadable(_TOO_DEEP)
        return {clean(key) if isinstance(key, str) else key: tidy(item, depth + 1) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        if depth >= _DEEPEST:
            raise Unreadable(_TOO_DEEP)
        return [tidy(item, depth + 1) for item in value]
    return value


_TOO_DEEP = "elle est imbriquée trop profondément"


def _object(pairs: list[tuple[str, Any]]) -> Record:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise Unreadable(f"la clé « {shown(twice)} » y est deux fois")
    return found


def _integer(text: str) -> int:
    if len(text) > 17 or abs(int(text)) > _LARGEST:
        raise Unreadable("elle contient un nombre démesuré")
    return int(text)


def _number(text: str) -> float:
    value = float(text)
    if not math.isfinite(value) or abs(value) > _LARGEST:
        raise Unreadable("elle contient un nombre démesuré")
    return value


def _constant(text: str) -> float:
    raise Unreadable(f"« {shown(text)} » n'est pas un nombre")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_integer, parse_float=_number, parse_constant=_constant
)
