"""Alerts: what the doctor must not miss."""

from medinstall.domain.pack import RulePack
from medinstall.domain.plan import Alert
from medinstall.domain.rule import AlertRule
from medinstall.engine.coming_changes import coming_changes, dated_articles
from medinstall.engine.criteria import choices_of, choose, concerning, first_in_force, judge_of
from medinstall.engine.fact_value import NO, YES, Judgement, unknown
from medinstall.engine.known import Known


class CompiledAlert:
    """One alert, compiled."""

    def __init__(self, rule: AlertRule, pack: RulePack) -> None:
        self.rule = rule
        self.holds = judge_of(rule.criterion)
        self.variants = choices_of((each.when, each) for each in rule.variants)
        self.evidence = concerning((each.when, each) for each in rule.evidence)
        self.changes = dated_articles(rule.evidence, pack)


def judge_alert(alert: CompiledAlert, known: Known) -> Judgement:
    """Tell whether an alert stands. One with `while_unknown` never does for sure: NO once that fact is settled."""
    judged = alert.holds(known)
    if not alert.rule.while_unknown or judged is NO:
        return judged
    found = known[alert.rule.while_unknown]
    return NO if found.value is not None else unknown(judged.open | found.open)


def is_told(rule: AlertRule, judged: Judgement) -> bool:
    """Tell whether the doctor reads an alert: it certainly stands, or what it warns of cannot be settled yet."""
    return judged is YES or (bool(rule.while_unknown) and judged is not NO)


def open_facts(alert: CompiledAlert, judged: Judgement, known: Known) -> frozenset[str]:
    """Return the unanswered facts on which an alert still depends, or the words of one that stands."""
    return choose(alert.variants, known)[1] if judged is YES else judged.open


def worded(alert: CompiledAlert, known: Known) -> Alert:
    """Return an alert that stands, in the words of the situation; what changes on a day to come is told after them."""
    variant = first_in_force(alert.variants, known)
    text = variant.what if variant else alert.rule.text
    coming = coming_changes(alert.changes, known)
    return Alert(alert.rule, " ".join((text, *(f"{reason.text}." for reason in coming))), alert.evidence(known))
