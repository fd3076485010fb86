from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from medinstall.domain.plan import Amount, Totals
from medinstall.domain.rule import SectorRule
from medinstall.domain.truth import Truth
from medinstall.engine.sectors import AidChange, SectorPlan
from medinstall.wording.phrasing import Wording
from medinstall.wording.sector_aids import aid_changes, one_off_amounts, sums

from .build import aid, plan

NAME = "Aide à la première installation"
RULE = SectorRule("secteur_2", "Secteur 2", (), "", "", (), "", "", "", "", "", (), (), ())


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def sector(totals: Totals = Totals(0, 0), **changes: Any) -> SectorPlan:  # noqa: B008 - a frozen value
    bare = SectorPlan(RULE, Truth.YES, (), (), plan(totals=totals), False, (), (), ())
    return bare._replace(**changes)


@pytest.mark.parametrize(
    ("totals", "words"),
    [
        (Totals(0, 0), "0 €"),
        (Totals(10000, 0), "10 000 €"),
        (Totals(0, 3000), "3 000 € à vérifier"),
        (Totals(10000, 3000), "10 000 € + 3 000 € à vérifier"),
    ],
)
def test_money_is_short(totals: Totals, words: str) -> None:
    assert _plain(sums(totals)) == words


@pytest.mark.parametrize(
    ("totals", "end"),
    [
        (Totals(10000, 3000), "10 000 € + 3 000 € à vérifier, comme dans votre secteur actuel."),
        (Totals(0, 3000), "3 000 € à vérifier, soit 10 000 € de moins que dans votre secteur actuel."),
        (
            Totals(12000, 0),
            "12 000 €, soit 2 000 € de plus et 3 000 € à vérifier de moins que dans votre secteur actuel.",
        ),
    ],
)
def test_a_total_is_compared_with_the_sector_answered(totals: Totals, end: str) -> None:
    found = _plain(one_off_amounts(sector(totals), sector(Totals(10000, 3000))))
    assert found == f"Versements uniques d’après vos réponses : {end}"


def test_a_total_stands_alone_for_the_sector_answered_and_without_any() -> None:
    now = sector(Totals(10000, 0))
    assert (
        _plain(one_off_amounts(now, now))
        == _plain(one_off_amounts(now, None))
        == "Versements uniques d’après vos réponses : 10 000 €."
    )


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ({}, {"verdict": "non_eligible", "amount": None}, f"Perdue : {NAME}, 10 000 €"),
        ({"verdict": "non_eligible", "amount": None}, {}, f"Gagnée : {NAME}, 10 000 €"),
        (
            {"verdict": "fermee", "amount": None},
            {"verdict": "a_verifier"},
            f"Gagnée : {NAME}, 10 000 € (encore à vérifier)",
        ),
        ({"verdict": "a_verifier"}, {"verdict": "non_eligible"}, f"Perdue : {NAME}, 10 000 € (encore à vérifier)"),
        (
            {"verdict": "pas_encore_applicable", "amount": None},
            {"verdict": "non_eligible", "amount": None},
            f"Perdue : {NAME} (votée, pas encore applicable)",
        ),
        ({}, {"verdict": "a_verifier"}, f"Moins sûre : {NAME}, 10 000 € (encore à vérifier)"),
        ({"verdict": "a_verifier"}, {}, f"Plus sûre : {NAME}, 10 000 €"),
        ({}, {"amount": Amount(5000, "unique")}, f"Montant changé : {NAME}, 10 000 € → 5 000 €"),
        ({}, {"amount": None}, f"Montant changé : {NAME}, 10 000 € → montant inconnu"),
    ],
)
def test_a_change_says_what_is_gained_or_lost(before: Mapping[str, Any], after: Mapping[str, Any], line: str) -> None:
    changed = sector(changes=(AidChange(aid(**before), aid(**after)),))
    assert [_plain(text) for text in aid_changes(changed, frozenset(), Wording(plan()))] == [line]


def test_without_a_sector_answered_the_aids_it_opens_are_told() -> None:
    opened = plan(aid(), aid("caim", verdict="a_verifier", amount=None), aid("acre"), aid("ptma", verdict="fermee"))
    lines = aid_changes(sector(plan=opened, changes=None), frozenset({"primo_zip", "caim", "ptma"}), Wording(opened))
    assert [_plain(line) for line in lines] == [f"Ouverte : {NAME}, 10 000 €", f"Ouverte : {NAME} (encore à vérifier)"]
