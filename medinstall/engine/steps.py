"""Steps: their dates, what blocks them, their state, and the reasons they apply."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from medinstall.engine.counting import Dated, dated
from medinstall.engine.criteria import judge, judge_condition
from medinstall.engine.reading import NOTHING
from medinstall.engine.roots import roots
from medinstall.model.criterion import Condition, facts_of
from medinstall.model.plan import Milestone, Reason, State
from medinstall.model.rule import Evidence, StepRule, Variant
from medinstall.model.truth import Truth

if TYPE_CHECKING:
    from medinstall.engine.situation import Situation

URGENT_WITHIN = timedelta(days=14)
DUTIES = ("obligatoire", "obligatoire_par_contrat")
CONVENTION = "convention"


class StepDates(NamedTuple):
    """The dates of a step, each None while it cannot be known, and the facts they still depend on."""

    opens: Dated
    target: Dated
    due: Dated
    effect: Dated
    milestones: tuple[Milestone, ...]
    open: frozenset[str]


def dates_of(rule: StepRule, situation: Situation) -> StepDates:
    """Return the dates `rule` gives in this situation, whether or not the step applies."""
    opens, target, due, effect = (dated(rules, situation) for rules in (rule.opens, rule.target, rule.due, rule.effect))
    opened = opens.open | target.open | due.open | effect.open
    milestones = []
    for milestone in rule.milestones:
        found = dated((milestone.rule,), situation)
        opened |= found.open
        if found.day is not None:
            milestones.append(Milestone(found.day, milestone.text))
    return StepDates(opens, target, due, effect, tuple(milestones), opened)


def open_facts(rule: StepRule, situation: Situation) -> frozenset[str]:
    """Return the unanswered facts on which this step still depends."""
    applies = situation.applies(rule.id)
    if applies.truth is Truth.NO:
        return NOTHING
    opened = applies.open | situation.dates(rule.id).open
    for variant in rule.variants:
        opened |= judge(variant.when, situation).open
    return opened


def blockers(rule: StepRule, situation: Situation) -> tuple[str, ...]:
    """Return the hard prerequisites that certainly apply and are not done."""
    return tuple(step for step in rule.requires if _is_pending(step, situation))


def awaited(rule: StepRule, after: Iterable[str], situation: Situation) -> tuple[str, ...]:
    """Return the soft prerequisites that certainly apply and are not done: they warn, and never block."""
    return tuple(step for step in after if step not in rule.requires and _is_pending(step, situation))


def _is_pending(step: str, situation: Situation) -> bool:
    if situation.applies(step).truth is not Truth.YES or situation.tick(step).done_on is not None:
        return False
    # A request the CPAM has received counts as joined: the one-month window must show as urgent, never as blocked.
    return step != CONVENTION or situation.day("date_reception") is None


def state_of(rule: StepRule, blocked: bool, situation: Situation) -> State:
    """Return the state of a step: the first that holds, in the order of the contract."""
    applies, tick, today = situation.applies(rule.id).truth, situation.tick(rule.id), situation.today
    if applies is Truth.NO:
        return "sans_objet"
    if tick.done_on is not None or tick.filed_on is not None:
        return "faite" if tick.done_on is not None else "deposee"
    dates = situation.dates(rule.id)
    due = dates.due.day.on if dates.due.day else None
    certain = applies is Truth.YES
    if certain and due is not None and due < today and rule.obligation in DUTIES:
        return "en_retard"
    if certain and blocked:
        return "bloquee"
    if dates.opens.day is not None and dates.opens.day.on > today:
        return "a_venir"
    return "urgente" if certain and _is_near(due, today) else "a_faire"


def _is_near(due: date | None, today: date) -> bool:
    return due is not None and today <= due <= today + URGENT_WITHIN


def reasons_of(conditions: Iterable[Condition], default: tuple[str, ...], situation: Situation) -> tuple[Reason, ...]:
    """Return one reason per condition, in the order written."""
    return tuple(_reason(condition, default, situation) for condition in conditions)


def _reason(condition: Condition, default: tuple[str, ...], situation: Situation) -> Reason:
    judged = judge_condition(condition, situation)
    return Reason(
        facts=_named(condition, situation),
        holds=judged.truth,
        text=condition.text,
        sources=condition.sources or default,
        cause="doubt" if condition.is_doubt else "condition",
        open=judged.open,
    )


def _named(condition: Condition, situation: Situation) -> tuple[str, ...]:
    """Return the facts a condition reads, derived dates and sums replaced by the answers behind them."""
    read = facts_of(condition.criterion)
    return tuple(dict.fromkeys(root for fact in read for root in tuple(roots(situation.pack, fact)) or (fact,)))


def variant_of(variants: Iterable[Variant], situation: Situation) -> Variant | None:
    """Return the first variant that certainly holds."""
    return next((variant for variant in variants if judge(variant.when, situation).truth is Truth.YES), None)


def is_used(step: str, situation: Situation) -> bool:
    """Tell whether the step may concern this profile."""
    return situation.applies(step).truth is not Truth.NO


def is_stale(rule: StepRule, situation: Situation) -> bool:
    """Tell whether a source of the step should have been checked again by now."""
    return bool(stale_evidence(rule.evidence, situation.today))


def stale_evidence(evidence: Iterable[Evidence], today: date) -> tuple[Evidence, ...]:
    """Return what is past its `review_by` date."""
    return tuple(item for item in evidence if item.review_by < today)
