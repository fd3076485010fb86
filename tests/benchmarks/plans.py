"""How many plans, and how many classes of the proof, are evaluated each second: `python -m tests.benchmarks.plans`.

Prints figures and asserts none: they are those of the machine of the day.
"""

from __future__ import annotations

import gc
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from statistics import median
from time import perf_counter

from medinstall.__main__ import SELDOM
from medinstall.domain.fact import Value
from medinstall.domain.profile import Profile
from medinstall.engine.plan import plan_of
from medinstall.verify.dates import doctors
from medinstall.verify.outcomes import outcomes
from medinstall.verify.space import profile_of
from medinstall.verify.table import tabulate
from tests.building import pack

PLANS = 300
RUNS = 7
CLASSES = "aid.caim"
SEED = 5


def per_second(work: Callable[[], int]) -> list[float]:
    """Return how many things `work` does in a second, in each run; it returns how many it did."""
    rates = []
    for _ in range(RUNS):
        started = perf_counter()
        done = work()
        rates.append(done / (perf_counter() - started))
    return rates


def plans(profiles: Iterator[Profile]) -> int:
    """Compute plans of doctors in turn."""
    rules = pack()
    for _ in range(PLANS):
        plan_of(rules, next(profiles))
    return PLANS


def same_doctors() -> Iterator[Profile]:
    """Yield a few doctors again and again."""
    found = [profile_of(answers, pack().checked_on) for answers in doctors(pack().checked_on).values()]
    while True:
        yield from found


def interviews() -> Iterator[Profile]:
    """Yield doctors as an interview makes them: each differs from the one before by an answer."""
    rng = random.Random(SEED)
    today = pack().checked_on
    for start in iter(lambda: today + timedelta(rng.randrange(30, 400)), None):
        answers: dict[str, Value] = {"date_debut": start}
        for fact in rng.sample([fact for fact in pack().facts if fact.choices], 12):
            answers = {**answers, fact.id: rng.choice(fact.choices).value}
            yield profile_of(answers, today)


def strangers() -> Iterator[Profile]:
    """Yield doctors who have not even the day in common."""
    today = pack().checked_on
    while True:
        today += timedelta(1)
        yield from (profile_of(answers, today) for answers in doctors(today).values())


def classes() -> int:
    """Evaluate every class of one aid."""
    found = next(outcome for outcome in outcomes(pack()) if outcome.name == CLASSES)
    return len(tabulate(found.reads, found.see, pack().checked_on).seen)


def told() -> str:
    """Return the table."""
    gc.set_threshold(SELDOM)  # as the command does
    lines = ["", f"Evaluated each second{'':23}{'median':>8}{'least':>8}{'most':>8}   bar"]
    for name, profiles, bar in (
        ("full plans, a few doctors in turn", same_doctors(), ""),
        ("full plans, one answer apart", interviews(), ""),
        ("full plans, everything new each time", strangers(), "≥ 1500"),
    ):
        plans(profiles)
        lines.append(_line(name, per_second(lambda each=profiles: plans(each)), bar))  # type: ignore[misc]
    lines.append(_line("classes of the proof", per_second(classes), ""))
    return "\n".join(lines)


def _line(name: str, rates: Sequence[float], bar: str) -> str:
    return f"{name:44}{median(rates):8.0f}{min(rates):8.0f}{max(rates):8.0f}   {bar}"


if __name__ == "__main__":
    sys.stdout.write(told() + "\n")
