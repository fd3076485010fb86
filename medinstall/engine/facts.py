"""How the facts that depend on no rule are read: as answered, as the place gives them, as a date or a sum of others."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from medinstall.domain.date_rule import DateRule
from medinstall.domain.fact import Fact, NonAnswer, Value
from medinstall.domain.pack import DerivedNumber, RulePack
from medinstall.engine.criteria import Choices, choices_of, choose
from medinstall.engine.date_rules import DateResult, compile_date_rules
from medinstall.engine.fact_value import NO, NOTHING, YES, FactValue, unknown
from medinstall.engine.known import Known

FactReader: TypeAlias = Callable[[Known], FactValue]

DEPARTEMENT, COMMUNE = "departement", "commune"
NEVER = FactValue(NonAnswer.NEVER)


def compile_facts(pack: RulePack) -> dict[str, FactReader]:
    """Return what reads each fact that is asked, and each date and number computed from others."""
    return {
        **{fact.id: _asked(fact) for fact in pack.facts},
        DEPARTEMENT: _departement,
        **{each.id: _date(each.rules) for each in pack.dates},
        **{each.id: _sum(each) for each in pack.numbers},
    }


def value_of_date(result: DateResult) -> FactValue:
    """Return what rules see of a computed date."""
    day = result.day
    if day is not None:  # a date that may still change: rules treat it as unknown
        origin = "" if any(day.rule.duration) else day.anchor
        return FactValue(day.on, unknown(result.open), origin=origin)
    return NEVER if result.never else FactValue(None, unknown(result.open))


def located(known: Known, code: str | None) -> FactValue:
    """Return what the place gives, or the question that would tell the place."""
    if code:
        return FactValue(code)
    commune_unknown = known.answers.get(COMMUNE) is NonAnswer.UNKNOWN
    return FactValue(None, unknown(frozenset((DEPARTEMENT if commune_unknown else COMMUNE,))))


def _asked(fact: Fact) -> FactReader:
    name, numeric = fact.id, fact.kind == "number"
    nothing = FactValue(None, unknown(frozenset((name,))), fact.minimum, fact.maximum)

    def read(value: Value | None) -> FactValue:
        if value is None or value is NonAnswer.UNKNOWN:
            return nothing
        if numeric and isinstance(value, int | float):
            return FactValue(value, low=value, high=value)
        return FactValue(value)

    def answered(known: Known) -> FactValue:
        return read(known.answers.get(name))

    if fact.presumed:
        return _presumed(name, read, choices_of(fact.presumed))
    return _replaced(answered, choices_of(fact.counts_as)) if fact.counts_as else answered


def _presumed(name: str, read: Callable[[Value | None], FactValue], choices: Choices[Value]) -> FactReader:
    """Return what reads a fact that is not asked where its answer would be the same for nearly everyone."""

    def presumed(known: Known) -> FactValue:
        if name in known.answers:
            return read(known.answers[name])
        value, opened = choose(choices, known)
        found = read(value)
        return found._replace(unsettled=unknown(found.open | opened)) if value is None else found

    return presumed


def _replaced(answered: FactReader, choices: Choices[Value]) -> FactReader:
    """Return what reads a fact whose answer may count as another one; unknown while that is."""

    def read(known: Known) -> FactValue:
        found = answered(known)
        for holds, value in choices:
            judged = holds(known)
            if judged is YES:
                return FactValue(value)
            if judged is not NO and found.value != value:
                return FactValue(None, unknown(judged.open | found.open))
        return found

    return read


def _departement(known: Known) -> FactValue:
    value = known.answers.get(DEPARTEMENT)
    if value is None or value is NonAnswer.UNKNOWN:
        return located(known, known.place.departement)
    return FactValue(value)


def _date(rules: tuple[DateRule, ...]) -> FactReader:
    dated = compile_date_rules(rules)
    return lambda known: value_of_date(dated(known))


def _sum(rule: DerivedNumber) -> FactReader:
    def read(known: Known) -> FactValue:
        low = high = 0.0
        opened = NOTHING
        for fact, limit in rule.parts:
            part = known[fact]
            low += part.low if limit is None else min(part.low, limit)
            high += part.high if limit is None else min(part.high, limit)
            opened |= part.open
        return FactValue(low if not opened else None, unknown(opened), low, high)

    return read
