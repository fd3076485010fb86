"""What each kind of rule reads: the atoms of an outcome, gathered from all that the rule is made of."""

from __future__ import annotations

from collections.abc import Hashable

from medinstall.domain.aid_rule import AidRule, AidValue, Contract
from medinstall.domain.criterion import Check, every
from medinstall.domain.pack import RulePack
from medinstall.domain.rule import AlertRule, SectorRule, StepRule
from medinstall.engine import contracts
from medinstall.engine.eligibility import reference_day
from medinstall.engine.situation import Situation
from medinstall.verify.inputs import START, TODAY, ZERO, Atom, NotBefore, Reads


def reads_of_step(rule: StepRule, pack: RulePack) -> Reads:
    """Return what whether a step applies, its dates and its words read."""
    reads = Reads(pack)
    reads.conditions(rule.conditions)
    reads.days_of((*rule.opens, *rule.target, *rule.due, *rule.effect, *(found.rule for found in rule.milestones)))
    for variant in rule.variants:
        reads.criterion(variant.when)
    if rule.duty is not None:
        reads.criterion(rule.duty.when)
        reads.number(rule.duty.of)
    return reads


def reads_of_aid(rule: AidRule, pack: RulePack) -> Reads:
    """Return what the verdict of an aid reads."""
    reads = Reads(pack)
    _add_law(reads, rule)
    reads.conditions(rule.conditions)
    return reads


def _add_law(reads: Reads, rule: AidRule) -> None:
    """Add what the law of the day hangs on."""
    anchor = contracts.SIGNED if rule.contract else rule.law_date or START
    roots = reads.roots(anchor) | ({contracts.NAMED_BY} if rule.contract else frozenset())
    for value in rule.values:
        for term in reads.terms(anchor):
            reads.days.add(NotBefore(term, (value.start, ZERO)))
        if rule.contract or not rule.law_date:
            reads.days.add(NotBefore((TODAY, ZERO), (value.start, ZERO)))
    reads.behind(anchor)
    reads.atoms[f"law:{rule.id}"] = Atom(roots, lambda s: _law(rule, s))
    if rule.contract is not None:
        _add_contract(reads, rule, rule.contract)


def _add_contract(reads: Reads, rule: AidRule, contract: Contract) -> None:
    """Add what the course of a contract hangs on."""
    named = Check(contracts.NAMED_BY, "is", rule.id)
    reads.checks[repr(named)] = named
    reads.days.add(NotBefore((TODAY, ZERO), (contracts.SIGNED, contract.term)))
    reads.days.add(NotBefore((TODAY, ZERO), (contracts.ENDED, ZERO)))
    roots = {contracts.NAMED_BY, contracts.SIGNED, contracts.ENDED}
    for value in rule.values:
        reads.days.add(NotBefore((contracts.SIGNED, ZERO), (value.start, ZERO)))
        reads.criterion(value.unsettled)
        roots |= {root for check in every(Check, value.unsettled) for root in reads.roots(check.fact)}
    running = Atom(frozenset(roots), lambda s: contracts.running(s.compiled.aids[rule.id], s))
    reads.atoms[f"contract:{rule.id}"] = running


def _law(rule: AidRule, situation: Situation) -> Hashable:
    law = reference_day(rule, situation)
    value = contracts.value_on(rule, law.on)
    return (value.start if value else None, law.open)


def reads_of_value(value: AidValue, pack: RulePack) -> Reads:
    """Return what the amount of one value of an aid reads."""
    reads = Reads(pack)
    if value.of:
        reads.number(value.of, *([value.cap / value.rate] if value.cap and value.rate else []))
    if value.times:
        reads.number(value.times, *([value.times_max] if value.times_max else []))
    for adjustment in value.adjustments:
        reads.criterion(adjustment.when)
        for name in filter(None, (adjustment.times, adjustment.scale)):
            reads.number(name)
    return reads


def reads_of_alert(rule: AlertRule, pack: RulePack) -> Reads:
    """Return what an alert and its words read."""
    reads = Reads(pack)
    reads.criterion(rule.criterion)
    for variant in rule.variants:
        reads.criterion(variant.when)
    if rule.while_unknown:
        reads.check(Check(rule.while_unknown, "is", True))
    return reads


def reads_of_sector(rule: SectorRule, pack: RulePack) -> Reads:
    """Return what access to a sector reads."""
    reads = Reads(pack)
    reads.conditions(rule.access)
    return reads
