"""The first question is on the screen before what answers it is imported: it must be the same, and lose no key."""

from __future__ import annotations

import signal
import termios
from pathlib import Path
from typing import Any

import pyte
import pytest

from .dossiers import SETTLED, TICKED, question, resumed, saved
from .screens import CTRL_C, DOWN, ENTER, READY, Terminal, cursor_is_shown

LIVE = "\x1b[?2004h"  # what prompt_toolkit writes first
Look = list[list[tuple[str, str, bool]]]


def look(raw: str, columns: int = 80, rows: int = 45) -> Look:
    """Return what a terminal shows after it was sent `raw`: each character, its colour and its weight."""
    screen = pyte.Screen(columns, rows)
    pyte.Stream(screen).feed(raw)
    cells = [[screen.buffer[row][column] for column in range(columns)] for row in range(rows)]
    return [
        [(cell.data, cell.fg if cell.data.strip() else "", cell.bold and cell.data != " ") for cell in row]
        for row in cells
    ]


@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1"}], ids=["colours", "no colour"])
@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize("answers", [{}, SETTLED, TICKED], ids=["first", "boxes", "resumed"])
def test_the_prompt_draws_what_was_on_the_screen(
    answers: dict[str, object], columns: int, environment: dict[str, str], dossier: Path
) -> None:
    terminal = resumed(dossier, answers, columns=columns, **environment)
    terminal.wait_written("Échap" if answers != SETTLED else "Espace", times=2)
    terminal.wait(READY)
    terminal.press(CTRL_C)
    assert terminal.end() == 130
    sketch, live = terminal.raw.split(LIVE)
    drawn = live.rpartition(READY[-9:])[0] + READY[-9:]
    assert look(sketch, columns) == look(sketch + drawn, columns)


def slow(dossier: Path, *words: str) -> Terminal:
    terminal = Terminal(str(dossier), "--slow", *words)
    terminal.wait(READY)
    assert LIVE not in terminal.raw
    return terminal


def test_keys_typed_at_first_sight_answer(dossier: Path) -> None:
    terminal = slow(dossier)
    terminal.press(DOWN + ENTER)
    terminal.wait(question("parcours"))
    assert saved(dossier) == {"specialite": "anesthesie_chirurgie_obstetrique"}
    assert "^[" not in terminal.text


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_leaving_at_first_sight_puts_the_terminal_back(number: signal.Signals, dossier: Path) -> None:
    terminal = slow(dossier)
    terminal.child.kill(number)
    assert terminal.end() == 130
    assert LIVE not in terminal.raw
    assert question("specialite") not in terminal.text
    assert "interrompu" in terminal.text
    assert "Traceback" not in terminal.raw


def test_ctrl_c_typed_at_first_sight_leaves(dossier: Path) -> None:
    terminal = slow(dossier)
    terminal.press(CTRL_C)
    assert terminal.end() == 130
    assert cursor_is_shown(terminal.raw)


def modes(terminal: Terminal) -> list[Any]:
    """Return the modes of the terminal, the characters apart."""
    return termios.tcgetattr(terminal.child.child_fd)[:4]


def test_keys_are_held_at_first_sight_alone(dossier: Path) -> None:
    terminal = Terminal(str(dossier), "--slow")
    before = modes(terminal)
    terminal.wait(READY)
    assert not modes(terminal)[3] & termios.ECHO
    terminal.wait_written(READY, times=2)
    terminal.child.kill(signal.SIGTERM)
    terminal.wait("interrompu")
    assert modes(terminal) == before


def test_a_terminal_made_too_low_at_first_sight_asks_once(dossier: Path) -> None:
    terminal = slow(dossier)
    terminal.resize(80, 12)
    terminal.wait_written(LIVE, times=1)
    terminal.press(DOWN + ENTER, "Jeune diplômé")  # the question itself has scrolled away
    assert saved(dossier) == {"specialite": "anesthesie_chirurgie_obstetrique"}
