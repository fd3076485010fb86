"""Today comes in through the argument, and nowhere else: no module below the command line reads the clock."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import medinstall

PACKAGE = Path(medinstall.__file__).parent
PURE = ("engine", "model", "catalog", "store", "render", "interview", "app")
CLOCKS = {"today", "now", "utcnow", "time", "time_ns", "localtime", "gmtime", "monotonic", "perf_counter", "ctime"}


def clocks(source: str) -> list[str]:
    """Return what a module calls or imports to know the time."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Attribute(attr=attr)) if attr in CLOCKS:
                found.append(attr)
            case ast.Import(names=names) if any(name.name == "time" for name in names):
                found.append("import time")
            case ast.ImportFrom(module="time"):
                found.append("from time")
    return found


@pytest.mark.parametrize("path", sorted(path for part in PURE for path in (PACKAGE / part).rglob("*.py")), ids=str)
def test_no_module_below_the_command_line_reads_the_clock(path: Path) -> None:
    assert not clocks(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("source", ["import time", "from time import time", "date.today()", "datetime.now(UTC)"])
def test_the_search_for_clocks_finds_them(source: str) -> None:
    assert clocks(source)
