"""Steps: their dates, their words, what they wait for, their state."""

from datetime import date, timedelta
from typing import NamedTuple

from medinstall.domain.fact import NonAnswer
from medinstall.domain.pack import RulePack
from medinstall.domain.plan import Day, Milestone, State
from medinstall.domain.profile import Tick
from medinstall.domain.rule import AfterWhen, AnswerTime, DateRule, Evidence, Link, Processing, StepRule, Variant
from medinstall.engine.coming_changes import DatedArticles, dated_articles
from medinstall.engine.criteria import (
    Choices,
    Concerning,
    choices_of,
    choose,
    concerning,
    first_in_force,
    judge_of,
)
from medinstall.engine.date_rules import NO_DATE, DateResult, DateRules, compile_date_rules
from medinstall.engine.evidence import first_review
from medinstall.engine.fact_value import NO, NOTHING, YES, Judgement
from medinstall.engine.known import Judge, Known
from medinstall.engine.month_arithmetic import add
from medinstall.engine.reasons import Conditions, compile_conditions

URGENT_WITHIN = timedelta(days=14)
IRREVERSIBLE_WITHIN = timedelta(days=31)  # the whole month in which secteur 2 is won or lost
RECEIVED = "date_reception"
PUT_OFF = DateRule("offset", text="jour que vous avez choisi")


class CompiledStep(NamedTuple):
    """One step, compiled. `review_by`: the first day on which one of its sources should have been checked again.

    `is_counted_from_request`: its due date is counted from the day the CPAM receives the request.
    """

    rule: StepRule
    conditions: Conditions
    opens: DateRules
    target: DateRules
    due: DateRules
    effect: DateRules
    milestones: tuple[tuple[DateRules, str], ...]
    variants: Choices[Variant]
    after_when: Choices[AfterWhen]
    at_second_site: Judge | None
    processing: Choices[Processing]
    answer: Choices[AnswerTime]
    notes: Concerning[str]
    bring: Concerning[str]
    links: Concerning[Link]
    evidence: Concerning[Evidence]
    changes: DatedArticles
    review_by: date
    is_counted_from_request: bool
    has_dates: bool


class StepDates(NamedTuple):
    """The dates of a step, each None while it cannot be known, and the facts they still depend on."""

    opens: DateResult
    target: DateResult
    due: DateResult
    effect: DateResult
    milestones: tuple[Milestone, ...]
    open: frozenset[str]


class StepWords(NamedTuple):
    """The variant whose words replace those of the step, and the facts that could still change it."""

    variant: Variant | None
    open: frozenset[str]


NO_WORDS = StepWords(None, NOTHING)
NO_DATES = StepDates(NO_DATE, NO_DATE, NO_DATE, NO_DATE, (), NOTHING)


def compile_step(rule: StepRule, pack: RulePack) -> CompiledStep:
    """Return a step compiled."""
    return CompiledStep(
        rule=rule,
        conditions=compile_conditions(rule.conditions, rule.evidence, pack),
        opens=compile_date_rules(rule.opens),
        target=compile_date_rules(rule.target),
        due=compile_date_rules(rule.due),
        effect=compile_date_rules(rule.effect),
        milestones=tuple((compile_date_rules((each.rule,)), each.text) for each in rule.milestones),
        variants=choices_of((each.when, each) for each in rule.variants),
        after_when=choices_of((each.when, each) for each in rule.after_when),
        at_second_site=judge_of(rule.at_second_site) if rule.at_second_site else None,
        processing=choices_of((each.when, each) for each in rule.processing),
        answer=choices_of((each.when, each) for each in rule.answer),
        notes=concerning((each.when, each.text) for each in rule.notes),
        bring=concerning((each.when, each.text) for each in rule.bring),
        links=concerning((each.when, each) for each in rule.links),
        evidence=concerning((each.when, each) for each in rule.evidence),
        changes=dated_articles(rule.evidence, pack),
        review_by=first_review(rule.evidence),
        is_counted_from_request=any(each.anchor == RECEIVED for each in rule.due),
        has_dates=bool(rule.opens or rule.target or rule.due or rule.effect or rule.milestones),
    )


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


def words_of(step: CompiledStep, known: Known) -> StepWords:
    """Return the first variant of a step that certainly holds; what would choose a later one no longer matters."""
    return StepWords(*choose(step.variants, known)) if step.variants else NO_WORDS


def open_facts(applies: Judgement, dates: StepDates, words: StepWords) -> frozenset[str]:
    """Return the unanswered facts on which a step still depends."""
    return NOTHING if applies is NO else applies.open | dates.open | words.open


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
    return step.at_second_site is not None and step.at_second_site(known) is YES


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
