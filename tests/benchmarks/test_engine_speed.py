"""The engine under pytest-benchmark, no time asserted: `pytest tests/benchmarks/test_engine_speed.py -m benchmark`."""

from __future__ import annotations

from typing import Any

import pytest

from medinstall.domain.truth import Truth
from medinstall.engine.counterfactuals import unlocks
from medinstall.engine.open_questions import unknown_facts
from medinstall.engine.plan import plan_of
from medinstall.engine.situation import Situation
from tests.benchmarks.plans import interviews, same_doctors, strangers
from tests.building import pack

pytestmark = pytest.mark.benchmark


@pytest.mark.parametrize("doctors", [same_doctors, interviews, strangers], ids=["same", "interview", "strangers"])
def test_a_full_plan(benchmark: Any, doctors: Any) -> None:
    profiles = doctors()
    assert benchmark(lambda: plan_of(pack(), next(profiles))).steps


def test_the_open_questions(benchmark: Any) -> None:
    profiles = interviews()
    assert benchmark(lambda: unknown_facts(Situation(pack(), next(profiles))))


def test_one_criterion(benchmark: Any) -> None:
    profiles = interviews()
    assert benchmark(lambda: Situation(pack(), next(profiles)).applies("carmf").truth) in Truth


def test_what_would_unlock_an_aid(benchmark: Any) -> None:
    profiles = same_doctors()
    assert benchmark(lambda: unlocks(pack(), next(profiles), "primo_zip")) is not None
