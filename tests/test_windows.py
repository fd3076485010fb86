"""Signals and two windows, in a real terminal: what was answered is kept, the second window is told who is first."""

from __future__ import annotations

import json
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from tests.commanding import Medinstall
from tests.english import english_in
from tests.inside import DAY
from tests.shelling import POSIX
from tests.terminal import screens
from tests.terminal.screens import DOWN, ENTER, READY, cursor_is_shown

LONG = pytest.mark.slow  # tests/terminal/test_leaving.py says the same of the screens alone


def opened(home: Path) -> screens.Medinstall:
    """Answer three questions of an interview."""
    terminal = screens.Medinstall(*DAY, MEDINSTALL_HOME=str(home))
    terminal.wait(READY)
    terminal.press(ENTER, "Quelle est votre spécialité")
    terminal.press(ENTER, "D’où venez-vous ?")
    terminal.press(ENTER, "Êtes-vous inscrit")
    return terminal


def answers(home: Path) -> dict[str, Any]:
    return dict(json.loads(Medinstall(home)("liste", "--json").out)["answers"])


@POSIX
@pytest.mark.parametrize("name", [pytest.param("SIGINT", marks=LONG), "SIGTERM", pytest.param("SIGHUP", marks=LONG)])
def test_a_signal_in_the_interview_saves_and_says_how_to_resume(name: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    terminal = opened(home)
    terminal.child.kill(getattr(signal, name))
    assert terminal.end() == 130
    terminal.wait("toutes vos réponses sont enregistrées")
    terminal.wait("medinstall reprendre mon-installation")
    assert cursor_is_shown(terminal.raw)
    assert "Traceback" not in terminal.raw
    found = answers(home)
    assert (found["specialite"], found["parcours"]) == ("medecine_generale", "jeune_diplome")
    assert not list(home.rglob("*.lock"))


@LONG
@POSIX
def test_an_impatient_hand_on_ctrl_c(tmp_path: Path) -> None:
    terminal = opened(tmp_path / "home")
    terminal.press("\x03\x03\x03\x03")
    for _ in range(12):
        terminal.child.kill(signal.SIGINT)
        time.sleep(0.003)  # the last ones come while Python ends
    assert terminal.end() == 130
    assert "Traceback" not in terminal.raw


@LONG
@POSIX
def test_a_signal_at_a_confirmation_changes_nothing(tmp_path: Path) -> None:
    m = Medinstall(tmp_path / "home").started()
    before = m.journal.read_bytes()
    for words in (["oublier", "essai"], ["modifier", "zone=zac"]):
        terminal = screens.Medinstall(*DAY, *words, MEDINSTALL_HOME=str(m.home))
        terminal.wait("Entrée seule = non")
        terminal.press("\x03")
        assert terminal.end() == 130
        terminal.wait("vous avez quitté")
        assert english_in(terminal.text) == []
    assert m.journal.read_bytes() == before


@POSIX
def test_the_second_window_is_told_who_holds_the_dossier(tmp_path: Path) -> None:
    home = tmp_path / "home"
    terminal = opened(home)
    m = Medinstall(home)
    for words in ("cocher lieu", "modifier zone=zip --oui", "annuler --oui", "oublier mon-installation --oui"):
        said = m(*words.split())
        assert said.code == 1, words
        assert f"(processus {terminal.child.pid}, depuis le " in said.told, said.err
    second = screens.Medinstall(*DAY, MEDINSTALL_HOME=str(home))
    assert second.end() == 1
    assert f"processus {terminal.child.pid}" in second.text
    assert m("liste").code == 0, "reading disturbs nobody"
    terminal.press(DOWN + ENTER, "Tapez, puis Entrée")
    terminal.press("\x03")
    assert terminal.end() == 130
    assert m("cocher", "lieu").code == 0
    assert answers(home)["inscription_ordre"]
