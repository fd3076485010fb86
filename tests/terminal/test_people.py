"""Eight people who install, from the first question to the list, through the real command in a pseudo-terminal.

What is counted: the screens, no more than are granted, and « encore N au plus », which never grows. What is sought: a
step or a paper of somebody else.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Set as AbstractSet
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from medinstall.french import full_date, typography
from medinstall.rules.cache import load_rules

from .screens import DOWN, ENTER, ESCAPE, ROOT, UP, Medinstall

DAY = ("--aujourdhui", "2026-11-27")
FACTS = load_rules().facts
UNSURE = "Je ne sais pas encore"
NEVER = "jamais"

POST = {"preavis_poste", "disponibilite", "information_hopital", "cumul_hopital", "papiers_poste", "chomage"}
POST |= {"clause_salariee"}
SECTOR_2 = {"secteur_2_preuves", "secteur_2_titres", "secteur_2_urssaf"}
COMPANY = {"sel_projet", "sel", "entree_societe"}
PURCHASE = {"achat_patientele", "enregistrement", "emprunt"}
ORDER = {"autorisation_exercice", "ordre_inscription", "ordre_transfert"}
LOCUM, ELSEWHERE = {"fin_remplacements", "sortie_rspm"}, {"preavis_depart", "site_distinct", "optam"}
SOME = POST | SECTOR_2 | COMPANY | PURCHASE | ORDER | LOCUM | ELSEWHERE
PAPERS = {
    "bail": "Bail du local", "collaboration": "Contrats de collaboration", "statuts": "Statuts de la société",
    "transfert": "Attestation de transfert",
}  # fmt: skip


class Person(NamedTuple):
    """One who installs: the answers, the screens granted, and, of what is not for all, their steps and papers."""

    answers: dict[str, object]
    screens: int
    steps: AbstractSet[str] = frozenset()
    papers: AbstractSet[str] = frozenset()


FRANCE = {"projet": "installation", "diplome": "france", "cabinet": "creation", "date_signature_contrats": NEVER}
ALONE = {"mode_exercice": "individuel", "local": "location"}
GP = FRANCE | ALONE | {"specialite": "medecine_generale", "secteur": "secteur_1", "date_debut": date(2027, 3, 1)}
PH = FRANCE | ALONE | {"parcours": "hospitalier", "inscription_ordre": "meme_departement", "zone": "hors_zone"}

PEOPLE = {
    "a locum who joins a group": Person(
        GP | {"parcours": "remplacant", "inscription_ordre": "autre_departement", "commune": "Aubigny-sur-Nère",
              "zone": "zip", "regime_remplacant": "urssaf_carmf", "mode_exercice": "groupe", "structure_groupe": "scm",
              "rachat": "parts", "date_signature_contrats": date(2027, 1, 15), "premiere_installation": True},
        18,
        {"entree_societe", "enregistrement", "ordre_transfert", "fin_remplacements"},
        {"bail", "statuts", "transfert"},
    ),
    "an anaesthetist who founds a company": Person(
        PH | {"specialite": "anesthesie_chirurgie_obstetrique", "commune": "Lyon 6e", "mode_exercice": "sel",
              "sel_situation": "creation", "local": "mise_a_disposition", "statut_poste": "assistant",
              "devenir_poste": "quitte", "secteur": "secteur_2_optam_aco", "titre_hospitalier": "assistant_hopitaux",
              "annees_fonction": 2, "annees_docteur_junior": 0, "premiere_installation": True,
              "date_debut": date(2027, 4, 1), "date_demande_convention": NEVER},
        22,
        {"sel_projet", "sel", "preavis_poste", "information_hopital", "papiers_poste", "chomage", "optam", *SECTOR_2},
        {"bail", "statuts"},
    ),
    "a cardiologist who keeps the post": Person(
        PH | {"specialite": "autre_specialite", "commune": "Paris 16e", "statut_poste": "ph", "devenir_poste": "garde",
              "quotite_gardee": "temps_partiel", "secteur": "secteur_2", "titre_hospitalier": "ph_temps_partiel",
              "nomination_permanente": True, "annees_fonction": 6, "premiere_installation": True,
              "date_debut": date(2027, 1, 27), "date_demande_convention": NEVER},
        22,
        {"cumul_hopital", *SECTOR_2},
        {"bail"},
    ),
    "an installed GP with a second site": Person(
        {"projet": "second_lieu", "specialite": "medecine_generale", "commune": "Bourges", "zone": "hors_zone", **ALONE,
         "date_signature_contrats": NEVER, "secteur": "secteur_1", "cabinet_secondaire": "creation",
         "commune_secondaire": "Aubigny-sur-Nère", "zone_secondaire": "zip",
         "date_ouverture_secondaire": date(2027, 2, 1)},
        13,
        {"site_distinct"},
        {"bail"},
    ),
    "a diploma from outside the EU": Person(
        GP | {"parcours": "salarie", "diplome": "hors_union_europeenne", "inscription_ordre": "non",
              "commune": "Bourges", "zone": "zac", "statut_poste": "salarie_prive", "devenir_poste": "quitte",
              "premiere_installation": True},
        22,
        {"autorisation_exercice", "ordre_inscription", "preavis_poste", "clause_salariee", "chomage", "papiers_poste"},
        {"bail"},
    ),
    "a retired doctor, two days a week": Person(
        GP | {"parcours": "retraite", "inscription_ordre": "meme_departement", "commune": "Orléans", "zone": "zac",
              "premiere_installation": False},
        18,
        papers={"bail"},
    ),
    "a docteur junior": Person(
        GP | {"parcours": "docteur_junior", "commune": "Orléans", "zone": "zac", "premiere_installation": True},
        18,
        {"ordre_inscription"},
        {"bail"},
    ),
}  # fmt: skip


def words(text: str) -> str:
    return " ".join(typography(text).replace("\u00a0", " ").split())


QUESTIONS = {
    words(text): fact
    for fact in FACTS
    for text in (fact.question, *(variant.question for variant in fact.variants if variant.question))
}


def go_to(terminal: Medinstall, row: str, key: str = DOWN) -> None:
    """Move the pointer, key by key, to the row that begins with `row`."""
    terminal.wait("Entrée")
    while not terminal.pointed.startswith(row):
        before = terminal.pointed
        terminal.press(key)
        terminal.wait_moved(before)


def answer(terminal: Medinstall, fact: Any, value: object) -> None:
    """Give an answer on the screen of `fact`."""
    if isinstance(value, date):
        terminal.press(f"{value.day}/{value.month}/{value.year}")
        terminal.wait_pointed(full_date(value).replace("\u00a0", " "))
    elif value in (UNSURE, NEVER):
        value = fact.never if value == NEVER else value
        if fact.kind in ("choice", "yes_no"):
            go_to(terminal, str(value), UP)
        else:
            go_to(terminal, str(value))
    elif fact.kind in ("commune", "number"):
        terminal.press(str(value))
        terminal.wait_pointed(str(value).removesuffix("e").replace("Lyon 6", "Lyon").replace("Paris 16", "Paris"))
    elif isinstance(value, bool):
        go_to(terminal, "Oui" if value else "Non")
    else:
        label = next(choice.label for choice in fact.choices if choice.value == value)
        go_to(terminal, words(label)[:30])
    terminal.press(ENTER)


def play(terminal: Medinstall, answers: dict[str, object]) -> list[int]:
    """Answer every question, tick nothing; return how many were still to come at most, screen after screen."""
    left: list[int] = []
    while True:
        number = len(left) + 1
        wait_either(terminal, f"question {number},")
        if f"question {number}," not in terminal.text:
            return left
        found = re.search(r"encore (\d+) au plus", terminal.text)
        left.append(int(found[1]) if found else 0)
        terminal.wait("Entrée")
        if "Cochez ce qui est vrai" in terminal.text:
            if answers:
                terminal.press(ENTER, "Rien de coché")
            else:
                go_to(terminal, "Je ne sais pas encore pour le reste", UP)
            terminal.press(ENTER)
            continue
        fact = next(fact for question, fact in QUESTIONS.items() if question in terminal.text)
        answer(terminal, fact, answers.get(fact.id, UNSURE) if answers else UNSURE)


def wait_either(terminal: Medinstall, question: str) -> None:
    last = ("Tout est-il juste ?", "préciser des montants ?")
    terminal._until(lambda: any(text in terminal.text for text in (question, *last)), question)


def finish(terminal: Medinstall) -> None:
    """Decline to give amounts, agree to the summary, and see the list."""
    if "préciser des montants ?" in terminal.text:
        terminal.wait_pointed("Non, passer")
        terminal.press(ENTER)
    terminal.wait("Tout est-il juste ?")
    terminal.wait_pointed("Oui, terminer")
    terminal.press(ENTER, "Quitter")
    terminal.press(ESCAPE)
    assert terminal.end() == 0


def told(home: Path, *arguments: str) -> str:
    env = {**os.environ, "MEDINSTALL_HOME": str(home), "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "200"}
    command = [sys.executable, "-m", "medinstall", *DAY, *arguments]
    found = subprocess.run(command, env=env, text=True, encoding="utf-8", capture_output=True, check=True, timeout=60)
    return found.stdout


def open_terminal(home: Path) -> Medinstall:
    return Medinstall(*DAY, rows=60, columns=100, MEDINSTALL_HOME=str(home), PAGER="cat")


@pytest.mark.slow
@pytest.mark.parametrize("who", PEOPLE)
def test_a_person_is_asked_little_and_told_only_what_concerns_them(who: str, tmp_path: Path) -> None:
    person = PEOPLE[who]
    terminal = open_terminal(tmp_path)
    left = play(terminal, person.answers)
    assert len(left) <= person.screens
    assert left == sorted(left, reverse=True), "« encore N au plus » never grows"
    finish(terminal)
    plan = json.loads(told(tmp_path, "liste", "--json"))
    assert not [fact for fact in person.answers if plan["answers"].get(fact) == "inconnu"]
    assert {step["id"] for step in plan["steps"] if step["applies"] is not False} & SOME == person.steps
    papers = " ".join(told(tmp_path, "pieces").replace("\u00a0", " ").split())
    assert {name for name, label in PAPERS.items() if label in papers} == person.papers


@pytest.mark.slow
def test_who_knows_nothing_yet_is_asked_at_most_eighteen_screens(tmp_path: Path) -> None:
    terminal = open_terminal(tmp_path)
    left = play(terminal, {})
    assert len(left) <= 18
    assert left == sorted(left, reverse=True)
    finish(terminal)
    assert json.loads(told(tmp_path, "liste", "--json"))["next"]["why"] == "ask"
