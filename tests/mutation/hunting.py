"""Whether the cases, or a decision table, notice a change; and the page that says what nobody noticed.

Run `python -m tests.mutation.hunting` to write docs/mutation.md again.
"""

from __future__ import annotations

import random
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from medinstall.domain.pack import RulePack
from medinstall.domain.profile import Profile
from medinstall.domain.truth import Truth
from medinstall.engine.plan import plan_of
from medinstall.engine.situation import Situation
from tests.building import TODAY, pack, profile
from tests.mutation.mutants import Mutant, mutants
from tests.test_cases import FILES, GROUPS, faults, outcome, rows
from tests.test_sector_2_table import ANY_OPTION, FACTS, access

ROOT = Path(__file__).parent.parent.parent
EXPLAINED = Path(__file__).parent / "survivors.toml"
PAGE = ROOT / "docs" / "mutation.md"
SAMPLE = 400
WORKERS = 2


@dataclass(frozen=True)
class Row:
    """One case, its profile built once."""

    profile: Profile
    expect: Mapping[str, Any]

    @property
    def names(self) -> frozenset[str]:
        """The ids a case speaks of."""
        alerts = (*self.expect.get("alerts", ()), *self.expect.get("no_alerts", ()))
        return frozenset((*alerts, *(name for group in GROUPS for name in self.expect.get(group, ()))))


@cache
def cases() -> tuple[Row, ...]:
    """Return every case of tests/cases."""
    every = (row for path in FILES for row in rows(path))
    return tuple(Row(profile(row.answers, row.today, **row.reported), row.expect) for row in every)


def is_noticed(mutant: Mutant) -> bool:
    """Tell whether a case or the decision table fails with this rule pack."""
    ranked = sorted(cases(), key=lambda row: not mutant.subjects & row.names)
    try:
        return _breaks_table(mutant) or any(_fails(row, mutant.pack) for row in ranked)
    except (ValueError, ArithmeticError, LookupError, AssertionError):  # a crash does not pass unseen
        return True


def _fails(row: Row, changed: RulePack) -> bool:
    expect = dict(row.expect)
    return any(faults(expect, outcome(plan_of(changed, row.profile), expect)))


def _breaks_table(mutant: Mutant) -> bool:
    if mutant.subjects.isdisjoint((*mutant.pack.sector, *mutant.pack.derived_number)):
        return False
    return any(
        _access(mutant.pack, {**ANY_OPTION, **answers}, sector) is not access(answers)
        for answers in _table()
        for sector in SECTORS
    )


SECTORS = ("secteur_2", "secteur_2_optam", "secteur_2_optam_aco")


@cache
def _table() -> tuple[dict[str, Any], ...]:
    every = [dict(zip(FACTS, values, strict=True)) for values in product(*FACTS.values())]
    return tuple(random.Random(SAMPLE).sample(every, 10 * SAMPLE))


def _access(changed: RulePack, answers: Mapping[str, Any], sector: str) -> Truth:
    value = Situation(changed, Profile(TODAY, answers))[f"acces.{sector}"].value
    return Truth.UNKNOWN if value is None else Truth.YES if value is True else Truth.NO


@cache
def changes() -> tuple[Mutant, ...]:
    """Return every change of the shipped rules."""
    return tuple(mutants(pack()))


def judged(place: int) -> tuple[str, str, bool]:
    """Return the name and kind of one change, and whether it was noticed."""
    mutant = changes()[place]
    return mutant.name, mutant.kind, is_noticed(mutant)


def hunt() -> list[tuple[str, str, bool]]:
    """Return the name and kind of every change, and whether it was noticed; in a fixed order."""
    with ProcessPoolExecutor(WORKERS) as pool:
        return sorted(pool.map(judged, range(len(changes())), chunksize=4))


def explained() -> dict[str, str]:
    """Return why each known survivor cannot be noticed, or need not be."""
    return {item["name"]: item["why"] for item in tomllib.loads(EXPLAINED.read_text(encoding="utf-8"))["survivor"]}


def page(found: list[tuple[str, str, bool]]) -> str:
    """Return docs/mutation.md."""
    total, seen = Counter(kind for _, kind, _ in found), Counter(kind for _, kind, noticed in found if noticed)
    return "\n".join([*_head(found), *_counts(total, seen), "", "## Survivors", "", *_survivors(found), ""])


def _head(found: list[tuple[str, str, bool]]) -> Iterator[str]:
    share = 100 * sum(noticed for *_, noticed in found) / len(found)
    yield "# Mutation of the rule pack"
    yield ""
    yield "Each criterion, threshold, offset, amount, first day and flag of the rules is changed, one at a time, a"
    yield "named condition wherever it is used; the cases of `tests/cases/` and the decision table of secteur 2 are run"
    yield "again. Figures cited by sentences decide nothing and are not changed. Written by"
    yield "`python -m tests.mutation.hunting`."
    yield ""
    yield f"**{len(found)} changes, {share:.1f} % noticed.**"
    yield ""


def _counts(total: Counter[str], seen: Counter[str]) -> Iterator[str]:
    yield "| kind | changes | noticed |"
    yield "|---|---|---|"
    for kind in sorted(total):
        yield f"| {kind} | {total[kind]} | {seen[kind]} |"


def _survivors(found: list[tuple[str, str, bool]]) -> Iterator[str]:
    reasons = explained()
    for name, _, noticed in found:
        if not noticed:
            yield f"- `{name}`: {reasons.get(name, 'not explained')}"


if __name__ == "__main__":
    PAGE.write_text(page(hunt()), encoding="utf-8")
