from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from medinstall.domain.plan import Plan
from medinstall.domain.profile import Profile
from medinstall.dossier.events import Answered, Visited
from medinstall.usecases.visits import visit
from medinstall.usecases.workspace import Workspace
from tests.building import TODAY

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Overtaken(Workspace):
    """A workspace in which another window answers while the plan is worked out."""

    def plan(self, profile: Profile) -> Plan:
        with self.hold("essai") as journal:
            journal.append(Answered("zone", "zip", NOW, TODAY))
        return super().plan(profile)


@pytest.mark.parametrize(("kind", "is_noted"), [(Workspace, True), (Overtaken, False)])
def test_what_another_window_wrote_meanwhile_was_not_seen(
    kind: type[Workspace], is_noted: bool, tmp_path: Path
) -> None:
    workspace = kind({"MEDINSTALL_HOME": str(tmp_path)}, TODAY, lambda: NOW)
    workspace.create("essai", [Answered("specialite", "medecine_generale", NOW, TODAY)]).close()
    visit(workspace, "essai")
    last = workspace.read("essai").dossier.history[-1].event
    assert isinstance(last, Visited) is is_noted
