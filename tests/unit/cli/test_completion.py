from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer

from medinstall.cli.commands import app
from medinstall.cli.completion import FILES, words_after
from medinstall.cli.shells import SCRIPTS
from medinstall.usecases.workspace import Workspace
from tests.building import TODAY, pack

ROOT = typer.main.get_command(app)


def words(*typed: str) -> list[str]:
    *before, current = typed
    workspace = Workspace(os.environ, TODAY, lambda: datetime.now(UTC))
    return [word for word, _ in words_after(ROOT, workspace, before, current)]


def test_commands_are_offered_by_their_french_name() -> None:
    assert {"liste", "secteurs", "completion"} <= set(words(""))
    assert words("sec") == ["secteurs"]
    assert not {"list", "start", "completer"} & set(words(""))


@pytest.mark.parametrize("before", [("etape",), ("decocher",), ("cocher",), ("cocher", "rcp"), ("done",)])
def test_steps_are_offered_where_a_step_is_named(before: tuple[str, ...]) -> None:
    assert words(*before, "car") == ["carmf"]
    assert set(words(*before, "")) == {*pack().step}


def test_an_argument_that_is_given_is_not_offered_twice() -> None:
    assert words("etape", "carmf", "") == []


def test_steps_and_aids_are_offered_where_either_is_named() -> None:
    assert words("pourquoi", "primo") == ["primo_zac", "primo_zip"]
    assert "carmf" in words("pourquoi", "")


def test_facts_are_offered_then_their_values() -> None:
    assert words("modifier", "zon") == ["zone", "zone_secondaire"]
    assert words("modifier", "zone=") == ["zone=zip", "zone=zac", "zone=hors_zone"]
    assert words("modifier", "zone=z") == ["zone=zip", "zone=zac"]
    assert words("modifier", "qpv=") == ["qpv=oui", "qpv=non"]
    assert words("modifier", "date_debut=") == words("modifier", "sector=") == []
    assert words("simuler", "secte") == ["secteur="]
    assert words("simuler", "zone=zip", "secteur=hors") == ["secteur=hors_convention"]


@pytest.mark.parametrize(
    "typed",
    [("-d", ""), ("--dossier", ""), ("reprendre", ""), ("oublier", ""), ("--simple", "reprendre", "")],
)
def test_dossiers_are_offered(typed: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "dossiers"
    folder.mkdir()
    for name in ("cabinet.jsonl", "essai.jsonl", "notes.txt"):
        (folder / name).touch()
    monkeypatch.setenv("MEDINSTALL_HOME", str(tmp_path))
    assert words(*typed) == ["cabinet", "essai"]
    assert words("--dossier=c") == ["--dossier=cabinet"]
    assert words("nouveau", "") == []


def test_options_are_offered_and_a_value_is_awaited() -> None:
    assert {"--depose-le", "--note", "--aide"} <= set(words("cocher", "--"))
    assert words("cocher", "rcp", "--le", "") == []
    assert words("cocher", "--note", "x", "car") == ["carmf"]
    assert words("nouveau", "--reponses", "") == [FILES]
    assert words("nouveau", "--reponses=") == [FILES]
    assert "--dossier" in words("--d")


def test_nothing_follows_an_unknown_command() -> None:
    assert words("inconnue", "") == []


def test_every_shell_has_a_script() -> None:
    assert words("completion", "") == list(SCRIPTS)
    assert all("medinstall completion" in script and "completer" in script for script in SCRIPTS.values())
