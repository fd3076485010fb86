"""The words and the choices of the questions, as the answers known make them."""

from __future__ import annotations

import pytest

from medinstall.engine.open_questions import worded
from tests.building import pack, profile


@pytest.mark.parametrize(
    ("fact", "gone", "answers"),
    [
        ("inscription_ordre", "non", {"parcours": "deja_installe"}),  # nobody practises unregistered
        ("devenir_poste", "disponibilite", {"parcours": "hospitalier", "statut_poste": "contractuel"}),
        ("secteur", "secteur_2_optam_aco", {"specialite": "medecine_generale"}),
    ],
)
def test_a_choice_that_cannot_be_is_not_offered(fact: str, gone: str, answers: dict[str, object]) -> None:
    def offered(known: dict[str, object]) -> set[object]:
        return {choice.value for each in worded(pack(), profile(known)) if each.id == fact for choice in each.choices}

    assert offered({}) - offered(answers) == {gone}
