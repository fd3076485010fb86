"""What is longer than the terminal goes to the pager, and what is missing is picked, in a real terminal."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.inside import inside

from .screens import ENTER, ESCAPE, Medinstall
from .test_home import DAY, LONG, folder, opened

__all__ = ["folder"]


@pytest.fixture
def pager(tmp_path: Path) -> str:
    """Return a pager that keeps what it is given in « lu »."""
    script = tmp_path / "pager.py"
    script.write_text(f"import sys; open({str(tmp_path / 'lu')!r}, 'w').write(sys.stdin.read())", encoding="utf-8")
    return shlex.join([sys.executable, str(script)])


def paged(folder: Path, pager: str, *words: str, **environment: str) -> Medinstall:
    kept: dict[str, Any] = {"PAGER": pager, "MEDINSTALL_PAGER": pager} | environment
    return Medinstall(*DAY, *words, rows=24, MEDINSTALL_HOME=str(folder), **kept)


def test_a_long_page_goes_to_the_pager_alone(folder: Path, pager: str, tmp_path: Path) -> None:
    terminal = paged(folder, pager, "aides")
    assert terminal.end() == 0
    read = (tmp_path / "lu").read_text("utf-8")
    assert read.count("\n") >= 24
    assert "10\u00a0000\u00a0€" in read
    assert terminal.text == ""


@pytest.mark.parametrize(
    ("words", "environment"),
    [
        pytest.param(("--sans-pager", "aides"), {}, marks=LONG),
        pytest.param(("--simple", "aides"), {}, marks=LONG),
        pytest.param(("aides",), {"MEDINSTALL_PAGER": ""}, marks=LONG),
        (("aides",), {"MEDINSTALL_PAGER": "absente"}),
    ],
    ids=["option", "simple", "turned off", "absent"],
)
def test_no_pager_where_none_is_wanted(
    words: tuple[str, ...], environment: dict[str, str], folder: Path, pager: str, tmp_path: Path
) -> None:
    terminal = paged(folder, pager, *words, **environment)
    terminal.wait("Sans valeur de conseil juridique.")
    assert terminal.end() == 0
    assert not (tmp_path / "lu").exists()
    assert "10\u00a0000\u00a0€" in terminal.raw


@LONG
def test_what_was_looked_for_in_a_page_is_kept_nowhere(folder: Path, tmp_path: Path) -> None:
    script = tmp_path / "pager.py"
    script.write_text(
        "import os, sys; sys.stdin.read(); print('<' + os.environ['LESSHISTFILE'] + '>')", encoding="utf-8"
    )
    for kept, told in (({}, "<->"), ({"LESSHISTFILE": "mine"}, "<mine>")):
        terminal = paged(folder, shlex.join([sys.executable, str(script)]), "aides", **kept)
        terminal.wait(told)
        assert terminal.end() == 0


@LONG
def test_what_fits_is_not_paged(folder: Path, pager: str, tmp_path: Path) -> None:
    terminal = paged(folder, pager, "glossaire", "CARMF")
    terminal.wait("CARMF")
    assert terminal.end() == 0
    assert not (tmp_path / "lu").exists()


def test_a_pipe_is_never_paged(folder: Path, pager: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", pager)
    assert "10\u00a0000\u00a0€" in inside("aides").check(0).out
    assert not (tmp_path / "lu").exists()


@pytest.mark.sampled(11)
@pytest.mark.parametrize(
    ("command", "asked"),
    [
        ("etape", "Quelle démarche ?"),
        ("pourquoi", "» Une démarche"),
        ("courrier", "Quelle lettre ?"),
        ("exporter", "Sous quelle forme ?"),
        ("oublier", "Quel dossier ?"),
        ("simuler", "Quelle réponse voulez-vous changer ?"),
        ("glossaire", "Quel terme ?"),
        ("completion", "» bash"),
        ("noter", "Quelle démarche ?"),
        ("reporter", "Quelle démarche ?"),
        ("ecarter", "Quelle démarche ?"),
    ],
)
def test_a_missing_argument_is_picked_or_left(command: str, asked: str, folder: Path) -> None:
    terminal = opened(folder, command)
    terminal.wait(asked)
    terminal.press(ESCAPE)
    assert terminal.end() == 0


def test_what_opening_a_journal_mended_is_told_before_an_answer_to_try_is_asked(folder: Path) -> None:
    with (folder / "dossiers" / "essai.jsonl").open("ab") as journal:
        journal.write(b'{"type":"rep')
    terminal = opened(folder, "simuler")
    terminal.wait("n’avait pas fini de s’écrire")
    terminal.wait("Quelle réponse voulez-vous changer ?")
    terminal.press(ESCAPE)
    assert terminal.end() == 0


@LONG
def test_a_note_is_written_where_its_words_are_missing(folder: Path) -> None:
    terminal = opened(folder, "noter", "rcp")
    terminal.wait("que faut-il retenir ?")
    terminal.press("rappeler", "» rappeler")
    terminal.press(ENTER)
    assert terminal.end() == 0
    assert "rappeler" in (folder / "dossiers" / "essai.jsonl").read_text("utf-8")
