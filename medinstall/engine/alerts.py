"""Alerts: what the doctor must not miss."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medinstall.domain.plan import Alert
from medinstall.domain.rule import AlertRule
from medinstall.engine.fact_value import NO, YES, Judgement
from medinstall.engine.steps import first_in_force

if TYPE_CHECKING:
    from medinstall.engine.compiled import ReadyAlert
    from medinstall.engine.situation import Situation


def alerts_of(situation: Situation) -> tuple[Alert, ...]:
    """Return the alerts that certainly stand, in the order of the contract."""
    standing = (rule for rule in situation.pack.alerts if situation.stands(rule.id).truth is YES.truth)
    return tuple(_worded(rule, situation) for rule in standing)


def stands(ready: ReadyAlert, situation: Situation) -> Judgement:
    """Tell whether an alert stands; `while_unknown` also asks that a derived fact cannot be settled yet."""
    judged = ready.holds(situation)
    if not ready.rule.while_unknown or judged is not YES:
        return judged
    reading = situation[ready.rule.while_unknown]
    return NO if reading.value is not None else Judgement(YES.truth, reading.open)


def _worded(rule: AlertRule, situation: Situation) -> Alert:
    variant = first_in_force(situation.ready.alerts[rule.id].variants, situation)
    return Alert(rule, variant.what if variant else rule.text)
