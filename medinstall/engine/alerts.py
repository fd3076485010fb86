"""Alerts: what the doctor must not miss."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medinstall.engine.criteria import judge
from medinstall.engine.reading import NO, NOTHING, YES, Judgement
from medinstall.engine.steps import variant_of
from medinstall.model.plan import Alert
from medinstall.model.rule import AlertRule
from medinstall.model.truth import Truth

if TYPE_CHECKING:
    from medinstall.engine.situation import Situation


def alerts_of(situation: Situation) -> tuple[Alert, ...]:
    """Return the alerts that certainly stand, in the order of the contract."""
    return tuple(
        _worded(rule, situation) for rule in situation.pack.alerts if stands(rule, situation).truth is Truth.YES
    )


def stands(rule: AlertRule, situation: Situation) -> Judgement:
    """Tell whether an alert stands; `while_unknown` also asks that a derived fact cannot be settled yet."""
    judged = judge(rule.criterion, situation)
    if not rule.while_unknown or judged.truth is not Truth.YES:
        return judged
    reading = situation.read(rule.while_unknown)
    return NO if reading.value is not None else Judgement(YES.truth, reading.open)


def open_facts_of_alerts(situation: Situation) -> frozenset[str]:
    """Return the unanswered facts on which an alert still depends."""
    return NOTHING.union(*(stands(rule, situation).open for rule in situation.pack.alerts))


def _worded(rule: AlertRule, situation: Situation) -> Alert:
    variant = variant_of(rule.variants, situation)
    return Alert(rule, variant.what if variant else rule.text)
