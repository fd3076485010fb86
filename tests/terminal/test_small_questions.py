"""The small questions of other commands: boxes to tick, a confirmation, one answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .dossiers import (
    WHOLE,
    choice,
    question,
    saved,
)
from .screens import DOWN, ENTER, ESCAPE, UP, Terminal

LONG = pytest.mark.slow  # the same again, of other keys


def test_steps_are_picked_in_a_list() -> None:
    terminal = Terminal("pick", columns=60)
    terminal.wait("au plus tard le 31 mars 2027")
    terminal.wait("Ne rien cocher")
    terminal.press(f"{DOWN} ", "[x] Demander votre carte")
    terminal.press(ENTER)
    assert terminal.end() == 0
    terminal.wait("pick: ['cps']")


@pytest.mark.parametrize(
    ("keys", "result"),
    [
        *((" \r", "['rcp']"), ("\r\r", "[]")),
        *(pytest.param(*other, marks=LONG) for other in ((ESCAPE, "[]"), (UP + ENTER, "[]"), ("\r \r", "['rcp']"))),
    ],
)
def test_nothing_may_be_picked(keys: str, result: str) -> None:
    terminal = Terminal("pick")
    terminal.wait("Ne rien cocher")
    terminal.press(keys)
    assert terminal.end() == 0
    terminal.wait(f"pick: {result}")


@pytest.mark.parametrize(
    ("keys", "result"),
    [
        *(("o\r", True), ("\r", False), ("yes\r\r", False)),
        *(pytest.param(*other, marks=LONG) for other in (("OUI\r", True), ("n\r", False), ("peut-être\ro\r", True))),
    ],
)
def test_a_confirmation_is_no_unless_told(keys: str, result: bool) -> None:
    terminal = Terminal("confirm")
    terminal.wait("Supprimer le dossier « essai » ? (o = oui, n = non ; Entrée seule = non)")
    terminal.press(keys)
    assert terminal.end() == 0
    assert terminal.text.replace("confirm :", "confirm:").endswith(f"confirm: {result}")


@pytest.mark.parametrize("early", ["o\r", *(pytest.param(keys, marks=LONG) for keys in ("\x1b[A\roui\r", "o"))])
def test_what_is_typed_ahead_confirms_nothing(early: str, tmp_path: Path) -> None:
    typed = tmp_path / "typed"
    terminal = Terminal("confirm", "wait", str(typed))
    terminal.wait("occupé")
    terminal.press(early)
    typed.touch()
    terminal.wait("Entrée seule = non)")
    terminal.press(ENTER)
    assert terminal.end() == 0
    terminal.wait("confirm: False")


@LONG
def test_one_answer_is_asked_and_not_saved(dossier: Path) -> None:
    dossier.write_text(json.dumps(WHOLE), "utf-8")
    terminal = Terminal(str(dossier), "ask", "zone")
    terminal.wait_pointed(choice("zone", 0))
    terminal.press(DOWN + ENTER)
    assert terminal.end() == 0
    terminal.wait("ask: ('zone', 'zac')")
    assert saved(dossier) == WHOLE


@LONG
def test_which_answer_to_change_is_asked(dossier: Path) -> None:
    dossier.write_text(json.dumps(WHOLE), "utf-8")
    terminal = Terminal(str(dossier), "ask")
    terminal.wait("Quelle réponse voulez-vous changer ?")
    terminal.wait("Ne rien changer")
    terminal.press(ENTER, question("specialite"))
    terminal.wait("Ne rien changer")
    terminal.press(ESCAPE, "Quelle réponse voulez-vous changer ?")
    terminal.wait("Ne rien changer")
    terminal.press(ESCAPE)
    assert terminal.end() == 0
    terminal.wait("ask: None")
