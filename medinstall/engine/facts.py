"""How each fact is read from a situation: as answered, as the place gives it, or as rules derive it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from medinstall.domain.fact import Fact, Unsaid, Value
from medinstall.domain.pack import DerivedNumber
from medinstall.domain.rule import DateRule
from medinstall.engine import contracts
from medinstall.engine.date_rules import Dated, dater_of, facts_behind
from medinstall.engine.evidence import overdue
from medinstall.engine.fact_value import NO, NOTHING, Reading, of_truth, reading_of
from medinstall.engine.memory import DAYS, Kept, by_readings

if TYPE_CHECKING:
    from medinstall.engine.situation import Situation

Answers: TypeAlias = "Mapping[Value | None, Reading]"
FactReader: TypeAlias = "Callable[[Situation], Reading]"

DEPARTEMENT, COMMUNE, START = "departement", "commune", "date_debut"
CONVENTION = "convention"
NEVER = reading_of(Unsaid.NEVER)


def answers_to(fact: Fact) -> Answers:
    """Return the reading of each answer to a fact, None while there is none."""
    numeric = fact.kind == "number"
    nothing = reading_of(None, frozenset((fact.id,)), fact.minimum, fact.maximum)

    def read(value: Value | None) -> Reading:
        if value is None or value is Unsaid.UNKNOWN:
            return nothing
        if value is Unsaid.NEVER:
            return NEVER
        return (
            reading_of(value, NOTHING, value, value)
            if numeric and isinstance(value, int | float)
            else reading_of(value)
        )

    return Kept(read)


def asked(fact: str, answers: Answers) -> FactReader:
    """Return what reads a fact that is asked, by its answer."""
    return _departement if fact == DEPARTEMENT else lambda situation: answers[situation.answers.get(fact)]


def derived_date(rules: tuple[DateRule, ...]) -> FactReader:
    """Return what reads a date computed from others."""
    dated = dater_of(rules)
    return by_readings(lambda situation: _of_dated(dated(situation)), facts_behind(rules), DAYS)


def derived_number(rule: DerivedNumber) -> FactReader:
    """Return what reads a sum."""

    def read(situation: Situation) -> Reading:
        low = high = 0.0
        opened = NOTHING
        for fact, limit in rule.parts:
            part = situation[fact]
            low += part.low if limit is None else min(part.low, limit)
            high += part.high if limit is None else min(part.high, limit)
            opened |= part.open
        return reading_of(low if not opened else None, opened, low, high)

    return read


def derived(name: str) -> FactReader:
    """Return what reads a fact that the engine derives: « region », « verdict.primo_zip »."""
    kind, _, rest = name.partition(".")
    read = _DERIVED[kind]
    return lambda situation: read(situation, rest)


def _departement(situation: Situation) -> Reading:
    value = situation.answers.get(DEPARTEMENT)
    known = value is not None and value is not Unsaid.UNKNOWN
    return reading_of(value) if known else _located(situation, situation.profile.place.departement)


def _located(situation: Situation, code: str | None) -> Reading:
    if code:
        return reading_of(code)
    commune_unknown = situation.answers.get(COMMUNE) is Unsaid.UNKNOWN
    return reading_of(None, frozenset((DEPARTEMENT if commune_unknown else COMMUNE,)))


def _request_received(situation: Situation) -> Reading:
    """R: the day answered, else the day the step `convention` was ticked."""
    reading = situation["date_demande_convention"]
    ticked = situation.tick(CONVENTION).done_on
    return reading if isinstance(reading.value, date) or ticked is None else reading_of(ticked)


def _effect(situation: Situation, step: str) -> Reading:
    return NEVER if situation.applies(step) is NO else _of_dated(situation.dates(step).effect)


def _feasible(situation: Situation) -> Reading:
    found = situation.start()
    return reading_of(found.feasible, frozenset((START,)) if found.on is None else NOTHING)


def _verdict(situation: Situation, aid: str) -> Reading:
    outcome = situation.aid(aid)
    return reading_of(outcome.verdict, outcome.open)


def _of_dated(found: Dated) -> Reading:
    day = found.day
    if day is not None:  # the usual case, as long as something is open: rules then count it as unknown
        origin = "" if any(day.rule.duration) else day.anchor
        return reading_of(day.on, found.open, 0, 0, origin)
    return NEVER if found.never else reading_of(None, found.open)


_DERIVED: dict[str, Callable[[Situation, str], Reading]] = {
    "aujourdhui": lambda s, _: reading_of(s.today),
    "region": lambda s, _: _located(s, s.profile.place.region),
    "date_reception": lambda s, _: _request_received(s),
    "faite": lambda s, step: reading_of(s.tick(step).done_on is not None),
    "applique": lambda s, step: of_truth(s.applies(step)),
    "effet": _effect,
    "verdict": _verdict,
    "en_cours": lambda s, aid: of_truth(contracts.running(s.pack.aid[aid], s)),
    "acces": lambda s, sector: of_truth(s.ready.sectors[sector].access(s)),
    "depart": lambda s, _: _feasible(s),
    "regles": lambda s, _: reading_of(any(overdue(s))),
}
