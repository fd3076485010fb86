"""The plan: everything the rule pack says of one profile, on one day."""

from __future__ import annotations

from collections.abc import Iterable

from medinstall.engine import contracts, steps
from medinstall.engine.alerts import alerts_of, open_facts_of_alerts
from medinstall.engine.amounts import amount_of, payments_of, totals
from medinstall.engine.counting import dated
from medinstall.engine.criteria import judge
from medinstall.engine.explain import aid_reasons
from medinstall.engine.order import checklist_order
from medinstall.engine.situation import Situation
from medinstall.engine.steps import stale_evidence
from medinstall.engine.workdays import last_working_day
from medinstall.model.fact import Unsaid
from medinstall.model.place import Place
from medinstall.model.plan import AidPlan, Plan, Reason, StepPlan
from medinstall.model.profile import Profile
from medinstall.model.rule import AidRule, Evidence, RulePack, StepRule
from medinstall.model.truth import Truth

VALUED = ("eligible", "a_verifier")


def plan_of(pack: RulePack, profile: Profile) -> Plan:
    """Return the plan of `profile` on `profile.today`. Pure: the same input gives the same plan."""
    situation = Situation(pack, profile)
    aids = tuple(_aid(rule, situation) for rule in pack.aids)
    return Plan(
        pack=pack,
        profile=profile,
        steps=_steps(situation),
        aids=aids,
        alerts=alerts_of(situation),
        start=situation.start(),
        totals=totals(aids),
        unknown=unknown_facts(situation),
        stale=_stale(situation),
    )


def unknown_facts(situation: Situation) -> tuple[str, ...]:
    """Return the facts, unanswered or "inconnu", on which a step, an aid or an alert still depends, in order."""
    opened = set(open_facts_of_alerts(situation)) | _open_places(situation)
    for step in situation.pack.steps:
        opened |= steps.open_facts(step, situation)
    for aid in situation.pack.aids:
        opened |= _open_facts_of_aid(aid, situation)
    return tuple(fact.id for fact in situation.pack.facts if fact.id in opened)


def _open_facts_of_aid(rule: AidRule, situation: Situation) -> frozenset[str]:
    outcome = situation.aid(rule.id)
    if outcome.value is not None and (outcome.verdict in VALUED or outcome.ran):
        return outcome.open | amount_of(outcome.value, situation).open
    return outcome.open


def _open_places(situation: Situation) -> set[str]:
    """Return the place facts still open: they give contacts and working days, which every plan shows."""
    answers, place = situation.profile.answers, situation.profile.place
    opened = {"commune"} if _is_unknown(answers.get("commune")) else set()
    if answers.get("commune") is Unsaid.UNKNOWN and _is_unknown(answers.get("departement")):
        opened.add("departement")
    if len(place.funds) > 1 and _is_unknown(answers.get("caisse")):
        opened.add("caisse")
    second = any(rule.at_second_site and steps.is_used(rule.id, situation) for rule in situation.pack.steps)
    if second and _is_unknown(answers.get("commune_secondaire")):
        opened.add("commune_secondaire")
    return opened


def _is_unknown(value: object) -> bool:
    return value is None or value is Unsaid.UNKNOWN


def _steps(situation: Situation) -> tuple[StepPlan, ...]:
    rules = situation.pack.steps
    after = {rule.id: _after(rule, situation) for rule in rules}
    target = {rule.id: day.on if (day := situation.dates(rule.id).target.day) else None for rule in rules}
    # A step that does not concern the doctor holds nobody back: docs/adr/0008-order-of-the-checklist.md
    waited = {step: [other for other in ids if steps.is_used(other, situation)] for step, ids in after.items()}
    ordered = checklist_order([rule.id for rule in rules], waited, target)
    return tuple(_step(situation.pack.step[step], after[step], situation) for step in ordered)


def _after(rule: StepRule, situation: Situation) -> tuple[str, ...]:
    more = (ids for when, ids in rule.after_when if judge(when, situation).truth is Truth.YES)
    return tuple(dict.fromkeys((*rule.after, *(step for ids in more for step in ids))))


def _step(rule: StepRule, after: tuple[str, ...], situation: Situation) -> StepPlan:
    dates, applies = situation.dates(rule.id), situation.applies(rule.id).truth
    variant = steps.variant_of(rule.variants, situation)
    blocked_by = steps.blockers(rule, situation)
    due = dates.due.day
    zones = _site(rule, situation).holiday_zones
    return StepPlan(
        rule=rule,
        title=variant.title if variant and variant.title else rule.title,
        what=variant.what if variant and variant.what else rule.what,
        notes=(*(variant.notes if variant else ()), *rule.notes),
        applies=applies,
        state=steps.state_of(rule, bool(blocked_by), situation),
        after=after,
        blocked_by=blocked_by,
        waits_for=steps.awaited(rule, after, situation),
        opens=dates.opens.day,
        target=dates.target.day,
        due=due,
        effect=dates.effect.day,
        practical_on=last_working_day(due.on, zones, situation.pack.holidays) if due else None,
        holiday_zones=zones,
        milestones=dates.milestones,
        tick=situation.tick(rule.id),
        reasons=_step_reasons(rule, situation),
        stale=steps.is_stale(rule, situation),
    )


def _site(rule: StepRule, situation: Situation) -> Place:
    """Return the place a step is done for: the second site when it is its own, or when the main one stays."""
    second = rule.at_second_site or situation.read("cabinet").value == "inchange"
    return situation.profile.second_place if second else situation.profile.place


def _step_reasons(rule: StepRule, situation: Situation) -> tuple[Reason, ...]:
    default = tuple(item.source for item in rule.evidence)
    return steps.reasons_of(rule.conditions, default, situation)


def _aid(rule: AidRule, situation: Situation) -> AidPlan:
    outcome = situation.aid(rule.id)
    valued = outcome.value is not None and (outcome.verdict in VALUED or outcome.ran)
    amount = amount_of(outcome.value, situation).amount if valued and outcome.value else None
    payments = payments_of(outcome.value, amount, situation) if outcome.ran and outcome.value else ()
    payments = contracts.paid_until_end(payments, situation)
    refund = contracts.refund(rule.contract, payments, situation) if outcome.ran and rule.contract else None
    return AidPlan(
        rule=rule,
        verdict=outcome.verdict,
        amount=amount,
        pay_by=dated(rule.pay_by, situation).day if outcome.verdict in VALUED else None,
        payments=payments,
        refund_eur=refund,
        signed=contracts.is_signed(rule, situation) if rule.contract else False,
        law_date=None if outcome.law.open else outcome.law.on,
        reasons=aid_reasons(rule, outcome, situation),
        stale=bool(stale_evidence(rule.evidence, situation.today)),
    )


def _stale(situation: Situation) -> tuple[Evidence, ...]:
    used: list[Iterable[Evidence]] = [aid.evidence for aid in situation.pack.aids]
    used += [step.evidence for step in situation.pack.steps if steps.is_used(step.id, situation)]
    found = (item for evidence in used for item in stale_evidence(evidence, situation.today))
    return tuple(dict.fromkeys(found))
