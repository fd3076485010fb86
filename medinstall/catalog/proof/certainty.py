"""Unknown answers: a certain verdict stays, nothing that is not open matters, everything that is open may matter.

The three are read off the tables, whose rows are all the partial answers there are: no sampling, no assumption on the
order of the questions.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field

from medinstall.catalog.proof.claims import Claim, Proof, Violation, sizes
from medinstall.catalog.proof.outcomes import FINAL, Outcome
from medinstall.catalog.proof.table import Seen, Table

# What the contract itself asks for, against the rule; each is checked to be needed.
ALLOWED = {
    ("alert", "date_irrealiste"): "« inscription_ordre unknown counts as non here » (contrat, section 3, start)",
}


@dataclass
class Found:
    """The smallest counterexample of each kind for one outcome: row and number of answers."""

    reversed: dict[str, tuple[int, int]] = field(default_factory=dict)
    hidden: dict[str, tuple[int, int]] = field(default_factory=dict)
    useless: dict[str, tuple[int, int]] = field(default_factory=dict)
    told_only: dict[str, tuple[int, int]] = field(default_factory=dict)


def certainty(proof: Proof) -> tuple[Claim, ...]:
    """Return the three claims about unknown answers."""
    kinds = {
        "reversed": ("certitude", "Répondre à une inconnue ne renverse jamais un verdict certain"),
        "hidden": ("suffisance", "Un fait qui n’est pas demandé ne peut plus rien changer"),
        "useless": ("utilite", "Toute question posée peut encore changer une démarche, une aide ou une alerte"),
    }
    violations: dict[str, list[Violation]] = {kind: [] for kind in kinds}
    notes: dict[str, list[str]] = {kind: [] for kind in kinds}
    for outcome, table in proof.tables:
        found = _examine(outcome, table)
        for kind in kinds:
            for root, (_, row) in getattr(found, kind).items():
                key = (outcome.kind, outcome.id)
                text = f"{root} : {_TEXTS[kind]}"
                if key in ALLOWED and kind != "useless":
                    notes[kind].append(f"{outcome.name}, {root} : voulu, {ALLOWED[key]}")
                else:
                    violations[kind].append(Violation(outcome.name, text, table.answers(row), table.today))
        notes["useless"] += [f"{outcome.name}, {root} : peut ne changer qu’une raison" for root in found.told_only]
    return tuple(
        Claim(name, title, proof.classes, tuple(violations[kind]), tuple(dict.fromkeys(notes[kind])))
        for kind, (name, title) in kinds.items()
    )


_TEXTS = {
    "reversed": "y répondre renverse un verdict certain",
    "hidden": "n’est pas dit ouvert, et y répondre change pourtant le résultat",
    "useless": "est dit ouvert, et aucune réponse ne peut plus rien changer",
}


def _examine(outcome: Outcome, table: Table) -> Found:
    found, lengths = Found(), sizes(table)
    final = FINAL[outcome.kind]
    full, result = _Matter(), _Matter()
    for row, seen in enumerate(table.seen):
        leads = list(table.next(row))
        here = full.row([*_seen(leads, table)], (*seen.result, seen.reasons), leads)  # type: ignore[misc]
        told = result.row([[s.result for s in group] for group in _groups(leads, table)], seen.result, leads)
        for root, rows in leads:
            for there in rows:
                after = table.seen[there]
                if seen.verdict in final and after.verdict != seen.verdict:
                    _keep(found.reversed, root, row, lengths)
                if root not in seen.open and after != seen:
                    _keep(found.hidden, root, row, lengths)
        for root in seen.open - here:
            _keep(found.useless, root, row, lengths)
        for root in (seen.open & here) - told:
            _keep(found.told_only, root, row, lengths)
    return found


def _groups(leads: list[tuple[str, list[int]]], table: Table) -> Iterator[list[Seen]]:
    for _, rows in leads:
        yield [table.seen[row] for row in rows]


def _seen(leads: list[tuple[str, list[int]]], table: Table) -> Iterator[list[Hashable]]:
    for group in _groups(leads, table):
        yield [(*seen.result, seen.reasons) for seen in group]  # type: ignore[misc]


def _keep(found: dict[str, tuple[int, int]], root: str, row: int, lengths: list[int]) -> None:
    found[root] = min(found.get(root, (lengths[row], row)), (lengths[row], row))


class _Matter:
    """Which unknown roots can still matter in each row; a row stands behind all those it can turn into."""

    def __init__(self) -> None:
        self._rows: list[frozenset[str]] = []
        self._known: dict[frozenset[str], frozenset[str]] = {}

    def row(
        self, shown: list[list[Hashable]], now: Hashable, leads: list[tuple[str, list[int]]]
    ) -> frozenset[str]:
        """Return the roots that can still change what is shown, now or once others are known."""
        roots: set[str] = set()
        for (root, rows), values in zip(leads, shown, strict=True):
            if any(value != now for value in values):
                roots.add(root)
            for there in rows:
                roots |= self._rows[there]
        found = frozenset(roots)
        found = self._known.setdefault(found, found)
        self._rows.append(found)
        return found
