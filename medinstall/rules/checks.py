"""What must hold across the files of the rule pack: every id used exists, nothing waits in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, product
from typing import TypeAlias

from medinstall.domain.aid_rule import Adjustment, AidRule
from medinstall.domain.criterion import Check, Condition, Criterion, NoneOf, every
from medinstall.domain.date_rule import DateRule
from medinstall.domain.fact import Fact, Kind, Value
from medinstall.domain.pack import RulePack
from medinstall.domain.rule import AlertRule, SectorRule, StepRule
from medinstall.domain.source import Evidence
from medinstall.errors import suggestion
from medinstall.rules.table import Faults

Rule: TypeAlias = StepRule | AidRule | AlertRule | SectorRule

DERIVED_BY = {
    "faite": "step",
    "applique": "step",
    "effet": "step",
    "verdict": "aid",
    "en_cours": "aid",
    "peut_courir": "aid",
    "acces": "sector",
}
ALONE = ("aujourdhui", "region", "date_reception", "depart.faisable", "regles.perimees", "ecartee.obligatoire")
BY_COMPARISON: dict[str, tuple[Kind, ...]] = {
    "before": ("date",),
    "from": ("date",),
    "at_least": ("number",),
    "at_most": ("number",),
}


def rules_by_file(pack: RulePack) -> Iterator[tuple[str, Rule]]:
    """Yield every step, aid, alert and sector with the file it stands in."""
    yield from ((f"steps/{rule.id}.toml", rule) for rule in pack.steps)
    yield from ((f"aids/{rule.id}.toml", rule) for rule in pack.aids)
    yield from (("alerts.toml", rule) for rule in pack.alerts)
    yield from (("sectors.toml", rule) for rule in pack.sectors)


def check(pack: RulePack, faults: Faults) -> None:
    """Add a fault for every reference of the rule pack that leads nowhere."""
    for fact in pack.facts:
        _check_fact_file(fact, pack, faults)
    for file, rule in rules_by_file(pack):
        match rule:
            case StepRule():
                _check_step(file, rule, pack, faults)
            case AidRule():
                _check_aid(file, rule, pack, faults)
            case AlertRule():
                _check_id(file, "step", rule.step, pack.step, faults)
                if rule.while_unknown:
                    _check_fact(file, rule.while_unknown, pack, faults)
        _check_inside(file, rule, pack, faults)
    for derived in pack.dates:
        _check_inside("derived.toml", derived, pack, faults)
    for name in (fact for derived in pack.numbers for fact, _ in derived.parts):
        _check_fact("derived.toml", name, pack, faults)
    for statement in pack.stale:
        _check_ids("stale.toml", "sources", statement.sources, pack.source, faults)
    _check_places(pack, faults)
    _check_cycles(pack, faults)


def _check_inside(file: str, rule: object, pack: RulePack, faults: Faults) -> None:
    """Check all that rules of every kind are made of, wherever in the rule it stands."""
    for compared in every(Check, rule):
        fact = _check_fact(file, compared.fact, pack, faults)
        if fact is not None:
            _check_operand(file, compared, fact, faults)
        if isinstance(compared.operand, str) and compared.comparison in BY_COMPARISON:
            _check_fact(file, compared.operand, pack, faults)
    for day in every(DateRule, rule):
        if day.anchor:
            _check_fact(file, day.anchor, pack, faults)
        _check_ids(file, "sources", day.sources, pack.source, faults)
    for condition in every(Condition, rule):
        _check_ids(file, "sources", condition.sources, pack.source, faults)
    for item in every(Evidence, rule):
        _check_evidence(file, item, pack, faults)


def _check_fact_file(fact: Fact, pack: RulePack, faults: Faults) -> None:
    for variant in fact.variants:
        _check_ids("facts.toml", "without", variant.without, [choice.value for choice in fact.choices], faults)
    _check_id("facts.toml", "until", fact.until, pack.fact, faults)
    _check_id("facts.toml", "usually_by", fact.usually_by, pack.fact, faults)
    _check_ids("facts.toml", "parents", fact.parents, pack.fact, faults)
    for _, decided in fact.settles:
        _check_ids("facts.toml", "settles", (settled for settled, _ in decided), pack.fact, faults)
    _check_inside("facts.toml", fact, pack, faults)


def _check_places(pack: RulePack, faults: Faults) -> None:
    communes = [each.id for each in pack.facts if each.kind == "commune"]
    for fact in pack.facts:
        _check_id("facts.toml", "belongs_to", fact.belongs_to, (*communes, "departement"), faults)
        _check_values("facts.toml", fact, chain.from_iterable(fact.moved), faults)
        for origin, name in fact.known_from:
            key = f"fact.{fact.id}.known_from"
            _check_ids("facts.toml", key, (origin,), communes, faults)
            _check_ids("facts.toml", key, (name,), pack.place_table, faults)
            if table := pack.place_table.get(name):
                given = (table.absent, *(value for _, value in (*table.values, *table.departements)))
                _check_values("places.toml", fact, (value for value in given if value is not None), faults)
    for table in pack.place_tables:
        _check_inside("places.toml", table, pack, faults)


def _check_step(file: str, step: StepRule, pack: RulePack, faults: Faults) -> None:
    conditional = [other for each in step.after_when for other in each.steps]
    _check_ids(file, "after", (*step.after, *conditional, *step.processing_after), pack.step, faults)
    _check_ids(file, "requires", step.requires, step.after, faults)
    _check_id(file, "filed_by", step.filed_by, pack.fact, faults)
    _check_id(file, "done_by", step.done_by, pack.fact, faults)
    _check_ids(file, "bring", (item.text for item in step.bring), pack.document, faults)
    if step.duty is not None:
        _check_fact(file, step.duty.of, pack, faults)


def _check_aid(file: str, aid: AidRule, pack: RulePack, faults: Faults) -> None:
    _check_ids(file, "excludes", (*aid.excludes, *aid.unsettled_with), pack.aid, faults)
    adjusted = [fact for each in every(Adjustment, aid) for fact in (each.times, each.scale)]
    counted = [fact for value in aid.values for fact in (value.of, value.times)]
    for fact in filter(None, (aid.law_date, *counted, *adjusted)):
        _check_fact(file, fact, pack, faults)


def _check_id(file: str, key: str, name: str, known: Iterable[str], faults: Faults) -> None:
    """Check a name that may be left out."""
    if name:
        _check_ids(file, key, (name,), known, faults)


def _check_ids(file: str, key: str, ids: Iterable[str], known: Iterable[str], faults: Faults) -> None:
    for name in ids:
        if name not in known:
            faults.add(file, key, f"« {name} » n’existe pas{suggestion(name, known)}")


def _check_operand(file: str, compared: Check, fact: Fact, faults: Faults) -> None:
    """A comparison must suit the kind of the fact, and a choice must exist."""
    if compared.comparison not in BY_COMPARISON:
        operands = compared.operand if isinstance(compared.operand, tuple) else (compared.operand,)
        _check_values(file, fact, operands, faults)
    elif fact.kind not in BY_COMPARISON[compared.comparison]:
        faults.add(file, fact.id, f"la comparaison « {compared.comparison} » ne convient pas à ce fait")


def _check_values(file: str, fact: Fact, values: Iterable[Value], faults: Faults) -> None:
    """Check what is written for answers of a fact."""
    if fact.kind == "yes_no" and not all(isinstance(value, bool) for value in values):
        faults.add(file, fact.id, "true ou false est attendu")
    if fact.kind == "choice" and fact.choices:
        _check_ids(file, fact.id, map(str, values), [choice.value for choice in fact.choices], faults)


def _check_fact(file: str, name: str, pack: RulePack, faults: Faults) -> Fact | None:
    """Return the asked fact of that name; report a name that nothing answers or derives."""
    kind, _, rest = name.partition(".")
    if rest and kind in DERIVED_BY:
        _check_ids(file, name, (rest,), getattr(pack, DERIVED_BY[kind]), faults)
    elif name not in pack.fact and name not in (*ALONE, *pack.derived_date, *pack.derived_number):
        faults.add(file, name, f"fait inconnu{suggestion(name, (*pack.fact, *pack.derived_date, *ALONE))}")
    return pack.fact.get(name)


def _check_evidence(file: str, item: Evidence, pack: RulePack, faults: Faults) -> None:
    _check_ids(file, "evidence", (item.source,), pack.source, faults)
    for article in pack.source[item.source].articles if item.source in pack.source else ():
        if article.until and item.review_by > article.until:
            text = f"{article.number} cesse le {article.until} : la relecture ne peut pas venir après"
            faults.add(file, f"evidence.{item.source}.review_by", text)


def _check_cycles(pack: RulePack, faults: Faults) -> None:
    """Steps that wait for one another, whatever the profile, would never be listed."""
    circle = circle_of(pack)
    if circle:
        faults.add("steps/", "after", f"démarches qui s’attendent en cercle : {', '.join(sorted(circle))}")


def circle_of(pack: RulePack) -> Mapping[str, set[str]]:
    """Return the steps that wait for one another, with whom they wait for, whichever way each `when` turns out."""
    whens = list(dict.fromkeys(_positive(each.when)[0] for step in pack.steps for each in step.after_when))
    for truths in product((True, False), repeat=len(whens)):
        holds = dict(zip(whens, truths, strict=True))
        waiting = {step.id: _waits(step, holds) & set(pack.step) for step in pack.steps}
        while ready := [step for step, others in waiting.items() if not others]:
            waiting = {step: others - set(ready) for step, others in waiting.items() if step not in ready}
        while behind := set(waiting).difference(*waiting.values()):  # they wait for the circle, and are not in it
            waiting = {step: others for step, others in waiting.items() if step not in behind}
        if waiting:
            return waiting
    return {}


def _waits(step: StepRule, holds: Mapping[Criterion, bool]) -> set[str]:
    more = set()
    for each in step.after_when:
        when, sign = _positive(each.when)
        more |= set(each.steps) if holds[when] is sign else set()
    return {*step.after, *more}


def _positive(when: Criterion) -> tuple[Criterion, bool]:
    """Return a criterion without its negation, and whether it had none: « sel » and « not sel » never hold together."""
    if isinstance(when, NoneOf) and len(when.parts) == 1:
        return when.parts[0], False
    return when, True
