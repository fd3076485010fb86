"""A table becomes the record that a named tuple declares."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, NamedTuple

import pytest

from medinstall.rules.records import record
from medinstall.rules.table import Faults, Node


class Part(NamedTuple):
    share: float


class Thing(NamedTuple):
    name: str
    kind: Literal["a", "b"]
    parts: tuple[Part, ...]
    start: date
    until: date | None = None
    note: str = ""
    per: Literal["mois", "an"] = "an"
    whole: Part | None = None


WRITTEN = {"name": "x", "kind": "b", "from": date(2026, 1, 1)}


def read(table: dict[str, Any]) -> tuple[Thing, list[str]]:
    faults = Faults()
    return record(Thing, Node(table, "x.toml", faults)), faults.lines


def test_what_has_a_default_or_is_a_list_may_be_left_out() -> None:
    assert read(WRITTEN) == (Thing("x", "b", (), date(2026, 1, 1)), [])


def test_tables_are_read_under_the_name_in_the_singular() -> None:
    found, faults = read({**WRITTEN, "part": [{"share": 0.5}, {}], "whole": {"share": 1}, "until": date(2027, 1, 1)})
    assert not faults
    assert (found.parts, found.whole, found.until) == ((Part(0.5), Part(0)), Part(1), date(2027, 1, 1))


@pytest.mark.parametrize("key", ["name", "kind", "from"])
def test_what_has_no_default_must_be_written(key: str) -> None:
    assert read({name: value for name, value in WRITTEN.items() if name != key})[1] == [
        f"x.toml : {key} : clé obligatoire absente"
    ]


def test_a_key_that_is_no_field_is_a_fault_at_its_place() -> None:
    assert read({**WRITTEN, "part": [{"shares": 1}]})[1] == [
        "x.toml : part[0].shares : clé inconnue ; vouliez-vous dire « share » ?"
    ]


def test_a_field_is_given_instead_of_read() -> None:
    faults = Faults()
    found = record(Thing, Node({"kind": "a", "from": date(2026, 1, 1)}, "x.toml", faults), name="given")
    assert (found.name, faults.lines) == ("given", [])


def test_a_field_that_nothing_reads_is_named() -> None:
    class Odd(NamedTuple):
        at: complex

    with pytest.raises(AssertionError, match="at: nothing reads"):
        record(Odd, Node({}, "x.toml", Faults()))
