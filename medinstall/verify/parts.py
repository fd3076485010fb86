"""The parts of the space of an outcome: roots that atoms tie together, and the classes of their answers.

The space of an outcome is the product of its parts. Inside a part, two sets of answers are one class when their atoms
agree and so do, answer by answer, all the classes they can still turn into. Nothing is lost: whatever holds for the
classes holds for the profiles.

Parts are made twice: of the single comparisons, then, from the few classes found, of the conditions made of them.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from math import inf, prod

from medinstall.domain.fact import Value
from medinstall.domain.pack import RulePack
from medinstall.domain.truth import Truth
from medinstall.engine.contracts import ENDED, SIGNED
from medinstall.engine.fact_value import NOTHING, Judgement
from medinstall.engine.situation import Situation
from medinstall.verify.domains import domains
from medinstall.verify.inputs import Atom, Reads
from medinstall.verify.space import is_asked, situation_of

TRIED = 20_000  # classes of parts that may be tried together to judge a condition as one thing


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


def size(parts: list[Part]) -> int:
    """Return how many rows a table of these parts has."""
    return prod(len(part.classes) for part in parts)


def length(answers: Mapping[str, Value]) -> int:
    """Return how much a set of answers says: a step that is not ticked says nothing."""
    return sum(value is not False or is_asked(root) for root, value in answers.items())


def parts_of(reads: Reads, today: date) -> list[Part]:
    """Return the parts of the space of what is read, each with its classes."""
    atoms, pieces = tuple(reads.atoms.values()), reads.pieces
    single = [_single(root, values) for root, values in domains(reads, today).items()]
    small = [_Builder(reads.pack, parts, pieces, today).built() for parts in _tied(single, pieces)]
    found = []
    for parts in _tied(small, atoms, TRIED):
        roots = {root for part in parts for root in part.roots}
        seen = (piece for atom in atoms for piece in ((atom,) if atom.roots <= roots else atom.pieces))
        found.append(_Builder(reads.pack, parts, tuple(seen), today).built())
    return found


def _single(root: str, values: tuple[Value, ...]) -> Part:
    """Return the part of one root: a class for each of its values, and one where it is unknown."""
    part = Part((root,), [Class({root: value}, 1, {}) for value in values])
    if is_asked(root):
        part.classes.append(Class({}, 1, {root: tuple(range(len(values)))}, frozenset((root,))))
    return part


def _tied(parts: list[Part], atoms: Iterable[Atom], most: float = inf) -> list[list[Part]]:
    """Return the parts that atoms tie, together, as long as no more than `most` of their classes meet."""
    found = [[part] for part in parts]
    for atom in atoms:
        tied = [group for group in found if any(not atom.roots.isdisjoint(part.roots) for part in group)]
        if len(tied) > 1 and prod(len(part.classes) for group in tied for part in group) <= most:
            first = found.index(tied[0])
            joined = [part for group in tied for part in group]
            kept = [group for group in found if group not in tied]
            found = [*kept[:first], joined, *kept[first:]]
    return found


class _Builder:
    """Sorts what the classes of some parts make together into the classes of one part, the fullest first."""

    def __init__(self, pack: RulePack, parts: list[Part], atoms: tuple[Atom, ...], today: date) -> None:
        self.pack, self.parts, self.today = pack, parts, today
        self.part = Part(tuple(root for part in parts for root in part.roots))
        here = [atom for atom in atoms if atom.roots <= set(self.part.roots)]
        self.alone = [atom for atom in here if not atom.beside]
        rules = dict.fromkeys(atom.beside for atom in here if atom.beside)
        self.together = [[atom for atom in here if atom.beside == rule] for rule in rules]
        self._placed: dict[tuple[int, ...], int] = {}
        self._keys: dict[Hashable, int] = {}
        self._signs: list[Hashable] = []

    def built(self) -> Part:
        """Return the part, its classes weighed."""
        for members in product(*(range(len(part.classes)) for part in self.parts)):
            if self._is_possible(self._answers(members)):
                self.part.classes[self._place(members)].weight += prod(each.weight for each in self._classes(members))
        return self.part

    def _place(self, members: tuple[int, ...]) -> int:
        """Return the class of members of each part, once every set of answers it can turn into has one."""
        found = self._placed.get(members)
        if found is None:
            found = self._placed[members] = self._class(members)
        return found

    def _classes(self, members: tuple[int, ...]) -> list[Class]:
        return [part.classes[member] for part, member in zip(self.parts, members, strict=True)]

    def _answers(self, members: tuple[int, ...]) -> dict[str, Value]:
        return {root: value for each in self._classes(members) for root, value in each.answers.items()}

    def _is_possible(self, told: Mapping[str, Value]) -> bool:
        """Tell whether answers may stand together: a contract does not end before it is signed."""
        signed, ended = told.get(SIGNED), told.get(ENDED)
        return not (isinstance(signed, date) and isinstance(ended, date) and ended < signed)

    def _class(self, members: tuple[int, ...]) -> int:
        told, classes = self._answers(members), self._classes(members)
        sign = self._sign(situation_of(self.pack, told, self.today))
        leads = {}
        for place, each in enumerate(classes):
            for root, options in each.next.items():
                reached = self._reached(members, place, options)
                if len(reached) > 1 or any(self._signs[there] != sign for there in reached):
                    leads[root] = reached
        key = (sign, tuple(leads.items()))
        if key not in self._keys:
            self._keys[key] = len(self._signs)
            self._signs.append(sign)
            self.part.classes.append(Class(told, 0, leads))
        known = self.part.classes[self._keys[key]]
        known.missing = known.missing.union(*(each.missing for each in classes))
        if length(told) < length(known.answers):
            known.answers = told
        return self._keys[key]

    def _sign(self, situation: Situation) -> Hashable:
        """Return all that an outcome may see of a situation here."""
        judged = [tuple(atom.sign(situation) for atom in atoms) for atoms in self.together]
        return (tuple(atom.sign(situation) for atom in self.alone), tuple(map(_together, judged)))

    def _reached(self, members: tuple[int, ...], place: int, options: tuple[int, ...]) -> tuple[int, ...]:
        turned = ((*members[:place], option, *members[place + 1 :]) for option in options)
        return tuple(sorted({self._place(each) for each in turned if self._is_possible(self._answers(each))}))


def _together(judged: tuple[Judgement, ...]) -> Hashable:
    """Return what is seen of conditions judged together: the truth of each; what is open, unless one fails."""
    failed = any(each.truth is Truth.NO for each in judged)
    return (*(each.truth for each in judged), NOTHING if failed else NOTHING.union(*(each.open for each in judged)))
