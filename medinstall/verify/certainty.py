"""Claims on unknown answers: none reverses a certain verdict, one not said open has no effect, one said open may have.

The three are read off the tables, whose rows are all the partial answers there are: no sampling, and no assumption on
the order of the questions.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field

from medinstall.engine import contracts
from medinstall.verify.claims import Claim, Proof, Violation, sizes
from medinstall.verify.outcomes import Kind, Outcome, side
from medinstall.verify.table import Seen, Table

# What the contract itself asks for, against the general rule.
CONTRACT = "un contrat qui n’est pas signé se juge au jour du calcul (contrat, section 3, « Law’s date »)"
ALLOWED = {
    "alert.date_irrealiste": "une inscription inconnue compte comme absente (contrat, section 3, « start »)",
    "alert.secteur_2_a_confirmer": "cette alerte dit l’inconnu (contrat, section 3, « applies »)",
}
PRESUMED = "sans réponse, un fait présumé vaut ce que sa règle présume (contrat, section 2c)"
TEXTS = {
    "reversed": "y répondre renverse un verdict certain",
    "hidden": "n’est pas dit ouvert, et y répondre change pourtant le résultat",
}
Smallest = dict[str, tuple[int, int]]


@dataclass
class Counterexamples:
    """For one table, by root: the smallest row against each claim. `always`: roots that matter whenever unknown."""

    reversed: Smallest = field(default_factory=dict)
    hidden: Smallest = field(default_factory=dict)
    useless: Smallest = field(default_factory=dict)
    told_only: Smallest = field(default_factory=dict)
    always: set[str] = field(default_factory=set)


def certainty(proof: Proof, found: list[Counterexamples]) -> tuple[Claim, ...]:
    """Return the claims that no answer turns a certain verdict, and that what is not asked changes nothing."""
    return (
        _claim(proof, found, "reversed", "certitude", "Répondre à une inconnue ne renverse jamais un verdict certain"),
        _claim(proof, found, "hidden", "suffisance", "Un fait qui n’est pas dit ouvert ne peut rien changer"),
    )


def _claim(proof: Proof, found: list[Counterexamples], kind: str, name: str, title: str) -> Claim:
    violations, notes = [], []
    for (outcome, table), one in zip(proof.tables, found, strict=True):
        smallest: Smallest = getattr(one, kind) if table.today >= proof.base else {}  # the past cannot be answered
        for root, (_, row) in smallest.items():
            if allowed := _allowed(outcome, root):
                notes.append(f"{outcome.name}, {root} : voulu, {allowed}")
            else:
                text = f"{root} : {TEXTS[kind]}"
                violations.append(Violation(outcome.name, text, table.answers(row), table.today))
    return Claim(name, title, proof.classes, tuple(violations), tuple(dict.fromkeys(notes)))


def _allowed(outcome: Outcome, root: str) -> str:
    """Return why the contract wants an exception, nothing where it does not."""
    fact = outcome.reads.pack.fact.get(root)
    if fact is not None and fact.presumed:
        return PRESUMED
    if outcome.kind == "aid" and root in (contracts.NAMED_BY, contracts.SIGNED):
        return CONTRACT if outcome.reads.pack.aid[outcome.id].contract else ""
    return ALLOWED.get(outcome.name, "")


def examine(outcome: Outcome, table: Table) -> Counterexamples:
    """Return what a table holds against the claims about unknown answers."""
    found, lengths = Counterexamples(always=set(outcome.reads.support)), sizes(table)
    shown, result = Relevance(table, lambda s: (s.result, s.reasons)), Relevance(table, lambda s: s.result)
    for row, seen in enumerate(table.seen):
        before, leads = side(outcome.kind, seen.verdict), list(table.next(row))
        for root, rows in leads:
            after = [other for other in (table.seen[there] for there in rows) if other is not seen]
            if before is not None and any(side(outcome.kind, other.verdict) != before for other in after):
                _keep(found.reversed, (root,), row, lengths)
            if root not in seen.open and any(_differs(outcome.kind, seen, other) for other in after):
                _keep(found.hidden, (root,), row, lengths)
        matter, changes = shown.row(leads), result.row(leads)
        _keep(found.useless, seen.open - matter, row, lengths)
        _keep(found.told_only, (seen.open & matter) - changes, row, lengths)
        found.always -= table.missing(row) - matter
    return found


def _differs(kind: Kind, before: Seen, after: Seen) -> bool:
    """Tell whether two results differ: one refusal or another is the same answer to the doctor."""
    verdicts = before.verdict != after.verdict
    if verdicts and kind == "aid":
        verdicts = not (side(kind, before.verdict) is False and side(kind, after.verdict) is False)
    return verdicts or before.detail != after.detail or before.open != after.open


def _keep(found: Smallest, roots: Iterable[str], row: int, lengths: list[int]) -> None:
    for root in sorted(roots):
        found[root] = min(found.get(root, (lengths[row], row)), (lengths[row], row))


class Relevance:
    """Which unknown roots can still matter in each row, asked in order: a row stands behind all it can turn into."""

    def __init__(self, table: Table, shown: Callable[[Seen], Hashable]) -> None:
        ranks: dict[Hashable, int] = {}
        by_seen = {id(seen): ranks.setdefault(shown(seen), len(ranks)) for seen in table.seen}  # equal ones are one
        self._shown = [by_seen[id(seen)] for seen in table.seen]
        self._rows: list[frozenset[str]] = []
        self._known: dict[frozenset[str], frozenset[str]] = {}

    def row(self, leads: Iterable[tuple[str, list[int]]]) -> frozenset[str]:
        """Return the roots that can still change what the next row shows, now or once others are known."""
        roots: set[str] = set()
        now, shown, known = self._shown[len(self._rows)], self._shown, self._rows
        for root, rows in leads:
            for there in rows:
                roots |= known[there]
                if shown[there] != now:
                    roots.add(root)
        found = frozenset(roots)
        known.append(self._known.setdefault(found, found))
        return found
