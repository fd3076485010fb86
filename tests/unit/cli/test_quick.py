"""The quick lane says what the parser would have said, byte for byte, and leaves everything else to it."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest

from medinstall.cli import quick
from tests.inside import inside, started

TAKEN = [
    "", "--simple", "-d absent", "liste", "liste --tout", "liste --json", "--simple liste", "--dossier essai liste",
    "-d essai liste --json", "-d absent liste", "-d ../x liste", "--aujourdhui 2027-01-15 liste",
    "--aujourdhui hier liste", "--aujourdhui 1900-01-01 aides", "aides", "aides --json", "dossiers", "dossiers --json",
    "--aujourdhui 2027-01-15 --aujourdhui 2027-02-15 liste", "etape carmf", "etape inconnue", "etape ''",
    "pourquoi primo_zip", "pourquoi x",
]  # fmt: skip
LEFT = [
    "--aide", "liste --aide", "liste --tou", "liste --au 2026-01-01", "liste x", "--dossier", "list", "lsite",
    "--dossier --simple liste", "--dossier=essai liste", "--aujourdhui=2027-01-15 liste", "--simpl liste", "etape",
    "etape --aide", "etape a b", "modifier zone=zac --oui", "cocher rcp", "--version liste", "liste -- x", "-- liste",
]  # fmt: skip


def words(line: str) -> list[str]:
    return [word.strip("'") for word in line.split(" ")] if line else []


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    with mock.patch.dict("os.environ", MEDINSTALL_HOME=str(folder)):
        started(folder)
    return folder


@pytest.mark.parametrize("line", TAKEN)
def test_a_line_taken_is_answered_as_the_parser_answers(line: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDINSTALL_HOME", str(home))
    assert quick.understood(words(line)) is not None
    found = inside(*words(line))
    with mock.patch.object(quick, "understood", return_value=None):
        assert inside(*words(line)) == found


@pytest.mark.parametrize("line", LEFT)
def test_every_other_line_is_left_to_the_parser(line: str) -> None:
    assert quick.understood(words(line)) is None


def test_the_version_is_the_same_in_both_lanes() -> None:
    quickly = inside("--version", day=())
    with mock.patch.object(quick, "understood", return_value=None):
        assert inside("--version", day=()) == quickly
    assert quickly.code == 0
