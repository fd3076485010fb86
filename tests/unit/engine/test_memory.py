"""What is remembered is what would be worked out again."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hypothesis import given

from medinstall.domain.profile import Profile
from medinstall.engine.fact_value import NOTHING, reading_of
from medinstall.engine.memory import SITUATIONS, Kept, by_identity, by_readings
from medinstall.engine.plan import plan_of
from tests.building import as_json, pack
from tests.generating import profiles, quick


@quick
@given(profiles())
def test_a_plan_is_the_same_from_rules_that_have_served_and_from_fresh_ones(profile: Profile) -> None:
    fresh = plan_of(pack()._replace(), profile)
    assert as_json(plan_of(pack(), profile)) == as_json(fresh)


def counting(runs: list[object]) -> Callable[[Mapping[str, int]], int]:
    """Return a rule that reads `zone` alone, and notes in `runs` each time it runs."""

    def judged(facts: Mapping[str, int]) -> int:
        runs.append(facts["zone"])
        return len(runs)

    return by_readings(judged, ["zone"])


def test_a_rule_runs_again_only_when_a_reading_it_depends_on_changes() -> None:
    judged = counting([])
    assert judged({"zone": 1, "age": 0}) == 1, "the first situation is not remembered"
    assert [judged({"zone": 1, "age": age}) for age in range(3)] == [2, 2, 2]
    assert judged({"zone": 2, "age": 0}) == 3
    assert judged({"zone": 1, "age": 9}) == 2


def test_memory_is_bounded() -> None:
    runs: list[object] = []
    judged = counting(runs)
    for zone in (0, 0, *range(1, SITUATIONS + 1), 0):
        judged({"zone": zone})
    assert runs.count(0) == 3


def test_equal_packs_are_not_taken_for_the_same() -> None:
    made = by_identity(lambda held: [held])
    first, second = pack()._replace(), pack()._replace()
    assert first == second
    assert made(first) is made(first)
    assert made(first) is not made(second)


def test_readings_of_the_same_content_are_one_object() -> None:
    assert reading_of("zip") is reading_of("zip")
    assert reading_of("zip") is not reading_of("zac")
    assert reading_of(None, frozenset({"zone"})) is reading_of(None, frozenset({"zone"}))
    assert reading_of(None, frozenset({"zone"})) is not reading_of(None, frozenset({"age"}))


def test_a_yes_is_not_read_as_the_number_one() -> None:
    assert reading_of(1, NOTHING).value is not True
    assert reading_of(True, NOTHING).value is True


def test_what_is_kept_is_made_once_and_bounded() -> None:
    made: list[int] = []

    def doubled(number: int) -> int:
        made.append(number)
        return 2 * number

    kept = Kept(doubled, most=2)
    assert [kept[number] for number in (1, 2, 1, 2)] == [2, 4, 2, 4]
    assert made == [1, 2]
    assert [kept[number] for number in (3, 1)] == [6, 2]
    assert made == [1, 2, 3, 1]
    assert len(kept) == 2
