"""How long a command takes to start and answer, in multiples of bare Python: `python -m tests.benchmarks.commands`."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from medinstall.dossier.json_lines import seal
from tests.benchmarks.timing import BARE, PYTHON, RUNS, Row, clean_environ, interleaved, once, table
from tests.commanding import ROOT, TODAY

EMPTY_TYPER = """
import typer
app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
@app.command()
def nothing() -> None: pass
app()
"""
PROGRAM = str(Path(PYTHON).with_name("medinstall"))
ANSWERS = ROOT / "docs" / "exemples" / "cabinet-orleans.toml"
BARS = {
    "--version": "≤ 5",
    "--help": "≤ 7",
    "liste": "≤ 10",
    "liste, 10 000 events": "≤ 20",
}


def commands(folder: Path) -> list[Row]:
    """Return how long each command takes with a full dossier."""
    home = dossier(folder)
    long = dossier(folder / "long", events=10_000)
    environ = clean_environ(MEDINSTALL_HOME=str(home))
    day = (PROGRAM, "--aujourdhui", TODAY)
    works = {
        "python -I -c pass": partial(once, BARE, environ),
        "an empty typer command": partial(once, (PYTHON, "-I", "-c", EMPTY_TYPER), environ),
        "import rich.table": partial(once, (PYTHON, "-I", "-c", "import rich.table"), environ),
        "--version": partial(once, (PROGRAM, "--version"), environ),
        "--help": partial(once, (PROGRAM, "--help"), environ),
    }
    for line in ("liste", "aides", "etape carmf", "dossiers", "liste --json", "secteurs", "simuler zone=zac"):
        works[line] = partial(once, (*day, *line.split()), environ)
    works["liste, 10 000 events"] = partial(once, (*day, "liste"), clean_environ(MEDINSTALL_HOME=str(long)))
    found = interleaved(works, RUNS)
    bare = found["python -I -c pass"]
    return [Row(name, timed, bare, BARS.get(name, "")) for name, timed in found.items()]


def dossier(home: Path, name: str = "cabinet", events: int = 0) -> Path:
    """Return a data folder with a full dossier, and `events` more answers in its journal."""
    home.mkdir(parents=True, exist_ok=True)
    words = (PROGRAM, "--aujourdhui", TODAY, "nouveau", name, "--reponses", str(ANSWERS))
    once(words, clean_environ(MEDINSTALL_HOME=str(home)))
    line = '{"type":"reponse","at":"2026-11-22T10:00:00+00:00","day":"2026-11-22","fact":"zone","value":"%s"}'
    lines = [seal((line % zone).encode()) for zone in ("zip", "zac", "hors_zone")]
    with (home / "dossiers" / f"{name}.jsonl").open("ab") as journal:
        journal.writelines(lines[number % 3] for number in range(events))
    return home


def main() -> None:
    """Print the table."""
    with TemporaryDirectory() as folder:
        sys.stdout.write(table("Commands", commands(Path(folder) / "home"), "bare Python") + "\n")


if __name__ == "__main__":
    main()
