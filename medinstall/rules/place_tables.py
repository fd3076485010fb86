"""Reading `places.toml`: the tables by which a commune answers a question."""

from __future__ import annotations

from medinstall.domain.fact import Value
from medinstall.domain.place import PlaceTable
from medinstall.rules.criteria import evidence
from medinstall.rules.table import Node


def place_tables(node: Node) -> tuple[PlaceTable, ...]:
    """Return the tables, in the order of the file."""
    return tuple(_table(name, table) for name, table in node.named())


def _table(name: str, node: Node) -> PlaceTable:
    imported = node.flag("imported")
    found = PlaceTable(
        id=name,
        label=node.text("label", None),
        credit=node.text("credit", None),
        evidence=evidence(node),
        file=node.text("file", "" if imported else None),
        on=node.day("on") if "on" in node else None,
        imported=imported,
        confirm=node.flag("confirm"),
        values=_values(node.child("values")),
        absent=_value(node, "absent"),
        departements=_values(node.child("departements")),
        asked_in=node.texts("asked_in"),
        notes=_notes(node.child("notes")),
    )
    node.close()
    return found


def _values(node: Node) -> tuple[tuple[str, Value], ...]:
    return tuple((key, value) for key in node.data if (value := _value(node, key)) is not None)


def _notes(node: Node) -> tuple[tuple[str, str], ...]:
    return tuple((key, node.text(key)) for key in node.data)


def _value(node: Node, key: str) -> Value | None:
    raw = node.raw(key)
    if raw is not None and not isinstance(raw, str | bool):
        node.fault(key, "une valeur de choix, true ou false est attendu")
    return raw if isinstance(raw, str | bool) else None
