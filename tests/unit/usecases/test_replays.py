"""An answer costs one replay of the dossier, and so does a note on a step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from medinstall.dossier.events import Event
from medinstall.dossier.replay import Dossier, replay
from medinstall.usecases import workspace as workspaces
from medinstall.usecases.interview_session import DossierSession
from medinstall.usecases.recording import held_step
from medinstall.usecases.setting_aside import add_note
from medinstall.usecases.workspace import Workspace
from tests.building import TODAY


@pytest.fixture
def replays(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The length of the journal at each replay."""
    found: list[int] = []

    def counted(events: Sequence[Event], until: date | None = None) -> Dossier:
        found.append(len(events))
        return replay(events, until)

    monkeypatch.setattr(workspaces, "replay", counted)
    return found


def test_the_dossier_is_replayed_once_an_answer_and_once_a_note(tmp_path: Path, replays: list[int]) -> None:
    workspace = Workspace({"MEDINSTALL_HOME": str(tmp_path)}, TODAY, lambda: datetime.now(UTC))
    with workspace.create("essai") as journal:
        session = DossierSession(workspace, journal)
        session.save({"specialite": "medecine_generale"})
        session.open()
        session.save({"commune": "45234"})
        session.open()
    assert replays == [0, 1, 2]
    with held_step(workspace, "essai", "rcp") as held:
        add_note(held, f"à propos de {held.step.title}")
    assert replays == [0, 1, 2, 2]
