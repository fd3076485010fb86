"""Today comes in through the argument, and nowhere else: no module below the command line reads the clock."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import medinstall

PACKAGE = Path(medinstall.__file__).parent
PURE = ("engine", "domain", "rules", "places", "dossier", "wording", "outputs", "interview", "usecases", "verify")
CLOCKS = {"today", "now", "utcnow", "time", "time_ns", "localtime", "gmtime", "ctime", "strftime"}
"""What tells the date or the hour; `perf_counter` only measures how long a proof takes."""
MODULES = {"date", "datetime", "time", "dt"}


def clocks(source: str) -> list[str]:
    """Return what a module calls to know the date or the hour."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(value=ast.Name(id=module), attr=attr) if module in MODULES and attr in CLOCKS:
                found.append(f"{module}.{attr}")
            case ast.Attribute(value=ast.Attribute(attr=module), attr=attr) if module in MODULES and attr in CLOCKS:
                found.append(f"{module}.{attr}")
            case ast.ImportFrom(module="time", names=names):
                found.extend(name.name for name in names if name.name in CLOCKS)
    return found


@pytest.mark.parametrize("part", PURE)
def test_no_module_below_the_command_line_reads_the_clock(part: str) -> None:
    sources = {path.name: path.read_text(encoding="utf-8") for path in (PACKAGE / part).rglob("*.py")}
    assert sources
    assert not {name: found for name, source in sources.items() if (found := clocks(source))}


@pytest.mark.parametrize(
    "source",
    [
        "from time import time",
        "time.time()",
        "date.today()",
        "datetime.now(UTC)",
        "datetime.datetime.now()",
        "f(date.today)",
    ],
)
def test_the_search_for_clocks_finds_them(source: str) -> None:
    assert clocks(source)
