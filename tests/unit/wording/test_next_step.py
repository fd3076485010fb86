from __future__ import annotations

from datetime import date

from medinstall.domain.plan import StepPlan
from medinstall.domain.truth import Truth
from medinstall.usecases.dossiers import summary_json
from medinstall.wording.next_step import deadline_words
from medinstall.wording.plan_view import PlanView

from .build import day, plan, step


def told(*steps: StepPlan) -> str:
    return deadline_words(PlanView(plan(*steps))).replace("\u00a0", " ")


def test_the_next_deadline_is_certain_open_and_not_past() -> None:
    steps = (
        step("past", state="en_retard", due=day(date(2026, 11, 1))),
        step("done", state="faite", due=day(date(2026, 11, 23))),
        step("perhaps", applies=Truth.UNKNOWN, due=day(date(2026, 11, 24))),
        step("undated", due=day(date(2026, 11, 25)), waits_for_undated=("diploma",)),
        step("blocked", state="bloquee", due=day(date(2026, 12, 1))),
        step("far", due=day(date(2026, 12, 24))),
    )
    assert told(*steps) == "mar. 1er décembre 2026 (dans 9 jours) : Faire blocked"
    for_scripts = summary_json("essai", plan(*steps), current=True)
    assert for_scripts["next_due"] == {"on": "2026-12-01", "step": "blocked"}
    assert told() == ""


def test_nothing_counts_down_to_what_hangs_on_a_step_without_a_date() -> None:
    hanging = step("ordre", state="bloquee", due=day(date(2026, 12, 1)), waits_for_undated=("autorisation",))
    assert told(hanging) == ""
