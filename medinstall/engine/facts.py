"""How each fact is read from a situation: as answered, as the place gives it, or as rules derive it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from medinstall.engine import contracts
from medinstall.engine.counting import Dated, Dater
from medinstall.engine.memory import DAYS
from medinstall.engine.reading import NO, NOTHING, UNKNOWN, Reading, of_truth, unknown
from medinstall.engine.stale import overdue
from medinstall.model.fact import Fact, Unsaid, Value
from medinstall.model.pack import DerivedNumber

if TYPE_CHECKING:
    from medinstall.engine.situation import Situation

FactReader: TypeAlias = "Callable[[Situation], Reading]"

DEPARTEMENT, COMMUNE, START = "departement", "commune", "date_debut"
CONVENTION = "convention"
NEVER = Reading(Unsaid.NEVER)


def asked(fact: Fact) -> FactReader:
    """Return what reads a fact that is asked."""
    if fact.id == DEPARTEMENT:
        return _departement
    name, numeric = fact.id, fact.kind == "number"
    nothing = Reading(None, unknown(frozenset((name,))), fact.minimum, fact.maximum)

    @lru_cache(DAYS)
    def reading_of(value: Value | None) -> Reading:
        if value is None or value is Unsaid.UNKNOWN:
            return nothing
        if value is Unsaid.NEVER:
            return NEVER
        return Reading(value, UNKNOWN, value, value) if numeric and isinstance(value, int | float) else Reading(value)

    return lambda situation: reading_of(situation.answers.get(name))


def derived_date(dated: Dater) -> FactReader:
    """Return what reads a date computed from others."""
    return lambda situation: _of_dated(dated(situation))


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
        return Reading(low if not opened else None, unknown(opened), low, high)

    return read


def derived(name: str) -> FactReader:
    """Return what reads a fact that the engine derives: « region », « verdict.primo_zip »."""
    kind, _, rest = name.partition(".")
    read = _DERIVED[kind]
    return lambda situation: read(situation, rest)


def _departement(situation: Situation) -> Reading:
    value = situation.answers.get(DEPARTEMENT)
    known = value is not None and value is not Unsaid.UNKNOWN
    return Reading(value) if known else _located(situation, situation.profile.place.departement)


def _located(situation: Situation, code: str | None) -> Reading:
    if code:
        return Reading(code)
    commune_unknown = situation.answers.get(COMMUNE) is Unsaid.UNKNOWN
    return Reading(None, unknown(frozenset((DEPARTEMENT if commune_unknown else COMMUNE,))))


def _request_received(situation: Situation) -> Reading:
    """R: the day answered, else the day the step `convention` was ticked."""
    reading = situation["date_demande_convention"]
    ticked = situation.tick(CONVENTION).done_on
    return reading if isinstance(reading.value, date) or ticked is None else Reading(ticked)


def _effect(situation: Situation, step: str) -> Reading:
    return NEVER if situation.applies(step) is NO else _of_dated(situation.dates(step).effect)


def _feasible(situation: Situation) -> Reading:
    found = situation.start()
    return Reading(found.feasible, unknown(frozenset((START,)) if found.on is None else NOTHING))


def _verdict(situation: Situation, aid: str) -> Reading:
    outcome = situation.aid(aid)
    return Reading(outcome.verdict, unknown(outcome.open))


def _of_dated(found: Dated) -> Reading:
    day = found.day
    if day is not None:  # the usual case, as long as something is open: rules then count it as unknown
        origin = "" if any(day.rule.duration) else day.anchor
        return Reading(day.on, unknown(found.open), origin=origin)
    return NEVER if found.never else Reading(None, unknown(found.open))


_DERIVED: dict[str, Callable[[Situation, str], Reading]] = {
    "aujourdhui": lambda s, _: Reading(s.today),
    "region": lambda s, _: _located(s, s.profile.place.region),
    "date_reception": lambda s, _: _request_received(s),
    "faite": lambda s, step: Reading(s.tick(step).done_on is not None),
    "applique": lambda s, step: of_truth(s.applies(step)),
    "effet": _effect,
    "verdict": _verdict,
    "en_cours": lambda s, aid: of_truth(contracts.running(s.pack.aid[aid], s)),
    "acces": lambda s, sector: of_truth(s.ready.sectors[sector].access(s)),
    "depart": lambda s, _: _feasible(s),
    "regles": lambda s, _: Reading(any(overdue(s))),
}
