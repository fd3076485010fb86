"""One aid, compiled: its conditions, its dates and its values turned into functions."""

from datetime import date
from typing import NamedTuple

from medinstall.domain.criterion import NEVER
from medinstall.domain.pack import RulePack
from medinstall.domain.rule import Adjustment, AidRule, AidValue, Evidence
from medinstall.engine.coming_changes import DatedArticles, dated_articles
from medinstall.engine.criteria import Choices, Concerning, choices_of, concerning, judge_of
from medinstall.engine.date_rules import DateRules, compile_date_rules
from medinstall.engine.evidence import first_review
from medinstall.engine.known import Judge
from medinstall.engine.reasons import Conditions, compile_conditions


class CompiledValue(NamedTuple):
    """What an aid is worth from one day on, compiled."""

    value: AidValue
    unsettled: Judge
    adjustments: Choices[Adjustment]
    payments: tuple[tuple[DateRules, float], ...]


class CompiledAid(NamedTuple):
    """One aid, compiled. `values` by their first day."""

    rule: AidRule
    conditions: Conditions
    pay_by: DateRules
    values: dict[date, CompiledValue]
    notes: Concerning[str]
    evidence: Concerning[Evidence]
    changes: DatedArticles
    review_by: date


def compile_aid(rule: AidRule, pack: RulePack) -> CompiledAid:
    """Return an aid compiled."""
    return CompiledAid(
        rule=rule,
        conditions=compile_conditions(rule.conditions, rule.evidence, pack),
        pay_by=compile_date_rules(rule.pay_by),
        values={value.start: _value(value) for value in rule.values},
        notes=concerning((each.when, each.text) for each in rule.notes),
        evidence=concerning((each.when, each) for each in rule.evidence),
        changes=dated_articles(rule.evidence, pack),
        review_by=first_review(rule.evidence),
    )


def _value(value: AidValue) -> CompiledValue:
    return CompiledValue(
        value=value,
        unsettled=judge_of(value.unsettled or NEVER),
        adjustments=choices_of((each.when, each) for each in value.adjustments),
        payments=tuple((compile_date_rules((each.rule,)), each.share) for each in value.payments),
    )
