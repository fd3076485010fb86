from __future__ import annotations

import pytest

from medinstall.domain.place import Place
from medinstall.wording.placeholders import fill, fill_label, names_of

from .build import LOIRET, NORD


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Demandez à {ordre}.", "Demandez au conseil départemental de l’Ordre des médecins du Loiret."),
        ("Le visa de {ordre} suffit.", "Le visa du conseil départemental de l’Ordre des médecins du Loiret suffit."),
        ("{ordre} décide.", "Le conseil départemental de l’Ordre des médecins du Loiret décide."),
        ("Écrivez. {caisse} répond.", "Écrivez. La CPAM du Loiret répond."),
        ("Prévenez l’{urssaf} et la {caisse}.", "Prévenez l’Urssaf Centre-Val de Loire et la CPAM du Loiret."),
        ("Auprès de l'{ars}", "Auprès de l’ARS Centre-Val de Loire"),
    ],
)
def test_a_body_takes_its_article_in_a_sentence(text: str, filled: str) -> None:
    assert fill(text, names_of(LOIRET), {}) == filled


def test_a_body_is_named_alone_as_a_label() -> None:
    assert fill_label("{ordre}", names_of(LOIRET)) == "Conseil départemental de l’Ordre des médecins du Loiret"
    assert fill_label("{caisse}", names_of(Place())) == "Votre caisse d’assurance maladie"
    assert fill_label("guichet unique et {urssaf}", names_of(Place())) == "Guichet unique et votre Urssaf"
    assert fill_label("collectivités territoriales et {ars}", names_of(LOIRET)).startswith("Collectivités")


def test_what_is_not_known_is_never_borrowed() -> None:
    assert fill("Écrivez à {ordre}.", names_of(Place()), {}) == (
        "Écrivez à votre conseil départemental de l’Ordre des médecins."
    )
    assert fill("Écrivez à {caisse}.", names_of(Place(), second=True), {}) == (
        "Écrivez à la caisse de votre lieu d’exercice secondaire."
    )
    assert fill("Écrivez à {ordre}.", names_of(Place(), second=True), {}) == (
        "Écrivez au conseil départemental de l’Ordre de votre lieu d’exercice secondaire."
    )


def test_several_funds_are_all_named_until_one_is_picked() -> None:
    assert fill_label("{caisse}", names_of(NORD)) == (
        "CPAM des Flandres, CPAM de Lille-Douai ou CPAM du Hainaut (à préciser)"
    )
    assert "à la CPAM des Flandres, la CPAM" in fill("Écrivez à {caisse}.", names_of(NORD), {})


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("jusqu’à {plafond_eur} par an", "jusqu’à 38 000 € par an"),
        ("une prise en charge de {taux_pct}", "une prise en charge de 25 %"),
        ("au plus {jours_max} jours", "au plus 15 jours"),
        ("un versement de {eur}", "un versement de 10 000 €"),
        ("entre {actes_min} et {jours_max}", "entre {actes_min} et 15"),
    ],
)
def test_figures_are_written_in_french_and_an_unknown_one_stays_visible(text: str, filled: str) -> None:
    figures = {"plafond_eur": 38000, "taux_pct": 25, "jours_max": 15, "eur": 10000}
    assert fill(text, names_of(LOIRET), figures).replace("\u00a0", " ") == filled


def test_amounts_cannot_be_broken() -> None:
    assert fill("{plafond_eur}", {}, {"plafond_eur": 38000}) == "38\u00a0000\u00a0€"
