"""The earliest start: what runs, what waits for what, and the days to spare. tests/cases/start.toml holds the law."""

from __future__ import annotations

from datetime import date

import pytest

from medinstall.domain.plan import Plan, Running
from tests.building import TODAY, plan

BASE = {
    "parcours": "hospitalier",
    "diplome": "france",
    "inscription_ordre": "non",
    "cabinet": "creation",
    "mode_exercice": "sel",
    "travaux": False,
    "date_debut": date(2027, 5, 22),
}
HANDED_IN = {"ordre_inscription": date(2026, 11, 2)}


def running(found: Plan) -> dict[str, Running]:
    return {item.step: item for item in found.start.running}


def test_the_company_waits_for_the_registration() -> None:
    found = running(plan(BASE))
    assert found["ordre_inscription"].until == found["sel"].since == date(2027, 2, 22)
    assert found["sel"].waits_for == ("ordre_inscription",)


def test_a_company_handed_in_waits_for_nothing_more() -> None:
    found = running(plan(BASE, filed={"sel": date(2026, 11, 10)}))
    assert (found["sel"].since, found["sel"].until) == (date(2026, 11, 10), date(2027, 2, 10))
    assert not found["sel"].waits_for


def test_each_time_is_named_as_such() -> None:
    assert running(plan(BASE))["sel"].text.startswith("trois mois au plus")


@pytest.mark.parametrize(
    ("start", "margin"),
    [(date(2027, 5, 22), 0), (date(2027, 5, 21), -1), (date(2027, 6, 1), 10)],
)
def test_the_margin_counts_the_days_between_the_earliest_start_and_the_chosen_one(start: date, margin: int) -> None:
    found = plan({**BASE, "date_debut": start}).start
    assert found.margin == margin
    assert found.feasible is (margin >= 0)


@pytest.mark.parametrize(
    "answers",
    [
        {"date_debut": "inconnu"},
        {"inscription_ordre": "meme_departement", "mode_exercice": "individuel"},
        {"diplome": "hors_union_europeenne"},
    ],
    ids=["no start", "nothing to wait for", "no promise"],
)
def test_no_margin_where_nothing_can_be_counted(answers: dict[str, object]) -> None:
    assert plan({**BASE, **answers}).start.margin is None


def test_the_days_left_of_a_step() -> None:
    left = {step.id: step.days_left(TODAY) for step in plan(BASE).steps}
    assert left["ordre_inscription"] == (date(2026, 11, 22) - TODAY).days == 0  # the company is registered after
    assert left["lieu"] is None  # no latest date
    assert left["ordre_transfert"] is None  # does not apply
    assert left["acre"] is None  # nobody knows yet whether it applies


def test_the_days_left_are_negative_once_past_and_none_once_done_or_handed_in() -> None:
    late = {**BASE, "date_debut": date(2027, 2, 1)}
    assert next(step.days_left(TODAY) for step in plan(late).steps if step.id == "ordre_inscription") == -113
    for found in (plan(late, filed=HANDED_IN), plan(late, done=HANDED_IN)):
        assert next(step.days_left(TODAY) for step in found.steps if step.id == "ordre_inscription") is None
