"""What the parts of a rule read, down to the answers of the profile: the support of an outcome, by construction.

An *atom* is one thing the engine decides from answers: a condition, a comparison, a day, a number, the law of the
day, the course of a contract. An outcome is a function of its atoms and of nothing else, so two classes whose atoms
agree cannot be told apart.

What a derived fact depends on is said here once more, apart from the engine: the claim « factorisation » and
`tests/unit/verify/test_proof.py` watch the engine read and find no fact outside, which would prove nothing of a list
that the engine itself had given. How an atom is decided, the engine alone says (`Atom.sign`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from medinstall.domain.criterion import Check, Condition, Criterion, every
from medinstall.domain.date_rule import DateRule, Duration
from medinstall.domain.pack import RulePack
from medinstall.engine.criteria import judge_of, judge_of_condition
from medinstall.engine.situation import Situation
from medinstall.verify.space import TICKED, is_posed

START, TODAY = "date_debut", "today"
ZERO = Duration()
Term: TypeAlias = "tuple[str | date, Duration]"


class Atom(NamedTuple):
    """One thing decided from the answers `roots`; `sign` returns all that an outcome may see of it.

    `pieces`: for a condition, what it is decided from. `beside`: the same for the conditions that are judged together,
    of which an outcome sees the truth of each, and what is open only of all.
    """

    roots: frozenset[str]
    sign: Callable[[Situation], Any]
    pieces: tuple[Atom, ...] = ()
    beside: str = ""


class NotBefore(NamedTuple):
    """A comparison of days that a rule makes: `later` on or after `earlier`, each a root plus a duration."""

    later: Term
    earlier: Term


class Reads:
    """The atoms of one outcome, the comparisons that give its thresholds, the facts of which every value counts."""

    def __init__(self, pack: RulePack) -> None:
        self.pack = pack
        self.atoms: dict[str, Atom] = {}
        self.checks: dict[str, Check] = {}
        self.days: set[NotBefore] = set()
        self.counted: dict[str, set[float]] = {}

    def roots(self, name: str) -> frozenset[str]:
        """Return the roots behind a fact, answered or derived."""
        if name in ("departement", "region", "commune"):
            return frozenset(("commune",))
        if name == "aujourdhui":
            return frozenset()
        if name in self.pack.fact or is_posed(name):
            return frozenset((name, *self._counted(name)))
        if name in self.pack.derived_date:
            return self._roots_of_days(self.pack.derived_date[name].rules)
        if name in self.pack.derived_number:
            return frozenset(fact for fact, _ in self.pack.derived_number[name].parts)
        return self._roots_of_derived(*name.split(".", 1)) if "." in name else _received()

    def _counted(self, name: str) -> Iterable[str]:
        """Return the facts that decide whether the answer to a fact counts as another."""
        fact = self.pack.fact.get(name)
        if fact is None:
            return ()
        read = every(Check, (fact.counts_as, fact.presumed))
        return (root for check in read for root in self.roots(check.fact))

    def checks_of(self, fact: str) -> list[Check]:
        """Return the comparisons of a fact."""
        return [check for check in self.checks.values() if check.fact == fact]

    def criterion(self, criterion: Criterion | None) -> None:
        """Note what a criterion reads."""
        for check in every(Check, criterion):
            self.check(check)

    def conditions(self, conditions: tuple[Condition, ...]) -> None:
        """Note what the conditions of one rule read: an outcome sees of each only what it is judged to be."""
        beside = repr(conditions)
        for place, condition in enumerate(conditions):
            inner = Reads(self.pack)
            inner.criterion(condition.criterion)
            inner.criterion(condition.unsettled)
            self.checks |= inner.checks
            self.days |= inner.days
            if inner.support:
                judged = judge_of_condition(condition)
                self.atoms[f"{beside}:{place}"] = Atom(inner.support, judged, inner.pieces, beside)

    def check(self, check: Check) -> None:
        """Note what a comparison reads; one of a derived truth reads what that truth reads."""
        kind, _, name = check.fact.partition(".")
        if kind in ("acces", "applique"):
            rule = self.pack.sector[name].access if kind == "acces" else self.pack.step[name].conditions
            self.conditions(rule)
            return
        self.checks[repr(check)] = check
        roots = self.roots(check.fact)
        if isinstance(check.operand, date | str) and check.comparison in ("before", "from"):
            roots |= self._compared(check)
        self.behind(check.fact)
        self.atoms[repr(check)] = Atom(roots, judge_of(check))

    def days_of(self, rules: Iterable[DateRule]) -> None:
        """Note what dated rules read: their criteria, and whether each anchor is known."""
        for rule in rules:
            self.criterion(rule.when)
            if rule.anchor:
                self.behind(rule.anchor)
                self._anchor(rule.anchor)

    def number(self, name: str, *thresholds: float) -> None:
        """Note a number used by its value."""
        self.counted.setdefault(name, set()).update(thresholds)
        self.atoms[f"number:{name}"] = Atom(self.roots(name), lambda s: (s[name].value, s[name].open))

    def terms(self, name: str) -> list[Term]:
        """Return the roots a day may be counted from, each with what is added to it."""
        if name == "aujourdhui":
            return [(TODAY, ZERO)]
        if name in self.pack.derived_date:
            rules = [rule for rule in self.pack.derived_date[name].rules if rule.how == "offset"]
            return [(root, rule.duration) for rule in rules for root, _ in self.terms(rule.anchor)]
        return [(name, ZERO)] if name in self.pack.fact else []

    def _compared(self, check: Check) -> frozenset[str]:
        """Note the threshold of a comparison of days; return the roots of its operand."""
        operand = check.operand
        right: list[Term] = [(operand, ZERO)] if isinstance(operand, date) else self.terms(str(operand))
        self.days |= {NotBefore(left, other) for left in self.terms(check.fact) for other in right}
        if isinstance(operand, date):
            return frozenset()
        self.behind(str(operand))
        return self.roots(str(operand))

    def behind(self, name: str) -> None:
        """Note the criteria behind a derived day, a start, or the thresholds of a sum."""
        if name in self.pack.derived_date:
            for rule in self.pack.derived_date[name].rules:
                self.criterion(rule.when)
        elif name.startswith("effet."):
            step = self.pack.step[name.partition(".")[2]]
            self.conditions(step.conditions)
            for rule in step.effect:
                self.criterion(rule.when)
        elif name == "depart.faisable":
            self._start()
        elif name == "regles.perimees":
            self._stale()

    def _start(self) -> None:
        """Note what the earliest start hangs on; each processing time, and two in a row, is a threshold."""
        lengths = [p.duration for step in self.pack.steps for p in step.processing if p.duration]
        for step in self.pack.steps:
            if step.processing:
                self.conditions(step.conditions)
                for processing in step.processing:
                    self.criterion(processing.when)
        sums = [Duration(a.months + b.months, a.days + b.days) for a in lengths for b in (ZERO, *lengths)]
        self.days |= {NotBefore((START, ZERO), (TODAY, length)) for length in (ZERO, *sums)}

    def _stale(self) -> None:
        """Note on which days a rule is past its review; before any aid is, it depends on the steps that apply."""
        first = min(item.review_by for aid in self.pack.aids for item in aid.evidence)
        self.days.add(NotBefore((TODAY, ZERO), (first, Duration(days=1))))
        for step in self.pack.steps:
            if any(item.review_by < first for item in step.evidence):
                self.conditions(step.conditions)
                self.days |= {NotBefore((TODAY, ZERO), (e.review_by, Duration(days=1))) for e in step.evidence}

    def _anchor(self, name: str) -> None:
        self.atoms[f"day:{name}"] = Atom(self.roots(name), lambda s: (type(s[name].value), s[name].open))

    def _roots_of_days(self, rules: Iterable[DateRule]) -> frozenset[str]:
        names = [rule.anchor for rule in rules if rule.anchor]
        names += [check.fact for rule in rules for check in every(Check, rule.when)]
        return frozenset().union(*(self.roots(name) for name in names))

    def _roots_of_derived(self, kind: str, name: str) -> frozenset[str]:
        if kind == "faite":
            return frozenset((f"{TICKED}{name}",))
        inner = Reads(self.pack)
        if kind == "regles":
            inner._stale()
            return inner.support
        if kind == "depart":
            inner._start()
            return inner.support | {START}
        if kind == "effet":
            inner.conditions(self.pack.step[name].conditions)
            inner.days_of(self.pack.step[name].effect)
        else:
            inner.check(Check(f"{kind}.{name}", "is", True))
        return inner.support

    def joined(self, other: Reads) -> Reads:
        """Return what this outcome and another one read together."""
        found = Reads(self.pack)
        found.atoms, found.checks = self.atoms | other.atoms, self.checks | other.checks
        found.days = self.days | other.days
        for counted in (self.counted, other.counted):
            for name, cuts in counted.items():
                found.counted.setdefault(name, set()).update(cuts)
        return found

    @property
    def pieces(self) -> tuple[Atom, ...]:
        """Return the atoms with each condition in pieces."""
        return tuple(piece for atom in self.atoms.values() for piece in atom.pieces or (atom,))

    @property
    def support(self) -> frozenset[str]:
        """Every root the outcome may depend on."""
        return frozenset().union(*(atom.roots for atom in self.atoms.values()))


def _received() -> frozenset[str]:
    """Return the roots of R: the answer, else the tick of the step `convention`."""
    return frozenset(("date_demande_convention", f"{TICKED}convention"))
