"""Another place: what was answered for the former one is asked again, and what changes is said."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from medinstall.domain.fact import NonAnswer, Value
from medinstall.rules.values import raw_of
from medinstall.usecases.interview_session import DossierSession
from medinstall.usecases.moving import with_moves
from medinstall.usecases.workspace import Workspace
from tests.building import pack, profile
from tests.commanding import Medinstall

TODAY = date(2026, 11, 27)
AUBIGNY, BOURGES, PARIS_16, ORLEANS, CAYENNE = "18015", "18033", "75116", "45234", "97302"
CHER = """
specialite = "medecine_generale"
parcours = "jeune_diplome"
inscription_ordre = "meme_departement"
date_debut = 2027-03-31
commune = "18015"
zone = "zip"
qpv = true
secteur = "secteur_1"
mode_exercice = "individuel"
cabinet = "creation"
local_logement = false
"""
TYPED: dict[str, Value] = {
    "commune": AUBIGNY, "zone": "zip", "qpv": True, "france_ruralites": "zfrr", "local_logement": False,
    "caisse": "CPAM du Cher", "inscription_ordre": "meme_departement", "secteur": "secteur_1",
    "commune_secondaire": BOURGES, "zone_secondaire": "zac",
}  # fmt: skip
OF_PLACE = dict.fromkeys(("zone", "qpv", "france_ruralites", "local_logement"))


@pytest.fixture
def medinstall(tmp_path: Path) -> Medinstall:
    return Medinstall(tmp_path / "home").started(CHER)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"commune": AUBIGNY}, {}),
        ({"commune": BOURGES}, OF_PLACE),
        ({"commune": ORLEANS}, {**OF_PLACE, "caisse": None, "inscription_ordre": "autre_departement"}),
        ({"commune": BOURGES, "zone": "zac"}, {fact: None for fact in OF_PLACE if fact != "zone"}),
        ({"commune": NonAnswer.UNKNOWN}, {**OF_PLACE, "caisse": None, "inscription_ordre": None}),
        ({"commune_secondaire": ORLEANS}, {"zone_secondaire": None}),
        ({"secteur": "secteur_2"}, {}),
    ],
)
def test_another_place_takes_back_what_was_answered_for_the_former(
    changes: dict[str, Value], expected: dict[str, Value | None]
) -> None:
    found = with_moves(pack(), profile(TYPED), changes)
    assert found == {**changes, **expected}


@pytest.mark.parametrize(
    ("before", "after"),
    [("non", "non"), ("meme_departement", "autre_departement"), ("autre_departement", None), (NonAnswer.UNKNOWN, None)],
)
def test_a_registration_is_elsewhere_in_another_departement(before: Value, after: Value | None) -> None:
    answers = profile({"commune": AUBIGNY, "inscription_ordre": raw_of(before)})
    found = with_moves(pack(), answers, {"commune": ORLEANS})
    assert found.get("inscription_ordre", before) == after


def test_the_first_place_takes_nothing_back() -> None:
    assert with_moves(pack(), profile({"zone": "zip"}), {"commune": ORLEANS}) == {"commune": ORLEANS}
    assert with_moves(pack(), profile({"commune": "inconnu", "departement": "18"}), {"commune": ORLEANS}) == {
        "commune": ORLEANS,
        "departement": None,
    }


def test_the_interview_asks_the_zone_of_the_new_place(medinstall: Medinstall) -> None:
    workspace = Workspace(
        {"MEDINSTALL_HOME": str(medinstall.home)}, TODAY, lambda: datetime(2026, 11, 27, 9, tzinfo=UTC)
    )
    with workspace.hold("essai") as journal:
        session = DossierSession(workspace, journal)
        assert "zone" not in session.open()
        told = " ".join(session.save({"commune": PARIS_16}))
        assert "zone" in session.open()
        assert session.answers()["france_ruralites"] == "non"
        assert session.answers()["inscription_ordre"] == "autre_departement"
    assert "« Zone de l’ARS »" in told
    assert "« Inscription à l’Ordre » devient « Oui, dans un autre département »" in told
    verdicts = {aid["id"]: aid["verdict"] for aid in json.loads(medinstall("aides", "--json").out)["aids"]}
    assert verdicts["primo_zip"] == "a_verifier"


def test_an_edit_shows_what_the_new_place_changes(medinstall: Medinstall) -> None:
    said = medinstall("modifier", f"commune={ORLEANS}", "--oui")
    assert said.code == 0
    assert "Zone de l’ARS : ZIP (intervention prioritaire) → à répondre de nouveau" in said.text
    assert "Zone France ruralités : Oui, en ZFRR « plus » → Non (déduit de la commune" in said.text
    assert "Caisse : CPAM du Cher → CPAM du Loiret" in said.text
    assert "Rien ne change" not in said.text
    answers = json.loads(medinstall("liste", "--json").out)["answers"]
    assert "zone" not in answers
    assert medinstall("annuler", "--oui").code == 0
    assert json.loads(medinstall("liste", "--json").out)["answers"]["zone"] == "zip"


def test_what_the_new_place_answers_is_not_asked_again(medinstall: Medinstall) -> None:
    medinstall("modifier", "france_ruralites=non", "--oui")
    told = medinstall("modifier", f"commune={ORLEANS}", "--oui").text
    again = re.search("Le lieu change, à répondre de nouveau : (.*)", told)
    assert again
    assert "Zone de l’ARS" in again[1]
    assert "ruralités" not in again[1]


def test_a_comparison_shows_the_holidays_of_the_new_place(medinstall: Medinstall) -> None:
    before = medinstall.journal.read_bytes()
    said = medinstall("simuler", f"commune={CAYENNE}")
    assert "en plus : Abolition de l’esclavage (10 juin)" in said.text
    assert medinstall.journal.read_bytes() == before
