"""Answers as people say them, through the commands and in a file; ids keep working."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from medinstall.domain.fact import NonAnswer, Value
from medinstall.rules.values import Wrong
from medinstall.usecases.typed import Several, typed_value, understood
from tests.building import pack
from tests.commanding import Medinstall

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("fact", "typed", "value"),
    [
        ("commune", "45234", "45234"),
        ("commune", 45234, "45234"),
        ("commune", "45000", "45234"),
        ("commune", 45000, "45234"),
        ("commune", "orleans", "45234"),
        ("commune", "45000 Orléans", "45234"),
        ("commune", "45067 ORLÉANS CEDEX 2", "45234"),
        ("commune", "Orléans Cedex", "45234"),
        ("commune", "La Charité-sur-Loire", "58059"),
        ("commune", "charite sur loire", "58059"),
        ("commune", "Saint-Denis 93", "93066"),
        ("commune", "75016", "75116"),
        ("commune", "Paris", "75056"),
        ("commune", "ajaccio 2a", "2A004"),
        ("commune", "69001", "69001"),
        ("departement", "Loiret", "45"),
        ("departement", "corse-du-sud", "2A"),
        ("zone", "ZIP", "zip"),
        ("zone", "ZIP (intervention prioritaire)", "zip"),
        ("zone", "ni zip ni zac", "hors_zone"),
        ("secteur", "Secteur 2", "secteur_2"),
        ("secteur", "secteur_2", "secteur_2"),
        ("parcours", "jeune diplômé", "jeune_diplome"),
        ("jours_par_semaine", 2.5, "2.5"),
        ("caisse", "cpam de l’ain", "CPAM de l'Ain"),
        ("qpv", "O", True),
        ("zone", "Inconnu", NonAnswer.UNKNOWN),
        ("date_derniere_aide", "Jamais", NonAnswer.NEVER),
        ("date_debut", "1er mars 2027", date(2027, 3, 1)),
        ("annees_fonction", "2,5", 2.5),
        ("prix_rachat", "12 000 €", 12000),
    ],
)
def test_what_is_meant_is_read(fact: str, typed: object, value: Value) -> None:
    assert typed_value(pack().fact[fact], typed, TODAY) == value


@pytest.mark.parametrize(
    ("fact", "typed", "told"),
    [
        ("commune", "xyzzy", "code postal ou son code INSEE"),
        ("commune", "45", "code postal ou son code INSEE"),
        ("commune", 1053, 'un zéro s’est perdu : écrivez "01053"'),
        ("commune", 145234, "code INSEE"),
        ("commune", True, "code INSEE"),
        ("zone", "zi", "zip, zac, hors_zone"),
        ("departement", "loir", "son nom"),
        ("date_debut", "31/02/2027", "va du 1er au 28"),
        ("qpv", "yes", "oui"),
    ],
)
def test_what_means_nothing_is_refused(fact: str, typed: object, told: str) -> None:
    with pytest.raises(Wrong) as wrong:
        typed_value(pack().fact[fact], typed, TODAY)
    assert told in str(wrong.value).replace("\u00a0", " ")


def test_the_communes_of_one_name_are_listed() -> None:
    with pytest.raises(Several) as several:
        typed_value(pack().fact["commune"], "Saint-Martin", TODAY)
    assert len(several.value.communes) > 1
    assert {commune.name for commune in several.value.communes} == {"Saint-Martin"}


def test_a_code_that_is_a_postcode_elsewhere_is_told() -> None:
    commune = pack().fact["commune"]
    assert "c’est Affoux (69), 69001 ; comme code postal : Lyon 1er" in understood(commune, "69001", "69001")
    assert understood(commune, "31260", "31260").endswith(", Cassagne (31110) et 15\N{NO-BREAK SPACE}autres.")
    assert understood(commune, "45234", "45234") == ""
    assert understood(commune, "orleans", "45234") == "commune : « orleans », c’est Orléans (45), 45234."


def test_several_communes_are_listed_and_nothing_is_done(tmp_path: Path) -> None:
    medinstall = Medinstall(tmp_path / "home").started()
    before = medinstall.journal.read_bytes()
    for words in (("simuler", "commune=saint-denis"), ("modifier", "commune=54800", "--oui")):
        said = medinstall(*words)
        assert said.code == 2
        assert "plusieurs communes" in said.told
    assert "commune=93066 : Saint-Denis — 93200 (93)" in medinstall("simuler", "commune=saint-denis").told
    assert medinstall.journal.read_bytes() == before


def test_a_file_says_things_as_people_do(tmp_path: Path) -> None:
    medinstall = Medinstall(tmp_path / "home").started(
        'commune = "45000 Orléans"\nzone = "ZIP"\nparcours = "Jeune diplômé"\ndate_debut = "1er mars 2027"\n'
    )
    answers = json.loads(medinstall("liste", "--json").out)["answers"]
    assert (answers["commune"], answers["zone"], answers["parcours"]) == ("45234", "zip", "jeune_diplome")
    assert answers["date_debut"] == "2027-03-01"
    file = tmp_path / "deux.toml"
    file.write_text('commune = "Saint-Denis"\n', encoding="utf-8")
    said = medinstall("nouveau", "deux", "--reponses", str(file))
    assert said.code == 2
    assert "Saint-Denis (93, 93066)" in said.told
    assert not (tmp_path / "home" / "dossiers" / "deux.jsonl").exists()
