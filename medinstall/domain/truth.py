"""Three-valued truth."""

from __future__ import annotations

from enum import IntEnum


class Truth(IntEnum):
    """NO < UNKNOWN < YES, so that "and" is min and "or" is max (Kleene, 1952)."""

    NO = 0
    UNKNOWN = 1
    YES = 2

    __hash__ = int.__hash__  # Enum hashes the name, in Python: far slower


def as_bool(truth: Truth) -> bool | None:
    """Return True, False, or None for UNKNOWN: the form of the JSON."""
    return None if truth is Truth.UNKNOWN else truth is Truth.YES
