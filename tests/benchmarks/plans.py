"""How many plans, and how many classes of the proof, are evaluated each second: `python -m tests.benchmarks.plans`.

Prints figures and asserts none: they are those of the machine of the day.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import perf_counter

from medinstall.catalog.proof.calendar import doctors
from medinstall.catalog.proof.outcomes import outcomes
from medinstall.catalog.proof.table import tabulate
from medinstall.catalog.proof.world import profile_of
from medinstall.engine.plan import plan_of
from tests.building import pack

PLANS = 300
CLASSES = "aid.caim"


def per_second(work: Callable[[], int]) -> float:
    """Return how many things `work` does in a second; it returns how many it did."""
    started = perf_counter()
    done = work()
    return done / (perf_counter() - started)


def plans() -> int:
    """Compute plans of a few doctors in turn."""
    rules = pack()
    profiles = [profile_of(answers, rules.checked_on) for answers in doctors(rules.checked_on).values()]
    for number in range(PLANS):
        plan_of(rules, profiles[number % len(profiles)])
    return PLANS


def classes() -> int:
    """Evaluate every class of one aid."""
    found = next(outcome for outcome in outcomes(pack()) if outcome.name == CLASSES)
    return len(tabulate(found.reads, found.see, pack().checked_on).seen)


if __name__ == "__main__":
    sys.stdout.write(f"plans:   {per_second(plans):8.0f} a second\nclasses: {per_second(classes):8.0f} a second\n")
