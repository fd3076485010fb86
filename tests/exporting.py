"""Exports of the real command as an independent reader receives them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.commanding import Medinstall


@pytest.fixture(scope="module", name="filled")
def filled_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a filled dossier, to be copied."""
    return Medinstall(tmp_path_factory.mktemp("filled") / "home").started().home


@pytest.fixture(name="medinstall")
def own_copy(filled: Path, tmp_path: Path) -> Medinstall:
    """Return the program on a copy of its own."""
    shutil.copytree(filled, tmp_path / "home")
    return Medinstall(tmp_path / "home")


def export(medinstall: Medinstall, form: str, *options: str, today: str = "") -> bytes:
    """Return an export as bytes, written in a file that is then removed."""
    file = medinstall.home.parent / f"sortie.{form}"
    said = medinstall("exporter", form, "-o", str(file), *options, today=today)
    assert said.code == 0, said.err
    data = file.read_bytes()
    file.unlink()
    return data


def events(data: bytes, kind: str = "VEVENT") -> list[Any]:
    return list(Calendar.from_ical(data).walk(kind))


def plan_of(medinstall: Medinstall) -> dict[str, Any]:
    return loaded(medinstall("liste", "--json").out)


def loaded(text: str) -> dict[str, Any]:
    """Return JSON, no-break spaces made plain as `Medinstall` does."""
    found: dict[str, Any] = json.loads(text.replace("\u00a0", " "))
    return found
