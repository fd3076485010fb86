"""The order of the checklist: prerequisites, then targets, then the order of the rule pack."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from medinstall.engine.order import checklist_order

MAY, JUNE = date(2027, 5, 1), date(2027, 6, 1)
STEPS = tuple("abcdefgh")


def order(after: dict[str, tuple[str, ...]], target: dict[str, date | None] | None = None) -> str:
    targets = {step: (target or {}).get(step) for step in after}
    return "".join(checklist_order(after, targets, frozenset(after)))


def test_without_targets_the_order_is_that_of_the_rule_pack() -> None:
    assert order({"b": (), "a": (), "c": ()}) == "bac"


def test_the_earliest_target_goes_first_and_a_step_without_one_last() -> None:
    assert order({"a": (), "b": (), "c": ()}, {"a": None, "b": JUNE, "c": MAY}) == "cba"


def test_a_prerequisite_goes_first_whatever_its_target() -> None:
    assert order({"a": ("b",), "b": ()}, {"a": MAY, "b": JUNE}) == "ba"


def test_a_step_freed_early_overtakes_those_with_later_targets() -> None:
    assert order({"a": (), "b": ("a",), "c": ()}, {"a": MAY, "b": MAY, "c": JUNE}) == "abc"
    assert order({"a": (), "b": ("c",), "c": ()}, {"a": MAY, "b": MAY, "c": JUNE}) == "acb"


def test_a_prerequisite_that_is_not_there_holds_nobody_back() -> None:
    assert order({"a": ("z",), "b": ()}) == "ab"


@st.composite
def acyclic(draw: st.DrawFn) -> dict[str, tuple[str, ...]]:
    names = draw(st.permutations(STEPS))
    return {
        name: tuple(draw(st.sets(st.sampled_from(names[:place])))) if place else () for place, name in enumerate(names)
    }


@given(acyclic(), st.dictionaries(st.sampled_from(STEPS), st.none() | st.dates(MAY, JUNE)))
def test_every_step_once_and_behind_all_it_comes_after(
    after: dict[str, tuple[str, ...]], target: dict[str, date | None]
) -> None:
    found = order(after, target)
    assert sorted(found) == sorted(after)
    assert all(found.index(other) < found.index(step) for step, others in after.items() for other in others)
