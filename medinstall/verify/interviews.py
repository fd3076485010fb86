"""Claim on interviews: each ends with nothing open. How many questions it takes, by order of questions."""

from __future__ import annotations

import random
from collections.abc import Mapping
from itertools import count
from typing import NamedTuple

from medinstall.domain.fact import NonAnswer, Value
from medinstall.domain.pack import RulePack
from medinstall.engine.implied_answers import settled
from medinstall.engine.open_questions import open_questions
from medinstall.verify.claims import Claim, Proof, Violation
from medinstall.verify.domains import domains
from medinstall.verify.space import is_asked, profile_of

DOCTORS = 60  # interviews played
UNSURE = 0.1
SEED = 2026


class Interviews(NamedTuple):
    """How many questions an order of questions takes: on average, and at most among the doctors played."""

    mean: float
    most: int


def interviews(proof: Proof) -> tuple[Claim, dict[str, Interviews]]:
    """Return the claim that the interview ends with nothing open, and the number of questions by order of questions."""
    pack, rng = proof.pack, random.Random(SEED)
    values = _values(proof)
    lengths: dict[str, list[int]] = {"medinstall": [], "fréquence": [], "fixe": []}
    violations = []
    frequency = _frequency(proof)
    for _ in range(DOCTORS):
        doctor = {
            fact: rng.choice(options) if rng.random() > UNSURE else NonAnswer.UNKNOWN
            for fact, options in values.items()
        }
        for name, rank in (("medinstall", None), ("fréquence", frequency)):
            asked, answers = play(pack, doctor, proof, rank)
            lengths[name].append(asked)
            left = [*open_questions(pack, profile_of(answers, proof.base))]
            if left:
                violations.append(Violation("entretien", f"fini, et {left} restent ouverts", answers, proof.base))
        lengths["fixe"].append(sum(not fact.optional for fact in pack.facts))
    title = "L’entretien finit, et rien n’est alors ouvert"
    found = {name: Interviews(round(sum(all_) / len(all_), 2), max(all_)) for name, all_ in lengths.items()}
    return Claim("entretien", title, 2 * DOCTORS, tuple(violations)), found


def play(
    pack: RulePack, doctor: Mapping[str, Value], proof: Proof, rank: Mapping[str, int] | None
) -> tuple[int, dict[str, Value]]:
    """Return how many questions a doctor is asked, and the answers at the end; amounts are offered, not asked."""
    answers: dict[str, Value] = {}
    for asked in count():
        full = settled(pack.facts, answers)
        left = open_questions(pack, profile_of(full, proof.base))
        if not left:
            return asked, full
        fact = left[0] if rank is None else max(left, key=lambda name: rank.get(name, 0))
        answers[fact] = doctor.get(fact, NonAnswer.UNKNOWN)
    raise AssertionError


def _frequency(proof: Proof) -> dict[str, int]:
    """Return how many outcomes read each fact."""
    found: dict[str, int] = {}
    for tables in proof.by_outcome().values():
        for root in tables[0][0].reads.support:
            found[root] = found.get(root, 0) + 1
    return found


def _values(proof: Proof) -> dict[str, tuple[Value, ...]]:
    """Return every value a played doctor may give: each choice, and the representatives of dates and numbers."""
    found: dict[str, list[Value]] = {}
    for outcome, table in proof.tables:
        for root, values in domains(outcome.reads, table.today).items():
            if is_asked(root) and table.today == proof.base:
                found.setdefault(root, []).extend(value for value in values if value not in found[root])
    for fact in proof.pack.facts:
        if fact.choices:
            found[fact.id] = [choice.value for choice in fact.choices]
    return {root: tuple(values) for root, values in sorted(found.items())}
