from __future__ import annotations

import pytest

from medinstall.domain.date_rule import Duration
from medinstall.domain.plan import Amount
from medinstall.wording.labels import amount, capital, duration, quoted, uncapital, unmet


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (Duration(1), "1 mois"),
        (Duration(-3), "3 mois"),
        (Duration(12), "1 an"),
        (Duration(60), "5 ans"),
        (Duration(18), "1 an et 6 mois"),
        (Duration(0, -15), "15 jours"),
        (Duration(0, 1), "1 jour"),
        (Duration(), ""),
    ],
)
def test_a_duration_is_told_without_its_sign(length: Duration, words: str) -> None:
    assert duration(length).replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Amount(10000, "unique"), "10 000 €"),
        (Amount(200, "mois"), "200 € par mois"),
        (Amount(12500, "unique", minimum=True), "au moins 12 500 €"),
    ],
)
def test_an_amount_says_what_it_is_paid_for(value: Amount, words: str) -> None:
    assert amount(value).replace("\u00a0", " ") == words


def test_a_quotation_inside_another_takes_other_marks() -> None:
    assert quoted("Oui, en «\u00a0plus\u00a0»") == "«\u00a0Oui, en “plus”\u00a0»"


def test_the_first_letter_changes_alone_and_acronyms_keep_theirs() -> None:
    assert capital("le conseil de l’Ordre") == "Le conseil de l’Ordre"
    assert uncapital("Vous exercez en ZIP") == "vous exercez en ZIP"
    assert uncapital("CAIM signé") == "CAIM signé"
    assert unmet("Vous exercez en ZIP") == "condition non remplie\u00a0: vous exercez en ZIP"
