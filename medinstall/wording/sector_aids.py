"""What a sector brings or costs in aids: its one-off amounts, the aids gained, lost or changed."""

from __future__ import annotations

from collections.abc import Iterator

from medinstall.domain.plan import Amount, Totals, Verdict
from medinstall.engine.sectors import AidChange, SectorPlan
from medinstall.french import euros, listing
from medinstall.wording.labels import amount
from medinstall.wording.phrasing import Wording

_RANK: dict[Verdict, int] = {
    "fermee": 0, "non_eligible": 0, "pas_encore_applicable": 1, "a_verifier": 2, "eligible": 3,
}  # fmt: skip
_TO_CHECK = _RANK["a_verifier"]
_REMARKS: dict[Verdict, str] = {
    "a_verifier": " (encore à vérifier)",
    "pas_encore_applicable": " (votée, pas encore applicable)",
}


def sums(totals: Totals) -> str:
    """Return the one-off amounts that can be drawn together: « 10 000 € + 3 000 € à vérifier »."""
    possible = f"{euros(totals.possible_eur)} à vérifier" if totals.possible_eur else ""
    if possible and not totals.certain_eur:
        return possible
    return f"{euros(totals.certain_eur)} + {possible}" if possible else euros(totals.certain_eur)


def one_off_amounts(sector: SectorPlan, now: SectorPlan | None) -> str:
    """Return the one-off amounts of a sector, and how they compare with those of the sector answered."""
    found = f"Versements uniques d’après vos réponses\u00a0: {sums(sector.plan.totals)}"
    if now is None or sector is now:
        return f"{found}."
    before, after = now.plan.totals, sector.plan.totals
    gaps = (
        _gap(after.certain_eur - before.certain_eur, ""),
        _gap(after.possible_eur - before.possible_eur, " à vérifier"),
    )
    told = listing(gap for gap in gaps if gap)
    return f"{found}, {f'soit {told} que dans' if told else 'comme dans'} votre secteur actuel."


def aid_changes(sector: SectorPlan, varying: frozenset[str], wording: Wording) -> Iterator[str]:
    """Yield the aids gained, lost or changed; while no sector is answered, those of `varying` that this one opens."""
    if sector.changes is not None:
        yield from (_change(change, wording) for change in sector.changes)
        return
    for aid in sector.plan.aids:
        if aid.id in varying and _RANK[aid.verdict] >= _TO_CHECK:
            title = wording.title(aid)
            yield f"Ouverte\u00a0: {title}{_worth(aid.amount)}{_REMARKS.get(aid.verdict, '')}"


def _gap(eur: float, remark: str) -> str:
    return f"{euros(abs(eur))}{remark} de {'plus' if eur > 0 else 'moins'}" if eur else ""


def _change(change: AidChange, wording: Wording) -> str:
    before, after = change.before, change.after
    title = wording.title(after)
    low, high = sorted((_RANK[before.verdict], _RANK[after.verdict]))
    if low == high:
        return f"Montant changé\u00a0: {title}, {_named(before.amount)} → {_named(after.amount)}"
    up = _RANK[after.verdict] == high
    best = after if up else before
    if low == _TO_CHECK:  # from « à vérifier » to « éligible », or back
        word, remark = ("Plus sûre", "") if up else ("Moins sûre", _REMARKS["a_verifier"])
    else:
        word, remark = ("Gagnée" if up else "Perdue"), _REMARKS.get(best.verdict, "")
    return f"{word}\u00a0: {title}{_worth(best.amount)}{remark}"


def _worth(value: Amount | None) -> str:
    return f", {amount(value)}" if value else ""


def _named(value: Amount | None) -> str:
    return amount(value) if value else "montant inconnu"
