"""The plain mode: one line after the other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .dossiers import (
    BEGUN,
    FACT,
    label,
    resumed,
    saved,
)
from .screens import CTRL_C, CTRL_D, Terminal, english_in


def simple(dossier: Path, *arguments: str, **environment: Any) -> None:
    """Answer two questions and go back once; nothing but lines is ever written."""
    terminal = Terminal(str(dossier), *arguments, **environment)
    terminal.wait("Votre réponse")
    terminal.press("3\r", "Noté.")
    terminal.wait("question 2, encore")
    terminal.press("<\r", "Entrée seule")
    terminal.press("\r", "question 2, encore")
    terminal.press("7\r", "question 3, encore")
    terminal.press(CTRL_C)
    assert terminal.end() == 130
    assert saved(dossier) == {"specialite": "autre_specialite", "parcours": FACT["parcours"].choices[6].value}
    assert "\x1b" not in terminal.raw
    assert english_in(terminal.text) == []


@pytest.mark.slow
def test_a_dumb_terminal_gets_plain_lines(dossier: Path) -> None:
    simple(dossier, TERM="dumb")


@pytest.mark.slow
def test_an_accessible_terminal_gets_plain_lines(dossier: Path) -> None:
    simple(dossier, ACCESSIBLE="1")


def test_plain_lines_may_be_asked_for(dossier: Path) -> None:
    simple(dossier, "--simple")


def test_an_ascii_terminal_gets_plain_lines(dossier: Path) -> None:
    terminal = Terminal(str(dossier), PYTHONIOENCODING="ascii")
    terminal.wait("Je ne sais pas encore".lower())
    terminal.press("1\r", "Note. Specialite : Medecine generale")
    terminal.press(CTRL_D)
    assert terminal.end() == 130


def test_the_whole_of_a_plain_interview(dossier: Path) -> None:
    terminal = resumed(dossier, BEGUN, rows=200, ACCESSIBLE="1")
    terminal.wait("Commune :")
    for keys, then in (
        ("saint-denis\r", "Tapez le numéro de la bonne ligne"),
        ("1\r", "question 7, encore"),
        ("zip\r", "question 8, encore"),
        ("non\r", "question 9, encore"),
        ("1\r", "question 10, encore"),
        ("1\r", "question 11, encore"),
        ("1\r", "question 12, encore"),
        ("dans trois mois\r", "question 13, encore"),
        ("1\r", "question 14, encore"),
        ("1 4\r", "Souhaitez-vous préciser des montants ?"),
        ("1\r", "Tout est-il juste ?"),
    ):
        terminal.press(keys, then)
    terminal.wait("Votre réponse :")
    terminal.press("1\r")
    assert terminal.end() == 0
    assert saved(dossier)["medecin_traitant"] is True
    assert saved(dossier)["date_signature_contrats"] == {"date": "2027-02-22"}
    terminal.wait(f"Noté. {label('date_signature_contrats')} : lundi 22 février 2027")
