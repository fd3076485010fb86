"""From an older journal to today's, one pure function per schema.

To add schema 3: write `def from_2(record)` that returns the record of schema 3, append it to `MIGRATIONS`, and keep a
journal of schema 1 in `tests/fixtures/` for ever. A migration returns one record for one record, so that line and
event numbers stay true; it never drops an answer and never guesses one: an answer that no longer exists is left as
it is, and `usecases.profiles` sets it aside with a word.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from medinstall.dossier.json_lines import Record, Unreadable

Migration: TypeAlias = Callable[[Record], Record]


def from_1(record: Record) -> Record:
    """Return a record of schema 1 as it is: schema 2 adds events, and a check to each line (`json_lines.seal`)."""
    return record


MIGRATIONS: tuple[Migration, ...] = (from_1,)
FIRST_SEALED = 2  # schema


def current() -> int:
    """Return the schema that this program writes."""
    return len(MIGRATIONS) + 1


def migrate(record: Record, schema: int) -> Record:
    """Return a record of `schema` as today's. Raises `Unreadable` when it does not have the shape of that schema."""
    try:
        for step in MIGRATIONS[schema - 1 :]:
            record = step(dict(record))
    except (LookupError, TypeError, ValueError, AttributeError):
        raise Unreadable(f"elle ne suit pas le schéma {schema}") from None
    return record
