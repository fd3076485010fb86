"""Every way out of the program, in a real terminal: nothing answered is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .dossiers import (
    BEGUN,
    SETTLED,
    WHOLE,
    label,
    question,
    resumed,
    saved,
)
from .screens import CTRL_C, CTRL_D, ENTER, READY, ROOT, Terminal, cursor_is_shown, english_in

LONG = pytest.mark.slow  # the same again, on other screens


def test_five_answers_then_ctrl_c_keep_five_answers(dossier: Path) -> None:
    terminal = Terminal(str(dossier))
    terminal.wait(question("specialite"))
    terminal.wait("conseil juridique")
    terminal.wait(READY)
    terminal.press(ENTER, question("parcours"))
    terminal.press(ENTER, question("inscription_ordre"))
    assert saved(dossier).keys() == {"specialite", "parcours"}
    terminal.press(ENTER, question("diplome"))
    terminal.press(ENTER, question("date_debut"))
    terminal.press("15 mars 27", "» lundi 15 mars 2027")
    terminal.press(ENTER, question("commune"))
    terminal.press("orl", "Orléans")
    assert english_in(terminal.text) == []
    terminal.press(CTRL_C)
    assert terminal.end() == 130
    assert saved(dossier) == BEGUN
    assert cursor_is_shown(terminal.raw)
    terminal.wait(f"✓ {label('date_debut')} : lundi 15 mars 2027")
    terminal.wait("interrompu")


@pytest.mark.parametrize(
    ("answers", "shown"),
    [
        pytest.param({}, "question 1", marks=LONG),
        (SETTLED, "vous concerne"),
        pytest.param(BEGUN, "Commune :", marks=LONG),
        pytest.param(WHOLE, "Tout est-il juste", marks=LONG),
    ],
)
def test_ctrl_d_leaves_every_kind_of_screen(answers: dict[str, object], shown: str, dossier: Path) -> None:
    terminal = resumed(dossier, answers)
    terminal.wait(shown)
    terminal.wait(READY)
    terminal.press(CTRL_D)
    assert terminal.end() == 130
    assert "Traceback" not in terminal.raw
    assert cursor_is_shown(terminal.raw)


@pytest.mark.parametrize(
    "number", [pytest.param(signal.SIGTERM, marks=LONG), pytest.param(signal.SIGHUP, marks=LONG), signal.SIGINT]
)
@pytest.mark.parametrize(
    "answers", [{}, pytest.param(SETTLED, marks=LONG), pytest.param(BEGUN, marks=LONG)], ids=["list", "boxes", "line"]
)
def test_a_signal_leaves_like_ctrl_c(number: signal.Signals, answers: dict[str, object], dossier: Path) -> None:
    terminal = resumed(dossier, answers)
    terminal.wait(READY)
    terminal.child.kill(number)
    assert terminal.end() == 130
    assert cursor_is_shown(terminal.raw)
    assert saved(dossier) == answers


@pytest.mark.parametrize("mode", [(), pytest.param(("--simple",), marks=LONG)], ids=["full", "simple"])
def test_a_terminal_closed_ends_the_program(mode: tuple[str, ...], dossier: Path) -> None:
    terminal = Terminal(str(dossier), *mode)
    terminal.wait(READY if not mode else "Votre réponse :")
    process = terminal.child.pid
    os.close(terminal.child.child_fd)
    for _ in range(200):
        if os.waitpid(process, os.WNOHANG) != (0, 0):
            break
        time.sleep(0.05)
    else:
        pytest.fail("still running without a terminal")
    terminal.child.closed = terminal.child.terminated = True


@LONG
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_plain_lines(number: signal.Signals, dossier: Path) -> None:
    terminal = Terminal(str(dossier), "--simple")
    terminal.wait("Votre réponse")
    terminal.child.kill(number)
    assert terminal.end() == 130


@pytest.mark.parametrize(
    ("what", "key"),
    [
        ("pick", CTRL_C),
        ("confirm", CTRL_D),
        *(pytest.param(*other, marks=LONG) for other in (("pick", CTRL_D), ("confirm", CTRL_C))),
    ],
)
def test_ctrl_c_and_ctrl_d_leave_the_small_questions(what: str, key: str) -> None:
    terminal = Terminal(what)
    terminal.wait("Ne rien cocher" if what == "pick" else "Entrée seule")
    terminal.press(key)
    assert terminal.end() == 130


@pytest.mark.parametrize(
    "arguments",
    [["x.json"], *(pytest.param(other, marks=LONG) for other in (["pick"], ["confirm"], ["x.json", "--simple"]))],
    ids=" ".join,
)
def test_nobody_is_asked_without_a_terminal(arguments: list[str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.terminal.driver", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("Erreur : il reste des questions à poser, et aucun terminal")
