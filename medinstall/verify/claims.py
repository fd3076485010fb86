"""What is proved: a property, how many classes it was checked on, and the smallest situation where it fails."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from medinstall.domain.pack import RulePack
from medinstall.verify.domains import todays
from medinstall.verify.outcomes import Outcome, outcomes
from medinstall.verify.parts import length
from medinstall.verify.space import Answers
from medinstall.verify.table import Table, tabulate

NOTHING: Answers = MappingProxyType({})


class Violation(NamedTuple):
    """A property that fails: of what, how, and the shortest answers that show it."""

    subject: str
    text: str
    answers: Answers = NOTHING
    today: date | None = None


class Claim(NamedTuple):
    """A property, in French, with the number of cases checked and what was found against it."""

    id: str
    title: str
    checked: int
    violations: tuple[Violation, ...]
    notes: tuple[str, ...] = ()


@dataclass
class Proof:
    """A rule pack with the table of each of its outcomes, on each day that matters to it."""

    pack: RulePack
    base: date
    tables: list[tuple[Outcome, Table]]

    @property
    def classes(self) -> int:
        """How many classes were evaluated."""
        return sum(len(table.seen) for _, table in self.tables)

    @property
    def profiles(self) -> int:
        """How many combinations of representatives these classes stand for, outcome by outcome."""
        return sum(table.profiles for _, table in self.tables)

    def by_outcome(self) -> dict[str, list[tuple[Outcome, Table]]]:
        """Return the tables of each outcome, by its name."""
        found: dict[str, list[tuple[Outcome, Table]]] = {}
        for outcome, table in self.tables:
            found.setdefault(outcome.name, []).append((outcome, table))
        return found


def prepare(pack: RulePack) -> Proof:
    """Return the tables of every outcome.

    The day of evaluation is the day the rules were checked, then each day around which a value or a contract changes.
    """
    found = [
        (outcome, tabulate(outcome.reads, outcome.see, today))
        for outcome in outcomes(pack)
        for today in todays(outcome.reads, pack.checked_on)
    ]
    return Proof(pack, pack.checked_on, found)


def sizes(table: Table) -> list[int]:
    """Return how many answers each row of a table needs."""
    return [sum(length(found.answers) for found in classes) for classes in table.members()]


def shortest(rows: Iterable[int], lengths: list[int]) -> int:
    """Return the row that needs the fewest answers."""
    return min(rows, key=lambda row: (lengths[row], row))
