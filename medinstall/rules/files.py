"""Files of rules, opened as tables; one that cannot be read is a fault like another."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

from medinstall.rules.syntax import syntax_fault
from medinstall.rules.table import NO_NAME, Faults, Named, Node

DEEPEST = 30  # tables and lists in one another; the rules need ten


def open_table(folder: Path, name: str, faults: Faults, named: Named = NO_NAME) -> Node:
    """Return the table of a file, an empty one where there is a fault."""
    return Node(_read(folder, name, faults), name, faults, named)


def _read(folder: Path, name: str, faults: Faults) -> dict[str, object]:
    try:
        with (folder / name).open("rb") as file:
            found = tomllib.load(file)
        if _depth(found) <= DEEPEST:
            return found
        faults.add(name, "", "trop d’imbrications")
    except FileNotFoundError:
        faults.add(name, "", "fichier absent")
    except OSError:
        faults.add(name, "", "fichier illisible")
    except (ValueError, RecursionError) as error:
        faults.add(name, "", f"TOML illisible ({syntax_fault(error)})")
    return {}


def _depth(value: object) -> int:
    """Return how many tables and lists stand in one another; counted level by level, however deep."""
    depth, level = 0, [value]
    while level := [item for each in level for item in _items(each)]:
        depth += 1
    return depth


def _items(value: object) -> Iterable[object]:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
