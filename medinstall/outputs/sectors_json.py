"""The ways to practise as JSON, in the manner of `as_json`: keys always present, dates ISO 8601, euros as numbers."""

from __future__ import annotations

from collections.abc import Sequence

from medinstall.domain.plan import Alert, Amount, Plan
from medinstall.domain.truth import as_bool
from medinstall.engine.sectors import AidChange, SectorPlan
from medinstall.outputs.plan_json import SCHEMA, Json, plain
from medinstall.wording.phrasing import Wording


def sectors_json(sectors: Sequence[SectorPlan], plan: Plan, dossier: str) -> Json:
    """Return every way to practise as one JSON object; `plan` is the plan as answered now.

    `access` is true, false or null; `ask` names the answers that would settle it. `aids` lists those whose verdict or
    amount is not that of `current`: null when no sector is answered.
    """
    wording = Wording(plan)
    return {
        "schema": SCHEMA,
        "dossier": dossier,
        "today": plan.profile.today.isoformat(),
        "rules": {"version": plan.pack.version, "checked_on": plan.pack.checked_on.isoformat()},
        "current": next((sector.id for sector in sectors if sector.is_current), None),
        "sectors": [_sector(sector, wording) for sector in sectors],
    }


def _sector(sector: SectorPlan, wording: Wording) -> Json:
    rule, figures = sector.rule, dict(sector.rule.figures)
    totals = sector.plan.totals
    return {
        "id": rule.id,
        "title": wording.plain(rule.title, figures),
        "access": as_bool(sector.access),
        "reasons": [
            {
                "fact": reason.facts[0] if reason.facts else None,
                "holds": as_bool(reason.holds),
                "text": wording.plain(reason.text, figures),
            }
            for reason in (*sector.reasons, *sector.coming)
        ],
        "ask": list(sector.ask),
        "fees": wording.plain(rule.fees, figures),
        "reimbursement": wording.plain(rule.reimbursement, figures),
        "social": wording.plain(rule.social, figures),
        "irreversible": wording.plain(rule.irreversible, figures),
        "commitments": [wording.plain(text, figures) for text in rule.commitments],
        "figures": {name: plain(value) for name, value in figures.items()},
        "totals": {"certain_eur": plain(totals.certain_eur), "possible_eur": plain(totals.possible_eur)},
        "aids": None if sector.changes is None else [_change(change) for change in sector.changes],
        "alerts": [_alert(alert, wording) for alert in sector.alerts],
        "sources": [item.source for item in rule.evidence],
    }


def _change(change: AidChange) -> Json:
    before, after = change.before, change.after
    return {
        "id": after.id,
        "before": {"verdict": before.verdict, "amount": _amount(before.amount)},
        "after": {"verdict": after.verdict, "amount": _amount(after.amount)},
    }


def _amount(amount: Amount | None) -> Json | None:
    return {"eur": plain(amount.eur), "per": amount.per} if amount else None


def _alert(alert: Alert, wording: Wording) -> Json:
    return {
        "id": alert.id,
        "level": alert.rule.level,
        "text": wording.plain(alert.text, dict(alert.rule.figures)),
        "sources": [item.source for item in alert.evidence],
    }
