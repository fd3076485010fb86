"""What opening a journal changed in it is told first: whoever then goes back is left with a new file beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import pytest

from medinstall.dossier.home import dossiers, prepare
from medinstall.errors import Refusal
from medinstall.usecases.history import take_back
from medinstall.usecases.recording import Report, held_step, record_ticks
from medinstall.usecases.workspace import Workspace
from tests.building import TODAY

OLD = Path(__file__).parents[2] / "fixtures" / "journal-schema-1.jsonl"


class GoneBackError(Exception):
    """The doctor was asked, and went back."""


def go_back(_: object) -> NoReturn:
    raise GoneBackError


def note(workspace: Workspace) -> None:
    with held_step(workspace, "vieux", "rcp"):
        raise GoneBackError


def tick(workspace: Workspace) -> None:
    with workspace.held("vieux") as (journal, opened):
        record_ticks(workspace, journal, workspace.plan(opened.profile), ["nulle_part"], Report())


def undo(workspace: Workspace) -> None:
    take_back(workspace, "vieux", go_back)


@pytest.mark.parametrize("record", [note, tick, undo])
def test_a_migration_is_told_before_anything_can_end_the_command(
    record: Callable[[Workspace], None], tmp_path: Path
) -> None:
    told: list[str] = []
    workspace = Workspace({"MEDINSTALL_HOME": str(tmp_path)}, TODAY, lambda: datetime.now(UTC), told.append)
    (dossiers(prepare(tmp_path)) / "vieux.jsonl").write_bytes(OLD.read_bytes())
    with pytest.raises((GoneBackError, Refusal)):
        record(workspace)
    assert "du schéma 1 au schéma" in told[0]


def test_what_reading_a_dossier_found_is_told_once_by_a_command_that_reads_it_twice(tmp_path: Path) -> None:
    told: list[str] = []
    workspace = Workspace({"MEDINSTALL_HOME": str(tmp_path)}, TODAY, lambda: datetime.now(UTC), told.append)
    with workspace.create("essai"):
        pass
    (dossiers(tmp_path) / "essai (copie en conflit).jsonl").touch()
    for _ in range(2):
        with workspace.held("essai"):
            pass
    assert len(told) == 1
    assert "copie de ce dossier" in told[0]
