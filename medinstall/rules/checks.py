"""What must hold across the files of the rule pack: every id used exists, nothing waits in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, product

from medinstall.domain.criterion import Check, Condition, Criterion, NoneOf
from medinstall.domain.fact import Fact, Kind
from medinstall.domain.pack import RulePack
from medinstall.domain.place import PlaceTable
from medinstall.domain.rule import AidRule, ConditionalText, DateRule, Evidence, Link, StepRule
from medinstall.errors import suggestion
from medinstall.rules.table import Faults

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
VERDICTS = ("fermee", "non_eligible", "pas_encore_applicable", "a_verifier", "eligible")
BY_COMPARISON: dict[str, tuple[Kind, ...]] = {
    "before": ("date",),
    "from": ("date",),
    "at_least": ("number",),
    "at_most": ("number",),
}


def check(pack: RulePack, faults: Faults) -> None:
    """Add a fault for every reference of the rule pack that leads nowhere."""
    for fact in pack.facts:
        _check_words(fact, pack, faults)
    for step in pack.steps:
        _check_step(step, pack, faults)
    for aid in pack.aids:
        _check_aid(aid, pack, faults)
    for alert in pack.alerts:
        whens = [alert.criterion, *(variant.when for variant in alert.variants)]
        if alert.crossed_when is not None:
            whens.append(alert.crossed_when)
        _check_criteria("alerts.toml", whens, pack, faults)
        _check_ids("alerts.toml", "step", filter(None, (alert.step,)), pack.step, faults)
        _check_evidence("alerts.toml", alert.evidence, pack, faults)
    for sector in pack.sectors:
        _check_conditions("sectors.toml", sector.access, pack, faults)
        _check_criteria("sectors.toml", _whens(sector.refund), pack, faults)
        _check_evidence("sectors.toml", sector.evidence, pack, faults)
    for statement in pack.stale:
        _check_ids("stale.toml", "sources", statement.sources, pack.source, faults)
    _check_places(pack, faults)
    _check_cycles(pack, faults)


def _check_words(fact: Fact, pack: RulePack, faults: Faults) -> None:
    criteria = [*(variant.when for variant in fact.variants), *(when for when, _ in (*fact.counts_as, *fact.presumed))]
    _check_criteria("facts.toml", (*criteria, *filter(None, (fact.fixed_when,))), pack, faults)
    for variant in fact.variants:
        _check_ids("facts.toml", "without", variant.without, [choice.value for choice in fact.choices], faults)
    _check_ids("facts.toml", "until", filter(None, (fact.until,)), pack.fact, faults)
    for _, decided in fact.settles:
        _check_ids("facts.toml", "settles", (settled for settled, _ in decided), pack.fact, faults)


def _check_places(pack: RulePack, faults: Faults) -> None:
    communes = [each.id for each in pack.facts if each.kind == "commune"]
    for fact in pack.facts:
        _check_ids("facts.toml", "belongs_to", filter(None, (fact.belongs_to,)), (*communes, "departement"), faults)
        for becomes in chain.from_iterable(fact.moved):
            _check_operand("facts.toml", Check(fact.id, "is", becomes), fact, faults)
        for origin, name in fact.known_from:
            key = f"fact.{fact.id}.known_from"
            _check_ids("facts.toml", key, (origin,), communes, faults)
            _check_ids("facts.toml", key, (name,), pack.place_table, faults)
            for value in _given(pack.place_table.get(name)):
                _check_operand("places.toml", Check(fact.id, "is", value), fact, faults)
    for table in pack.place_tables:
        _check_evidence("places.toml", table.evidence, pack, faults)


def _given(table: PlaceTable | None) -> Iterator[str | bool]:
    """Yield every value that a table gives."""
    if table is not None:
        values = (table.absent, *(value for _, value in (*table.values, *table.departements)))
        yield from (value for value in values if isinstance(value, str | bool))


def _check_step(step: StepRule, pack: RulePack, faults: Faults) -> None:
    file = f"steps/{step.id}.toml"
    conditional = [other for each in step.after_when for other in each.steps]
    _check_ids(file, "after", (*step.after, *conditional, *step.processing_after), pack.step, faults)
    _check_ids(file, "requires", step.requires, step.after, faults)
    _check_ids(file, "filed_by", filter(None, (step.filed_by,)), pack.fact, faults)
    _check_ids(file, "done_by", filter(None, (step.done_by,)), pack.fact, faults)
    _check_ids(file, "bring", (item.text for item in step.bring), pack.document, faults)
    _check_conditions(file, step.conditions, pack, faults)
    whens = [each.when for each in step.after_when] + [variant.when for variant in step.variants]
    whens += [step.at_second_site] if step.at_second_site else []
    whens += [processing.when for processing in step.processing if processing.when]
    whens += [answer.when for answer in step.answer if answer.when]
    _check_criteria(file, (*whens, *_whens((*step.bring, *step.notes, *step.links))), pack, faults)
    if step.duty is not None:
        _check_fact(file, step.duty.of, pack, faults)
        _check_criteria(file, (step.duty.when,), pack, faults)
    dates = (*step.opens, *step.target, *step.due, *step.effect, *(milestone.rule for milestone in step.milestones))
    _check_dates(file, dates, pack, faults)
    _check_evidence(file, step.evidence, pack, faults)


def _check_aid(aid: AidRule, pack: RulePack, faults: Faults) -> None:
    file = f"aids/{aid.id}.toml"
    _check_ids(file, "excludes", (*aid.excludes, *aid.unsettled_with), pack.aid, faults)
    _check_conditions(file, aid.conditions, pack, faults)
    payments = [payment.rule for value in aid.values for payment in value.payments]
    _check_dates(file, (*aid.pay_by, *payments), pack, faults)
    if aid.law_date:
        _check_fact(file, aid.law_date, pack, faults)
    for value in aid.values:
        adjusted = [fact for a in value.adjustments for fact in (a.times, a.scale)]
        for fact in filter(None, (value.of, value.times, *adjusted)):
            _check_fact(file, fact, pack, faults)
        _check_criteria(file, [a.when for a in value.adjustments if a.when], pack, faults)
    _check_criteria(file, _whens(aid.notes), pack, faults)
    _check_evidence(file, aid.evidence, pack, faults)


def _whens(entries: Iterable[ConditionalText | Link | Evidence]) -> Iterator[Criterion]:
    return (entry.when for entry in entries if entry.when)


def _check_ids(file: str, key: str, ids: Iterable[str], known: Iterable[str], faults: Faults) -> None:
    for name in ids:
        if name not in known:
            faults.add(file, key, f"« {name} » n’existe pas{suggestion(name, known)}")


def _check_conditions(file: str, conditions: Iterable[Condition], pack: RulePack, faults: Faults) -> None:
    for condition in conditions:
        _check_criteria(file, filter(None, (condition.criterion, condition.unsettled)), pack, faults)
        _check_ids(file, "sources", condition.sources, pack.source, faults)


def _check_criteria(file: str, criteria: Iterable[Criterion], pack: RulePack, faults: Faults) -> None:
    for check_ in (found for criterion in criteria for found in _checks(criterion)):
        fact = _check_fact(file, check_.fact, pack, faults)
        if fact is not None:
            _check_operand(file, check_, fact, faults)
        if isinstance(check_.operand, str) and check_.comparison in BY_COMPARISON:
            _check_fact(file, check_.operand, pack, faults)


def _checks(criterion: Criterion) -> Iterator[Check]:
    if isinstance(criterion, Check):
        yield criterion
    else:
        for part in criterion.parts:
            yield from _checks(part)


def _check_operand(file: str, check_: Check, fact: Fact, faults: Faults) -> None:
    """A comparison must suit the kind of the fact, and a choice must exist."""
    if check_.comparison in BY_COMPARISON:
        if fact.kind not in BY_COMPARISON[check_.comparison]:
            faults.add(file, fact.id, f"la comparaison « {check_.comparison} » ne convient pas à ce fait")
        return
    operands = check_.operand if isinstance(check_.operand, tuple) else (check_.operand,)
    if fact.kind == "yes_no" and not all(isinstance(item, bool) for item in operands):
        faults.add(file, fact.id, "true ou false est attendu")
    if fact.kind == "choice" and fact.choices:
        allowed = [choice.value for choice in fact.choices]
        _check_ids(file, fact.id, (str(item) for item in operands), allowed, faults)


def _check_fact(file: str, name: str, pack: RulePack, faults: Faults) -> Fact | None:
    """Return the asked fact of that name; report a name that nothing answers or derives."""
    kind, _, rest = name.partition(".")
    if rest and kind in DERIVED_BY:
        _check_ids(file, name, (rest,), getattr(pack, DERIVED_BY[kind]), faults)
    elif name not in pack.fact and name not in (*ALONE, *pack.derived_date, *pack.derived_number):
        faults.add(file, name, f"fait inconnu{suggestion(name, (*pack.fact, *pack.derived_date, *ALONE))}")
    return pack.fact.get(name)


def _check_dates(file: str, rules: Iterable[DateRule], pack: RulePack, faults: Faults) -> None:
    for rule in rules:
        if rule.anchor:
            _check_fact(file, rule.anchor, pack, faults)
        _check_criteria(file, (rule.when,) if rule.when else (), pack, faults)
        _check_ids(file, "sources", rule.sources, pack.source, faults)


def _check_evidence(file: str, evidence: tuple[Evidence, ...], pack: RulePack, faults: Faults) -> None:
    _check_ids(file, "evidence", (item.source for item in evidence), pack.source, faults)
    _check_criteria(file, _whens(evidence), pack, faults)
    for item in evidence:
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
