"""The home screen in a real terminal: what fits, what each entry of the menu opens, and the way back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.inside import inside, started

from .screens import CTRL_C, ENTER, ESCAPE, Medinstall

DAY = ("--aujourdhui", "2026-11-22")
BACK = "Revenir à l’accueil"
HOME = "» Ouvrir une démarche"
RIGHT = "\x1b[C"
LONG = pytest.mark.slow  # the same again, of another entry
PAGES = {"Toute la liste": "Vos aides", "Aides": "Vos aides", "Calendrier": "Calendrier"}
ASKED = {
    "Ouvrir une démarche": "Quelle démarche ?",
    "Cocher": "Quelles démarches sont faites ?",
    "Chercher": "Que cherchez-vous ?",
    "Changer une réponse": "Quelle réponse voulez-vous changer ?",
    "Comparer": "Quelle réponse voulez-vous changer ?",
    "Exporter": "Sous quelle forme ?",
    "Autres pages": "Quelle page ?",
    "Autre dossier": "Quel dossier ?",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a data folder that holds one finished dossier."""
    monkeypatch.setenv("MEDINSTALL_HOME", str(tmp_path / "home"))
    started(tmp_path / "home")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


def opened(folder: Path, *words: str, **options: Any) -> Medinstall:
    return Medinstall(*DAY, *words, MEDINSTALL_HOME=str(folder), **options)


def at_home(folder: Path, **options: Any) -> Medinstall:
    terminal = opened(folder, **options)
    terminal.wait(HOME)
    terminal.wait("Quitter")  # the last of the menu: the screen is whole
    return terminal


def choose(terminal: Medinstall, entry: str, then: str) -> None:
    """Go to an entry of the menu with its first letter, and open it."""
    for _ in range(12):
        if f"» {entry}" in terminal.text:
            break
        before = terminal.text
        terminal.press(entry[0].lower())
        terminal._until(lambda before=before: terminal.text != before, f"» {entry}")
    terminal.wait(f"» {entry}")
    terminal.press(ENTER, then)


@pytest.mark.parametrize(("columns", "rows"), [pytest.param(80, 24, marks=LONG), (60, 20)])
def test_the_page_and_its_menu_fit_the_screen(columns: int, rows: int, folder: Path) -> None:
    terminal = at_home(folder, columns=columns, rows=rows)
    assert terminal.lines[0].startswith("essai, dimanche")
    for words in ("Premier jour", "À faire maintenant", "Aides : ", "Irréversible", "Quitter", "1 faite sur"):
        terminal.wait(words)
    terminal.press(ESCAPE)
    assert terminal.end() == 0


def test_each_page_is_shown_and_left(folder: Path) -> None:
    terminal = at_home(folder, rows=24)
    for entry, shown in PAGES.items():
        read = len(terminal.raw)
        choose(terminal, entry, BACK)
        assert shown.casefold() in terminal.raw[read:].replace("\u00a0", " ").casefold()
        terminal.press(ESCAPE, HOME)
        assert any(line.startswith("essai, dimanche") for line in terminal.lines)
    terminal.press(ESCAPE)
    assert terminal.end() == 0


def test_escape_comes_back_from_whatever_is_asked_and_ctrl_c_leaves(folder: Path) -> None:
    journal = folder / "dossiers" / "essai.jsonl"
    terminal = at_home(folder)  # whose visit is noted
    before = journal.read_bytes()
    for entry, asked in ASKED.items():
        choose(terminal, entry, asked)
        terminal.press(ESCAPE, HOME)
    terminal.press(CTRL_C)
    assert terminal.end() == 130
    assert journal.read_bytes() == before


def test_a_step_is_opened_and_ticked_with_what_it_needs(folder: Path) -> None:
    terminal = at_home(folder)
    choose(terminal, "Ouvrir une démarche", "Quelle démarche ?")
    # what is done comes last: the list begins at what is to be done
    terminal.wait_pointed("Assurer votre responsabilité civile")
    terminal.press(ENTER, "» Cocher cette démarche")
    assert "ASSURER VOTRE RESPONSABILITÉ" in terminal.raw.upper().replace("\u00a0", " ")
    terminal.press(ENTER, "quel jour ?")
    terminal.press("20/11", "» vendredi 20 novembre 2026")  # a day that is past, though no year says so
    terminal.press(ENTER, "récépissé ?")
    terminal.press("AB-12", "» AB-12")
    terminal.press(ENTER, "Coché : Assurer votre responsabilité civile")
    terminal.wait(BACK)  # what is typed before the question is forgotten
    terminal.press(ENTER, HOME)
    terminal.press(ESCAPE)
    assert terminal.end() == 0
    journal = (folder / "dossiers" / "essai.jsonl").read_text("utf-8")
    assert "2026-11-20" in journal
    assert "AB-12" in journal


@LONG
def test_a_file_handed_in_is_noted_as_such(folder: Path) -> None:
    terminal = at_home(folder)
    choose(terminal, "Ouvrir une démarche", "Quelle démarche ?")
    terminal.press("d")
    terminal.wait_pointed("Demander votre inscription")
    terminal.press(ENTER, "» Cocher cette démarche")
    terminal.press(ENTER, "où en êtes-vous ?")
    terminal.press("d")
    terminal.wait_pointed("Dossier remis")
    terminal.press(ENTER, "quel jour ?")
    terminal.press(ENTER, "récépissé ?")
    terminal.press(ENTER, "Dépôt noté")
    terminal.wait(BACK)  # what is typed before the question is forgotten
    terminal.press(ENTER, HOME)
    terminal.wait("1 en attente d’une réponse")
    terminal.press(CTRL_C)
    assert terminal.end() == 130


@LONG
def test_the_menu_under_a_step_names_it_and_offers_what_suits_its_state(folder: Path) -> None:
    terminal = at_home(folder)
    choose(terminal, "Ouvrir une démarche", "Quelle démarche ?")
    terminal.press("\x1b[A\x1b[A")  # round the top: the last but one, the step that an answer settles
    terminal.wait_pointed("Choisir votre lieu")
    terminal.press(ENTER, "» Pourquoi, critère par critère")
    assert "ocher cette démarche" not in terminal.text
    terminal.press("n", "» Noter quelque chose")
    terminal.press(ENTER, "« Choisir votre lieu d’exercice » : que faut-il retenir ?")
    terminal.press("zonage relu", "» zonage relu")
    terminal.press(ENTER, BACK)
    assert "zonage relu" in (folder / "dossiers" / "essai.jsonl").read_text("utf-8")
    terminal.press(ESCAPE, HOME)
    terminal.press(ESCAPE)
    assert terminal.end() == 0


@LONG
def test_what_was_read_in_the_pager_leaves_nothing_to_wait_for(folder: Path) -> None:
    terminal = at_home(folder, rows=24, MEDINSTALL_PAGER="true")
    choose(terminal, "Aides", HOME)
    terminal._until(lambda: terminal.raw.count("Flèches, puis Entrée. Échap : quitter") > 1, "the menu again")
    assert BACK not in terminal.raw.replace("\u00a0", " ")
    terminal.press(CTRL_C)
    assert terminal.end() == 130


@LONG
def test_an_export_is_written_beside_the_doctor(folder: Path, tmp_path: Path) -> None:
    terminal = at_home(folder)
    choose(terminal, "Exporter", "Sous quelle forme ?")
    terminal.press(ENTER, BACK)
    assert (tmp_path / "essai.md").read_text("utf-8").startswith("#")
    terminal.press(ENTER, HOME)
    choose(terminal, "Exporter", "Sous quelle forme ?")
    terminal.press(ENTER, "Le remplacer ?")
    terminal.press("n" + ENTER, HOME)
    terminal.press(ESCAPE)
    assert terminal.end() == 0


@LONG
def test_a_search_and_a_comparison_show_what_they_find(folder: Path) -> None:
    terminal = at_home(folder)
    choose(terminal, "Chercher", "Que cherchez-vous ?")
    terminal.press("urssaf", "» urssaf")
    terminal.press(ENTER, BACK)
    terminal.wait("medinstall glossaire Urssaf")
    terminal.press(ENTER, HOME)
    choose(terminal, "Comparer", "Quelle réponse voulez-vous changer ?")
    terminal.press("z")
    terminal.wait_pointed("Zone")
    terminal.press(ENTER, "» ZIP")
    terminal.press("\x1b[B" + ENTER, BACK)
    terminal.wait("10 000 € → 5 000 €")
    terminal.press(ENTER, HOME)
    terminal.press(ESCAPE)
    assert terminal.end() == 0


@LONG
def test_a_place_is_compared_with_that_of_today(folder: Path) -> None:
    terminal = at_home(folder)
    choose(terminal, "Comparer", "Quelle réponse voulez-vous changer ?")
    terminal.press("c")
    terminal.wait_pointed("Commune")
    terminal.press(ENTER, "Tapez, puis Entrée")
    terminal.press("gueret", "Guéret — 23000")
    terminal.press(ENTER, BACK)
    terminal.wait("Aides certaines")
    terminal.press(ENTER, HOME)
    terminal.press(ESCAPE)
    assert terminal.end() == 0


@LONG
def test_another_dossier_is_begun_from_home(folder: Path) -> None:
    terminal = at_home(folder)
    choose(terminal, "Autre dossier", "» Commencer un autre dossier")
    terminal.press(ENTER, "Comment l’appeler ?")
    terminal.press("essai", "» essai")
    terminal.press(ENTER, "existe déjà")
    terminal.wait(HOME)
    choose(terminal, "Autre dossier", "» Commencer un autre dossier")
    terminal.press(ENTER, "Comment l’appeler ?")
    terminal.press("second", "» second")
    terminal.press(ENTER, "question 1")
    terminal.press(CTRL_C)
    assert terminal.end() == 130
    terminal.wait("medinstall reprendre second")


@LONG
def test_the_arrows_go_round_the_menu(folder: Path) -> None:
    terminal = at_home(folder, rows=24)
    terminal.press(RIGHT, "» Cocher")
    terminal.press("\x1b[B", "» Calendrier")
    terminal.press("\x1b[A", "» Cocher")
    terminal.press("\x1b[A", "» Autre dossier")
    terminal.press(RIGHT, "» Quitter")
    terminal.press(RIGHT, HOME)
    terminal.press("\x1b[D", "» Quitter")
    terminal.press(ENTER)
    assert terminal.end() == 0


def wait_asked(terminal: Medinstall) -> None:
    """Wait until the last line asks for an entry of the menu."""
    terminal._until(lambda: terminal.text.endswith("Votre réponse :") and "12. Quitter" in terminal.text, "the menu")


def test_simple_mode_is_the_same_and_numbered(folder: Path) -> None:
    terminal = opened(folder, "--simple")
    wait_asked(terminal)
    terminal.wait("À faire maintenant")
    terminal.press("4\r", "OPTAM-ACO")
    wait_asked(terminal)
    terminal.press("6\r", "Mots :")
    terminal.press("<\r")
    wait_asked(terminal)
    terminal.press("quitter\r")
    assert terminal.end() == 0
    assert "\x1b[" not in terminal.raw


def test_without_a_terminal_the_page_alone(folder: Path) -> None:
    said = inside().check(0).out.replace("\u00a0", " ")
    assert "À faire maintenant" in said
    assert "Ouvrir une démarche" not in said
