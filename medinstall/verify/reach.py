"""Claims on reach: every outcome is reached and avoided somewhere, every criterion changes something somewhere."""

from __future__ import annotations

import random
from collections.abc import Hashable, Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from medinstall.domain.aid_rule import AidRule
from medinstall.domain.criterion import ALWAYS, NEVER, Check, Condition, Criterion
from medinstall.domain.fact import NonAnswer
from medinstall.domain.pack import RulePack
from medinstall.domain.truth import Truth
from medinstall.rules.sites import Path, passed, put, sites
from medinstall.verify.claims import Claim, Proof, Violation, shortest, sizes
from medinstall.verify.domains import domains
from medinstall.verify.inputs import Reads
from medinstall.verify.outcomes import Outcome, side
from medinstall.verify.space import Answers, situation_of
from medinstall.verify.table import Seen, Table

OPEN_TO_ALL = ("sector.secteur_1", "sector.hors_convention")  # no title is asked
KINDS = ("steps", "aids", "alerts", "sectors")
READ = ("conditions", "opens", "target", "due", "effect", "milestones", "variants", "criterion", "access")
ORDER = 7
LOOKED = 20_000  # classes in which a comparison that changed nothing yet is looked for again


def reached(proof: Proof) -> tuple[Claim, dict[str, dict[str, tuple[Answers, date]]]]:
    """Return the claim that every outcome has a yes and a no, and the shortest answers that give each verdict."""
    witnesses: dict[str, dict[str, tuple[Answers, date]]] = {}
    violations = []
    for name, tables in proof.by_outcome().items():
        if tables[0][0].kind == "amount":
            continue
        witnesses[name] = _witnesses(tables, proof.base)
        missing = _missing(tables[0][0], {seen.verdict for _, table in tables for seen in table.seen})
        violations += [Violation(name, text) for text in missing]
    title = "Chaque démarche, aide, alerte et accès à un secteur est atteint quelque part, et évité quelque part"
    return Claim("atteinte", title, len(witnesses), tuple(violations)), witnesses


def _witnesses(tables: list[tuple[Outcome, Table]], base: date) -> dict[str, tuple[Answers, date]]:
    found: dict[str, tuple[Answers, date]] = {}
    for _, table in sorted(tables, key=lambda pair: abs((pair[1].today - base).days)):
        lengths, rows = sizes(table), dict[Hashable, list[int]]()
        for row, seen in enumerate(table.seen):
            rows.setdefault(seen.verdict, []).append(row)
        for verdict, where in rows.items():
            found.setdefault(word(verdict), (table.answers(shortest(where, lengths)), table.today))
    return found


def word(verdict: Hashable) -> str:
    """Return a verdict as the certificate writes it."""
    if isinstance(verdict, bool):
        return "oui" if verdict else "non"
    return ("non", "inconnu", "oui")[verdict] if isinstance(verdict, Truth) else str(verdict)


def _missing(outcome: Outcome, verdicts: set[Hashable]) -> Iterator[str]:
    if outcome.kind == "alert":
        granted, refused = True in verdicts, False in verdicts
    else:
        granted = any(side(outcome.kind, verdict) for verdict in verdicts)
        refused = any(side(outcome.kind, verdict) is False for verdict in verdicts)
    if outcome.kind == "aid":
        granted = granted or _best(outcome.reads.pack.aid[outcome.id]) in verdicts
    if not granted:
        yield "n’est jamais atteint"
    if not refused and outcome.name not in OPEN_TO_ALL:
        yield "n’est jamais évité"


def _best(rule: AidRule) -> str:
    """Return the best verdict an aid can have: a doubt without condition, or a missing decree, holds it back."""
    if any(value.pending for value in rule.values):
        return "pas_encore_applicable"
    doubtful = any(condition.is_doubt and condition.criterion == ALWAYS for condition in rule.conditions)
    return "a_verifier" if doubtful else "eligible"


def criteria_matter(proof: Proof) -> Claim:
    """Return the claim that no comparison can be replaced by « always » or by « never » unseen."""
    violations, notes, checked = [], [], 0
    for name, tables in proof.by_outcome().items():
        outcome = tables[0][0]
        for path, check in written(outcome):
            for instead in (ALWAYS, NEVER):
                checked += 1
                seen = _changes(outcome, path, instead, tables)
                if seen is None:
                    seen = _changes_alone(outcome, path, instead, tables[0][1])
                told = f"{check.fact} {check.comparison} {check.operand} ({'/'.join(map(str, path))})"
                if seen is None:
                    violations.append(Violation(name, f"ce critère ne change rien : {told}"))
                elif not seen:
                    notes.append(f"{name} : {told} ne change qu’une raison")
    title = "Chaque comparaison écrite dans une règle change quelque chose quelque part"
    return Claim("criteres", title, checked, tuple(violations), tuple(dict.fromkeys(notes)))


def written(outcome: Outcome) -> Iterator[tuple[Path, Check]]:
    """Yield the comparisons written in the rule of an outcome, those it shows; order and deadlines of files apart."""
    for path, check in sites(outcome.rule, Check):
        if path[: len(outcome.part)] == outcome.part if outcome.part else path[0] in READ:
            yield path, check


def _changes(outcome: Outcome, path: Path, instead: object, tables: list[tuple[Outcome, Table]]) -> bool | None:
    """Return True when the result changes in a class, False when only a reason does, None when nothing does."""
    other = _other(outcome, path, instead)
    told = None
    for _, table in tables:
        rows = list(range(len(table.seen)))
        random.Random(ORDER).shuffle(rows)
        told = _difference(
            ((table.seen[row], _see(outcome, other, table.answers(row), table.today)) for row in rows), told
        )
        if told:
            break
    return told


def _changes_alone(outcome: Outcome, path: Path, instead: object, table: Table) -> bool | None:
    """Do the same with the answers that the comparison and those around it read moved together.

    Two comparisons of one condition, « one or the other », may hold in the same class: only one of them then stands
    for it.
    """
    pack, other = outcome.reads.pack, _other(outcome, path, instead)
    return _difference(
        (_see(outcome, pack, answers, table.today), _see(outcome, other, answers, table.today))
        for answers in islice(_moved_around(outcome, path, table), LOOKED)
    )


def _moved_around(outcome: Outcome, path: Path, table: Table) -> Iterator[Answers]:
    """Yield classes in a random order, the answers read around a comparison moved in each."""
    rng, around = random.Random(ORDER), Reads(outcome.reads.pack)
    for criterion in _around(outcome.rule, path):
        around.criterion(criterion)
    values = [(root, (*options, NonAnswer.UNKNOWN)) for root, options in domains(outcome.reads, table.today).items()]
    values = [(root, options) for root, options in values if root in around.support]
    while True:
        moved = {root: rng.choice(options) for root, options in values}
        yield {**table.answers(rng.randrange(len(table.seen))), **moved}


def _difference(pairs: Iterable[tuple[Seen, Seen]], told: bool | None = None) -> bool | None:
    """Return True when the results of a pair differ, False when only reasons do in those looked at, else `told`."""
    for looked, (before, after) in enumerate(pairs):
        if told is False and looked >= LOOKED:
            break
        if before.result != after.result:
            return True
        if before != after:
            told = False
    return told


def _around(rule: object, path: Path) -> tuple[Criterion, ...]:
    """Return what is judged as one with a comparison: the criteria of its condition, or the outermost one above it."""
    outermost = next(each for each in passed(rule, path) if isinstance(each, Condition | Criterion))
    if isinstance(outermost, Condition):
        return tuple(each for each in (outermost.criterion, outermost.unsettled) if each is not None)
    return (outermost,)


def _other(outcome: Outcome, path: Path, instead: object) -> RulePack:
    """Return the rule pack with `instead` at a place of the rule behind an outcome."""
    pack, changed = outcome.reads.pack, put(outcome.rule, path, instead)
    rules: Any = {
        kind: tuple(changed if rule is outcome.rule else rule for rule in getattr(pack, kind)) for kind in KINDS
    }
    return pack._replace(**rules)


def _see(outcome: Outcome, pack: RulePack, answers: Answers, today: date) -> Seen:
    return outcome.see(situation_of(pack, answers, today))
