from __future__ import annotations

import pytest

from medinstall.actions import how_to
from medinstall.errors import Refusal
from medinstall.usecases.glossary import look_up
from tests.building import pack


def found(typed: str) -> list[str]:
    return [term for term, _ in look_up(pack().glossary, typed)]


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("CPAM", ["CPAM"]),
        ("cpam", ["CPAM"]),
        ("medecin traitant", ["Médecin traitant"]),
        ("MÉDECIN TRAITANT", ["Médecin traitant"]),
        ("at mp", ["AT/MP"]),
        ("optam", ["OPTAM"]),
        ("secteur", ["Secteur 1", "Secteur 2", "Secteur 3"]),
        ("opposable", ["Tarif opposable"]),
        ("agence regionale de sante", ["ARS"]),
        ("EI", ["EI"]),
    ],
)
def test_a_term_is_found_as_people_type_it(typed: str, terms: list[str]) -> None:
    assert found(typed) == terms


@pytest.mark.parametrize(("typed", "near"), [("carmff", "« CARMF »"), ("medecin traitent", "« Médecin traitant »")])
def test_a_miss_names_the_nearest(typed: str, near: str) -> None:
    with pytest.raises(Refusal) as caught:
        found(typed)
    assert near in caught.value.remedy


@pytest.mark.parametrize("typed", ["", " ", "x", "zzzzzz", "\x1b[31m", "…"])
def test_nonsense_is_refused(typed: str) -> None:
    with pytest.raises(Refusal) as caught:
        found(typed)
    assert "\x1b" not in caught.value.what
    assert how_to("glossary") in caught.value.remedy
