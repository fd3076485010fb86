"""Claim on deductions: an answer read in a table of communes gives the same plan as that answer typed.

The other claims speak of answers, wherever they come from; this one says that they hold for those nobody typed.
"""

from __future__ import annotations

from collections.abc import Iterator

from medinstall.domain.pack import RulePack
from medinstall.domain.place import PlaceTable
from medinstall.domain.profile import Deduction
from medinstall.engine.plan import plan_of
from medinstall.engine.plan_diff import difference, outline_of
from medinstall.places.csv_lookup import rows, table_path
from medinstall.places.deductions import deductions
from medinstall.places.zoning import Kept, Zoned
from medinstall.verify.claims import Claim, Proof, Violation
from medinstall.verify.space import Answers, one_commune_by_departement, profile_of

TITLE = "Une réponse déduite du lieu donne le plan de la même réponse donnée par le médecin"


def as_typed(proof: Proof) -> Claim:
    """Return the claim that a deduced answer counts as a typed one, for each class of each table."""
    violations, checked = [], 0
    for answers, given in _places(proof.pack):
        for more in ({}, {"date_debut": proof.base}):
            full = {**answers, **more}
            if _differs(proof, full, given):
                text = f"{', '.join(sorted(given))} : le plan n’est pas celui de la même réponse donnée"
                violations.append(Violation("deduction", text, full, proof.base))
            checked += 1
    return Claim("deduction", TITLE, checked, tuple(violations))


def _differs(proof: Proof, answers: Answers, given: dict[str, Deduction]) -> bool:
    values = {fact: each.value for fact, each in given.items()}
    typed = profile_of({**answers, **values}, proof.base)
    deduced = typed._replace(deduced=given)
    before, after = plan_of(proof.pack, typed), plan_of(proof.pack, deduced)
    unknown = set(before.unknown) != set(after.unknown)
    return unknown or bool(difference(outline_of(before), outline_of(after)))


def _places(pack: RulePack) -> Iterator[tuple[Answers, dict[str, Deduction]]]:
    """Yield the place of each class of each table, by each fact that it answers, with what is deduced there."""
    for fact in pack.facts:
        for origin, name in fact.known_from:
            for commune, kept in _communes(pack.place_table[name]):
                answers: Answers = {origin: commune}
                if given := deductions(pack, answers, kept):
                    yield answers, given


def _communes(table: PlaceTable) -> Iterator[tuple[str, Kept]]:
    """Yield a commune for each way a table answers, and what an imported table says of it.

    A class, a département that answers for its communes, a commune that is not in the table.
    """
    somewhere = one_commune_by_departement()
    if table.imported:
        commune = next(iter(somewhere.values()))
        for level, _ in table.values:
            yield commune, Kept(None, {commune: Zoned(level, None)})
        return
    found = {row["code"]: row["classe"] for row in rows(table_path(table.file))}
    for commune in {level: code for code, level in found.items()}.values():
        yield commune, Kept()
    for departement, _ in table.departements:
        yield somewhere[departement], Kept()
    yield next(code for code in somewhere.values() if code not in found), Kept()
