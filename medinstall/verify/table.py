"""The table of an outcome: every class of its space, known and partly known, and what the engine answers in it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import product
from math import prod
from typing import NamedTuple

from medinstall.domain.fact import Value
from medinstall.domain.pack import RulePack
from medinstall.engine.situation import Situation
from medinstall.verify.inputs import Reads
from medinstall.verify.parts import Class, Part, parts_of
from medinstall.verify.space import situation_of

LARGEST = 100_000  # rows of a table made to look at two outcomes together


class Seen(NamedTuple):
    """What an outcome shows in one class: its verdict, the rest of its result, its reasons, the facts still open."""

    verdict: Hashable
    detail: Hashable
    reasons: Hashable
    open: frozenset[str]

    @property
    def result(self) -> Hashable:
        """What changes for the doctor, explanations apart."""
        return (self.verdict, self.detail)


@dataclass
class Table:
    """Every class of an outcome on one day, in the order of the product of its parts."""

    pack: RulePack
    today: date
    parts: list[Part]
    seen: list[Seen]

    @cached_property
    def strides(self) -> list[int]:
        """How far apart two neighbours of each part stand."""
        sizes = [len(part.classes) for part in self.parts]
        return [prod(sizes[place + 1 :]) for place in range(len(sizes))]

    def members(self) -> Iterator[tuple[Class, ...]]:
        """Yield the classes of each row, in order."""
        return product(*(part.classes for part in self.parts))

    def answers(self, row: int) -> dict[str, Value]:
        """Return the answers that stand for a row."""
        found: dict[str, Value] = {}
        for part, stride in zip(self.parts, self.strides, strict=True):
            found |= part.classes[row // stride % len(part.classes)].answers
        return found

    def next(self, row: int) -> Iterator[tuple[str, list[int]]]:
        """Yield each root still unknown in a row, with the rows its answers lead to."""
        for part, stride in zip(self.parts, self.strides, strict=True):
            here = row // stride % len(part.classes)
            for root, classes in part.classes[here].next.items():
                yield root, [row + (there - here) * stride for there in classes]

    def missing(self, row: int) -> frozenset[str]:
        """Return the roots that may be unknown in a row."""
        found = frozenset[str]()
        for part, stride in zip(self.parts, self.strides, strict=True):
            found |= part.classes[row // stride % len(part.classes)].missing
        return found

    @property
    def profiles(self) -> int:
        """How many combinations of representatives the rows stand for."""
        return prod(sum(found.weight for found in part.classes) for part in self.parts)


def tabulate(reads: Reads, see: Callable[[Situation], Seen], today: date, parts: list[Part] | None = None) -> Table:
    """Return the table of an outcome on one day; `parts` where they are known already."""
    table = Table(reads.pack, today, parts_of(reads, today) if parts is None else parts, [])
    known: dict[Seen, Seen] = {}  # equal things are kept once
    for classes in table.members():
        answers: dict[str, Value] = {}
        for found in classes:
            answers |= found.answers
        seen = see(situation_of(reads.pack, answers, today))
        table.seen.append(known.setdefault(seen, seen))
    return table
