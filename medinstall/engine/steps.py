"""Steps: their dates, what blocks them, their state, and the reasons they apply."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from medinstall.domain.criterion import Condition, facts_of, facts_of_conditions
from medinstall.domain.plan import Milestone, Reason, State
from medinstall.domain.profile import Tick
from medinstall.domain.rule import ConditionalText, DateRule, Evidence, Link, StepRule, Variant
from medinstall.engine.criteria import Facts, Judge, judge_of
from medinstall.engine.date_rules import NO_DATE, Dated, dater_of, facts_behind
from medinstall.engine.dependencies import roots
from medinstall.engine.fact_value import NO, NOTHING, YES, Judgement
from medinstall.engine.memory import DAYS, by_readings

if TYPE_CHECKING:
    from medinstall.engine.compiled import Choices
    from medinstall.engine.situation import Situation

Made = TypeVar("Made")
Entry = TypeVar("Entry", ConditionalText, Link)

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


def dates_of(rule: StepRule) -> Callable[[Facts], StepDates]:
    """Return what gives the dates of a step in a situation, whether or not it applies there."""
    main = (rule.opens, rule.target, rule.due, rule.effect)
    daters = [(place, dater_of(rules)) for place, rules in enumerate(main) if rules]
    told = [(dater_of((each.rule,)), each.text) for each in rule.milestones]

    def dates(facts: Facts) -> StepDates:
        found, opened = [NO_DATE] * len(main), NOTHING
        for place, dated in daters:
            one = found[place] = dated(facts)
            if one.open:
                opened |= one.open
        opens, target, due, effect = found
        if not told:
            return StepDates(opens, target, due, effect, (), opened)
        milestones = []
        for dated, text in told:
            one = dated(facts)
            opened |= one.open
            if one.day is not None:
                milestones.append(Milestone(one.day, text))
        return StepDates(opens, target, due, effect, tuple(milestones), opened)

    return by_readings(dates, facts_behind(dates_in(rule)), DAYS)


class StepWords(NamedTuple):
    """The variant whose words replace those of the step, and the facts that could still change it."""

    variant: Variant | None
    open: frozenset[str]


def words_of(rule: StepRule) -> Callable[[Facts], StepWords]:
    """Return what gives the first variant of a step that certainly holds in a situation."""
    choices = [(judge_of(variant.when), variant) for variant in rule.variants]

    def words(facts: Facts) -> StepWords:
        judged = [(holds(facts), variant) for holds, variant in choices]
        first = next((variant for each, variant in judged if each is YES), None)
        return StepWords(first, NOTHING.union(*(each.open for each, _ in judged)))

    return words


class StepSeen(NamedTuple):
    """All that answers decide of one step; `open`: the unanswered facts on which it still depends."""

    rule: StepRule
    applies: Judgement
    dates: StepDates
    words: StepWords
    open: frozenset[str]


def seen_of(rule: StepRule, applies: Judge, dates: Callable[[Facts], StepDates]) -> Callable[[Facts], StepSeen]:
    """Return what gives all that answers decide of a step."""
    words = words_of(rule)

    def seen(facts: Facts) -> StepSeen:
        judged, counted, said = applies(facts), dates(facts), words(facts)
        opened = NOTHING if judged is NO else judged.open | counted.open | said.open
        return StepSeen(rule, judged, counted, said, opened)

    read = (facts_of_conditions(rule.conditions), facts_behind(dates_in(rule)), facts_of_variants(rule.variants))
    return by_readings(seen, chain.from_iterable(read))


def dates_in(rule: StepRule) -> tuple[DateRule, ...]:
    """Return every rule that counts a date of the step."""
    return (*rule.opens, *rule.target, *rule.due, *rule.effect, *(each.rule for each in rule.milestones))


def facts_of_variants(variants: Iterable[Variant]) -> Iterator[str]:
    """Yield the facts that choose the words."""
    for variant in variants:
        yield from facts_of(variant.when)


def first_in_force(choices: Choices[Made], situation: Situation) -> Made | None:
    """Return the first of `choices` of which the criterion certainly holds."""
    for holds, made in choices:
        if holds(situation) is YES:
            return made
    return None


def concerning(entries: tuple[Entry, ...]) -> Callable[[Facts], tuple[Entry, ...]]:
    """Return what gives the entries of a list that are not certainly another doctor's.

    What is unknown shows them, and asks nothing: a note or a paper alone makes no question.
    """
    if not any(entry.when for entry in entries):
        return lambda _: entries
    choices = [(judge_of(entry.when) if entry.when else None, entry) for entry in entries]
    return lambda facts: tuple(entry for judge, entry in choices if judge is None or judge(facts) is not NO)


def pending(seen: Iterable[StepSeen], situation: Situation) -> frozenset[str]:
    """Return the steps that certainly apply and are not done: hard prerequisites block, soft ones warn."""
    ticks = situation.profile.ticks
    done = {step for step, tick in ticks.items() if tick.done_on is not None}
    if situation.day("date_reception") is not None:
        # A request the CPAM has received counts as joined: the one-month window must show as urgent, never as blocked.
        done.add(CONVENTION)
    return frozenset(each.rule.id for each in seen if each.applies is YES and each.rule.id not in done)


def state_of(seen: StepSeen, tick: Tick, blocked: bool, today: date) -> State:
    """Return the state of a step: the first that holds, in the order of the contract."""
    rule, applies, dates = seen.rule, seen.applies, seen.dates
    if applies is NO:
        return "sans_objet"
    if tick.done_on is not None or tick.filed_on is not None:
        return "faite" if tick.done_on is not None else "deposee"
    due = dates.due.day.on if dates.due.day else None
    certain = applies is YES
    if certain and due is not None and due < today and rule.obligation in DUTIES:
        return "en_retard"
    if certain and blocked:
        return "bloquee"
    if dates.opens.day is not None and dates.opens.day.on > today:
        return "a_venir"
    return "urgente" if certain and _is_near(due, today) else "a_faire"


def _is_near(due: date | None, today: date) -> bool:
    return due is not None and today <= due <= today + URGENT_WITHIN


def reasons_of(
    conditions: Iterable[Condition], judges: Iterable[Judge], default: Sequence[Evidence], situation: Situation
) -> tuple[Reason, ...]:
    """Return one reason per condition, in the order written; `default` is the evidence of those that cite no source."""
    sources = tuple(item.source for item in default)
    pairs = zip(conditions, judges, strict=True)
    return tuple(_reason(condition, judge, sources, situation) for condition, judge in pairs)


def _reason(condition: Condition, judge: Judge, default: tuple[str, ...], situation: Situation) -> Reason:
    judged = judge(situation)
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
