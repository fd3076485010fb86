"""What opening a journal changed in it is told first: whoever then goes back is left with a new file beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import pytest

from medinstall.dossier.home import dossiers, prepare
from medinstall.usecases.history import take_back
from medinstall.usecases.recording import Report, record_ticks
from medinstall.usecases.setting_aside import add_note
from medinstall.usecases.workspace import Workspace
from tests.building import TODAY

OLD = Path(__file__).parents[2] / "fixtures" / "journal-schema-1.jsonl"


def never(_: object) -> NoReturn:
    raise AssertionError("asked before the notice is told")


def recordings(workspace: Workspace) -> dict[str, Iterator[str]]:
    return {
        "noter": add_note(workspace, "vieux", "rcp", never),
        "cocher": record_ticks(workspace, "vieux", ["nulle_part"], Report()),
        "annuler": take_back(workspace, "vieux", never),
    }


@pytest.mark.parametrize("name", ["noter", "cocher", "annuler"])
def test_a_migration_is_told_before_anything_can_end_the_command(name: str, tmp_path: Path) -> None:
    workspace = Workspace({"MEDINSTALL_HOME": str(tmp_path)}, TODAY, lambda: datetime.now(UTC))
    (dossiers(prepare(tmp_path)) / "vieux.jsonl").write_bytes(OLD.read_bytes())
    assert "du schéma 1 au schéma" in next(recordings(workspace)[name])
