"""The closed contracts: what an early end makes the doctor give back. Source 003: months begun count as served."""

from __future__ import annotations

from datetime import date

import pytest

from medinstall.domain.plan import AidPlan
from tests.building import plan

SIGNED = date(2023, 3, 10)
CAIM = {
    "zone": "zip",
    "secteur": "secteur_1",
    "mode_exercice": "groupe",
    "contrat_demographique": "caim",
    "date_signature_contrat": SIGNED,
    "jours_par_semaine": "4",
    "majoration_ars": False,
    "hopital_proximite": False,
}


def caim(**answers: object) -> AidPlan:
    found = plan({**CAIM, "date_resiliation": "jamais", **answers}, date(2026, 11, 22))
    return next(aid for aid in found.aids if aid.id == "caim")


def test_a_running_contract_is_paid_in_two_halves_and_gives_nothing_back() -> None:
    aid = caim()
    assert aid.verdict == "eligible"
    assert aid.refund_eur is None
    assert aid.amount is not None
    assert [payment.on for payment in aid.payments] == [SIGNED, date(2024, 3, 10)]
    assert sum(payment.eur for payment in aid.payments) == aid.amount.eur == 50_000


@pytest.mark.parametrize(
    ("ended", "paid", "months_left"),
    [
        (date(2023, 3, 10), 25_000, 60),  # the very day it was signed
        (date(2023, 3, 11), 25_000, 59),  # one month begun
        (date(2023, 4, 10), 25_000, 59),  # one month to the day
        (date(2023, 4, 11), 25_000, 58),
        (date(2024, 3, 9), 25_000, 48),
        (date(2024, 3, 10), 50_000, 48),  # the second half is paid that day
        (date(2024, 3, 11), 50_000, 47),
        (date(2026, 11, 22), 50_000, 15),
    ],
)
def test_an_early_end_gives_back_the_whole_months_left(ended: date, paid: int, months_left: int) -> None:
    aid = caim(date_resiliation=ended)
    assert aid.verdict == "fermee"
    assert sum(payment.eur for payment in aid.payments) == paid
    assert aid.refund_eur == round(paid * months_left / 60, 2)


def test_an_end_to_come_is_already_counted_while_the_contract_runs() -> None:
    aid = caim(date_resiliation=date(2027, 3, 10))
    assert aid.verdict == "eligible"
    assert aid.refund_eur == 50_000 * 12 / 60


def test_after_the_term_nothing_is_left_to_give_back() -> None:
    aid = caim(date_resiliation=date(2028, 4, 1))
    assert aid.refund_eur == 0


def test_a_month_end_signature_is_served_at_the_clamped_day() -> None:
    aid = caim(date_signature_contrat=date(2023, 1, 31), date_resiliation=date(2023, 2, 28))
    assert aid.refund_eur == round(25_000 * 59 / 60, 2)


@pytest.mark.parametrize("contract", ["coscom", "cotram", "cstm"])
def test_the_other_contracts_give_nothing_back(contract: str) -> None:
    answers = {**CAIM, "contrat_demographique": contract, "date_resiliation": date(2024, 1, 15)}
    found = {aid.id: aid for aid in plan(answers, date(2026, 11, 22)).aids}
    assert found[contract].verdict == "fermee"
    assert found[contract].refund_eur is None


@pytest.mark.parametrize(
    ("ended", "told"),
    [
        ("jamais", "Contrat en cours : il prend fin le 10 mars 2028"),  # ended on its last day
        ("inconnu", "Terme initial : 10 mars 2028. Dites s’il a été résilié avant"),
        (date(2026, 11, 22), "Contrat terminé (terme initial : 10 mars 2028)"),
    ],
)
def test_the_term_of_a_contract_is_told_with_what_decides(ended: object, told: str) -> None:
    assert told in [reason.text.replace("\u00a0", " ") for reason in caim(date_resiliation=ended).reasons]
