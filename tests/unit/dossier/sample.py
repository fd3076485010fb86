"""Events and dossiers for the tests of the store."""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from medinstall.dossier import home as homes
from medinstall.dossier.events import (
    Answered,
    Batch,
    Decided,
    Dismissed,
    Event,
    Filed,
    Noted,
    PutOff,
    Redone,
    Resumed,
    Scalar,
    Ticked,
    Undone,
    Unticked,
    Visited,
)
from medinstall.dossier.journal import Journal
from medinstall.dossier.journal_parser import Header

calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy
NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
DAY = date(2026, 11, 22)
HEADER = Header("x", NOW, "2026.11")


def answer(fact: str = "secteur", value: Scalar = "secteur_1", day: date = DAY) -> Answered:
    return Answered(fact, value, at=NOW, day=day)


def one_of_each() -> list[Event]:
    return [
        answer(),
        answer("date_debut", "2027-02-01"),
        answer("annees_fonction", 2.5),
        answer("travaux", value=True),
        Filed("ordre_inscription", date(2026, 11, 20), reference="n° 45/2026", at=NOW, day=DAY),
        Ticked("ordre_inscription", DAY, note="reçu « en main propre »", at=NOW, day=DAY),
        Unticked("ordre_inscription", at=NOW, day=DAY),
        Noted("carmf", note="appeler le matin", at=NOW, day=DAY),
        Visited({"steps": {"carmf": ["a_venir", 1, None]}}, at=NOW, day=DAY),
        Undone(8, at=NOW, day=DAY),
        Redone(8, at=NOW, day=DAY),
        Decided("ordre_inscription", "incomplete", DAY, reference="n° 45/2026", at=NOW, day=DAY),
        PutOff("prevoyance", date(2027, 1, 4), at=NOW, day=DAY),
        Dismissed("at_mp", "déjà couvert", at=NOW, day=DAY),
        Resumed("at_mp", at=NOW, day=DAY),
        Batch((answer(), Ticked("rcp", DAY, note="reçu", at=NOW, day=DAY)), at=NOW, day=DAY),
    ]


FORTY = [answer(f"fait_{n}", f"réponse {n}") for n in range(40)]


def new_journal(home: Path, *events: Event, name: str = "x") -> Path:
    """A closed dossier that holds these events."""
    path = homes.journal_path(homes.prepare(home), name)
    with Journal.create(path, Header(name, NOW, "2026.11")) as journal:
        for event in events:
            journal.append(event)
    return path


def as_schema_1(data: bytes) -> bytes:
    """A journal as version 1 wrote it: no check on a line."""
    return re.sub(rb',"check":"[0-9a-f]{8}"', b"", data).replace(b'"schema":2', b'"schema":1')


def tells_case_apart(folder: Path) -> bool:
    """Return whether a disk takes « x » and « X » for two files; those of Windows and macOS do not."""
    folder.mkdir(exist_ok=True)
    (folder / "case").touch()
    found = not (folder / "CASE").exists()
    (folder / "case").unlink()
    return found


def mode(path: Path) -> int:
    """Return who may do what with a file; ends the test on Windows, once the rest of it held."""
    if os.name == "nt":
        pytest.skip("Windows has no modes")
    return stat.S_IMODE(path.stat().st_mode)


@contextlib.contextmanager
def unprivileged() -> Iterator[None]:
    """Root may do anything: step down for a while, so that modes count."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
