"""The doctors' zoning of France, as the doctor's copy keeps it: code, class, day of the region's order.

What is kept is a table like the others (`csv_lookup`). Its first row, `TABLE`, holds the day the table itself tells of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from medinstall.places.csv_lookup import find_rows, rows

TABLE = "00000"


class Zoned(NamedTuple):
    """The class of a commune, and the day of the order that gives it."""

    level: str
    on: date | None


class Kept(NamedTuple):
    """What the copy kept says of some communes: the day it tells of, their zoning; `damaged`: there, and unreadable."""

    on: date | None = None
    zoned: Mapping[str, Zoned] = MappingProxyType({})
    damaged: bool = False


class Zoning(NamedTuple):
    """The doctors' zoning: class and day of the order by commune; `unknown`: codes that are of no commune."""

    on: date
    classes: Mapping[str, Zoned]
    unknown: int = 0

    @property
    def levels(self) -> Mapping[str, int]:
        """How many communes each level has, by its name."""
        return dict(sorted(Counter(level for level, _ in self.classes.values()).items()))

    @property
    def orders(self) -> tuple[date, date] | None:
        """The first and the last day of the regions' orders."""
        days = [day for _, day in self.classes.values() if day]
        return (min(days), max(days)) if days else None


def written(zoning: Zoning) -> bytes:
    """Return a zoning as it is kept."""
    lines = [f"{TABLE};;{zoning.on.isoformat()}"]
    lines += [
        f"{code};{level};{day.isoformat() if day else ''}" for code, (level, day) in sorted(zoning.classes.items())
    ]
    return "\n".join(("code;classe;arrete", *lines, "")).encode()


def load_zoning(path: Path) -> Zoning | None:
    """Return the zoning kept at `path`, None when there is none or it is damaged."""
    try:
        kept = {row["code"]: _iso_row(row) for row in rows(path)}
        on = kept.pop(TABLE).on
        return Zoning(on, kept) if on else None
    except (OSError, ValueError, KeyError):
        return None


def kept_rows(path: Path | None, communes: Iterable[str] = ()) -> Kept:
    """Return what the table kept at `path` says of some communes, in one reading; `path` None: there is no table."""
    try:
        if path is None or not path.exists():
            return Kept()
        if not path.is_file():
            return Kept(damaged=True)  # a pipe would be waited for
        found = {key: _iso_row(row) for key, row in find_rows(path, (TABLE, *communes)).items()}
        on = found.pop(TABLE).on
        return Kept(on, found) if on else Kept(damaged=True)
    except (OSError, ValueError, KeyError):
        return Kept(damaged=True)


def is_old(on: date, today: date) -> bool:
    """Tell whether a table is more than twelve months old."""
    return (today.year - on.year, today.month, today.day) > (1, on.month, on.day)


def _iso_row(row: Mapping[str, str]) -> Zoned:
    return Zoned(row["classe"], date.fromisoformat(row["arrete"]) if row["arrete"] else None)
