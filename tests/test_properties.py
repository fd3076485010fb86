"""What holds for every profile and every day: checked over profiles drawn from the facts of the rule pack."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from medinstall.domain.criterion import facts_of
from medinstall.domain.fact import NonAnswer, Value
from medinstall.domain.plan import AidPlan, Day, Plan, StepPlan
from medinstall.domain.profile import Profile, Tick
from medinstall.domain.truth import Truth
from medinstall.engine.plan import plan_of
from medinstall.engine.plan_diff import difference, outline_of
from medinstall.engine.situation import Situation
from medinstall.rules.answers import inconsistencies
from tests.building import pack
from tests.generating import ASKED, EVERY, build, days, known, profiles, quick, with_answer

Property = Callable[[Any], None]
REFUSED = ("non_eligible", "fermee")
BAD = ("en_retard", "bloquee")
INSTALLING = {"cabinet": "creation", "inscription_ordre": "non", "mode_exercice": "sel"}  # much waits for much
ABROAD = {"diplome": "hors_union_europeenne", "inscription_ordre": "non", "cabinet": "creation"}
REQUIRED = sorted({other for step in pack().steps for other in step.requires})
COUNTED_FROM_THE_TICK = {"convention": ("secteur_2_titres", "secteur_2_urssaf")}


# --- no date precedes its cause ---


def check_dates(profile: Profile) -> None:
    plan = plan_of(pack(), profile)
    for step in plan.steps:
        for day in days_of(step):
            assert_counted(day)
        opens, target, due = (day.on if day else None for day in (step.opens, step.target, step.due))
        assert opens is None or opens <= min(day for day in (target, due, date.max) if day), step.id
        assert target is None or due is None or target <= due, step.id
        assert (step.practical_on or date.min) <= (due or date.max)
        assert step.effect is None or opens is None or opens <= step.effect.on, step.id
    check_running(plan)
    for aid in plan.aids:
        check_aid_dates(aid, plan)


def days_of(step: StepPlan) -> Iterator[Day]:
    yield from (day for day in (step.opens, step.target, step.due, step.effect) if day is not None)
    yield from (milestone.day for milestone in step.milestones)


def assert_counted(day: Day) -> None:
    """A day counted forward is not before its anchor, one counted backward is not after it."""
    backward = day.rule.how == "latest_start" or min(day.rule.duration) < 0
    assert day.on <= day.anchored_on if backward else day.on >= day.anchored_on


def check_running(plan: Plan) -> None:
    running = {item.step: item for item in plan.start.running}
    for item in running.values():
        assert item.since <= item.until
        assert item.until > plan.profile.today
        assert all(running[step].until <= item.since for step in item.waits_for)
        assert plan.start.earliest_on is None or item.until <= plan.start.earliest_on
    if plan.start.chain and plan.start.earliest_on is not None:
        assert plan.start.earliest_on > plan.profile.today


def check_aid_dates(aid: AidPlan, plan: Plan) -> None:
    if aid.pay_by is not None:
        assert_counted(aid.pay_by)
    signed = plan.profile.answers.get("date_signature_contrat")
    for payment in aid.payments:
        assert isinstance(signed, date)
        assert payment.on >= signed, aid.id


# --- moving the start ---


def check_later_start(drawn: tuple[Profile, date, int]) -> None:
    profile, start, later = drawn
    before = plan_of(pack(), with_answer(profile, "date_debut", start)).start
    after = plan_of(pack(), with_answer(profile, "date_debut", start + timedelta(days=later))).start
    assert before.feasible is not True or after.feasible is True
    assert not before.chain or before.earliest_on == after.earliest_on


# --- ticks ---


def check_tick(drawn: tuple[Profile, str, date, bool]) -> None:
    profile, step, day, filed = drawn
    now = Situation(pack(), profile)
    assume(now.applies(step).truth is not Truth.NO)
    before = states(plan_of(pack(), profile))
    old = profile.ticks.get(step, Tick())
    ticked = old._replace(filed_on=day) if filed else old._replace(done_on=day)
    after = states(plan_of(pack(), profile._replace(ticks={**profile.ticks, step: ticked})))
    from_this_tick = COUNTED_FROM_THE_TICK.get(step, ()) if day < profile.today else ()
    for other, state in after.items():
        if other != step and other not in from_this_tick:
            assert state not in BAD or before[other] == state, f"{other}: {before[other]} → {state}"


def states(plan: Plan) -> dict[str, str]:
    return {step.id: step.state for step in plan.steps}


@st.composite
def ticked(draw: st.DrawFn) -> tuple[Profile, str, date, bool]:
    profile = draw(profiles() | profiles(**INSTALLING))
    step = draw(st.sampled_from(REQUIRED) | st.sampled_from(sorted(pack().step)))
    back = timedelta(days=draw(st.just(0) | st.integers(0, 400)))
    return profile, step, profile.today - back, draw(st.booleans()) and pack().step[step].can_be_filed


# --- the same plan ---


def check_same(drawn: tuple[Profile, list[str]]) -> None:
    profile, order = drawn
    shuffled = {name: profile.answers[name] for name in order if name in profile.answers}
    again = profile._replace(answers=shuffled, ticks=dict(reversed(list(profile.ticks.items()))))
    assert outline_of(plan_of(pack(), profile)) == outline_of(plan_of(pack(), again))
    assert plan_of(pack(), profile) == plan_of(pack(), profile)


# --- answering what was unknown ---


def check_answering(drawn: tuple[Profile, str, Value]) -> None:
    profile, fact, value = drawn
    assume(profile.answers.get(fact) in (None, NonAnswer.UNKNOWN))
    known_now = with_answer(profile, fact, value)
    assume(not list(inconsistencies(known_now.answers)))
    before, after = Situation(pack(), profile), Situation(pack(), known_now)
    for step in pack().step:
        truth = before.applies(step).truth
        settled = truth is not Truth.UNKNOWN and not hangs_on_an_open_verdict(step, before)
        assert not settled or after.applies(step).truth is truth, step
    for aid in pack().aid:
        outcome = before.aid(aid)
        if outcome.verdict in (*REFUSED, "eligible") and not outcome.open:
            still = REFUSED if outcome.verdict in REFUSED else ("eligible",)
            assert after.aid(aid).verdict in still, aid


def hangs_on_an_open_verdict(step: str, situation: Situation) -> bool:
    """Tell whether a step applies because an aid is « à vérifier »: the contract wants it, and it may be refused."""
    read = (fact for condition in pack().step[step].conditions for fact in facts_of(condition.criterion))
    return any(situation.aid(fact.removeprefix("verdict.")).open for fact in read if fact.startswith("verdict."))


@st.composite
def answering(draw: st.DrawFn) -> tuple[Profile, str, Value]:
    fact = draw(st.sampled_from(sorted(ASKED)))
    return draw(profiles(**{fact: NonAnswer.UNKNOWN})), fact, draw(known(EVERY[fact]))


# --- amounts, reasons, order ---


def check_totals(profile: Profile) -> None:
    plan = plan_of(pack(), profile)
    once = [aid for aid in plan.aids if aid.amount is not None and aid.amount.per == "unique" and not aid.signed]
    sure = sum(aid.amount.eur for aid in once if aid.amount and aid.verdict == "eligible")
    hoped = sum(aid.amount.eur for aid in once if aid.amount)
    assert 0 <= plan.totals.certain_eur <= sure
    assert plan.totals.possible_eur >= 0
    assert plan.totals.certain_eur + plan.totals.possible_eur <= hoped
    for aid in plan.aids:
        assert aid.amount is None or aid.amount.eur >= 0
        paid = sum(payment.eur for payment in aid.payments)
        assert aid.refund_eur is None or 0 <= aid.refund_eur <= paid, aid.id
        assert aid.amount is None or paid <= aid.amount.eur + 0.01 * len(aid.payments), aid.id


def check_reasons(profile: Profile) -> None:
    plan = plan_of(pack(), profile)
    for step in plan.steps:
        told = {reason.holds for reason in step.reasons}
        assert step.applies is Truth.YES or step.applies in told, step.id
    for aid in plan.aids:
        told = {reason.holds for reason in aid.reasons}
        wanted = {"eligible": Truth.YES, "non_eligible": Truth.NO, "fermee": Truth.NO}.get(aid.verdict, Truth.UNKNOWN)
        assert wanted in told, (aid.id, aid.verdict)
        assert all(reason.text for reason in aid.reasons)


def check_order(profile: Profile) -> None:
    plan = plan_of(pack(), profile)
    assert sorted(step.id for step in plan.steps) == sorted(pack().step)
    used = [step.id for step in plan.steps if step.applies is not Truth.NO]
    for place, step in enumerate(used):
        after = next(found.after for found in plan.steps if found.id == step)
        late = [other for other in after if other in used and used.index(other) > place]
        assert not late, f"{step} stands before {late}"


# --- what to do now ---


def check_next(profile: Profile) -> None:
    plan = plan_of(pack(), profile)
    steps = {step.id: step for step in plan.steps}
    late = [step for step in plan.steps if step.state == "en_retard"]
    assert not (plan.start.kept and late)
    assert plan.start.kept is False or (plan.start.feasible and plan.start.on and plan.start.on >= profile.today)
    assert bool(plan.next.ask) == (plan.next.why == "ask")
    assert (plan.next.step is None) == (plan.next.why in ("ask", "none"))
    if plan.next.step is None:
        assert plan.next.on is None or plan.next.on > profile.today
        assert plan.next.ask or not {name for step in late for name in could_be_done(step, steps, profile)}
        return
    step = steps[plan.next.step]
    assert step.applies is Truth.YES
    assert step.state in ("en_retard", "urgente", "a_faire")
    assert not step.blocked_by
    assert step.dismissed is None
    assert step.rule.is_duty or (step.put_off_until or date.min) <= profile.today
    for other in late:
        possible = not other.blocked_by and other.dismissed is None
        assert not possible or rank(step) <= rank(other) or plan.next.why == "blocking", (step.id, other.id)


def could_be_done(step: StepPlan, steps: Mapping[str, StepPlan], profile: Profile) -> set[str]:
    """Return the steps that hold back a late one, near or far, and may be done on the day."""
    if not step.blocked_by:
        ready = step.state in ("en_retard", "urgente", "a_faire") and not step.is_put_aside(profile.today)
        return {step.id} if ready and step.dismissed is None and step.applies is Truth.YES else set()
    behind = (could_be_done(steps[name], steps, profile) for name in step.blocked_by)
    return set() if step.dismissed is not None else set().union(*behind)


def rank(step: StepPlan) -> int:
    return ("exercice", "irreversible", "argent", "formalite").index(step.rule.stakes)


def check_no_count_to_what_has_no_date(profile: Profile) -> None:
    plan = plan_of(pack(), profile)
    open_for_good = {step.id for step in plan.steps if not step.is_closed and step.due is None and step.target is None}
    for step in plan.steps:
        if set(step.blocked_by) & open_for_good:
            assert step.waits_for_undated, step.id
            assert step.days_left(profile.today) is None, step.id


# --- all of them, briefly by default and at length in the slow run ---

PROPERTIES: Mapping[str, tuple[Property, st.SearchStrategy[Any]]] = {
    "no date precedes its cause": (check_dates, profiles()),
    "a later start stays feasible": (check_later_start, st.tuples(profiles(), days, st.integers(0, 800))),
    "a tick makes nothing else late or blocked": (check_tick, ticked()),
    "the same input gives the same plan": (check_same, st.tuples(profiles(), st.permutations(sorted(EVERY)))),
    "an answer never turns a certain verdict around": (check_answering, answering()),
    "totals stay within the sum of amounts": (check_totals, profiles()),
    "every refusal has a reason": (check_reasons, profiles()),
    "what to do now may be done, and nothing late at stake waits": (check_next, profiles() | profiles(**INSTALLING)),
    "nothing counts down to what has no date": (check_no_count_to_what_has_no_date, profiles(**ABROAD)),
    "the order respects what comes after what": (check_order, profiles()),
}


def run(name: str, how: settings) -> None:
    check, drawn = PROPERTIES[name]
    how(given(drawn)(check))()


@pytest.mark.parametrize("name", PROPERTIES)
def test_property(name: str) -> None:
    run(name, quick)


@pytest.mark.slow
@pytest.mark.parametrize("name", PROPERTIES)
def test_property_at_length(name: str) -> None:
    run(name, settings(quick, max_examples=500))


@quick
@given(profiles(), st.integers(1, 900))
def test_today_only_comes_from_the_profile(profile: Profile, later: int) -> None:
    """Dates counted from answers stand still while time passes; only states, aids and the earliest start move."""
    then = profile._replace(today=profile.today + timedelta(days=later))
    before, after = outline_of(plan_of(pack(), profile)), outline_of(plan_of(pack(), then))
    moved = {change.field for change in difference(before, after) if change.kind == "step"}
    assert not moved & {"opens_on", "target_on", "due_on", "takes_effect_on"}


def test_build_keeps_what_it_is_given() -> None:
    tick = {"rcp": Tick(done_on=date(2026, 11, 1))}
    found = build({"zone": "zip"}, tick, date(2026, 11, 22))
    assert (found.answers["zone"], found.ticks) == ("zip", tick)
