"""What the loader sees of a rule's writing that no file of `tests/refused` can show alone."""

from __future__ import annotations

from typing import Any

import pytest

from medinstall.domain.date_rule import DateRule, Duration
from medinstall.domain.fact import Choice
from medinstall.domain.pack import RulePack
from medinstall.rules.table import Faults
from medinstall.rules.writing import AMOUNT, DAY, check_writing, unusual
from tests.building import pack


def changed_fact(**values: Any) -> RulePack:
    """Return the rule pack with another first fact."""
    first, *others = pack().facts
    return pack()._replace(facts=(first._replace(**values), *others))


def changed_step(step: str, **values: Any) -> RulePack:
    """Return the rule pack with another step."""
    return pack()._replace(steps=tuple(s._replace(**values) if s.id == step else s for s in pack().steps))


def faults_of(rules: RulePack) -> list[str]:
    """Return the faults of a rule pack's writing."""
    faults = Faults()
    check_writing(rules, faults)
    return faults.lines


def test_the_rules_shipped_are_well_written() -> None:
    assert faults_of(pack()) == []


@pytest.mark.parametrize(("length", "is_fault"), [(34, False), (35, True)])
def test_a_choice_takes_thirty_four_characters(length: int, *, is_fault: bool) -> None:
    told = faults_of(changed_fact(choices=(Choice("a", "x" * length),)))
    assert bool(told) is is_fault
    assert all("35 caractères, 34 au plus" in line for line in told)


def test_an_amount_in_a_question_is_seen() -> None:
    assert faults_of(changed_fact(why="Cette aide vaut 10 000 €.")) != []


@pytest.mark.parametrize("text", ["une aide de 10 000 €", "25 % du socle", "3000 euros", "dix pour cent"])
def test_an_amount_in_prose_is_seen(text: str) -> None:
    assert AMOUNT.search(text)


@pytest.mark.parametrize("text", ["{eur} par an", "article R. 4127-85", "deux ans", "le 1er janvier 2026"])
def test_a_date_or_a_citation_is_no_amount(text: str) -> None:
    assert not AMOUNT.search(text)
    assert not DAY.search(text)


@pytest.mark.parametrize("text", ["depuis le 01/01/2026", "au 2026-01-01"])
def test_a_day_in_figures_is_seen(text: str) -> None:
    assert DAY.search(text)


def test_an_aim_after_its_day_is_unusual() -> None:
    late = DateRule("offset", "date_debut", Duration(months=1))
    assert list(unusual(pack())) == []
    (told,) = unusual(changed_step("prevoyance", target=(late,)))
    assert told.startswith("steps/prevoyance.toml : dates.target")
    assert list(unusual(changed_step("prevoyance", target=(late,), opens=(DateRule("offset", "date_debut"),)))) == []
