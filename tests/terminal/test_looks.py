"""What the screens look like where there is little room, or no colour."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .dossiers import (
    BEGUN,
    FACT,
    PLACED,
    SETTLED,
    TICKED,
    WHOLE,
    choice,
    label,
    on_screen,
    resumed,
)
from .screens import DOWN, ENTER, READY, Terminal, english_in

LONG = pytest.mark.slow
SCREENS = [{}, BEGUN, BEGUN | {"commune": "45234"}, PLACED, SETTLED, TICKED, WHOLE]


@LONG
@pytest.mark.parametrize("answers", SCREENS, ids=len)
def test_no_word_is_cut_at_40_columns(answers: dict[str, object], dossier: Path) -> None:
    words = []
    for columns in (120, 40):
        terminal = resumed(dossier, answers, columns=columns, rows=90)
        terminal.wait(READY)
        assert english_in(terminal.text) == []
        words.append(set(terminal.text.split()))
        terminal.child.close(force=True)
    assert words[1] <= words[0] | {":"}  # label and answer stand in two columns where there is room


@LONG
def test_a_terminal_resized_in_the_middle_cuts_no_word(dossier: Path) -> None:
    terminal = resumed(dossier, SETTLED | {"secteur": "secteur_2"}, columns=100)
    terminal.wait(READY)
    words = set(terminal.text.split())
    longest = max(FACT["titre_hospitalier"].choices, key=lambda one: len(one.label) + len(one.help))
    terminal.resize(40, 45)
    terminal.wait(on_screen(f"{longest.label} : {longest.help}"))
    terminal.press(DOWN)
    terminal.wait_pointed(choice("titre_hospitalier", 1))
    assert max(map(len, terminal.lines)) <= 40
    assert set(terminal.text.split()) <= words
    terminal.child.close(force=True)


def test_a_low_terminal_scrolls_the_list(dossier: Path) -> None:
    terminal = resumed(dossier, SETTLED | {"secteur": "secteur_2"}, rows=10)
    terminal.wait("Aucun")
    terminal.press(DOWN * 10)
    terminal.wait_pointed("Titre acquis à l’étranger")
    terminal.wait("Quel est votre meilleur titre hospitalier ?")
    terminal.press(ENTER, "Date :")
    terminal.wait("Quand la caisse a-t-elle reçu")
    assert english_in(terminal.text) == []
    terminal.child.close(force=True)


@pytest.mark.parametrize(("rows", "told"), [(24, True), pytest.param(45, False, marks=LONG)])
def test_a_list_longer_than_the_screen_says_where_one_is(rows: int, told: bool, dossier: Path) -> None:
    """Thirteen titles take seventeen lines: what is counted is lines, not answers."""
    terminal = resumed(dossier, SETTLED | {"secteur": "secteur_2"}, rows=rows)
    terminal.wait("» Aucun")
    assert ("(1 sur 13)" in terminal.text) is told


@LONG
def test_without_colour_nothing_is_coloured(dossier: Path) -> None:
    terminal = Terminal(str(dossier), NO_COLOR="1")
    terminal.wait(READY)
    terminal.press(ENTER, f"✓ {label('specialite')} : {choice('specialite', 0)}")
    assert not re.search(r"\x1b\[[\d;]*\b(3[0-8]|4[0-8]|9\d|10\d)\b[\d;]*m", terminal.raw)
    terminal.child.close(force=True)


def test_a_western_alphabet_keeps_the_full_screens(dossier: Path) -> None:
    terminal = Terminal(str(dossier), PYTHONIOENCODING="cp1252")
    terminal.wait(READY)
    terminal.press(ENTER)
    terminal.wait(f"OK {label('specialite')} : {choice('specialite', 0)}")
    terminal.child.close(force=True)
