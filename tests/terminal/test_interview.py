"""Questions answered, gone back to and mended, in a real terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from .dossiers import (
    BEGUN,
    SETTLED,
    TICKED,
    WHOLE,
    box,
    choice,
    label,
    question,
    resumed,
    saved,
)
from .screens import DOWN, ENTER, ESCAPE, READY, UP, Terminal

LONG = pytest.mark.slow  # the same moves on other screens; tests/unit/interview plays them without a terminal


def test_escape_goes_back_with_the_earlier_answer_pointed_at(dossier: Path) -> None:
    terminal = Terminal(str(dossier))
    terminal.wait(READY)
    terminal.press(DOWN + DOWN + ENTER, "question 2, encore")
    terminal.press(ESCAPE, "question 1, encore")
    terminal.wait_pointed(choice("specialite", 2))
    terminal.press(ESCAPE, "C’est la première question")
    terminal.wait_pointed(choice("specialite", 2))
    terminal.press(ENTER, question("parcours"))
    terminal.wait(READY)
    terminal.press(UP + ENTER, "question 1, encore")
    assert saved(dossier) == {"specialite": "autre_specialite"}
    terminal.child.close(force=True)


@LONG
def test_escape_on_a_resumed_dossier_reaches_earlier_answers(dossier: Path) -> None:
    terminal = resumed(dossier, BEGUN)
    terminal.wait("question 6, encore")
    terminal.wait(READY)
    terminal.press(ESCAPE, "question 5, encore")
    terminal.wait_pointed("lundi 15 mars 2027")
    terminal.press(ENTER, "question 6, encore")
    assert saved(dossier) == BEGUN
    terminal.child.close(force=True)


@LONG
def test_a_commune_is_found_without_its_accent(dossier: Path) -> None:
    terminal = resumed(dossier, BEGUN)
    terminal.wait(READY)
    terminal.press("evry")
    terminal.wait_pointed("Évry-Courcouronnes (Essonne, 91000)")
    terminal.press(DOWN)
    terminal.wait_pointed("Évry-le-Château")
    terminal.press(UP + ENTER, f"✓ {label('commune')} : Évry-Courcouronnes (Essonne, 91000)")
    assert saved(dossier)["commune"] == "91228"
    terminal.child.close(force=True)


def test_a_date_that_does_not_exist_is_told_and_mended(dossier: Path) -> None:
    terminal = resumed(dossier, TICKED)
    terminal.wait(READY)
    terminal.press("31/02/2027" + ENTER, "Février 2027 va du 1er au 28 : corrigez le jour.")
    terminal.press("\x7f" * 10 + "demain", "» lundi 23 novembre 2026")
    terminal.press("\x7f" * 6 + "bientôt" + ENTER, "Date non comprise")
    terminal.press("\x7f" * 7, READY)
    terminal.press(DOWN)
    terminal.wait_pointed("Pas encore signés")
    terminal.press(ENTER, "Tout est-il juste ?")
    assert saved(dossier)["date_signature_contrats"] == "jamais"
    terminal.child.close(force=True)


@LONG
@pytest.mark.parametrize(
    "paste", ["\x1b[200~15/03/2027\n\x1b[201~", "\x1b[200~ 15\tmars\r\n2027\x1a\x1b[201~"], ids=ascii
)
def test_a_pasted_line_end_sends_nothing(paste: str, dossier: Path) -> None:
    terminal = resumed(dossier, TICKED)
    terminal.wait(READY)
    terminal.press(paste)
    terminal.wait_pointed("lundi 15 mars 2027")
    assert "date_signature_contrats" not in saved(dossier)
    terminal.press(ENTER, "Tout est-il juste ?")
    terminal.child.close(force=True)


@LONG
def test_lines_pasted_by_an_old_terminal_answer_one_question_only(dossier: Path) -> None:
    terminal = resumed(dossier, {key: value for key, value in BEGUN.items() if key != "date_debut"})
    terminal.wait(READY)
    terminal.press("15/03/2027\r45000\r\r\r", question("commune"))
    terminal.wait(READY)
    assert saved(dossier) == BEGUN
    terminal.child.close(force=True)


def test_boxes_settle_several_facts_and_ask_the_details(dossier: Path) -> None:
    terminal = resumed(dossier, SETTLED)
    terminal.wait(READY)
    terminal.press(ENTER, "Rien de coché : Entrée confirme.")
    terminal.press(f" {DOWN * 6} ", f"[x] {box('personnel')}")
    terminal.press(ENTER, question("personnel"))
    assert saved(dossier)["travaux"] is True
    assert saved(dossier)["cesp"] is False
    assert "personnel" not in saved(dossier)
    terminal.wait(READY)
    terminal.press(ESCAPE, f"[x] {box('personnel')}")
    terminal.press(ENTER, question("personnel"))
    terminal.wait(READY)
    terminal.press(ENTER, "Tout est-il juste ?")
    assert saved(dossier)["personnel"] == "assistant_medical", "a ticked box is never undone by a plain Enter"
    terminal.child.close(force=True)


@LONG
def test_what_is_not_ticked_may_be_unknown(dossier: Path) -> None:
    terminal = resumed(dossier, SETTLED)
    terminal.wait(READY)
    terminal.press(" ", f"[x] {box('travaux')}")
    terminal.press(UP + UP)
    terminal.wait_pointed("Je ne sais pas encore pour le reste")
    terminal.press(ENTER, "Tout est-il juste ?")
    assert saved(dossier)["travaux"] is True
    assert saved(dossier)["cesp"] == "inconnu"
    terminal.child.close(force=True)


def test_the_summary_changes_one_answer_and_finishes(dossier: Path) -> None:
    terminal = resumed(dossier, WHOLE)
    terminal.wait("Tout est-il juste ?")
    terminal.wait(f"{label('premiere_installation')} : oui (déduit)")
    terminal.wait(READY)
    terminal.press(label("specialite")[0].lower())
    terminal.wait_pointed(label("specialite"))
    terminal.press(ENTER, "· modification")
    terminal.wait_pointed(choice("specialite", 0))
    terminal.press(DOWN + ENTER, "Tout est-il juste ?")
    assert saved(dossier)["specialite"] == "anesthesie_chirurgie_obstetrique"
    terminal.wait_pointed("Oui, terminer")
    terminal.press(ENTER)
    assert terminal.end() == 0
    terminal.wait("finished")


@LONG
@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)])
def test_the_summary_keeps_its_question_however_low_the_screen(columns: int, rows: int, dossier: Path) -> None:
    terminal = resumed(dossier, WHOLE, columns=columns, rows=rows)
    terminal.wait("Tout est-il juste ?")
    seen = set[str]()
    for _ in range(len(WHOLE) + 4):
        terminal.wait("Tout est-il juste ?")
        seen.add(terminal.pointed.split(" :")[0])
        before = terminal.pointed
        terminal.press(DOWN)
        terminal.wait_moved(before)
    assert {label(fact) for fact in WHOLE} <= seen
    terminal.child.close(force=True)


@LONG
def test_amounts_are_offered_last(dossier: Path) -> None:
    terminal = resumed(dossier, WHOLE | {"medecin_traitant": True})
    terminal.wait("Souhaitez-vous préciser des montants ?")
    terminal.wait_pointed("Non, passer")
    terminal.press(DOWN + ENTER, question("socle_fmt"))
    terminal.press("12 000 €", "» 12 000 € par an")
    terminal.press(ENTER, "Tout est-il juste ?")
    assert saved(dossier)["socle_fmt"] == 12000
    terminal.child.close(force=True)


@LONG
def test_a_resumed_answer_no_longer_offered_does_not_stop(dossier: Path) -> None:
    terminal = resumed(dossier, BEGUN | {"commune": "45234", "zone": "zone_disparue"})
    terminal.wait(question("france_ruralites"))
    terminal.wait(READY)
    terminal.press(ESCAPE, "Votre réponse précédente (« zone_disparue ») n’est plus proposée.")
    terminal.wait_pointed(choice("zone", 0))
    terminal.child.close(force=True)
