"""Whom to write to: every body of the place and the project, with what is known of it and nothing guessed."""

from __future__ import annotations

import json
from pathlib import Path

from medinstall.wording.contacts import PAPS, REZONE, ContactView, contact_views, region_contacts
from tests.building import pack, plan, profile
from tests.commanding import Medinstall

ORLEANS, PARIS, CAYENNE = "45234", "75056", "97302"


def bodies(commune: str, **answers: object) -> dict[str, ContactView]:
    return {
        view.name.replace("\u00a0", " "): view
        for view in contact_views(plan({"commune": commune, "cabinet": "creation", **answers}))
    }


def test_the_bodies_of_the_place_are_those_of_its_departement_and_region() -> None:
    found = bodies(ORLEANS)
    assert found["CPAM du Loiret"].addresses == ("rps45.cpam-loiret@assurance-maladie.fr",)
    assert "convention" in dict(found["CPAM du Loiret"].steps)
    assert found[PAPS].phone == "02 38 77 31 67"
    assert found[PAPS].addresses[0] == "https://www.centre-val-de-loire.paps.sante.fr"
    assert {"Urssaf Centre-Val de Loire", "URPS médecins libéraux Centre-Val de Loire", REZONE, "CARMF"} <= set(found)


def test_the_zoning_page_tells_its_day_where_it_was_seen() -> None:
    assert "Zonage des médecins, arrêté du 9 décembre 2025" in bodies(PARIS)
    assert "Zonage des médecins" in bodies(CAYENNE)


def test_what_was_not_seen_is_not_guessed() -> None:
    found = bodies(CAYENNE)
    assert (found[PAPS].addresses, found[PAPS].phone) == ((), "")
    assert region_contacts(profile({}).place) == ()
    assert REZONE not in {view.name for view in contact_views(plan({}))}


def test_who_does_not_move_needs_nothing_to_choose_a_place() -> None:
    assert REZONE not in bodies(ORLEANS, cabinet="inchange")


def test_the_command_prints_them_and_gives_them_to_scripts(tmp_path: Path) -> None:
    medinstall = Medinstall(tmp_path / "home").started()
    assert "02 38 77 31 67" in medinstall("contacts").text
    assert "131 rue du Faubourg Bannier, 45000 Orléans" in medinstall("etape", "lieu").text
    found = json.loads(medinstall("contacts", "--json").out)
    assert all(set(each) == {"name", "addresses", "phone", "steps"} for each in found)
    ids = {step["id"] for each in found for step in each["steps"]}
    assert ids <= set(pack().step)
