"""The table of an outcome: every class of its space, known and partly known, and what the engine answers in it.

Roots that no atom ties together form *parts*; the space of an outcome is the product of its parts. Inside a part, two
sets of answers are one class when their atoms agree and so do, answer by answer, all the classes they can still turn
into. Nothing is lost: whatever holds for the classes holds for the profiles.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import product
from math import prod
from typing import NamedTuple

from medinstall.domain.fact import Value
from medinstall.domain.pack import RulePack
from medinstall.engine.contracts import ENDED, SIGNED
from medinstall.engine.situation import Situation
from medinstall.verify.domains import domains
from medinstall.verify.inputs import Atom, Reads
from medinstall.verify.space import is_asked, situation_of


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
class Class:
    """Answers that nothing tells apart: the shortest of them, how many there are, and what each root leads to.

    `missing`: the roots that some of these answers leave out; one that is not in `next` then leads nowhere else.
    """

    answers: dict[str, Value]
    weight: int
    next: dict[str, tuple[int, ...]]
    missing: frozenset[str] = frozenset()


@dataclass
class Part:
    """Roots that belong together, and their classes; a class stands behind every class it can turn into."""

    roots: tuple[str, ...]
    classes: list[Class] = field(default_factory=list)


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


def tabulate(reads: Reads, see: Callable[[Situation], Seen], today: date) -> Table:
    """Return the table of an outcome on one day."""
    values = domains(reads, today)
    parts = [part_of(roots, reads, values, today) for roots in groups(reads, values)]
    table = Table(reads.pack, today, parts, [])
    known: dict[Seen, Seen] = {}  # equal things are kept once
    for classes in table.members():
        answers: dict[str, Value] = {}
        for found in classes:
            answers |= found.answers
        seen = see(situation_of(reads.pack, answers, today))
        table.seen.append(known.setdefault(seen, seen))
    return table


def length(answers: Mapping[str, Value]) -> int:
    """Return how much a set of answers says: a step that is not ticked says nothing."""
    return sum(value is not False or is_asked(root) for root, value in answers.items())


def groups(reads: Reads, values: Mapping[str, object]) -> list[tuple[str, ...]]:
    """Return the roots in parts: two roots of one atom belong together."""
    parts = [{root} for root in values]
    for atom in reads.atoms.values():
        tied = [part for part in parts if part & atom.roots]
        if tied:
            parts = [part for part in parts if part not in tied] + [set().union(*tied)]
    rank = {root: place for place, root in enumerate(values)}
    return sorted((tuple(sorted(part, key=rank.__getitem__)) for part in parts), key=lambda part: rank[part[0]])


def part_of(roots: tuple[str, ...], reads: Reads, values: Mapping[str, tuple[Value, ...]], today: date) -> Part:
    """Return the classes of roots that belong together; those that no answer can be missing from stay known."""
    atoms = [atom for atom in reads.atoms.values() if atom.roots & set(roots)]
    builder = _Builder(reads.pack, Part(roots), [values[root] for root in roots], atoms, today)
    every = [(*([None] if is_asked(root) else []), *values[root]) for root in roots]
    for answers in product(*every):
        if builder.is_possible(answers):
            builder.part.classes[builder.place(answers)].weight += 1
    return builder.part


class _Builder:
    """Sorts the answers of one part into classes, the fullest first."""

    def __init__(
        self, pack: RulePack, part: Part, values: list[tuple[Value, ...]], atoms: list[Atom], today: date
    ) -> None:
        self.pack, self.part, self.values, self.atoms, self.today = pack, part, values, atoms, today
        self._placed: dict[tuple[Value | None, ...], int] = {}
        self._keys: dict[Hashable, int] = {}
        self._signs: list[Hashable] = []

    def place(self, answers: tuple[Value | None, ...]) -> int:
        """Return the class of a set of answers, once every set it can turn into has one."""
        found = self._placed.get(answers)
        if found is None:
            found = self._placed[answers] = self._class(answers)
        return found

    def is_possible(self, answers: tuple[Value | None, ...]) -> bool:
        """Tell whether the answers may stand together: a contract does not end before it is signed."""
        told = dict(zip(self.part.roots, answers, strict=True))
        signed, ended = told.get(SIGNED), told.get(ENDED)
        return not (isinstance(signed, date) and isinstance(ended, date) and ended < signed)

    def _class(self, answers: tuple[Value | None, ...]) -> int:
        told = {root: value for root, value in zip(self.part.roots, answers, strict=True) if value is not None}
        situation = situation_of(self.pack, told, self.today)
        sign = tuple(atom.sign(situation) for atom in self.atoms)
        leads = {}
        for place, root in enumerate(self.part.roots):
            if answers[place] is None:
                reached = self._reached(answers, place)
                if any(self._signs[there] != sign for there in reached) or len(reached) > 1:
                    leads[root] = reached
        key = (sign, tuple(leads.items()))
        if key not in self._keys:
            self._keys[key] = len(self._signs)
            self._signs.append(sign)
            self.part.classes.append(Class(told, 0, leads))
        known = self.part.classes[self._keys[key]]
        known.missing |= set(self.part.roots) - set(told)
        if length(told) < length(known.answers):
            known.answers = told
        return self._keys[key]

    def _reached(self, answers: tuple[Value | None, ...], place: int) -> tuple[int, ...]:
        options = ((*answers[:place], value, *answers[place + 1 :]) for value in self.values[place])
        return tuple(sorted({self.place(option) for option in options if self.is_possible(option)}))
