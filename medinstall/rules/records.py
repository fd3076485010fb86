"""Records read from tables: each field by the key of its name, in the way its type says.

The records of `medinstall.domain` are the one place where their fields are listed. A text, a day or one of a few words
must be written, unless its field has a default; a list, a number or a flag may always be left out.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from types import NoneType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from medinstall.domain.criterion import ALWAYS, Condition, Criterion
from medinstall.domain.date_rule import DateRule, Duration
from medinstall.domain.fact import NonAnswer, Value
from medinstall.domain.rule import ConditionalText
from medinstall.domain.source import Evidence
from medinstall.rules.criteria import (
    conditional_texts,
    conditions,
    date_rule,
    date_rules,
    duration,
    evidence,
    optional_criterion,
    required_criterion,
)
from medinstall.rules.table import Node

Record = TypeVar("Record")

OTHER_KEYS = {"start": "from", "duration": "lasts", "adjustments": "adjust", "choices": "choices"}
"""The keys that are neither the name of the field, nor that name in the singular for a list of tables."""


def record(kind: type[Record], node: Node, /, **given: object) -> Record:
    """Return the record of a table: the fields `given`, and the others as they are declared. Other keys are faults."""
    declared: Any = kind  # a named tuple, for which there is no type
    read = {
        name: _read(node, name, type_, declared._field_defaults)
        for name, type_ in _types(declared).items()
        if name not in given
    }
    node.close()
    return kind(**given, **read)


def value(node: Node, key: str) -> Value | None:
    """Return the answer under `key`, None when there is none."""
    raw = node.raw(key)
    if raw in ("inconnu", "jamais"):
        return NonAnswer(raw)
    if raw is not None and not isinstance(raw, str | bool | int | float | date):
        node.fault(key, "une réponse est attendue : un texte, un nombre, une date, true ou false")
        return None
    return raw


@cache
def _types(kind: Any) -> dict[str, Any]:
    """Return the type of each field of a record."""
    return get_type_hints(kind)


def _read(node: Node, name: str, kind: Any, defaults: dict[str, object]) -> object:
    key = OTHER_KEYS.get(name, name)
    if kind in _READERS:
        return _READERS[kind](node, key)
    parts = get_args(kind)
    if kind is str:
        return node.text(key, "" if name in defaults else None)
    if get_origin(kind) is Literal:
        return node.one_of(key, parts, *([defaults[name]] if name in defaults else []))
    if kind == Criterion:
        return optional_criterion(node, key) or ALWAYS if name in defaults else required_criterion(node, key)
    if NoneType in parts:  # a record that may be absent
        return record(parts[0], node.child(key)) if key in node else None
    assert parts[1:] == (...,), f"{name}: nothing reads {kind}"
    singular = OTHER_KEYS.get(name, name.removesuffix("s"))
    return tuple(record(parts[0], child) for child in node.children(singular))


def _day(node: Node, key: str) -> date | None:
    return node.day(key) if key in node else None


def _texts_by_key(node: Node, key: str) -> tuple[tuple[str, str], ...]:
    table = node.child(key)
    return tuple((name, table.text(name)) for name in table.data)


def _numbers_by_key(node: Node, key: str) -> tuple[tuple[str, float], ...]:
    table = node.child(key)
    return tuple((name, table.number(name) or 0) for name in table.data)


def _values_by_key(node: Node, key: str) -> tuple[tuple[str, Value], ...]:
    table = node.child(key)
    return tuple((name, found) for name in table.data if (found := value(table, name)) is not None)


def _values_by_criterion(node: Node, key: str) -> tuple[tuple[Criterion, Value], ...]:
    found = []
    for child in node.children(key):
        answer = value(child, "value")
        if answer is None:
            child.fault("value", "la réponse qui compte est attendue")
        else:
            found.append((required_criterion(child, "when"), answer))
        child.close()
    return tuple(found)


def _settled(node: Node, key: str) -> tuple[tuple[Value, tuple[tuple[str, Value], ...]], ...]:
    table = node.child(key)
    return tuple((answer, _values_by_key(table, answer)) for answer in table.data)


_READERS: dict[Any, Callable[[Node, str], object]] = {
    bool: Node.flag,
    int: lambda node, key: int(node.number(key) or 0),
    float: lambda node, key: node.number(key) or 0,
    float | None: Node.number,
    date: Node.day,
    date | None: _day,
    Value | None: value,
    Criterion | None: optional_criterion,
    Duration: duration,
    DateRule: lambda node, _: date_rule(node),  # in the table of the record itself
    tuple[str, ...]: Node.texts,
    tuple[ConditionalText, ...]: conditional_texts,
    tuple[Condition, ...]: lambda node, _: conditions(node),
    tuple[DateRule, ...]: date_rules,
    tuple[Evidence, ...]: lambda node, _: evidence(node),
    tuple[tuple[str, str], ...]: _texts_by_key,
    tuple[tuple[str, float], ...]: _numbers_by_key,
    tuple[tuple[str, Value], ...]: _values_by_key,
    tuple[tuple[Criterion, Value], ...]: _values_by_criterion,
    tuple[tuple[Value, tuple[tuple[str, Value], ...]], ...]: _settled,
}
