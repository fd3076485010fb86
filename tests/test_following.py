"""Notes, delays, dismissals, outcomes of a deposit, and taking them back."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from medinstall.cli import ticking
from medinstall.dossier.journal import Journal
from tests.inside import Said, inside, started

SECTOR_2 = """
specialite = "medecine_generale"
parcours = "hospitalier"
diplome = "france"
inscription_ordre = "non"
date_debut = 2027-03-31
commune = "45234"
premiere_installation = true
secteur = "secteur_2"
titre_hospitalier = "ccu_ah"
annees_fonction = 2
mode_exercice = "individuel"
cabinet = "creation"
"""


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MEDINSTALL_HOME", str(tmp_path / "home"))
    return started(tmp_path / "home", answers=SECTOR_2)


def step(name: str) -> dict[str, Any]:
    plan = json.loads(inside("liste", "--json").check(0).out)
    return dict(next(found for found in plan["steps"] if found["id"] == name))


def writes(journal: Path, *words: str) -> Said:
    """Run a command that writes one line."""
    before = journal.read_bytes().count(b"\n")
    said = inside(*words).check(0)
    assert journal.read_bytes().count(b"\n") == before + 1, words
    return said


# Ticks: all or nothing, and what they start


def test_several_steps_are_ticked_by_one_line_and_undone_together(journal: Path) -> None:
    writes(journal, "cocher", "rcp", "CARMF", "--le", "2026-11-20")
    assert [step(name)["done_on"] for name in ("rcp", "carmf")] == ["2026-11-20"] * 2
    writes(journal, "annuler", "--oui")
    assert [step(name)["done_on"] for name in ("rcp", "carmf")] == [None] * 2


@pytest.mark.parametrize("wrong", [("rcp", "rcq"), ("rcp", "ordre_transfert"), ("rcp", "--le", "2026-11-23")])
def test_one_step_that_is_refused_refuses_them_all(journal: Path, wrong: tuple[str, ...]) -> None:
    before = journal.read_bytes()
    inside("cocher", *wrong).refused(1)
    assert journal.read_bytes() == before


def test_a_step_named_twice_in_any_case_is_ticked_once(journal: Path) -> None:
    assert writes(journal, "cocher", "RCP", "rcp").told.count("Coché : ") == 1


def test_nothing_is_asked_of_a_dossier_that_another_window_holds(
    journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What would be answered could not be saved."""
    monkeypatch.setattr(ticking, "has_terminal", lambda: True)
    monkeypatch.setattr(ticking, "pick", lambda *_: pytest.fail("asked"))
    with Journal.open(journal, datetime.now(UTC)):
        assert "ouvert dans une autre fenêtre" in inside("cocher").refused(1).told


def test_a_tick_that_starts_a_clock_says_what_is_due_and_when(journal: Path) -> None:
    said = writes(journal, "cocher", "convention", "--le", "2026-11-20")
    assert "Déclarer le secteur 2 et prouver vos titres, au plus tard le 20 décembre 2026" in said.told
    assert "Un délai court" not in writes(journal, "cocher", "lieu").told


# What became of a deposit


def test_the_place_is_told_as_chosen_where_its_step_is_done(journal: Path) -> None:
    for command in (["liste"], ["etape", "lieu"], ["exporter", "md"]):
        assert "commune choisie" in inside(*command).check(0).out, command


def test_an_accepted_file_is_done(journal: Path) -> None:
    writes(journal, "cocher", "ordre_inscription", "--depose-le", "2026-11-02")
    assert step("ordre_inscription")["state"] == "deposee"
    said = writes(journal, "cocher", "ordre_inscription", "--reponse", "acceptée", "--le", "2026-11-20")
    assert "Réponse notée, acceptée" in said.told
    found = step("ordre_inscription")
    assert (found["filed_on"], found["done_on"], found["state"]) == ("2026-11-02", "2026-11-20", "faite")
    writes(journal, "decocher", "ordre_inscription")
    assert step("ordre_inscription")["state"] == "deposee"


@pytest.mark.parametrize("answer", ["refusee", "incomplete"])
def test_a_file_that_is_not_accepted_opens_the_step_again(journal: Path, answer: str) -> None:
    writes(journal, "cocher", "ordre_inscription", "--depose-le", "2026-11-02", "--reponse", answer)
    found = step("ordre_inscription")
    assert (found["filed_on"], found["done_on"], found["state"]) == (None, None, "a_faire")
    told = "refusée" if answer == "refusee" else "dossier incomplet"
    for command in (["liste"], ["exporter", "md"], ["etape", "ordre_inscription"]):
        said = " ".join(inside(*command).check(0).out.split())
        assert f"{told} : l’étape est rouverte" in said.casefold(), command
    writes(journal, "annuler", "--oui")
    assert step("ordre_inscription")["filed_on"] is None  # both were one command


@pytest.mark.parametrize(
    "words",
    [
        ("rcp", "--reponse", "acceptee"),
        ("ordre_inscription", "--reponse", "acceptee"),
        ("ordre_inscription", "--depose-le", "2026-11-20", "--reponse", "acceptee", "--le", "2026-11-19"),
        ("ordre_inscription", "--depose-le", "2026-11-20", "--le", "2026-11-19"),
    ],
)
def test_an_answer_to_nothing_is_refused(journal: Path, words: tuple[str, ...]) -> None:
    before = journal.read_bytes()
    inside("cocher", *words).refused(1)
    assert journal.read_bytes() == before


def test_an_answer_that_is_none_is_wrong_usage(journal: Path) -> None:
    assert "vouliez-vous dire « refusee »" in inside("cocher", "sel", "--reponse", "refuse").refused(2).told


# Notes, delays, dismissals


def test_notes_are_added_and_tick_nothing(journal: Path) -> None:
    writes(journal, "noter", "rcp", "appeler l’assureur")
    writes(journal, "noter", "RCP", "devis reçu")
    assert step("rcp")["done_on"] is None
    assert "devis reçu" in step("rcp")["note"]
    told = inside("annuler", "--historique").out.replace("\u00a0", " ")
    assert "note sur « Assurer votre responsabilité civile professionnelle » : devis reçu" in told
    assert told.count("note sur") == 2
    inside("noter", "rcp", " ").refused(2)
    inside("noter", "rcp").refused(2)


def test_a_step_is_put_off_to_a_day_to_come(journal: Path) -> None:
    assert "Reporté au 4 janvier 2027" in writes(journal, "reporter", "prevoyance", "--au", "2027-01-04").told
    said = writes(journal, "reporter", "ordre_inscription", "--au", "2027-05-04").told
    assert "sa date limite reste le 31 décembre 2026 : c’est après" in said.replace("\u00a0", " ")
    for words in (("prevoyance", "--au", "2026-11-22"), ("ordre_transfert", "--au", "2027-01-04")):
        inside("reporter", *words).refused(1)
    assert "il manque le jour" in inside("reporter", "prevoyance").refused(2).told
    inside("cocher", "rcp").check(0)
    inside("reporter", "rcp", "--au", "2027-01-04").refused(1)


def test_of_a_later_day_and_a_dismissal_the_last_one_counts(journal: Path) -> None:
    writes(journal, "ecarter", "prevoyance", "--motif", "non", "--oui")
    writes(journal, "reporter", "prevoyance", "--au", "2027-01-10")
    found = step("prevoyance")
    assert (found["put_off_until"], found["dismissed"]) == ("2027-01-10", None)
    writes(journal, "ecarter", "prevoyance", "--motif", "non", "--oui")
    found = step("prevoyance")
    assert (found["put_off_until"], found["dismissed"]) == (None, "non")


def test_an_obligatory_step_is_dismissed_only_once_confirmed(journal: Path) -> None:
    before = journal.read_bytes()
    assert "est obligatoire" in inside("ecarter", "carmf", "--motif", "dispensé").refused(2).told
    assert journal.read_bytes() == before
    writes(journal, "ecarter", "carmf", "--motif", "dispensé", "--oui")
    writes(journal, "ecarter", "prevoyance", "--motif", "déjà couvert")
    for words in ((), ("--motif", "")):
        assert "il manque le motif" in inside("ecarter", "prevoyance", *words).refused(2).told


def test_a_file_is_not_handed_in_after_its_answer(journal: Path) -> None:
    writes(journal, "cocher", "ordre_inscription", "--le", "2026-11-10")
    before = journal.read_bytes()
    said = inside("cocher", "ordre_inscription", "--depose-le", "2026-11-20").refused(1).told
    assert "ne peut pas précéder le dépôt" in said
    assert "décochez d’abord" in said
    assert journal.read_bytes() == before
    writes(journal, "cocher", "ordre_inscription", "--depose-le", "2026-11-02")


def test_a_step_that_an_answer_settles_is_neither_put_off_nor_dismissed(journal: Path) -> None:
    assert step("lieu")["state"] == "faite"
    for words in (("reporter", "lieu", "--au", "2027-01-04"), ("ecarter", "lieu", "--motif", "non")):
        assert "change la réponse qui la règle" in inside(*words).refused(1).told
    writes(journal, "cocher", "rcp")
    assert "décochez-la d’abord" in inside("ecarter", "rcp", "--motif", "non", "--oui").refused(1).told


def test_a_step_that_was_dismissed_is_offered_neither_as_a_letter_nor_to_be_ticked(journal: Path) -> None:
    today = ("--aujourdhui", "2027-04-02")
    assert "demande_aides" in inside("courrier").refused(2).told
    assert "demande_aides" in inside(*today, "cocher").refused(2).told
    writes(journal, "ecarter", "demande_aides", "--motif", "non", "--oui")
    assert "demande_aides" not in inside("courrier").refused(2).told
    assert "demande_aides" not in inside(*today, "cocher").refused(2).told


def test_what_was_left_aside_comes_back(journal: Path) -> None:
    assert "montre où en est chaque démarche" in inside("reprendre-etape", "prevoyance").refused(1).told
    for words in (("ecarter", "prevoyance", "--motif", "x"), ("reporter", "prevoyance", "--au", "2027-01-04")):
        writes(journal, *words)
        writes(journal, "reprendre-etape", "prevoyance")
        inside("reprendre-etape", "prevoyance").refused(1)


def test_a_name_that_is_none_is_refused_with_the_command_that_finds_it(journal: Path) -> None:
    assert "medinstall chercher" in inside("etape", "guichet unique").refused(1).told
    assert "medinstall etape inpi" in " ".join(inside("chercher", "guichet unique").check(0).out.split())
    assert "medinstall pourquoi ordre_transfert" in inside("ecarter", "ordre_transfert", "--motif", "x").refused(1).told


def test_a_deposit_says_once_that_its_answer_is_expected(journal: Path) -> None:
    writes(journal, "cocher", "ordre_inscription", "--depose-le", "2 novembre")
    said = " ".join(inside("liste").check(0).out.split())
    assert said.count("réponse attendue") == 1


def test_a_day_after_an_option_is_typed_as_in_the_interview(journal: Path) -> None:
    writes(journal, "cocher", "rcp", "--le", "hier")
    writes(journal, "cocher", "ordre_inscription", "--depose-le", "2 novembre")
    writes(journal, "reporter", "prevoyance", "--au", "15 janvier")
    assert step("rcp")["done_on"] == "2026-11-21"
    assert step("ordre_inscription")["filed_on"] == "2026-11-02"
    assert step("prevoyance")["put_off_until"] == "2027-01-15"
    assert inside("cocher", "cps", "--le", "bientôt").code == 2


# Taking back, and giving back


def test_an_undo_says_what_of_which_day_and_with_what_effect_then_asks(journal: Path) -> None:
    inside("cocher", "rcp", day=("--aujourdhui", "2026-11-23")).check(0)
    before = journal.read_bytes()
    said = inside("annuler", day=("--aujourdhui", "2026-11-25")).check(2)
    told = " ".join(said.out.replace("\u00a0", " ").split())
    assert "Annuler ce qui a été enregistré le 23 novembre 2026 : « Assurer votre responsabilité civile" in told
    assert said.out.startswith("Annuler ce qui a été"), "the doctor’s own words are in no capitals"
    assert "Assurer votre responsabilité civile professionnelle : faite" in said.out.replace("\u00a0", " ")
    assert journal.read_bytes() == before


def test_undos_are_taken_back_one_by_one(journal: Path) -> None:
    states = [inside("liste", "--json").check(0).out]
    for name in ("rcp", "lieu"):
        writes(journal, "cocher", name)
        states.append(inside("liste", "--json").check(0).out)
    for number in (1, 0):
        writes(journal, "annuler", "--oui")
        assert inside("liste", "--json").check(0).out == states[number]
    for number in (1, 2):
        writes(journal, "annuler", "--retablir", "--oui")
        assert inside("liste", "--json").check(0).out == states[number]
    said = inside("annuler", "--retablir", "--oui").refused(1).told
    assert "rien à rétablir" in said
    assert "medinstall annuler --historique" in said


def test_what_is_given_back_may_not_contradict_what_came_since(journal: Path) -> None:
    inside("modifier", "commune=45234", "--oui").check(0)
    writes(journal, "annuler", "--oui")
    writes(journal, "annuler", "--oui")
    writes(journal, "modifier", "departement=2A", "--oui")
    before = journal.read_bytes()
    inside("annuler", "--retablir", "--oui").check(1)
    assert journal.read_bytes() == before


def test_a_deposit_of_what_is_done_says_that_it_is_done(journal: Path) -> None:
    both = ("--depose-le", "2026-11-02", "--le", "2026-11-03")
    for words in (both, both[:2]):
        told = writes(journal, "cocher", "ordre_inscription", *words)
        assert "Dépôt noté" in told.err
        assert "la démarche est cochée" in told.err
    assert step("ordre_inscription")["state"] == "faite"
