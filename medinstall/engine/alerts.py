"""Alerts: what the doctor must not miss."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medinstall.domain.plan import Alert
from medinstall.domain.rule import AlertRule
from medinstall.engine.fact_value import NO, YES, Judgement, unknown
from medinstall.engine.steps import first_in_force

if TYPE_CHECKING:
    from medinstall.engine.compiled import ReadyAlert
    from medinstall.engine.situation import Situation


def alerts_of(situation: Situation) -> tuple[Alert, ...]:
    """Return the alerts that certainly stand, in the order of the contract."""
    standing = (rule for rule in situation.pack.alerts if is_told(rule, situation.stands(rule.id)))
    return tuple(_worded(rule, situation) for rule in standing)


def stands(ready: ReadyAlert, situation: Situation) -> Judgement:
    """Tell whether an alert stands. One with `while_unknown` never does for sure: NO once that fact is settled."""
    judged = ready.holds(situation)
    if not ready.rule.while_unknown or judged is NO:
        return judged
    reading = situation[ready.rule.while_unknown]
    return NO if reading.value is not None else unknown(judged.open | reading.open)


def is_told(rule: AlertRule, judged: Judgement) -> bool:
    """Tell whether the doctor reads an alert: it certainly stands, or what it warns of cannot be settled yet."""
    return judged is YES or (bool(rule.while_unknown) and judged is not NO)


def _worded(rule: AlertRule, situation: Situation) -> Alert:
    variant = first_in_force(situation.ready.alerts[rule.id].variants, situation)
    return Alert(rule, variant.what if variant else rule.text)
