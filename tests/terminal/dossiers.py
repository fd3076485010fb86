"""Dossiers at several moments of an interview, and the words of the fake facts as the screen shows them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from medinstall.french import typography

from .fake import load_facts
from .screens import Terminal

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
SETTLED |= {"date_signature_contrats": "jamais"}
TICKED: dict[str, object] = {key: value for key, value in SETTLED.items() if key != "date_signature_contrats"} | {
    **dict.fromkeys(
        (
            "travaux",
            "local_logement",
            "emprunt",
            "remplacement_recent",
            "activite_salariee",
            "conjoint_au_cabinet",
            "medecin_traitant",
            "qpv",
            "cesp",
        ),
        False,
    ),
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


def saved(path: Path) -> dict[str, object]:
    return dict(json.loads(path.read_text("utf-8"))) if path.exists() else {}


def resumed(path: Path, answers: dict[str, object], **options: Any) -> Terminal:
    path.write_text(json.dumps(answers), "utf-8")
    return Terminal(str(path), **options)
