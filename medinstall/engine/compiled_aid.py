"""One aid, compiled: its conditions, its dates and its values turned into functions."""

from medinstall.domain.aid_rule import AidRule, AidValue
from medinstall.domain.criterion import NEVER
from medinstall.domain.pack import RulePack
from medinstall.engine.coming_changes import dated_articles
from medinstall.engine.criteria import choices_of, concerning, judge_of
from medinstall.engine.date_rules import compile_date_rules
from medinstall.engine.evidence import first_review
from medinstall.engine.reasons import compile_conditions


class CompiledValue:
    """What an aid is worth from one day on, compiled."""

    def __init__(self, value: AidValue) -> None:
        self.value = value
        self.unsettled = judge_of(value.unsettled or NEVER)
        self.adjustments = choices_of((each.when, each) for each in value.adjustments)
        self.payments = [(compile_date_rules((each.rule,)), each.share) for each in value.payments]


class CompiledAid:
    """One aid, compiled. `values` by their first day."""

    def __init__(self, rule: AidRule, pack: RulePack) -> None:
        self.rule = rule
        self.conditions = compile_conditions(rule.conditions, rule.evidence, pack)
        self.pay_by = compile_date_rules(rule.pay_by)
        self.values = {value.start: CompiledValue(value) for value in rule.values}
        self.notes = concerning((each.when, each.text) for each in rule.notes)
        self.evidence = concerning((each.when, each) for each in rule.evidence)
        self.changes = dated_articles(rule.evidence, pack)
        self.review_by = first_review(rule.evidence)
