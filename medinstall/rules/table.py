"""Reading one TOML table strictly: every fault is collected with its file, its key and the nearest valid spelling."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import TypeAlias, TypeVar

from medinstall.domain.criterion import Criterion
from medinstall.errors import MedinstallError, suggestion

T = TypeVar("T", bound=str)
Named: TypeAlias = Mapping[str, Criterion]
MISSING = object()
NO_NAME: Named = MappingProxyType({})
LARGEST = 10**9  # of a number in a rule: beyond, and with nan and inf, a typing mistake


class CatalogError(MedinstallError):
    """The rule pack is wrong: one line per fault."""


@dataclass(slots=True)
class Faults:
    """The faults found so far, each « file: key: what is wrong »."""

    lines: list[str] = field(default_factory=list)

    def add(self, file: str, path: str, text: str) -> None:
        """Note one fault."""
        self.lines.append(f"{file} : {path or '(fichier)'} : {text}")

    def raise_any(self) -> None:
        """Raise CatalogError with every fault, or do nothing."""
        if self.lines:
            raise CatalogError(
                "les règles de medinstall sont mal écrites",
                remedy="corrigez chaque ligne ci-dessus, ou réinstallez medinstall",
                faults=self.lines,
            )


class Node:
    """One TOML table. Reading a key declares it valid; `close` reports the keys nobody read.

    `named`: the criteria of `conditions.toml`, that any table may name.
    """

    def __init__(
        self, data: Mapping[str, object], file: str, faults: Faults, named: Named = NO_NAME, path: str = ""
    ) -> None:
        self.data = data
        self.file = file
        self.faults = faults
        self.named = named
        self.path = path
        self._known: dict[str, None] = {}

    def __contains__(self, key: str) -> bool:
        self._known[key] = None
        return key in self.data

    def fault(self, key: str, text: str) -> None:
        """Note a fault of `key`."""
        self.faults.add(self.file, self._path_of(key), text)

    def text(self, key: str, default: str | None = "") -> str:
        """Return a string; `default` None makes the key required."""
        value = self._get(key, str, "une chaîne", MISSING if default is None else default)
        return value if isinstance(value, str) else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of strings, empty when absent."""
        value = self._get(key, list, "une liste", [])
        items = value if isinstance(value, list) else []
        if not all(isinstance(item, str) for item in items):
            self.fault(key, "chaque élément doit être une chaîne")
            return ()
        return tuple(items)

    def flag(self, key: str) -> bool:
        """Return a boolean, false when absent."""
        return self._get(key, bool, "true ou false", False) is True

    def number(self, key: str, default: float | None = None) -> float | None:
        """Return a number, `default` when absent."""
        value = self._get(key, (int, float), "un nombre", default)
        if isinstance(value, bool):
            self.fault(key, "un nombre est attendu")
            return default
        if isinstance(value, int | float) and not abs(value) <= LARGEST:
            self.fault(key, "ce nombre est démesuré")
            return default
        return value if isinstance(value, int | float) else default

    def day(self, key: str, default: date | None = None) -> date:
        """Return a date, required without a default."""
        value = self._get(key, date, "une date (AAAA-MM-JJ)", MISSING if default is None else default)
        if isinstance(value, datetime):
            self.fault(key, "une date sans heure (AAAA-MM-JJ) est attendue")
        return value if isinstance(value, date) and not isinstance(value, datetime) else date.min

    def one_of(self, key: str, allowed: tuple[T, ...], default: T | None = None) -> T:
        """Return one of `allowed`; required without a default."""
        value = self.text(key, default)
        for item in allowed:
            if value == item:
                return item
        if key in self.data:
            self.fault(key, f"« {value} » n’est pas admis ({', '.join(allowed)}){suggestion(value, allowed)}")
        return default or allowed[0]

    def child(self, key: str) -> Node:
        """Return the table under `key`, an empty one when absent."""
        value = self._get(key, dict, "une table", {})
        return self._below(value if isinstance(value, dict) else {}, key)

    def children(self, key: str) -> Iterator[Node]:
        """Yield the tables of a list; a lone table counts as a list of one."""
        self._known[key] = None
        value = self.data.get(key, [])
        items = [value] if isinstance(value, dict) else value
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            self.fault(key, "une table, ou une liste de tables, est attendue")
            return
        for place, item in enumerate(items):
            yield self._below(item, key if isinstance(value, dict) else f"{key}[{place}]")

    def entries(self, key: str) -> Iterator[str | Node]:
        """Yield the entries of a list that holds strings and tables."""
        value = self._get(key, list, "une liste", [])
        for place, item in enumerate(value if isinstance(value, list) else []):
            if isinstance(item, str):
                yield item
            elif isinstance(item, dict):
                yield self._below(item, f"{key}[{place}]")
            else:
                self.fault(key, "chaque élément doit être une chaîne ou une table")

    def tables(self) -> Iterator[tuple[str, Node]]:
        """Yield the sub-tables by name."""
        for key in self.data:
            yield key, self.child(key)

    def raw(self, key: str) -> object:
        """Return a value as it is, None when absent."""
        self._known[key] = None
        return self.data.get(key)

    def close(self) -> None:
        """Report the keys that nobody read."""
        for key in self.data:
            if key not in self._known:
                self.fault(key, f"clé inconnue{suggestion(key, self._known)}")

    def _below(self, data: Mapping[str, object], key: str) -> Node:
        return Node(data, self.file, self.faults, self.named, self._path_of(key))

    def _path_of(self, key: str) -> str:
        return f"{self.path}.{key}".strip(".")

    def _get(self, key: str, kind: type | tuple[type, ...], name: str, default: object) -> object:
        self._known[key] = None
        value = self.data.get(key, MISSING)
        if value is MISSING:
            if default is MISSING:
                self.fault(key, "clé obligatoire absente")
            return None if default is MISSING else default
        if not isinstance(value, kind):
            self.fault(key, f"{name} est attendu, pas {value!r}" if name.startswith("un ") else f"attendu : {name}")
            return None
        return value
