"""Our engine on the benchmark's rules, one profile at a time. Reads profiles as JSON on stdin, writes results."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any, TypeAlias

from medinstall import __version__
from medinstall.__main__ import SELDOM
from medinstall.domain.pack import RulePack
from medinstall.domain.profile import Profile
from medinstall.engine.compiled import compile_pack
from medinstall.engine.eligibility import Eligibility, eligibility_of
from medinstall.engine.situation import Situation
from medinstall.engine.steps import StepDates, dates_of
from medinstall.rules.answers import read_answers
from medinstall.rules.loader import load

RULES = Path(__file__).parent / "rules"
FIRST = 2_000  # profiles, nothing being remembered yet
TODAY = date(2026, 11, 22)
AIDS = ("primo_zip", "primo_zac", "cabinet_secondaire_zip")
STEPS = ("carmf", "inpi", "ordre_inscription")
Found: TypeAlias = "list[Eligibility | StepDates]"


def evaluator(rules: RulePack) -> Callable[[Profile], Found]:
    """Return what gives the outcome of each aid, then the dates of each step, as the engine does."""
    compiled = compile_pack(rules)
    works: list[Callable[[Situation], Eligibility | StepDates]] = [
        *(partial(eligibility_of, compiled.aids[aid]) for aid in AIDS),
        *(partial(dates_of, compiled.steps[step]) for step in STEPS),
    ]

    def evaluated(profile: Profile) -> Found:
        situation = Situation(rules, profile)
        return [work(situation) for work in works]

    return evaluated


def written(found: Found) -> list[Any]:
    """Return results as JSON holds them: the euros of an aid, 0 when it is refused, the latest day of a step."""
    return [_euros(each) if isinstance(each, Eligibility) else _day(each) for each in found]


def _euros(aid: Eligibility) -> float | None:
    return aid.value.eur if aid.value is not None and aid.verdict == "eligible" else 0


def _day(step: StepDates) -> str | None:
    return None if step.due.day is None else step.due.day.on.isoformat()


def profile_of(rules: RulePack, raw: dict[str, Any]) -> Profile:
    """Return a profile as the engine takes it."""
    answers, faults = read_answers(rules.fact, raw)
    assert not faults, faults
    return Profile(TODAY, answers)


def timed(rules: RulePack, raws: Iterable[dict[str, Any]]) -> tuple[float, list[Found]]:
    """Return how many seconds it took to evaluate profiles, and what was found."""
    evaluated, profiles = evaluator(rules), [profile_of(rules, raw) for raw in raws]
    started = perf_counter()
    found = list(map(evaluated, profiles))
    return perf_counter() - started, found


def main() -> None:
    """Evaluate every profile, and say how long it took."""
    gc.set_threshold(SELDOM)  # as the command does
    rules, given = load(RULES), json.load(sys.stdin)
    warm = given.pop("warm")
    cold, _ = timed(rules, warm[:FIRST])
    timed(rules, warm[FIRST:])
    seconds, found = timed(rules, given["timed"])
    said = {
        "version": __version__,
        "seconds": seconds,
        "others": {f"its first {FIRST} profiles": FIRST / cold},
        "results": list(map(written, found)),
    }
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main()
