"""The ways to practise, seen from one profile: who may, what each would change, what it does not let undo."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from medinstall.domain.pack import RulePack
from medinstall.domain.plan import AidPlan, Alert, Plan, Reason
from medinstall.domain.profile import Profile
from medinstall.domain.rule import SectorRule
from medinstall.domain.truth import Truth
from medinstall.engine.coming_changes import coming_changes
from medinstall.engine.criteria import first_in_force
from medinstall.engine.implied_answers import settled
from medinstall.engine.plan import plan_of
from medinstall.engine.reasons import reasons_of
from medinstall.engine.situation import Situation

SECTOR = "secteur"


class AidChange(NamedTuple):
    """One aid whose verdict or amount is not the same in another sector."""

    before: AidPlan
    after: AidPlan


class SectorPlan(NamedTuple):
    """One way to practise in this profile.

    `access`: whether the doctor may, with one reason per condition; `ask`: the first unanswered fact of each condition
    that an answer could still settle. `plan` is what the doctor's other answers give in this sector. `alerts` are those
    that stand here and not in every sector; `final`, those on what cannot be undone that stand or may stand. `changes`
    compare the aids with those of the sector answered now: None when none is. `coming`: what the law changes on a day
    to come. `refund`: what a patient gets back, in a few words, from a doctor of this specialty.
    """

    rule: SectorRule
    access: Truth
    reasons: tuple[Reason, ...]
    ask: tuple[str, ...]
    plan: Plan
    is_current: bool
    alerts: tuple[Alert, ...]
    final: tuple[Alert, ...]
    changes: tuple[AidChange, ...] | None
    coming: tuple[Reason, ...] = ()
    refund: str = ""

    @property
    def id(self) -> str:
        """The id of the sector."""
        return self.rule.id


def sectors_of(pack: RulePack, profile: Profile) -> tuple[SectorPlan, ...]:
    """Return every way to practise, in the order of the rule pack, all other answers kept."""
    now = Situation(pack, profile)  # what a doctor may do depends on the sector held today
    plans = {rule.id: plan_of(pack, _in_sector(pack, profile, rule.id)) for rule in pack.sectors}
    current = plans.get(str(profile.answers.get(SECTOR)))
    everywhere = frozenset.intersection(*(_standing(plan) for plan in plans.values())) if plans else frozenset()
    return tuple(_sector(rule, now, plans[rule.id], current, everywhere) for rule in pack.sectors)


def varying_aids(sectors: tuple[SectorPlan, ...]) -> frozenset[str]:
    """Return the aids whose verdict or amount depends on the sector."""
    seen: dict[str, set[object]] = {}
    for sector in sectors:
        for aid in sector.plan.aids:
            seen.setdefault(aid.id, set()).add((aid.verdict, aid.amount))
    return frozenset(aid for aid, outcomes in seen.items() if len(outcomes) > 1)


def _in_sector(pack: RulePack, profile: Profile, sector: str) -> Profile:
    return profile._replace(answers=settled(pack.facts, {**profile.answers, SECTOR: sector}))


def _sector(
    rule: SectorRule, now: Situation, plan: Plan, current: Plan | None, everywhere: frozenset[str]
) -> SectorPlan:
    conditions = now.compiled.sectors[rule.id].access
    access = conditions.together(now)
    refund = first_in_force(now.compiled.sectors[rule.id].refund, now)
    return SectorPlan(
        rule=rule,
        access=access.truth,
        reasons=reasons_of(conditions, now),
        coming=coming_changes(now.compiled.sectors[rule.id].changes, now),
        refund=refund.text if refund else "",
        ask=tuple(dict.fromkeys(_questions(rule, now, access.open))),
        plan=plan,
        is_current=current is plan,
        alerts=tuple(alert for alert in plan.alerts if alert.id not in everywhere),
        final=tuple(_final(Situation(plan.pack, plan.profile), plan, everywhere)),
        changes=None if current is None else tuple(_changes(current, plan)),
    )


def _questions(rule: SectorRule, situation: Situation, opened: frozenset[str]) -> Iterator[str]:
    """Yield, for each condition still open, the fact to ask first; nothing once access is settled."""
    for condition in situation.compiled.sectors[rule.id].access.each:
        useful = condition.holds(situation).open & opened
        first = next((fact.id for fact in situation.pack.facts if fact.id in useful), None)
        if first is not None:
            yield first


def _standing(plan: Plan) -> frozenset[str]:
    return frozenset(alert.id for alert in plan.alerts)


def _final(situation: Situation, plan: Plan, everywhere: frozenset[str]) -> Iterator[Alert]:
    certain: Mapping[str, Alert] = {alert.id: alert for alert in plan.alerts}
    for rule in situation.pack.alerts:
        if rule.level != "irreversible" or rule.id in everywhere:
            continue
        if situation.alert(rule.id).truth is not Truth.NO:
            yield certain.get(rule.id) or Alert(rule, rule.text, rule.evidence)


def _changes(before: Plan, after: Plan) -> Iterator[AidChange]:
    others = {aid.id: aid for aid in after.aids}
    for aid in before.aids:
        other = others[aid.id]
        if (aid.verdict, aid.amount) != (other.verdict, other.amount):
            yield AidChange(aid, other)
