from __future__ import annotations

from datetime import date

from medinstall.domain.truth import Truth
from medinstall.wording.next_thing import next_deadline

from .build import TODAY, day, step


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


def test_nothing_counts_down_to_what_hangs_on_a_step_without_a_date() -> None:
    hanging = step("ordre", state="bloquee", due=day(date(2026, 12, 1)), waits_for_undated=("autorisation",))
    assert next_deadline([hanging], TODAY) is None
