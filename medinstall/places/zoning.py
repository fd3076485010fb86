"""The national zoning table that the doctor downloads: read strictly, kept as the doctors' zoning alone.

What is kept is a table like the others (`csv_lookup`): code, class, day of the region's order. Its first row, `TABLE`,
holds the day the table itself tells of.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from medinstall.errors import Refusal
from medinstall.locate import data_folder
from medinstall.places.csv_lookup import find_rows, rows
from medinstall.places.directory import ARRONDISSEMENTS, COMMUNES, FORMER, FORMER_CODES, OVERSEAS

NEEDED = ("niveau", "com_code", "zmed_niveau", "zmed_date_arrete")
LARGEST = 64 * 2**20  # bytes
FEWEST = 1_000  # communes
TABLE = "00000"
CODE = 5  # characters; a spreadsheet takes the first zero of 01053 away
STEP = 2_000  # rows between two signs of progress
OTHERS = {
    "zide": "des infirmiers",
    "zmk": "des kinésithérapeutes",
    "zsf": "des sages-femmes",
    "zdent": "des dentistes",
    "zortho": "des orthophonistes",
}
STARTS = {
    b"PK": "c’est un classeur ou une archive ; enregistrez la table au format CSV",
    b"%PDF": "c’est un PDF ; téléchargez la table au format CSV",
    b"\xff\xfe": "elle est en UTF-16 ; enregistrez-la en UTF-8",
    b"\xfe\xff": "elle est en UTF-16 ; enregistrez-la en UTF-8",
    b"<": "c’est une page web ; téléchargez la table elle-même",
}
WHAT = "ce fichier n’est pas la table nationale des zonages"
REMEDY = "téléchargez « Zonages des professionnels de santé libéraux » sur data.gouv.fr, au format CSV"
Row = Mapping[str, str | None]


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


def read_zoning(data: bytes, today: date, progress: Callable[[float], None] = lambda _: None) -> Zoning:
    """Return the zoning of a downloaded table; `progress` hears the share read. Raises Refusal for anything else."""
    if len(data) > LARGEST:
        raise _refusal(f"il dépasse {LARGEST // 2**20} Mio")
    text = _text(data)
    reader = csv.DictReader(text.splitlines(), delimiter=_separator(text))
    reader.fieldnames = [column.strip() for column in reader.fieldnames or ()]
    _check_columns(reader.fieldnames)
    found: dict[str, Zoned] = {}
    twice, days = set(), [date.min]
    total = max(text.count("\n"), 1)
    for place, row in enumerate(_whole_rows(reader)):
        if place % STEP == 0:
            progress(place / total)
        if row["niveau"] != "COM":
            continue
        code = str(row["com_code"]).strip().upper().zfill(CODE)
        read = Zoned(str(row["zmed_niveau"]).strip(), _day(row["zmed_date_arrete"]))
        if found.setdefault(code, read) != read:
            twice.add(code)
        days.append(_day(row.get("date_maj")) or date.min)
    progress(1)
    if len(found) < FEWEST:
        raise _refusal(f"il n’y a que {len(found)} communes, {FEWEST} au moins sont attendues : est-il entier ?")
    known, unknown = _current({code: read for code, read in found.items() if code not in twice})
    latest = max(days)
    return Zoning(latest if date.min < latest <= today else today, known, unknown)


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


def _text(data: bytes) -> str:
    for start, why in STARTS.items():
        if data.lstrip()[: len(start)] == start:
            raise _refusal(why)
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _refusal("ce n’est pas du texte")


def _separator(text: str) -> str:
    head = text.partition("\n")[0]
    return ";" if head.count(";") > head.count(",") else ","


def _check_columns(there: Sequence[str]) -> None:
    missing = [column for column in NEEDED if column not in there]
    if not missing:
        return
    other = next((whose for start, whose in OTHERS.items() if f"{start}_niveau" in there), "")
    near = f" ; c’est la table {other} ?" if other and "zmed_niveau" in missing else ""
    raise _refusal(f"il y manque {'la colonne' if len(missing) == 1 else 'les colonnes'} {', '.join(missing)}{near}")


def _whole_rows(reader: csv.DictReader[str]) -> Iterator[Row]:
    """Yield the rows; one that is cut short means that the download was."""
    try:
        for row in reader:
            if None in row.values() or None in row:
                raise _refusal(f"la ligne {reader.line_num} n’a pas toutes ses colonnes : le fichier est-il entier ?")
            yield row
    except csv.Error:
        raise _refusal(f"la ligne {reader.line_num} est illisible") from None


def _day(text: str | None) -> date | None:
    """Return a day written 30/10/2025, or 2025-10-30 as a spreadsheet may have made it."""
    parts = (text or "").strip().split("/")
    with suppress(ValueError):
        return date.fromisoformat("-".join(reversed(parts)))
    return None


def _iso_row(row: Mapping[str, str]) -> Zoned:
    return Zoned(row["classe"], date.fromisoformat(row["arrete"]) if row["arrete"] else None)


def _current(found: Mapping[str, Zoned]) -> tuple[dict[str, Zoned], int]:
    """Return the classes by commune of today, and how many codes are of none.

    A former commune stands for the one it is part of only where all that are in the table agree.
    """
    folder = data_folder() / "places"
    today = {row["code"] for table in (COMMUNES, ARRONDISSEMENTS, OVERSEAS) for row in rows(folder / table)}
    merged = {row["code"]: row["commune_actuelle"] for table in (FORMER_CODES, FORMER) for row in rows(folder / table)}
    known = {code: read for code, read in found.items() if code in today}
    parts: dict[str, set[Zoned]] = {}
    for code, read in found.items():
        if code not in today and code in merged:
            parts.setdefault(merged[code], set()).add(read)
    known |= {code: reads.pop() for code, reads in parts.items() if code not in known and len(reads) == 1}
    return known, sum(code not in today and code not in merged for code in found)


def _refusal(why: str) -> Refusal:
    return Refusal(f"{WHAT} : {why}", remedy=REMEDY)
