"""Our engine on the benchmark's rules, one profile at a time. Reads profiles as JSON on stdin, writes results."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any, TypeAlias

from medinstall import __version__
from medinstall.__main__ import SELDOM
from medinstall.catalog.answers import read_answers
from medinstall.catalog.loader import load
from medinstall.engine.situation import Situation
from medinstall.model.pack import RulePack
from medinstall.model.profile import Profile

RULES = Path(__file__).parent / "rules"
TODAY = date(2026, 11, 22)
AIDS = ("primo_zip", "primo_zac", "cabinet_secondaire_zip")
STEPS = ("carmf", "inpi", "ordre_inscription")
Found: TypeAlias = "list[float | date | None]"


def evaluated(rules: RulePack, profile: Profile) -> Found:
    """Return the euros of each aid, 0 when it is refused, then the latest day of each step."""
    situation = Situation(rules, profile)
    found: Found = []
    for aid in AIDS:
        outcome = situation.aid(aid)
        found.append(outcome.value.eur if outcome.value is not None and outcome.verdict == "eligible" else 0)
    for step in STEPS:
        day = situation.dates(step).due.day
        found.append(day.on if day is not None else None)
    return found


def written(found: Found) -> list[Any]:
    """Return results as JSON holds them."""
    return [each.isoformat() if isinstance(each, date) else each for each in found]


def profile_of(rules: RulePack, raw: dict[str, Any]) -> Profile:
    """Return a profile as the engine takes it."""
    answers, faults = read_answers(rules.fact, raw)
    assert not faults, faults
    return Profile(TODAY, answers)


def main() -> None:
    """Evaluate every profile, and say how long it took."""
    gc.set_threshold(SELDOM)  # as the command does
    rules, given = load(RULES), json.load(sys.stdin)

    def built(raws: Iterable[dict[str, Any]]) -> list[Profile]:
        return [profile_of(rules, raw) for raw in raws]

    for other in built(given["warm"]):
        evaluated(rules, other)
    timed = built(given["timed"])
    started = perf_counter()
    results = [evaluated(rules, profile) for profile in timed]
    seconds = perf_counter() - started
    said = {"version": __version__, "seconds": seconds, "results": list(map(written, results))}
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main()
