"""What the JSON outputs share: keys always present, dates ISO 8601, euros as numbers."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeAlias

from medinstall.domain.fact import NonAnswer, Value
from medinstall.domain.pack import RulePack
from medinstall.domain.plan import Alert, Amount, Plan, Reason, Totals
from medinstall.domain.truth import as_bool
from medinstall.wording.phrasing import Wording

Json: TypeAlias = "dict[str, Any]"

SCHEMA = 2


def plain(value: Value | None) -> Any:
    """Return a value as JSON holds it: whole numbers without decimals, dates and absent answers as words."""
    if isinstance(value, NonAnswer):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def day(value: date | None) -> str | None:
    """Return a day as JSON holds it."""
    return value.isoformat() if value else None


def heading(plan: Plan, dossier: str) -> Json:
    """Return what opens an object about one dossier."""
    return {"schema": SCHEMA, "dossier": dossier, "today": day(plan.profile.today), "rules": rules(plan.pack)}


def rules(pack: RulePack) -> Json:
    """Return which rules were used."""
    return {"version": pack.version, "checked_on": day(pack.checked_on)}


def amount(value: Amount | None) -> Json | None:
    """Return an amount and what it is paid for."""
    return {"eur": plain(value.eur), "per": value.per} if value else None


def totals(value: Totals) -> Json:
    """Return the one-off amounts that can be drawn together."""
    return {"certain_eur": plain(value.certain_eur), "possible_eur": plain(value.possible_eur)}


def alert(value: Alert, wording: Wording) -> Json:
    """Return an alert, its sentence finished."""
    return {
        "id": value.id,
        "level": value.rule.level,
        "text": wording.finished(value.text, value.rule.figures),
        "sources": [item.source for item in value.evidence],
    }


def reason(value: Reason, text: str, pack: RulePack) -> Json:
    """Return one reason; it names the first question to answer when one is missing, else the first answer it reads."""
    asked = (fact for fact in pack.fact if fact in value.open)
    named = next(asked, None) or next((fact for fact in value.facts if fact in pack.fact), None)
    return {"fact": named, "holds": as_bool(value.holds), "text": text}
