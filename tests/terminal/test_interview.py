from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from medinstall.french import typography

from .fake import load_facts
from .screens import CTRL_C, CTRL_D, DOWN, ENTER, ESCAPE, READY, ROOT, UP, Terminal, cursor_is_shown, english_in

FACT = {fact.id: fact for fact in load_facts()[0]}
BEGUN: dict[str, object] = {
    "specialite": "medecine_generale",
    "parcours": "jeune_diplome",
    "inscription_ordre": "non",
    "diplome": "france",
    "date_debut": {"date": "2027-03-15"},
}
PLACED = BEGUN | {"commune": "45234", "zone": "zip", "france_ruralites": "non", "secteur": "secteur_1"}
SETTLED = PLACED | {"cabinet": "creation", "mode_exercice": "individuel", "local": "location"}
TICKED: dict[str, object] = SETTLED | {
    **dict.fromkeys(("travaux", "remplacement_recent", "activite_salariee", "medecin_traitant", "qpv", "cesp"), False),
    "personnel": "aucun",
    "cabinet_secondaire": "non",
    "consultations_avancees": 0,
}
WHOLE = TICKED | {"date_signature_contrats": "jamais"}


def on_screen(text: str) -> str:
    return " ".join(typography(text).replace("\u00a0", " ").split())


def question(fact: str) -> str:
    return on_screen(FACT[fact].question)


def label(fact: str) -> str:
    return on_screen(FACT[fact].label)


def box(fact: str) -> str:
    return on_screen(FACT[fact].screen_label)


def choice(fact: str, index: int) -> str:
    return on_screen(FACT[fact].choices[index].label)


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return tmp_path / "dossier.json"


def saved(path: Path) -> dict[str, object]:
    return dict(json.loads(path.read_text("utf-8"))) if path.exists() else {}


def resumed(path: Path, answers: dict[str, object], **options: Any) -> Terminal:
    path.write_text(json.dumps(answers), "utf-8")
    return Terminal(str(path), **options)


def test_five_answers_then_ctrl_c_keep_five_answers(dossier: Path) -> None:
    terminal = Terminal(str(dossier))
    terminal.wait(question("specialite"))
    assert "conseil juridique" in terminal.text
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
    assert f"✓ {label('date_debut')} : lundi 15 mars 2027" in terminal.text
    assert "interrompu" in terminal.text


@pytest.mark.parametrize(
    ("answers", "shown"),
    [({}, "question 1"), (SETTLED, "vous concerne"), (BEGUN, "Commune :"), (WHOLE, "Tout est-il juste")],
)
def test_ctrl_d_leaves_every_kind_of_screen(answers: dict[str, object], shown: str, dossier: Path) -> None:
    terminal = resumed(dossier, answers)
    terminal.wait(shown)
    terminal.wait(READY)
    terminal.press(CTRL_D)
    assert terminal.end() == 130
    assert "Traceback" not in terminal.raw
    assert cursor_is_shown(terminal.raw)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
@pytest.mark.parametrize("answers", [{}, SETTLED, BEGUN], ids=["list", "boxes", "line"])
def test_a_signal_leaves_like_ctrl_c(number: signal.Signals, answers: dict[str, object], dossier: Path) -> None:
    terminal = resumed(dossier, answers)
    terminal.wait(READY)
    terminal.child.kill(number)
    assert terminal.end() == 130
    assert cursor_is_shown(terminal.raw)
    assert saved(dossier) == answers


@pytest.mark.parametrize("mode", [(), ("--simple",)], ids=["full", "simple"])
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


def test_escape_on_a_resumed_dossier_reaches_earlier_answers(dossier: Path) -> None:
    terminal = resumed(dossier, BEGUN)
    terminal.wait("question 6, encore")
    terminal.wait(READY)
    terminal.press(ESCAPE, "question 5, encore")
    terminal.wait_pointed("lundi 15 mars 2027")
    terminal.press(ENTER, "question 6, encore")
    assert saved(dossier) == BEGUN
    terminal.child.close(force=True)


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
    terminal.wait_pointed("Pas encore, ou jamais")
    terminal.press(ENTER, "Tout est-il juste ?")
    assert saved(dossier)["date_signature_contrats"] == "jamais"
    terminal.child.close(force=True)


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
    terminal.press(ENTER, question("date_signature_contrats"))
    assert saved(dossier)["personnel"] == "assistant_medical", "a ticked box is never undone by a plain Enter"
    terminal.child.close(force=True)


def test_boxes_may_be_asked_one_by_one(dossier: Path) -> None:
    terminal = resumed(dossier, SETTLED)
    terminal.wait(READY)
    terminal.press(UP + UP + ENTER, question("travaux"))
    terminal.wait(READY)
    terminal.press(DOWN + DOWN + ENTER, question("remplacement_recent"))
    assert saved(dossier)["travaux"] == "inconnu"
    terminal.child.close(force=True)


def test_the_summary_changes_one_answer_and_finishes(dossier: Path) -> None:
    terminal = resumed(dossier, WHOLE)
    terminal.wait("Tout est-il juste ?")
    assert f"{label('premiere_installation')} oui (déduit)" in terminal.text
    terminal.wait(READY)
    terminal.press(DOWN + ENTER, "Quelle réponse voulez-vous changer ?")
    terminal.press(ENTER, "· modification")
    terminal.wait_pointed(choice("specialite", 0))
    terminal.press(DOWN + ENTER, "Tout est-il juste ?")
    assert saved(dossier)["specialite"] == "anesthesie_chirurgie_obstetrique"
    terminal.wait(READY)
    terminal.press(ENTER)
    assert terminal.end() == 0
    assert "finished: True" in terminal.text


def test_amounts_are_offered_last(dossier: Path) -> None:
    terminal = resumed(dossier, WHOLE | {"medecin_traitant": True})
    terminal.wait("Souhaitez-vous préciser des montants ?")
    terminal.wait_pointed("Non, passer")
    terminal.press(DOWN + ENTER, question("socle_fmt"))
    terminal.press("12 000 €", "» 12 000 € par an")
    terminal.press(ENTER, "Tout est-il juste ?")
    assert saved(dossier)["socle_fmt"] == 12000
    terminal.child.close(force=True)


def test_a_resumed_answer_no_longer_offered_does_not_stop(dossier: Path) -> None:
    terminal = resumed(dossier, BEGUN | {"commune": "45234", "zone": "zone_disparue"})
    terminal.wait(question("france_ruralites"))
    terminal.wait(READY)
    terminal.press(ESCAPE, "Votre réponse précédente (« zone_disparue ») n’est plus proposée.")
    terminal.wait_pointed(choice("zone", 0))
    terminal.child.close(force=True)


SCREENS = [{}, BEGUN, BEGUN | {"commune": "45234"}, PLACED, SETTLED, TICKED, WHOLE]


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


def test_a_terminal_resized_in_the_middle_cuts_no_word(dossier: Path) -> None:
    terminal = resumed(dossier, PLACED | {"secteur": "secteur_2"}, columns=100)
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
    terminal = resumed(dossier, PLACED | {"secteur": "secteur_2"}, rows=10)
    terminal.wait("Aucun")
    terminal.press(DOWN * 10)
    terminal.wait_pointed("Titre acquis à l’étranger")
    terminal.press(ENTER, "La convention et le secteur")
    assert english_in(terminal.text) == []
    terminal.child.close(force=True)


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


def test_a_dumb_terminal_gets_plain_lines(dossier: Path) -> None:
    simple(dossier, TERM="dumb")


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


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_plain_lines(number: signal.Signals, dossier: Path) -> None:
    terminal = Terminal(str(dossier), "--simple")
    terminal.wait("Votre réponse")
    terminal.child.kill(number)
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
        ("1\r", "question 13, encore"),
        ("1 4\r", "question 14, la dernière"),
        ("dans trois mois\r", "Souhaitez-vous préciser des montants ?"),
        ("1\r", "Tout est-il juste ?"),
    ):
        terminal.press(keys, then)
    terminal.wait("Votre réponse :")
    terminal.press("1\r")
    assert terminal.end() == 0
    assert saved(dossier)["medecin_traitant"] is True
    assert saved(dossier)["date_signature_contrats"] == {"date": "2027-02-22"}
    assert f"Noté. {label('date_signature_contrats')} : lundi 22 février 2027" in terminal.text


def test_steps_are_picked_in_a_list() -> None:
    terminal = Terminal("pick", columns=60)
    terminal.wait("au plus tard le 31 mars 2027")
    terminal.wait("Ne rien cocher")
    terminal.press(f"{DOWN} ", "[x] Demander votre carte")
    terminal.press(ENTER)
    assert terminal.end() == 0
    assert "pick: ['cps']" in terminal.text


@pytest.mark.parametrize(
    ("keys", "result"), [(" \r", "['rcp']"), ("\r\r", "[]"), (ESCAPE, "[]"), (UP + ENTER, "[]"), ("\r \r", "['rcp']")]
)
def test_nothing_may_be_picked(keys: str, result: str) -> None:
    terminal = Terminal("pick")
    terminal.wait("Ne rien cocher")
    terminal.press(keys)
    assert terminal.end() == 0
    assert f"pick: {result}" in terminal.text


@pytest.mark.parametrize(
    ("keys", "result"),
    [("o\r", True), ("OUI\r", True), ("\r", False), ("n\r", False), ("peut-être\ro\r", True), ("yes\r\r", False)],
)
def test_a_confirmation_is_no_unless_told(keys: str, result: bool) -> None:
    terminal = Terminal("confirm")
    terminal.wait("Supprimer le dossier « essai » ? (o = oui, n = non ; Entrée seule = non)")
    terminal.press(keys)
    assert terminal.end() == 0
    assert terminal.text.replace("confirm :", "confirm:").endswith(f"confirm: {result}")


@pytest.mark.parametrize("early", ["o\r", "\x1b[A\roui\r", "o"])
def test_what_is_typed_ahead_confirms_nothing(early: str) -> None:
    terminal = Terminal("confirm", "wait")
    terminal.wait("occupé")
    terminal.press(early)
    terminal.wait("Entrée seule = non)")
    terminal.press(ENTER)
    assert terminal.end() == 0
    assert "confirm: False" in terminal.text


def test_one_answer_is_asked_and_not_saved(dossier: Path) -> None:
    dossier.write_text(json.dumps(WHOLE), "utf-8")
    terminal = Terminal(str(dossier), "ask", "zone")
    terminal.wait_pointed(choice("zone", 0))
    terminal.press(DOWN + ENTER)
    assert terminal.end() == 0
    assert "ask: ('zone', 'zac')" in terminal.text
    assert saved(dossier) == WHOLE


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
    assert "ask: None" in terminal.text


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
@pytest.mark.parametrize("what", ["pick", "confirm"])
def test_ctrl_c_and_ctrl_d_leave_the_small_questions(key: str, what: str) -> None:
    terminal = Terminal(what)
    terminal.wait("Ne rien cocher" if what == "pick" else "Entrée seule")
    terminal.press(key)
    assert terminal.end() == 130


@pytest.mark.parametrize("arguments", [["x.json"], ["pick"], ["confirm"], ["x.json", "--simple"]], ids=" ".join)
def test_nobody_is_asked_without_a_terminal(arguments: list[str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.terminal.driver", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("Erreur : il reste des questions à poser, et aucun terminal")
