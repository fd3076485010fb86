"""Places side by side."""

from __future__ import annotations

from pathlib import Path

from medinstall.wording.blocks import Contacts, Table
from medinstall.wording.places_page import ASKED, IDLE, places_page
from tests.building import plan
from tests.commanding import Medinstall

BOURGES, GUERET, CHARITE = "18033", "23096", "58059"


def tables(*communes: str, **answers: object) -> list[dict[str, tuple[str, ...]]]:
    page = places_page([plan({"commune": code, "cabinet": "creation", **answers}) for code in communes])
    return [{row[0]: row[1:] for row in block.rows} for block in page if isinstance(block, Table)]


def test_each_place_has_its_own_answers_and_bodies() -> None:
    first, differing = tables(BOURGES, GUERET, CHARITE)
    ruralites = [cell.replace("\u00a0", " ") for cell in first["Zone France ruralités"]]
    assert ruralites == ["Non", "Oui, en ZFRR", "Oui, en ZFRR « plus »"]
    assert first["Quartier prioritaire (QPV)"] == (ASKED, ASKED, "non")
    assert first["Caisse"] == ("CPAM du Cher", "CPAM de la Creuse", "CPAM de la Nièvre")
    assert all("Zone de l’ARS" in cell for cell in first["Reste inconnu"]), first
    assert any("France ruralités" in title for title in differing), differing
    assert all(len(set(cells)) > 1 for cells in differing.values())


def test_the_same_place_twice_differs_in_nothing() -> None:
    assert len(tables(BOURGES, BOURGES)) == 1


def test_what_decides_nothing_is_not_to_be_asked() -> None:
    """In secteur 2 without an option no aid reads the zone: « à demander » beside « rien du lieu » would contradict."""
    settled = {
        "inscription_ordre": "meme_departement",
        "specialite": "autre_specialite",
        "secteur": "secteur_2",
        "cesp": False,
        "parcours": "hospitalier",
    }
    alone = {"consultations_avancees": 0, "cabinet_secondaire": "non", "personnel": "aucun", "medecin_traitant": False}
    first, *_ = tables("18015", CHARITE, **settled, **alone)
    assert first["Zone de l’ARS"] == (IDLE, IDLE)
    assert first["Reste inconnu"] == ("rien du lieu", "rien du lieu")


def test_a_zone_that_is_known_needs_no_page() -> None:
    page = places_page([plan({"commune": BOURGES, "zone": "zip"}), plan({"commune": GUERET, "zone": "zac"})])
    assert not [block for block in page if isinstance(block, Contacts)]


def test_the_command_compares_by_name_and_keeps_the_project(tmp_path: Path) -> None:
    medinstall = Medinstall(tmp_path / "home").started()
    before = medinstall.journal.read_bytes()
    said = medinstall(
        "simuler", "commune=Bourges", "--contre", "commune=23000 Guéret", "--contre", "commune=La Charité-sur-Loire"
    )
    assert said.code == 0
    assert "La Charité-sur-Loire (58) : CPAM de la Nièvre" in said.text
    assert "Guéret (23) : à demander" in said.text
    assert medinstall.journal.read_bytes() == before
