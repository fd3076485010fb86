from __future__ import annotations

from datetime import date

from medinstall.domain.source import Evidence

from .build import TODAY, plan, step, step_view

LOW = Evidence("fragile", TODAY, date(2027, 6, 30), "low", "cité de mémoire, la page n’a pas été lue")


def test_a_weak_source_asks_the_doctor_to_have_it_confirmed_by_the_body() -> None:
    [warning] = step_view(plan(step(rule={"evidence": (LOW, LOW)})), "ordre").warnings
    assert warning.replace("\u00a0", " ").startswith("À confirmer auprès du conseil départemental de l’Ordre")
    assert "mémoire" not in warning


def test_whom_to_ask_is_said_where_no_body_is_named() -> None:
    [warning] = step_view(plan(step(rule={"evidence": (LOW,), "who": "Assureur"})), "ordre").warnings
    assert "auprès de votre interlocuteur (Assureur)" in warning
