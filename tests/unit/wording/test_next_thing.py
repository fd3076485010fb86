from __future__ import annotations

from datetime import date

from medinstall.domain.plan import StepPlan
from medinstall.domain.truth import Truth
from medinstall.wording.next_thing import next_deadline, next_thing

from .build import TODAY, day, step

OPTIONAL = {"obligation": "recommandé"}


def _next(*steps: StepPlan) -> str | None:
    found = next_thing(steps)
    return found.id if found else None


def test_overdue_comes_first_the_oldest_before_all() -> None:
    late = step("late", state="en_retard", due=day(date(2026, 11, 20)))
    later = step("oldest", state="en_retard", due=day(date(2026, 10, 1)))
    urgent = step("urgent", state="urgente", due=day(date(2026, 11, 23)))
    assert _next(urgent, late, later) == "oldest"


def test_urgent_comes_before_to_do_the_nearest_first() -> None:
    far = step("far", state="urgente", due=day(date(2026, 12, 5)))
    near = step("near", state="urgente", due=day(date(2026, 11, 25)))
    todo = step("todo", target=day(date(2026, 1, 1)))
    assert _next(todo, far, near) == "near"


def test_to_do_goes_by_target_and_without_target_last() -> None:
    assert _next(step("none"), step("b", target=day(date(2027, 2, 1))), step("a", target=day(date(2027, 1, 1)))) == "a"
    assert _next(step("first"), step("second")) == "first"


def test_advice_is_proposed_only_when_no_duty_can_be_done() -> None:
    advice = step("advice", OPTIONAL, target=day(date(2026, 1, 1)))
    assert _next(advice, step("duty", target=day(date(2027, 3, 1)))) == "duty"
    assert _next(advice, step("blocked", state="bloquee")) == "advice"


def test_a_step_that_may_not_apply_waits_for_the_others() -> None:
    perhaps = step("perhaps", applies=Truth.UNKNOWN, target=day(date(2026, 1, 1)))
    assert _next(perhaps, step("advice", OPTIONAL)) == "advice"
    assert _next(perhaps) == "perhaps"


def test_nothing_to_do_today() -> None:
    assert _next(step("done", state="faite"), step("later", state="a_venir"), step("filed", state="deposee")) is None


def test_the_next_deadline_is_certain_open_and_not_past() -> None:
    steps = [
        step("past", state="en_retard", due=day(date(2026, 11, 1))),
        step("done", state="faite", due=day(date(2026, 11, 23))),
        step("perhaps", applies=Truth.UNKNOWN, due=day(date(2026, 11, 24))),
        step("blocked", state="bloquee", due=day(date(2026, 12, 1))),
        step("far", due=day(date(2026, 12, 24))),
    ]
    found = next_deadline(steps, TODAY)
    assert found is not None
    assert found.id == "blocked"
    assert next_deadline([], TODAY) is None
