"""A rule pack compiled: its criteria and dates turned into functions, once for all the situations it is applied to."""

from medinstall.domain.pack import RulePack
from medinstall.domain.rule import SectorRule
from medinstall.engine.alerts import CompiledAlert
from medinstall.engine.coming_changes import dated_articles
from medinstall.engine.compiled_aid import CompiledAid
from medinstall.engine.criteria import choices_of
from medinstall.engine.facts import compile_facts
from medinstall.engine.reasons import compile_conditions
from medinstall.engine.steps import CompiledStep

PACKS = 4


class CompiledSector:
    """Access to one way to practise, compiled, and what its patients get back."""

    def __init__(self, rule: SectorRule, pack: RulePack) -> None:
        self.rule = rule
        self.access = compile_conditions(rule.access, rule.evidence, pack)
        self.refund = choices_of((each.when, each) for each in rule.refund)
        self.changes = dated_articles(rule.evidence, pack)


class CompiledPack:
    """A rule pack compiled: facts, steps, aids, alerts and sectors by id."""

    def __init__(self, pack: RulePack) -> None:
        self.pack = pack
        self.facts = compile_facts(pack)
        self.steps = {rule.id: CompiledStep(rule, pack) for rule in pack.steps}
        self.aids = {rule.id: CompiledAid(rule, pack) for rule in pack.aids}
        self.alerts = {rule.id: CompiledAlert(rule, pack) for rule in pack.alerts}
        self.sectors = {rule.id: CompiledSector(rule, pack) for rule in pack.sectors}
        self.at_second_site = tuple(rule.id for rule in pack.steps if rule.at_second_site is not None)
        self.forbidding = tuple(rule.id for rule in pack.alerts if rule.no_start)
        self.processed = tuple(step for step in self.steps.values() if step.processing)
        reviews = [step.review_by for step in self.steps.values()] + [aid.review_by for aid in self.aids.values()]
        self.review_by = min(reviews)


_compiled: dict[int, CompiledPack] = {}


def compile_pack(pack: RulePack) -> CompiledPack:
    """Return a rule pack compiled: the same each time for the very same pack.

    Known by its identity, for to compare packs would take longer than to compile one. What is kept holds its pack, so
    that no other can take the same identity.
    """
    found = _compiled.get(id(pack))
    if found is None:
        if len(_compiled) >= PACKS:
            _compiled.clear()
        found = _compiled[id(pack)] = CompiledPack(pack)
    return found
