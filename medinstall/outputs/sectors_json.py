"""The ways to practise as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from medinstall.domain.plan import Plan
from medinstall.domain.truth import as_bool
from medinstall.engine.sectors import AidChange, SectorPlan
from medinstall.outputs.json_parts import Json, alert, amount, heading, plain, reason, totals
from medinstall.wording.phrasing import Wording


def sectors_json(sectors: Sequence[SectorPlan], plan: Plan, dossier: str) -> Json:
    """Return every way to practise as one JSON object; `plan` is the plan as answered now.

    `access` is true, false or null; `ask` names the answers that would settle it. `aids` lists those whose verdict or
    amount is not that of `current`: null when no sector is answered.
    """
    wording = Wording(plan)
    return {
        **heading(plan, dossier),
        "current": next((sector.id for sector in sectors if sector.is_current), None),
        "sectors": [_sector(sector, wording) for sector in sectors],
    }


def _sector(sector: SectorPlan, wording: Wording) -> Json:
    rule, figures = sector.rule, sector.rule.figures
    return {
        "id": rule.id,
        "title": wording.finished(rule.title, figures),
        "access": as_bool(sector.access),
        "reasons": [
            reason(each, wording.finished(each.text, figures), wording.pack)
            for each in (*sector.reasons, *sector.coming)
        ],
        "ask": list(sector.ask),
        "fees": wording.finished(rule.fees, figures),
        "reimbursement": wording.finished(rule.reimbursement, figures),
        "social": wording.finished(rule.social, figures),
        "irreversible": wording.finished(rule.irreversible, figures),
        "commitments": [wording.finished(text, figures) for text in rule.commitments],
        "figures": {name: plain(value) for name, value in figures},
        "totals": totals(sector.plan.totals),
        "aids": None if sector.changes is None else [_change(change) for change in sector.changes],
        "alerts": [alert(each, wording) for each in sector.alerts],
        "sources": [item.source for item in rule.evidence],
    }


def _change(change: AidChange) -> Json:
    before, after = change.before, change.after
    return {
        "id": after.id,
        "before": {"verdict": before.verdict, "amount": amount(before.amount)},
        "after": {"verdict": after.verdict, "amount": amount(after.amount)},
    }
