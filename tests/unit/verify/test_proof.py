"""The prover itself: it cuts the space well, and it sees a fault when one is put into the rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import product
from typing import Any

import pytest

from medinstall.domain.criterion import AnyOf, Check, Condition
from medinstall.domain.fact import NonAnswer, Value
from medinstall.domain.pack import RulePack
from medinstall.rules.sites import put, sites
from medinstall.verify import dates as calendar
from medinstall.verify import money, reach
from medinstall.verify.certainty import Counterexamples, examine
from medinstall.verify.claims import Proof
from medinstall.verify.deduced import as_typed
from medinstall.verify.domains import domains, todays
from medinstall.verify.factoring import factored
from medinstall.verify.lint import INFINITIVE
from medinstall.verify.outcomes import Outcome, outcomes
from medinstall.verify.parts import Part, parts_of
from medinstall.verify.space import is_asked, situation_of
from medinstall.verify.table import Table, tabulate
from tests.building import pack

SMALL = 3_000


def outcome(name: str, rules: RulePack | None = None) -> Outcome:
    return next(found for found in outcomes(rules or pack()) if found.name == name)


def proof_of(*names: str, rules: RulePack | None = None) -> Proof:
    rules = rules or pack()
    chosen = [found for found in outcomes(rules) if found.name in names]
    tables = [(one, tabulate(one.reads, one.see, rules.checked_on)) for one in chosen]
    return Proof(rules, rules.checked_on, tables)


def table_of(name: str) -> tuple[Outcome, Table]:
    return proof_of(name).tables[0]


def changed_step(step: str, **values: Any) -> RulePack:
    steps = tuple(rule._replace(**values) if rule.id == step else rule for rule in pack().steps)
    return pack()._replace(steps=steps)


def changed_aid(aid: str, **values: Any) -> RulePack:
    aids = tuple(rule._replace(**values) if rule.id == aid else rule for rule in pack().aids)
    return pack()._replace(aids=aids)


# --- the classes ---


def test_a_date_stands_on_each_side_of_the_law() -> None:
    found = outcome("aid.primo_zac")
    days = domains(found.reads, pack().checked_on)["date_debut"]
    assert {date(2025, 12, 31), date(2026, 1, 1)} <= set(days)


def test_a_date_stands_on_each_side_of_ten_years() -> None:
    values = domains(outcome("aid.primo_zac").reads, pack().checked_on)
    days = [day for day in values["date_derniere_aide"] if isinstance(day, date)]
    assert {date(2015, 12, 31), date(2016, 1, 1), date(2016, 1, 2)} <= set(days)
    assert NonAnswer.NEVER in values["date_derniere_aide"]


def test_values_that_nothing_tells_apart_are_one() -> None:
    values = domains(outcome("aid.primo_zac").reads, pack().checked_on)
    assert len(values["secteur"]) == 2  # with or without controlled fees
    assert len(values["zone"]) == 2


def test_an_answer_that_changes_nothing_leads_nowhere() -> None:
    reads, today = outcome("alert.titre_inacheve").reads, pack().checked_on

    def said(part: Part, answers: dict[str, Value]) -> list[object]:
        found = situation_of(pack(), answers, today)
        judged = (atom.sign(found) for atom in reads.atoms.values() if atom.roots <= set(part.roots))
        return [(one.truth, one.open) for one in judged]

    for part in parts_of(reads, today):
        for each in part.classes:
            for reached in each.next.values():
                if len(reached) == 1:
                    assert said(part, part.classes[reached[0]].answers) != said(part, each.answers)


def test_today_stands_on_each_side_of_a_closure() -> None:
    assert date(2025, 12, 31) in todays(outcome("aid.caim").reads, pack().checked_on)


@pytest.mark.parametrize(
    "name",
    [
        *("step.contrats", "aid.acre"),
        *(
            pytest.param(name, marks=pytest.mark.slow)
            for name in ("step.facturation", "aid.consultations_avancees", "sector.secteur_2")
        ),
    ],
)
def test_the_table_says_what_every_profile_would(name: str) -> None:
    """Brute force over the whole product of representatives meets no result that the table lacks, and as many."""
    found, table = table_of(name)
    values = domains(found.reads, table.today)
    every: dict[object, int] = {}
    for combination in product(*((*([None] if is_asked(root) else []), *options) for root, options in values.items())):
        answers: dict[str, Value] = {r: v for r, v in zip(values, combination, strict=True) if v is not None}
        seen = found.see(situation_of(pack(), answers, table.today))
        every[seen] = every.get(seen, 0) + 1
    counted: dict[object, int] = {}
    for row, classes in enumerate(table.members()):
        weight = 1
        for one in classes:
            weight *= one.weight
        counted[table.seen[row]] = counted.get(table.seen[row], 0) + weight
    assert counted == every
    assert sum(counted.values()) == table.profiles


def test_what_each_row_leads_to_is_what_answering_gives() -> None:
    found, table = table_of("step.contrats")
    values = domains(found.reads, table.today)
    for row in range(len(table.seen)):
        for root, rows in table.next(row):
            answered = {
                found.see(situation_of(pack(), {**table.answers(row), root: v}, table.today)) for v in values[root]
            }
            assert {table.seen[there] for there in rows} == answered


@pytest.mark.slow
def test_no_outcome_reads_outside_its_support() -> None:
    names = (
        "step.inpi",
        "step.contrats",
        "aid.caim",
        "aid.primo_zac",
        "alert.aide_moins_de_dix_ans",
        "sector.secteur_2",
    )
    assert factored(proof_of(*names)).violations == ()


# --- a fault put into the rules is seen ---


def never(rule: Any) -> Any:
    return rule.conditions[0]._replace(criterion=AnyOf(()), unsettled=None)


def test_an_aid_out_of_reach_is_seen() -> None:
    rule = pack().aid["primo_zac"]
    rules = changed_aid("primo_zac", conditions=(*rule.conditions, never(rule)))
    claim, _ = reach.reached(proof_of("aid.primo_zac", rules=rules))
    assert [violation.text for violation in claim.violations] == ["n’est jamais atteint"]


@pytest.mark.slow
def test_a_criterion_said_twice_is_seen() -> None:
    rule = pack().step["site_distinct"]
    twice = Condition("deux fois", AnyOf((rule.conditions[0].criterion, rule.conditions[0].criterion)))
    claim = reach.criteria_matter(
        proof_of("step.site_distinct", rules=changed_step("site_distinct", conditions=(twice,)))
    )
    assert claim.violations


def test_aids_that_exclude_each_other_and_meet_are_seen() -> None:
    wrong = {"cabinet_secondaire_zip": ("primo_zac",)}
    aids = tuple(aid._replace(excludes=wrong.get(aid.id, ())) for aid in pack().aids)
    (found,) = money.exclusive(proof_of(rules=pack()._replace(aids=aids))).violations
    assert found.subject == "aid.cabinet_secondaire_zip"
    assert found.answers["cabinet_secondaire"] in ("creation", "reprise")


def test_a_circle_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar, "_meets", lambda *_: (True, None))  # seconds of tables, which say nothing of circles
    assert not calendar.no_circle(proof_of()).violations
    found = calendar.no_circle(proof_of(rules=changed_step("lieu", after=("cpam",)))).violations
    assert any("cercle" in violation.text for violation in found)


def test_a_date_before_its_cause_is_seen() -> None:
    rule = pack().step["carmf"]
    (path, length), *_ = [(p, d) for p, d in sites(rule, type(rule.due[0].duration)) if p[0] == "due"]
    backward = put(rule, path, length._replace(months=-length.months))
    rules = changed_step("carmf", due=backward.due)
    assert calendar.dates_in_order(proof_of("step.carmf", rules=rules)).violations
    assert not calendar.dates_in_order(proof_of("step.carmf")).violations


def opened_too_little(seen: Any) -> Any:
    return seen._replace(open=frozenset())


def opened_too_much(seen: Any) -> Any:
    return seen._replace(open=seen.open | {"zone"})


def turned(seen: Any) -> Any:
    return seen._replace(verdict="eligible") if seen.verdict == "a_verifier" else seen


@pytest.mark.parametrize(
    ("wrong", "kind"), [(opened_too_little, "hidden"), (opened_too_much, "useless"), (turned, "reversed")]
)
def test_an_unknown_that_is_told_wrong_is_seen(wrong: Callable[[Any], Any], kind: str) -> None:
    found, table = table_of("aid.acre")
    right: Counterexamples = examine(found, table)
    assert not getattr(right, kind)
    table.seen[:] = [wrong(seen) for seen in table.seen]
    assert getattr(examine(found, table), kind)


# --- the writing ---


@pytest.mark.parametrize(
    ("title", "is_one"), [("S’affilier à la CARMF", True), ("Ouvrir un compte", True), ("La CARMF", False)]
)
def test_a_title_starts_with_an_infinitive(title: str, *, is_one: bool) -> None:
    assert bool(INFINITIVE.match(title)) is is_one


def test_every_check_can_be_replaced() -> None:
    for rule in (*pack().steps, *pack().aids):
        for path, check in sites(rule, Check):
            assert put(rule, path, check) == rule


# --- what the place answers ---


def test_what_the_place_answers_makes_the_plan_of_the_same_answer_typed() -> None:
    claim = as_typed(proof_of())
    assert claim.violations == ()
    assert claim.checked >= 2 * 15


@pytest.mark.slow
def test_a_table_that_changes_the_plan_by_itself_is_seen() -> None:
    old = tuple(
        table._replace(evidence=tuple(each._replace(review_by=date(2026, 1, 1)) for each in table.evidence))
        for table in pack().place_tables
    )
    claim = as_typed(proof_of(rules=pack()._replace(place_tables=old)))
    assert "le plan n’est pas celui de la même réponse donnée" in claim.violations[0].text
