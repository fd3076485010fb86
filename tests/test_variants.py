"""Which words go with which doctor: the variants of steps and alerts, from the contract and the domain files."""

from __future__ import annotations

import pytest

from medinstall.domain.pack import RulePack
from medinstall.domain.rule import Variant
from medinstall.engine.criteria import first_in_force
from medinstall.engine.situation import Situation
from medinstall.engine.steps import words_of
from tests.building import pack, profile

BASE = {"parcours": "hospitalier", "inscription_ordre": "non", "cabinet": "creation", "departement": "37"}
LOIRET: dict[str, object] = {"commune": "45234", "departement": "45"}


WORDS: list[tuple[str, dict[str, object], str | None]] = [
    ("ordre_inscription", {"parcours": "docteur_junior"}, "tableau spécial"),
    ("ordre_inscription", {"parcours": "jeune_diplome"}, None),
    ("ordre_declaration", {"inscription_ordre": "meme_departement"}, "simple lettre"),
    ("ordre_declaration", {"inscription_ordre": "autre_departement"}, None),
    ("rcp", LOIRET, "Loiret"),
    ("rcp", {**LOIRET, "inscription_ordre": "meme_departement"}, None),
    ("rcp", {}, None),
    ("prevoyance", {"parcours": "retraite"}, "cumul"),
    ("prevoyance", {}, None),
    ("compte_bancaire", {"mode_exercice": "sel"}, "votre société"),
    ("compte_bancaire", {"mode_exercice": "individuel"}, None),
    ("convention", {"parcours": "deja_installe"}, "sortiez de la convention"),
    ("convention", {"parcours": "remplacant"}, None),
    ("inpi", {"parcours": "remplacant"}, "délai d’une modification"),
    ("inpi", {"parcours": "deja_installe"}, "délai d’une modification"),
    ("inpi", {"cabinet": "inchange"}, "délai d’une modification"),
    ("inpi", {"mode_exercice": "sel"}, "la société ne commence"),
    ("inpi", {"mode_exercice": "sel", "parcours": "deja_installe"}, "la société ne commence"),
    ("inpi", {}, "premier jour possible"),
    ("inpi", {"parcours": "inconnu"}, None),
    ("inpi", {"cabinet": "inconnu"}, None),
    ("carmf", {"parcours": "remplacant"}, "faites confirmer"),
    ("carmf", {"parcours": "deja_installe"}, "faites confirmer"),
    ("carmf", {}, None),
    ("date_irrealiste", {"diplome": "hors_union_europeenne"}, "autorisation"),
    ("date_irrealiste", {"diplome": "france"}, None),
    ("jours_sans_couverture", {"parcours": "retraite"}, "à aucun moment"),
    ("jours_sans_couverture", {}, None),
]


def variants_of(rules: RulePack) -> dict[str, tuple[Variant, ...]]:
    """Return the variants of each step and alert that has some."""
    steps = {step.id: step.variants for step in rules.steps}
    return {name: found for name, found in {**steps, **{a.id: a.variants for a in rules.alerts}}.items() if found}


def agrees(rules: RulePack, step: str, answers: dict[str, object], words: str | None) -> bool:
    """Tell whether the variant in force says `words`; None: no variant is in force."""
    situation = Situation(rules, profile({**BASE, **answers}))
    if step in rules.step:
        variant = words_of(situation.compiled.steps[step], situation).variant
    else:
        variant = first_in_force(situation.compiled.alerts[step].variants, situation)
    if variant is None or words is None:
        return variant is None and words is None
    return words in " ".join((variant.what, *variant.notes))


@pytest.mark.parametrize(("step", "answers", "words"), WORDS)
def test_the_words_of_a_situation(step: str, answers: dict[str, object], words: str | None) -> None:
    assert agrees(pack(), step, answers, words)


def test_every_variant_is_met() -> None:
    told = {step for step, _, words in WORDS if words}
    assert told == set(variants_of(pack()))
