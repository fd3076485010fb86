"""Claim on the factoring: an outcome reads nothing outside its support, and no other fact changes it."""

from __future__ import annotations

import random

from medinstall.domain.fact import NonAnswer, Value
from medinstall.verify.claims import Claim, Proof, Violation
from medinstall.verify.outcomes import Outcome
from medinstall.verify.space import TICKED, Answers, situation_of
from medinstall.verify.table import Table

SAMPLES = 40  # rows of each table in which every other fact is drawn at random
SEED = 8
START, STALE = "depart.faisable", "regles.perimees"


def factored(proof: Proof) -> Claim:
    """Return the claim that each outcome depends on its support alone.

    It holds by construction, the support being gathered from every criterion, date and amount of the rule; here the
    engine is watched while it reads, and the other facts are moved. The start also reads what is ticked: a step ticked
    done is planned no more, as one that does not apply, so that its tick adds no class.
    """
    rng = random.Random(SEED)
    others = _others(proof)
    violations, checked = [], 0
    for outcome, table in proof.tables:
        for row in rng.sample(range(len(table.seen)), min(SAMPLES, len(table.seen))):
            checked += 1
            moved = {root: rng.choice(values) for root, values in others.items() if root not in outcome.reads.support}
            answers = {**moved, **table.answers(row)}
            text = _differs(outcome, table, row, answers)
            if text:
                violations.append(Violation(outcome.name, text, answers, table.today))
    title = "Chaque résultat ne dépend que de son support : la factorisation est exacte"
    return Claim("factorisation", title, checked, tuple(violations))


def _differs(outcome: Outcome, table: Table, row: int, answers: Answers) -> str:
    situation = situation_of(table.pack, answers, table.today)
    if outcome.see(situation) != table.seen[row]:
        return "change avec un fait hors de son support"
    read = {root for name in situation.seen for root in outcome.reads.roots(name)}
    if STALE in situation.seen:
        return ""  # every step is looked through, and an aid past its review settles it alone
    if START in situation.seen:
        read = {root for root in read if not root.startswith(TICKED)}
    outside = sorted(read - outcome.reads.support)
    return f"lit {', '.join(outside)} hors de son support" if outside else ""


def _others(proof: Proof) -> dict[str, tuple[Value, ...]]:
    """Return values for every fact, the unknown among them."""
    found: dict[str, tuple[Value, ...]] = {}
    for fact in proof.pack.facts:
        if fact.kind == "yes_no":
            found[fact.id] = (True, False, NonAnswer.UNKNOWN)
        elif fact.choices:
            found[fact.id] = tuple(choice.value for choice in fact.choices)
        elif fact.kind == "date":
            found[fact.id] = (proof.base, proof.base.replace(year=2030), NonAnswer.UNKNOWN)
        elif fact.kind == "number":
            found[fact.id] = (fact.minimum, fact.maximum, NonAnswer.UNKNOWN)
    return {**found, "commune": ("45234", "59350", "2A004", NonAnswer.UNKNOWN)}
