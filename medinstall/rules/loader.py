"""From the folder `data/` to a RulePack: read, checked, frozen."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from medinstall.domain.criterion import Criterion
from medinstall.domain.pack import DerivedDate, DerivedNumber, RulePack, StaleStatement
from medinstall.domain.rule import AidRule, Document, Evidence, Source, StepRule
from medinstall.locate import data_folder
from medinstall.rules.aids import aid
from medinstall.rules.alerts_and_sectors import alerts, sectors
from medinstall.rules.checks import check
from medinstall.rules.criteria import Named, criterion_alone, date_rules
from medinstall.rules.facts import facts, sections
from medinstall.rules.holidays import read_holidays
from medinstall.rules.place_tables import place_tables
from medinstall.rules.sources import source
from medinstall.rules.steps import step
from medinstall.rules.syntax import syntax_fault
from medinstall.rules.table import Faults, Node
from medinstall.rules.writing import check_writing

DEEPEST = 30  # tables and lists in one another; the rules need ten


def load(folder: Path | None = None) -> RulePack:
    """Return the rule pack of `folder` (the data shipped with the program by default).

    Raises CatalogError with one line per fault: file, key, what is wrong, the nearest valid spelling.
    """
    return _Reader(folder or data_folder()).pack()


class _Reader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults = Faults()
        self.named: Named = {}

    def pack(self) -> RulePack:
        self.named = self._conditions()
        steps, aids = self._steps(), self._aids()
        alert_rules = alerts(self._node("alerts.toml"), self.named)
        fact_node = self._node("facts.toml")
        dates, numbers = self._derived()
        checked_on = _latest([*(e for s in steps for e in s.evidence), *(e for a in aids for e in a.evidence)])
        pack = RulePack(
            version=f"{checked_on.year}.{checked_on.month:02}",
            checked_on=checked_on,
            sections=sections(fact_node),
            facts=facts(fact_node, self.named),
            steps=steps,
            aids=aids,
            alerts=alert_rules,
            sectors=sectors(self._node("sectors.toml"), self.named),
            dates=dates,
            numbers=numbers,
            holidays=read_holidays(self._node("holidays.toml"))[0],
            documents=self._documents(),
            sources=self._sources(),
            stale=self._stale(),
            place_tables=place_tables(self._node("places.toml")),
            glossary=self._glossary(),
        )
        check(pack, self.faults)
        check_writing(pack, self.faults)
        self.faults.raise_any()
        return pack

    def _node(self, name: str) -> Node:
        try:
            with (self.folder / name).open("rb") as file:
                found = tomllib.load(file)
            if _depth(found) <= DEEPEST:
                return Node(found, name, self.faults)
            self.faults.add(name, "", "trop d’imbrications")
        except FileNotFoundError:
            self.faults.add(name, "", "fichier absent")
        except OSError:
            self.faults.add(name, "", "fichier illisible")
        except (ValueError, RecursionError) as error:
            self.faults.add(name, "", f"TOML illisible ({syntax_fault(error)})")
        return Node({}, name, self.faults)

    def _conditions(self) -> Named:
        found: dict[str, Criterion] = {}
        for name, node in self._node("conditions.toml").named():
            found[name] = criterion_alone(node, found)
        return found

    def _steps(self) -> tuple[StepRule, ...]:
        found = [step(name, node, self.named) for name, node in self._files("steps")]
        return tuple(sorted(found, key=lambda step: (step.order, step.id)))

    def _aids(self) -> tuple[AidRule, ...]:
        found = [aid(name, node, self.named) for name, node in self._files("aids")]
        return tuple(sorted(found, key=lambda aid: (aid.order, aid.id)))

    def _files(self, kind: str) -> list[tuple[str, Node]]:
        paths = sorted((self.folder / kind).glob("*.toml"))
        return [(path.stem, self._node(f"{kind}/{path.name}")) for path in paths]

    def _derived(self) -> tuple[tuple[DerivedDate, ...], tuple[DerivedNumber, ...]]:
        node = self._node("derived.toml")
        dates, numbers = [], []
        for name, table in node.child("date").named():
            dates.append(DerivedDate(name, date_rules(table, "value", self.named)))
            table.close()
        for name, table in node.child("number").named():
            numbers.append(DerivedNumber(name, _parts(table)))
            table.close()
        node.close()
        return tuple(dates), tuple(numbers)

    def _documents(self) -> tuple[Document, ...]:
        found = []
        for name, table in self._node("documents.toml").named():
            found.append(Document(name, table.text("label", None)))
            table.close()
        return tuple(found)

    def _sources(self) -> tuple[Source, ...]:
        found: dict[str, Source] = {}
        for path in sorted((self.folder / "sources").glob("*.toml")):
            for name, table in self._node(f"sources/{path.name}").named():
                if name in found:
                    table.fault("", "source déjà définie dans un autre fichier")
                found[name] = source(name, table)
        return tuple(found.values())

    def _stale(self) -> tuple[StaleStatement, ...]:
        node = self._node("stale.toml")
        documents = node.child("documents")
        titles = {key: documents.text(key) for key in documents.data}
        found = []
        for table in node.children("statement"):
            key = table.one_of("document", tuple(titles)) if titles else ""
            texts = (table.text("statement", None), table.text("current", None))
            found.append(StaleStatement(titles.get(key, ""), *texts, table.texts("sources")))
            table.close()
        return tuple(found)

    def _glossary(self) -> tuple[tuple[str, str], ...]:
        node = self._node("glossary.toml")
        terms = node.child("terms")
        node.close()
        return tuple((term, terms.text(term)) for term in terms.data)


def _parts(node: Node) -> tuple[tuple[str, float | None], ...]:
    """Return the facts that a derived number adds up, each with the most that counts of it."""
    found = []
    for part in node.children("sum"):
        found.append((part.text("fact", None), part.number("at_most")))
        part.close()
    return tuple(found)


def _depth(value: object) -> int:
    """Return how many tables and lists stand in one another; counted level by level, however deep."""
    depth, level = 0, [value]
    while level := [item for each in level for item in _items(each)]:
        depth += 1
    return depth


def _items(value: object) -> Iterable[object]:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def _latest(evidence: Iterable[Evidence]) -> date:
    return max((item.checked_on for item in evidence), default=date.min)
