"""The tests notice at least 99 % of the changes made to the rule pack, and the others are explained."""

from __future__ import annotations

import pytest

from tests.building import pack
from tests.mutation.hunting import PAGE, cases, explained, hunt, is_noticed, page
from tests.mutation.mutants import Mutant, mutants

BAR = 0.99


@pytest.mark.mutation
def test_the_tests_notice_what_changes() -> None:
    found = hunt()
    survivors = [name for name, _, noticed in found if not noticed]
    assert len(survivors) <= (1 - BAR) * len(found)
    assert not set(survivors) - set(explained())
    assert page(found) == PAGE.read_text(encoding="utf-8")


@pytest.mark.slow
def test_unchanged_rules_pass_every_case() -> None:
    assert cases()
    assert not is_noticed(Mutant("nothing", "none", frozenset(("carmf",)), pack()))


@pytest.mark.slow
def test_one_change_of_each_kind_is_noticed() -> None:
    firsts: dict[str, Mutant] = {}
    for mutant in mutants(pack()):
        if mutant.subjects & {"carmf", "primo_zip", "caim"}:
            firsts.setdefault(mutant.kind, mutant)
    assert set(firsts) >= {"criterion", "offset", "amount", "flag", "start"}
    assert is_noticed(firsts["offset"])
