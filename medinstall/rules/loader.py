"""From the folder `data/` to a RulePack: read, checked, frozen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path

from medinstall.domain.criterion import Criterion
from medinstall.domain.pack import DerivedDate, DerivedNumber, RulePack, StaleStatement
from medinstall.domain.rule import Document
from medinstall.domain.source import Source
from medinstall.locate import data_folder
from medinstall.rules.checks import check
from medinstall.rules.criteria import criterion_alone, date_rules
from medinstall.rules.files import open_table
from medinstall.rules.holidays import read_holidays
from medinstall.rules.readers import aid, alerts, facts, place_table, sections, sectors, source, step
from medinstall.rules.records import record
from medinstall.rules.table import Faults, Node
from medinstall.rules.writing import check_writing


def load(folder: Path | None = None) -> RulePack:
    """Return the rule pack of `folder` (the data shipped with the program by default).

    Raises CatalogError with one line per fault: file, key, what is wrong, the nearest valid spelling.
    """
    return _Reader(folder or data_folder()).pack()


class _Reader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults = Faults()
        self.named: dict[str, Criterion] = {}

    def pack(self) -> RulePack:
        for name, table in self._table("conditions.toml").tables():  # one may name those above it
            self.named[name] = criterion_alone(table)
        steps = [step(name, table) for name, table in self._tables_of("steps")]
        aids = [aid(name, table) for name, table in self._tables_of("aids")]
        fact_table, derived = self._table("facts.toml"), self._table("derived.toml")
        proofs = (*(step.evidence for step in steps), *(aid.evidence for aid in aids))
        checked_on = max((item.checked_on for item in chain.from_iterable(proofs)), default=date.min)
        pack = RulePack(
            version=f"{checked_on.year}.{checked_on.month:02}",
            checked_on=checked_on,
            sections=sections(fact_table),
            facts=facts(fact_table),
            steps=tuple(sorted(steps, key=lambda step: (step.order, step.id))),
            aids=tuple(sorted(aids, key=lambda aid: (aid.order, aid.id))),
            alerts=alerts(self._table("alerts.toml")),
            sectors=sectors(self._table("sectors.toml")),
            dates=tuple(_derived_date(name, table) for name, table in derived.child("date").tables()),
            numbers=tuple(_derived_number(name, table) for name, table in derived.child("number").tables()),
            holidays=read_holidays(self._table("holidays.toml")),
            documents=tuple(record(Document, table, id=name) for name, table in self._table("documents.toml").tables()),
            sources=self._sources(),
            stale=_stale(self._table("stale.toml")),
            place_tables=tuple(place_table(name, table) for name, table in self._table("places.toml").tables()),
            glossary=_glossary(self._table("glossary.toml")),
        )
        derived.close()
        check(pack, self.faults)
        check_writing(pack, self.faults)
        self.faults.raise_any()
        return pack

    def _table(self, name: str) -> Node:
        return open_table(self.folder, name, self.faults, self.named)

    def _tables_of(self, kind: str) -> Iterator[tuple[str, Node]]:
        for path in sorted((self.folder / kind).glob("*.toml")):
            yield path.stem, self._table(f"{kind}/{path.name}")

    def _sources(self) -> tuple[Source, ...]:
        found: dict[str, Source] = {}
        for _, tables in self._tables_of("sources"):
            for name, table in tables.tables():
                if name in found:
                    table.fault("", "source déjà définie dans un autre fichier")
                found[name] = source(name, table)
        return tuple(found.values())


def _derived_date(name: str, node: Node) -> DerivedDate:
    rules = date_rules(node, "value")
    node.close()
    return DerivedDate(name, rules)


def _derived_number(name: str, node: Node) -> DerivedNumber:
    """Return the facts that a number adds up, each with the most that counts of it."""
    parts = []
    for part in node.children("sum"):
        parts.append((part.text("fact", None), part.number("at_most")))
        part.close()
    node.close()
    return DerivedNumber(name, tuple(parts))


def _stale(node: Node) -> tuple[StaleStatement, ...]:
    documents = node.child("documents")
    titles = {key: documents.text(key) for key in documents.data}
    found = []
    for table in node.children("statement"):
        key = table.one_of("document", tuple(titles)) if titles else ""
        found.append(record(StaleStatement, table, document=titles.get(key, "")))
    return tuple(found)


def _glossary(node: Node) -> tuple[tuple[str, str], ...]:
    terms = node.child("terms")
    node.close()
    return tuple((term, terms.text(term)) for term in terms.data)
