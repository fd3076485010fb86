"""Claims on questions: what is read can be asked, what is asked is still of use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from medinstall.domain.criterion import facts_of
from medinstall.engine.situation import Situation
from medinstall.verify.certainty import Counterexamples, Relevance
from medinstall.verify.claims import Claim, Proof, Violation
from medinstall.verify.outcomes import Outcome
from medinstall.verify.parts import parts_of, size
from medinstall.verify.space import is_asked
from medinstall.verify.table import LARGEST, Seen, Table, tabulate

CONTACTS = ("commune", "departement", "caisse", "commune_secondaire")  # every plan shows whom to call
Uncovered: TypeAlias = dict[tuple[str, str], frozenset[str]]


def askable(proof: Proof) -> Claim:
    """Return the claim that every fact a rule reads can be asked, and is asked in some situation."""
    violations = []
    read = {root for outcome, _ in proof.tables for root in outcome.reads.support if is_asked(root)}
    opened = {root for _, table in proof.tables for seen in table.seen for root in seen.open}
    for root in sorted(read):
        fact = proof.pack.fact.get(root)
        if fact is None or not fact.question:
            violations.append(Violation(root, "lu par une règle, et aucune question ne le demande"))
        elif root not in opened and root not in CONTACTS:
            violations.append(Violation(root, "lu par une règle, et jamais ouvert"))
    dead = [fact.id for fact in proof.pack.facts if not (fact.id in read or fact.id in CONTACTS or fact.until)]
    violations += [Violation(name, "demandé, et aucune règle ne le lit") for name in dead]
    title = "Tout fait lu par une règle peut être demandé, et tout fait demandé est lu"
    return Claim("questions", title, len(proof.pack.facts), tuple(violations))


def useful(proof: Proof, found: list[Counterexamples]) -> Claim:
    """Return the claim that a question asked can still change a step, an aid or an alert, or what is said of it.

    Three steps: in the outcome that keeps it open; else in one where it matters whenever it is unknown; else in one
    that, tabulated together with the first, matters wherever the first does not.
    """
    always = _always(proof, found)
    violations, notes = [], []
    known: Uncovered = {}
    for (outcome, table), one in zip(proof.tables, found, strict=True):
        for root, (_, row) in one.useless.items():
            if table.today < proof.base:
                continue
            if presumed := _presumed_by(outcome, root):
                notes.append(f"{root} peut rester ouvert pour {outcome.name} : il décide si {presumed} se demande")
                continue
            other = always.get(root) or _together(proof, outcome, table, root, known)
            if other:
                notes.append(f"{root} peut rester ouvert pour {outcome.name} sans la changer : {other} en dépend alors")
            else:
                text = f"{root} : est demandé, et aucune réponse ne peut plus rien changer"
                violations.append(Violation(outcome.name, text, table.answers(row), table.today))
        notes += [f"{root} peut ne changer qu’une raison de {outcome.name}" for root in one.told_only]
    title = "Toute question posée peut encore changer une démarche, une aide, une alerte, ou ce qui en est dit"
    return Claim("utilite", title, proof.classes, tuple(violations), tuple(dict.fromkeys(notes)))


def _always(proof: Proof, found: list[Counterexamples]) -> dict[str, str]:
    """Return, by root, an outcome to which it matters in every class where it is unknown."""
    kept: dict[str, set[str]] = {}
    for (outcome, _), one in zip(proof.tables, found, strict=True):
        kept[outcome.name] = kept.get(outcome.name, set(one.always)) & one.always
    return {root: name for name, roots in kept.items() for root in roots}


def _presumed_by(outcome: Outcome, root: str) -> str:
    """Return a fact this outcome reads that is presumed, so not asked, by what a root is."""
    facts = (fact for fact in outcome.reads.pack.facts if fact.id in outcome.reads.support)
    return next((fact.id for fact in facts if any(root in facts_of(when) for when, _ in fact.presumed)), "")


def _together(proof: Proof, outcome: Outcome, table: Table, root: str, known: Uncovered) -> str:
    """Return another outcome to which an open root matters wherever it does not matter to this one."""
    others = [tables[0][0] for name, tables in proof.by_outcome().items() if name != outcome.name]
    for other in sorted(others, key=lambda other: -len(other.reads.support & outcome.reads.support)):
        if root in other.reads.support:
            pair = (outcome.name, other.name)
            if pair not in known:
                known[pair] = _uncovered(outcome, other, table.today)
            if root not in known[pair]:
                return other.name
    return ""


def _uncovered(outcome: Outcome, other: Outcome, today: date) -> frozenset[str]:
    """Return the roots that one outcome keeps open somewhere without their mattering there to either of the two.

    All of them where the two together have too many classes to tell.
    """
    reads = outcome.reads.joined(other.reads)
    parts = parts_of(reads, today)
    if size(parts) > LARGEST:
        return reads.support
    both: Callable[[Situation], Seen] = lambda s: _pair(outcome.see(s), other.see(s))  # noqa: E731
    joint = tabulate(reads, both, today, parts)
    matter = Relevance(joint, lambda seen: seen.verdict)
    return frozenset().union(*(seen.open - matter.row(joint.next(row)) for row, seen in enumerate(joint.seen)))


def _pair(one: Seen, other: Seen) -> Seen:
    return Seen((one.result, one.reasons, other.result, other.reasons), None, None, one.open)
