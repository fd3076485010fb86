"""The outcomes of the rule pack: each step, aid, amount, alert and access to a sector, seen on its own."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from functools import partial
from typing import Literal, NamedTuple, TypeAlias

from medinstall.domain.pack import RulePack
from medinstall.domain.truth import Truth
from medinstall.engine import alerts, amounts, contracts, steps
from medinstall.engine.amounts import duty_of
from medinstall.engine.criteria import first_in_force
from medinstall.engine.date_rules import DateResult
from medinstall.engine.fact_value import NO
from medinstall.engine.reasons import Conditions
from medinstall.engine.situation import Situation
from medinstall.rules.checks import Rule
from medinstall.rules.sites import Path
from medinstall.verify.inputs import Reads
from medinstall.verify.rule_inputs import reads_of_aid, reads_of_alert, reads_of_sector, reads_of_step, reads_of_value
from medinstall.verify.table import Seen

Kind: TypeAlias = Literal["step", "aid", "amount", "alert", "sector"]
SIDES: dict[Hashable, bool] = {
    Truth.NO: False,
    Truth.YES: True,
    "eligible": True,
    "non_eligible": False,
    "fermee": False,
}


class Outcome(NamedTuple):
    """One thing the plan says: the rule that says it, what it reads, and how it is seen in a situation of a pack.

    `part`: the place in the rule of the only part that says it, for one value of an aid; empty for the whole rule.
    """

    kind: Kind
    id: str
    rule: Rule
    reads: Reads
    see: Callable[[Situation], Seen]
    part: Path = ()

    @property
    def name(self) -> str:
        """The name of the outcome in the certificate."""
        return f"{self.kind}.{self.id}"


def outcomes(pack: RulePack) -> Iterator[Outcome]:
    """Yield every outcome of a rule pack."""
    for step in pack.steps:
        yield Outcome("step", step.id, step, reads_of_step(step, pack), partial(see_step, step.id))
    for aid in pack.aids:
        yield Outcome("aid", aid.id, aid, reads_of_aid(aid, pack), partial(see_aid, aid.id))
        for place, value in enumerate(aid.values):
            if value.eur is not None or value.rate is not None:
                name, see = f"{aid.id}.{value.start.isoformat()}", partial(see_amount, aid.id, place)
                yield Outcome("amount", name, aid, reads_of_value(value, pack), see, ("values", place))
    for alert in pack.alerts:
        yield Outcome("alert", alert.id, alert, reads_of_alert(alert, pack), partial(see_alert, alert.id))
    for sector in pack.sectors:
        yield Outcome("sector", sector.id, sector, reads_of_sector(sector, pack), partial(see_sector, sector.id))


def side(kind: Kind, verdict: Hashable) -> bool | None:
    """Return whether a verdict is certainly a yes, certainly a no, or neither: only an alert that stands is certain."""
    if kind == "alert":
        return True if verdict is True else None
    return None if kind == "amount" else SIDES.get(verdict)


def see_step(step: str, situation: Situation) -> Seen:
    """Return whether a step applies, why, how each of its dates is counted, and in which words it is said."""
    rule = situation.pack.step[step]
    compiled = situation.compiled.steps[step]
    judged, truths = situation.applies(step), _truths(compiled.conditions, situation)
    if judged is NO:
        return Seen(judged.truth, None, truths, judged.open)
    dates = situation.dates(step)
    shown = tuple(_counted(found) for found in (dates.opens, dates.target, dates.due, dates.effect))
    milestones = tuple((found.day.rule.duration, found.text) for found in dates.milestones)
    words, duty = first_in_force(compiled.variants, situation), duty_of(rule.duty, situation).amount
    variant = rule.variants.index(words) if words else None
    opened = steps.open_facts(compiled, judged, dates, situation)
    return Seen(judged.truth, (shown, milestones, variant, duty), truths, opened)


def see_aid(aid: str, situation: Situation) -> Seen:
    """Return the verdict of an aid, the value it was read from, and its reasons."""
    outcome = situation.aid(aid)
    rule = situation.pack.aid[aid]
    refused = side("aid", outcome.verdict) is False
    detail = (outcome.value.start if outcome.value and not refused else None, outcome.ran)
    course = (
        bool(outcome.law.open),
        outcome.running.truth,
        contracts.named(rule, situation).truth if rule.contract else None,
    )
    truths = _truths(situation.compiled.aids[aid].conditions, situation)
    return Seen(outcome.verdict, detail, (course, truths), outcome.open)


def see_amount(aid: str, place: int, situation: Situation) -> Seen:
    """Return what one value of an aid is worth."""
    compiled = situation.compiled.aids[aid]
    valued = amounts.amount_of(compiled.values[compiled.rule.values[place].start], situation)
    return Seen(valued.amount, None, None, valued.open)


def see_alert(alert: str, situation: Situation) -> Seen:
    """Return whether an alert stands, and in which words."""
    rule, compiled = situation.pack.alert[alert], situation.compiled.alerts[alert]
    judged = situation.alert(alert)
    stands = alerts.is_told(rule, judged)
    variant = first_in_force(compiled.variants, situation) if stands else None
    opened = alerts.open_facts(compiled, judged, situation)
    return Seen(stands, rule.variants.index(variant) if variant else None, None, opened)


def see_sector(sector: str, situation: Situation) -> Seen:
    """Return whether a sector is open to the doctor, and why."""
    access = situation.compiled.sectors[sector].access
    judged = access.together(situation)
    return Seen(judged.truth, None, _truths(access, situation), judged.open)


def _truths(conditions: Conditions, situation: Situation) -> tuple[Truth, ...]:
    return tuple(condition.holds(situation).truth for condition in conditions.each)


def _counted(found: DateResult) -> Hashable:
    if found.day is None:
        return None
    rule = found.day.rule
    return (rule.how, rule.duration, rule.basis, rule.text)
