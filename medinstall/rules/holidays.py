"""Public holidays read from `data/holidays.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from medinstall.domain.pack import HolidayRule
from medinstall.errors import suggestion
from medinstall.rules.table import Node

COMMON_YEAR = 2001
MOST_DAYS_AFTER_EASTER = 100  # beyond, a typing mistake; the farthest holiday is Pentecost Monday, 50 days after


def read_holidays(node: Node) -> tuple[HolidayRule, ...]:
    """Return the holidays, in the order of the file.

    One bound to a zone carries the id of the zone and the code of each of its départements: `engine.working_days` may
    be asked with either, and a place needs nothing but its département.
    """
    table = node.child("zones")
    zones = {zone: table.texts(zone) for zone in table.data}
    rules = tuple(_rule(child, zones) for child in node.children("holiday"))
    if not rules:
        node.fault("holiday", "au moins un jour férié est attendu")
    node.close()
    return rules


def _rule(node: Node, zones: Mapping[str, tuple[str, ...]]) -> HolidayRule:
    name, law, own = node.text("name", None), node.text("law", None), node.texts("zones")
    for zone in own:
        if zone not in zones:
            node.fault("zones", f"zone inconnue « {zone} »{suggestion(zone, zones)}")
    if not name.strip() or not law.strip():
        node.fault("law", "un jour férié a un nom et l’article qui le fixe")
    month, day, after = _whole(node, "month"), _whole(node, "day"), _whole(node, "after_easter")
    node.close()
    if (after is None) is (month is None) or (month is None) is not (day is None):
        node.fault("month", "il faut soit month et day, soit after_easter")
    elif month is not None and day is not None:
        _check_day(node, month, day)
    elif after is not None and abs(after) > MOST_DAYS_AFTER_EASTER:
        node.fault("after_easter", f"{after} jours, c’est trop loin de Pâques")
    places = dict.fromkeys(code for zone in own for code in (zone, *zones.get(zone, ())))
    return HolidayRule(name, month or 0, day or 0, after, tuple(places))


def _whole(node: Node, key: str) -> int | None:
    value = node.number(key)
    if value is not None and value != int(value):
        node.fault(key, "un nombre entier est attendu")
    return None if value is None else int(value)


def _check_day(node: Node, month: int, day: int) -> None:
    """Note a day that does not exist each year; 29 February is one."""
    try:
        date(COMMON_YEAR, month, day)
    except ValueError:
        node.fault("day", f"le {day}/{month} n’existe pas chaque année")
