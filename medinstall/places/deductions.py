"""What the place alone answers: each fact that a table of communes gives, with the table and its day."""

from __future__ import annotations

from collections.abc import Mapping

from medinstall.domain.fact import Value
from medinstall.domain.pack import RulePack
from medinstall.domain.place import PlaceTable
from medinstall.domain.profile import Deduction
from medinstall.places.csv_lookup import find_row, table_path
from medinstall.places.directory import find_commune
from medinstall.places.zoning import Kept, Zoned

DEPARTEMENT = "departement"
NO_TABLE = Kept()


def deductions(pack: RulePack, answers: Mapping[str, Value], zoning: Kept = NO_TABLE) -> dict[str, Deduction]:
    """Return what the places of `answers` give, by fact, also where the doctor answered otherwise.

    `zoning` is what the doctor's copy of the national zoning table says of these places.
    """
    found = {}
    for fact in pack.facts:
        for origin, table in fact.known_from:
            deduced = _deduced(pack.place_table[table], origin, answers, zoning)
            if deduced is not None:
                found[fact.id] = deduced
    return found


def table_of(pack: RulePack, deduced: Deduction) -> PlaceTable:
    """Return the table that gave a deduction."""
    return next(table for table in pack.place_tables if table.evidence[0].source == deduced.source)


def _deduced(table: PlaceTable, origin: str, answers: Mapping[str, Value], zoning: Kept) -> Deduction | None:
    code, home = answers.get(origin), answers.get(DEPARTEMENT)
    commune = find_commune(code) if isinstance(code, str) else None
    if commune is None:
        value = dict(table.departements).get(home) if isinstance(home, str) and origin == "commune" else None
        return None if value is None else _deduction(table, value, DEPARTEMENT)
    by_home = dict(table.departements).get(commune.departement)
    if by_home is not None or commune.departement in table.asked_in:
        return None if by_home is None else _deduction(table, by_home, origin)
    found = zoning.zoned.get(commune.code) if table.imported else _zoned(table, commune.code)
    if found is None:
        return None if table.absent is None else _deduction(table, table.absent, origin)
    value = dict(table.values).get(found.level)
    if value is None:
        return None
    on = found.on or table.on
    return _deduction(table, value, origin)._replace(on=on, note=dict(table.notes).get(found.level, ""))


def _deduction(table: PlaceTable, value: Value, origin: str) -> Deduction:
    return Deduction(value, origin, table.evidence[0].source, table.on, to_confirm=table.confirm)


def _zoned(table: PlaceTable, commune: str) -> Zoned | None:
    row = find_row(table_path(table.file), commune)
    return None if row is None else Zoned(row["classe"], None)
