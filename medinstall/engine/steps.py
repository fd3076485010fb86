"""Steps: their dates, their words, what they wait for, their state."""

from datetime import date, timedelta
from typing import NamedTuple

from medinstall.domain.criterion import NEVER
from medinstall.domain.date_rule import DateRule
from medinstall.domain.fact import NonAnswer
from medinstall.domain.pack import RulePack
from medinstall.domain.plan import Day, Milestone, State
from medinstall.domain.profile import Tick
from medinstall.domain.rule import StepRule
from medinstall.engine.amounts import duty_of
from medinstall.engine.coming_changes import dated_articles
from medinstall.engine.criteria import (
    choices_of,
    choose,
    concerning,
    first_in_force,
    judge_of,
)
from medinstall.engine.date_rules import NO_DATE, DateResult, compile_date_rules
from medinstall.engine.evidence import first_review
from medinstall.engine.fact_value import NO, NOTHING, YES, Judgement
from medinstall.engine.known import Known
from medinstall.engine.month_arithmetic import add
from medinstall.engine.reasons import compile_conditions

URGENT_WITHIN = timedelta(days=14)
IRREVERSIBLE_WITHIN = timedelta(days=31)  # the whole month in which secteur 2 is won or lost
RECEIVED = "date_reception"
PUT_OFF = DateRule("offset", text="jour que vous avez choisi")


class CompiledStep:
    """One step, compiled. `review_by`: the first day on which one of its sources should have been checked again.

    `is_counted_from_request`: its due date is counted from the day the CPAM receives the request.
    """

    def __init__(self, rule: StepRule, pack: RulePack) -> None:
        self.rule = rule
        self.conditions = compile_conditions(rule.conditions, rule.evidence, pack)
        self.opens = compile_date_rules(rule.opens)
        self.target = compile_date_rules(rule.target)
        self.due = compile_date_rules(rule.due)
        self.effect = compile_date_rules(rule.effect)
        self.milestones = [(compile_date_rules((each.rule,)), each.text) for each in rule.milestones]
        self.has_dates = bool(rule.opens or rule.target or rule.due or rule.effect or rule.milestones)
        self.is_counted_from_request = any(each.anchor == RECEIVED for each in rule.due)
        self.variants = choices_of((each.when, each) for each in rule.variants)
        self.after_when = choices_of((each.when, each) for each in rule.after_when)
        self.at_second_site = judge_of(rule.at_second_site or NEVER)
        self.processing = choices_of((each.when, each) for each in rule.processing)
        self.answer = choices_of((each.when, each) for each in rule.answer)
        self.notes = concerning((each.when, each.text) for each in rule.notes)
        self.bring = concerning((each.when, each.text) for each in rule.bring)
        self.links = concerning((each.when, each) for each in rule.links)
        self.evidence = concerning((each.when, each) for each in rule.evidence)
        self.changes = dated_articles(rule.evidence, pack)
        self.review_by = first_review(rule.evidence)


class StepDates(NamedTuple):
    """The dates of a step, each None while it cannot be known, and the facts they still depend on."""

    opens: DateResult
    target: DateResult
    due: DateResult
    effect: DateResult
    milestones: tuple[Milestone, ...]
    open: frozenset[str]


NO_DATES = StepDates(NO_DATE, NO_DATE, NO_DATE, NO_DATE, (), NOTHING)


def dates_of(step: CompiledStep, known: Known) -> StepDates:
    """Return the dates of a step, whether or not it applies."""
    if not step.has_dates:
        return NO_DATES
    opens, target, due, effect = step.opens(known), step.target(known), step.due(known), step.effect(known)
    opened = opens.open | target.open | due.open | effect.open
    if target.day and due.day and target.day.on > due.day.on:
        target = due  # nothing is aimed at too late
    milestones = []
    for dated, text in step.milestones:
        found = dated(known)
        opened |= found.open
        if found.day is not None:
            milestones.append(Milestone(found.day, text))
    return StepDates(opens, target, due, effect, tuple(milestones), opened)


def open_facts(step: CompiledStep, applies: Judgement, dates: StepDates, known: Known) -> frozenset[str]:
    """Return the unanswered facts on which a step that may apply still depends."""
    _, worded = choose(step.variants, known)
    return applies.open | dates.open | worded | duty_of(step.rule.duty, known).open


def prerequisites(step: CompiledStep, known: Known) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the steps that this one stands behind, and those of them that block it."""
    rule = step.rule
    if not step.after_when:
        return rule.after, rule.requires
    more = [each for holds, each in step.after_when if holds(known) is YES]
    behind = (*rule.after, *(other for each in more for other in each.steps))
    return tuple(dict.fromkeys(behind)), (*rule.requires, *(o for each in more if each.blocks for o in each.steps))


def is_at_second_site(step: CompiledStep, known: Known) -> bool:
    """Tell whether a step is done for the second site: its council, its fund, its working days."""
    return step.at_second_site(known) is YES


def tick_of(rule: StepRule, known: Known) -> Tick:
    """Return what was reported of a step: with the tick, or by the answer that counts as handing it in."""
    tick = known.tick(rule.id)
    if not rule.filed_by or tick.filed_on is not None or tick.done_on is not None:
        return tick
    day = known.day(rule.filed_by)
    return tick if day is None or day > known.today else tick._replace(filed_on=day)


def holds_back(rule: StepRule, known: Known) -> bool:
    """Tell whether a step that applies holds back those behind it: it is neither done nor counts as such.

    A request the CPAM has received counts as joined: the one-month window must show as urgent, never as blocked.
    """
    if known.tick(rule.id).done_on is not None or rule.id in known.profile.dismissed or is_done_by(rule, known):
        return False
    return not rule.filed_by or known.day(rule.filed_by) is None


def is_done_by(rule: StepRule, known: Known) -> bool:
    """Tell whether an answer means that a step is done: a place that was chosen."""
    return bool(rule.done_by) and known[rule.done_by].value not in (None, NonAnswer.NEVER)


def put_off(dates: StepDates, until: date | None) -> Day | None:
    """Return the target of a duty that was put off: never after its due date, nor before it opens."""
    opens, target, due = dates.opens.day, dates.target.day, dates.due.day
    if target is None or until is None:
        return target
    if due is not None and due.on < until:
        return due
    if opens is not None and opens.on > until:
        return opens
    return Day(until, PUT_OFF, "", until, put_off=True)


def answer_expected_on(step: CompiledStep, tick: Tick, known: Known) -> date | None:
    """Return the day by which the body that has the file should have answered."""
    if tick.filed_on is None or tick.done_on is not None:
        return None
    found = first_in_force(step.answer, known)
    return add(tick.filed_on, found.duration) if found else None


def state_of(rule: StepRule, applies: Judgement, dates: StepDates, known: Known, *, blocked: bool) -> State:
    """Return the state of a step: the first that holds, in the order of the contract."""
    tick, today = tick_of(rule, known), known.today
    if applies is NO:
        return "sans_objet"
    done = tick.done_on is not None or is_done_by(rule, known)
    if done or tick.filed_on is not None:
        return "faite" if done else "deposee"
    due = dates.due.day.on if dates.due.day else None
    certain = applies is YES
    if certain and due is not None and due < today and rule.is_duty:
        return "en_retard"
    if certain and blocked:
        return "bloquee"
    if dates.opens.day is not None and dates.opens.day.on > today:
        return "a_venir"
    return "urgente" if certain and is_near(rule, due, today) else "a_faire"


def is_near(rule: StepRule, due: date | None, today: date) -> bool:
    """Tell whether a latest day is so near that the step is urgent."""
    within = IRREVERSIBLE_WITHIN if rule.stakes == "irreversible" else URGENT_WITHIN
    return due is not None and today <= due <= today + within
