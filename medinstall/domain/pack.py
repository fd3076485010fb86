"""The rule pack: everything read from `data/`, and what several rules share. All frozen."""

from datetime import date
from functools import cached_property
from typing import NamedTuple

from medinstall.domain.aid_rule import AidRule
from medinstall.domain.date_rule import DateRule
from medinstall.domain.fact import Fact
from medinstall.domain.place import PlaceTable
from medinstall.domain.rule import AlertRule, Document, SectorRule, StepRule
from medinstall.domain.source import Source


class HolidayRule(NamedTuple):
    """A statutory holiday: a fixed day of the year, or days after Easter; in all zones or in some."""

    name: str
    month: int = 0
    day: int = 0
    after_easter: int | None = None
    zones: tuple[str, ...] = ()


class DerivedDate(NamedTuple):
    """A date computed from others, so that several rules may share it."""

    id: str
    rules: tuple[DateRule, ...]


class DerivedNumber(NamedTuple):
    """A sum of number facts, each counted up to its own limit (None: no limit)."""

    id: str
    parts: tuple[tuple[str, float | None], ...]


class StaleStatement(NamedTuple):
    """What a founding document says and the rules set aside, with the reason."""

    document: str
    statement: str
    current: str
    sources: tuple[str, ...]


class Tables(NamedTuple):
    """The tables of a rule pack."""

    version: str
    checked_on: date
    facts: tuple[Fact, ...]
    sections: tuple[tuple[str, str], ...]
    steps: tuple[StepRule, ...]
    aids: tuple[AidRule, ...]
    alerts: tuple[AlertRule, ...]
    sectors: tuple[SectorRule, ...]
    dates: tuple[DerivedDate, ...]
    numbers: tuple[DerivedNumber, ...]
    holidays: tuple[HolidayRule, ...]
    documents: tuple[Document, ...]
    sources: tuple[Source, ...]
    stale: tuple[StaleStatement, ...]
    place_tables: tuple[PlaceTable, ...]
    glossary: tuple[tuple[str, str], ...]


class RulePack(Tables):
    """Everything read from `data/`, checked; steps, aids and alerts in the order of the contract's tables."""

    @cached_property
    def fact(self) -> dict[str, Fact]:
        """Facts by id."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def step(self) -> dict[str, StepRule]:
        """Steps by id."""
        return {step.id: step for step in self.steps}

    @cached_property
    def aid(self) -> dict[str, AidRule]:
        """Aids by id."""
        return {aid.id: aid for aid in self.aids}

    @cached_property
    def alert(self) -> dict[str, AlertRule]:
        """Alerts by id."""
        return {alert.id: alert for alert in self.alerts}

    @cached_property
    def sector(self) -> dict[str, SectorRule]:
        """Sectors by id."""
        return {sector.id: sector for sector in self.sectors}

    @cached_property
    def source(self) -> dict[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def document(self) -> dict[str, Document]:
        """Documents by id."""
        return {document.id: document for document in self.documents}

    @cached_property
    def place_table(self) -> dict[str, PlaceTable]:
        """Tables of communes by id."""
        return {table.id: table for table in self.place_tables}

    @cached_property
    def derived_date(self) -> dict[str, DerivedDate]:
        """Derived dates by id."""
        return {derived.id: derived for derived in self.dates}

    @cached_property
    def derived_number(self) -> dict[str, DerivedNumber]:
        """Derived numbers by id."""
        return {derived.id: derived for derived in self.numbers}
