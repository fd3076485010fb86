"""The plan: everything the rule pack says of one profile, on one day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from medinstall.domain.fact import Unsaid
from medinstall.domain.later import Later
from medinstall.domain.pack import RulePack
from medinstall.domain.plan import AidPlan, Plan, StepPlan
from medinstall.domain.profile import Profile
from medinstall.domain.rule import Evidence
from medinstall.engine import contracts, steps
from medinstall.engine.aids import AidSeen
from medinstall.engine.alerts import alerts_of
from medinstall.engine.amounts import totals
from medinstall.engine.eligibility import law_day
from medinstall.engine.evidence import overdue, stale_evidence
from medinstall.engine.explanations import aid_reasons
from medinstall.engine.fact_value import NO, YES
from medinstall.engine.order import checklist_order
from medinstall.engine.situation import Situation
from medinstall.engine.steps import StepSeen


def plan_of(pack: RulePack, profile: Profile) -> Plan:
    """Return the plan of `profile` on `profile.today`. Pure: the same input gives the same plan."""
    situation = Situation(pack, profile)
    steps_seen, aids_seen = _seen(situation)
    aids = tuple(_aid(each, situation) for each in aids_seen)
    return Plan(
        pack=pack,
        profile=profile,
        steps=_steps(steps_seen, situation),
        aids=aids,
        alerts=alerts_of(situation),
        start=situation.start(),
        totals=totals(aids),
        unknown=_unknown(steps_seen, aids_seen, situation),
        stale=_stale(situation),
    )


def unknown_facts(situation: Situation) -> tuple[str, ...]:
    """Return the facts, unanswered or "inconnu", on which a step, an aid or an alert still depends, in order."""
    return _unknown(*_seen(situation), situation)


def _seen(situation: Situation) -> tuple[list[StepSeen], list[AidSeen]]:
    ready, pack = situation.ready, situation.pack
    aids = [ready.aids[aid].seen(situation) for aid in pack.aid]
    return [ready.steps[step].seen(situation) for step in pack.step], aids


def _unknown(steps_seen: Iterable[StepSeen], aids_seen: Iterable[AidSeen], situation: Situation) -> tuple[str, ...]:
    opened = _open_places(situation)
    opened.update(*(each.open for each in steps_seen), *(each.open for each in aids_seen))
    opened.update(*(situation.stands(alert).open for alert in situation.pack.alert))
    return tuple(fact for fact in situation.pack.fact if fact in opened)


def _open_places(situation: Situation) -> set[str]:
    """Return the place facts still open: they give contacts and working days, which every plan shows."""
    answers, place = situation.profile.answers, situation.profile.place
    opened = {"commune"} if _is_unknown(answers.get("commune")) else set()
    if answers.get("commune") is Unsaid.UNKNOWN and _is_unknown(answers.get("departement")):
        opened.add("departement")
    if len(place.funds) > 1 and _is_unknown(answers.get("caisse")):
        opened.add("caisse")
    second = any(
        _is_at_second_site(step, situation) and situation.applies(step) is not NO
        for step in situation.ready.at_second_site
    )
    if second and _is_unknown(answers.get("commune_secondaire")):
        opened.add("commune_secondaire")
    return opened


def _is_unknown(value: object) -> bool:
    return value is None or value is Unsaid.UNKNOWN


def _steps(seen: Sequence[StepSeen], situation: Situation) -> tuple[StepPlan, ...]:
    by_id = {each.rule.id: each for each in seen}
    after = {**situation.ready.after, **{step: _after(step, situation) for step in situation.ready.after_when}}
    pending = steps.pending(seen, situation)
    # A step that does not concern the doctor holds nobody back: docs/adr/0008-order-of-the-checklist.md
    used = frozenset(each.rule.id for each in seen if each.applies is not NO)
    targets = tuple(each.dates.target.day.on if each.dates.target.day else None for each in seen)
    ordered = checklist_order(tuple(by_id), tuple(after.values()), targets, used)
    return tuple(_step(by_id[step], after[step], pending, situation) for step in ordered)


def _after(step: str, situation: Situation) -> tuple[str, ...]:
    ready = situation.ready.steps[step]
    more = (each.steps for holds, each in ready.after_when if holds(situation) is YES)
    return tuple(dict.fromkeys((*ready.rule.after, *(step for ids in more for step in ids))))


def _requires(step: str, situation: Situation) -> tuple[str, ...]:
    ready = situation.ready.steps[step]
    more = (each.steps for holds, each in ready.after_when if each.blocks and holds(situation) is YES)
    return (*ready.rule.requires, *(step for ids in more for step in ids))


def _step(seen: StepSeen, after: tuple[str, ...], pending: frozenset[str], situation: Situation) -> StepPlan:
    rule, applies, dates, words, _ = seen
    variant, due, today = words.variant, dates.due.day, situation.today
    waits = () if pending.isdisjoint(after) else tuple(filter(pending.__contains__, after))
    requires = _requires(rule.id, situation) if rule.after_when else rule.requires
    blocked_by = tuple(filter(requires.__contains__, waits)) if requires else ()
    ready, tick = situation.ready.steps[rule.id], situation.tick(rule.id)
    second = _is_at_second_site(rule.id, situation)
    place = situation.profile.second_place if second else situation.profile.place
    zones = place.holiday_zones
    notes = tuple(note.text for note in ready.notes(situation))
    return StepPlan(  # by place, not by name: half the time, and there are thirty of them
        rule,
        variant.title if variant and variant.title else rule.title,
        variant.what if variant and variant.what else rule.what,
        (*variant.notes, *notes) if variant else notes,
        applies.truth,
        steps.state_of(seen, tick, bool(blocked_by), today),
        after,
        blocked_by,
        tuple(step for step in waits if step not in blocked_by) if blocked_by else waits,
        dates.opens.day,
        dates.target.day,
        due,
        dates.effect.day,
        situation.ready.last_working_day(due.on, zones) if due else None,
        zones,
        dates.milestones,
        tick,
        Later(lambda: steps.reasons_of(rule.conditions, ready.conditions, rule.evidence, situation)),
        ready.review_by < today,
        requires,
        second,
        tuple(paper.text for paper in ready.bring(situation)),
        ready.links(situation),
    )


def _is_at_second_site(step: str, situation: Situation) -> bool:
    """Tell whether a step is done for the second site: its council, its fund, its working days."""
    return situation.ready.steps[step].at_second_site(situation) is YES


def _aid(seen: AidSeen, situation: Situation) -> AidPlan:
    rule, outcome, worth, _ = seen
    law = law_day(rule, situation)
    ready = situation.ready.aids[rule.id]
    return AidPlan(
        rule,
        outcome.verdict,
        worth.amount,
        worth.pay_by,
        worth.payments,
        worth.refund_eur,
        contracts.is_signed(rule, situation) if rule.contract else False,
        None if law.open else law.on,
        Later(lambda: aid_reasons(rule, outcome, situation)),
        ready.review_by < situation.today,
        tuple(note.text for note in ready.notes(situation)),
    )


def _stale(situation: Situation) -> tuple[Evidence, ...]:
    """Return what is past its `review_by` date, of the aids and of the steps that may concern the doctor."""
    used = overdue(situation)
    return tuple(dict.fromkeys(item for evidence in used for item in stale_evidence(evidence, situation.today)))
