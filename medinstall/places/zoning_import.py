"""The national zoning table that the doctor downloads: read strictly, for the doctors' zoning alone."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date

from medinstall.errors import Refusal
from medinstall.places.csv_lookup import rows, table_path
from medinstall.places.directory import ARRONDISSEMENTS, COMMUNES, FORMER, FORMER_CODES, OVERSEAS
from medinstall.places.zoning import Zoned, Zoning

NEEDED = ("niveau", "com_code", "zmed_niveau", "zmed_date_arrete")
LARGEST = 64 * 2**20  # bytes
FEWEST = 1_000  # communes
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


def _current(found: Mapping[str, Zoned]) -> tuple[dict[str, Zoned], int]:
    """Return the classes by commune of today, and how many codes are of none.

    A former commune stands for the one it is part of only where all that are in the table agree.
    """
    today = {row["code"] for table in (COMMUNES, ARRONDISSEMENTS, OVERSEAS) for row in rows(table_path(table))}
    merged = {
        row["code"]: row["commune_actuelle"] for table in (FORMER_CODES, FORMER) for row in rows(table_path(table))
    }
    known = {code: read for code, read in found.items() if code in today}
    parts: dict[str, set[Zoned]] = {}
    for code, read in found.items():
        if code not in today and code in merged:
            parts.setdefault(merged[code], set()).add(read)
    known |= {code: reads.pop() for code, reads in parts.items() if code not in known and len(reads) == 1}
    return known, sum(code not in today and code not in merged for code in found)


def _refusal(why: str) -> Refusal:
    return Refusal(f"{WHAT} : {why}", remedy=REMEDY)
