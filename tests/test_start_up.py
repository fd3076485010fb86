"""A command imports what it needs and nothing more, as the program run for real shows it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commanding import ANSWERS, ROOT, TODAY

ASKING = ("questionary", "prompt_toolkit", "asyncio")
EXPORTING = ("icalendar", "markdown_it", "typst", "docx")
NETWORK = ("socket", "ssl", "http", "urllib.request", "ftplib", "smtplib")
HEAVY = ("pydantic", "importlib.metadata", "dateutil.relativedelta", "unittest", "multiprocessing", "sqlite3")
NEVER = (*ASKING, *EXPORTING, *NETWORK, *HEAVY, "rich")  # colours are for a terminal alone
READING = ("liste", "aides", "etape carmf", "pourquoi primo_zip", "dossiers", "secteurs", "calendrier", "pieces")
SAYING = ("--aide", "--version", "liste --aide", "lsite")
_IMPORTED = re.compile(r"^import time:.*\|\s+(\S+)$", re.MULTILINE)


def imported(words: list[str], home: Path) -> set[str]:
    """Return every module that Python imports for a command line of its own."""
    environ = {**os.environ, "MEDINSTALL_HOME": str(home), "PYTHONUTF8": "1"}
    words = [sys.executable, "-X", "importtime", *words]
    done = subprocess.run(words, env=environ, cwd=ROOT, capture_output=True, check=False, timeout=60)
    return set(_IMPORTED.findall(done.stderr.decode()))


def brought(modules: set[str], forbidden: tuple[str, ...]) -> list[str]:
    """Return the modules that are one of `forbidden`, or a part of it."""
    return sorted(name for name in modules if any(f"{name}.".startswith(f"{other}.") for other in forbidden))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    answers = folder / "reponses.toml"
    answers.write_text(ANSWERS, encoding="utf-8")
    imported(["-m", "medinstall", "--aujourdhui", TODAY, "nouveau", "essai", "--reponses", str(answers)], folder)
    return folder


@pytest.mark.sampled(8)
@pytest.mark.parametrize("line", READING)
def test_a_command_that_reads_neither_asks_exports_nor_connects(line: str, home: Path) -> None:
    found = imported(["-m", "medinstall", "--aujourdhui", TODAY, *line.split()], home)
    assert "medinstall.engine" in found
    assert brought(found, NEVER) == []


@pytest.mark.sampled(4)
@pytest.mark.parametrize("line", SAYING)
def test_what_needs_no_rules_reads_none(line: str, home: Path) -> None:
    found = imported(["-m", "medinstall", *line.split()], home)
    assert "medinstall.cli.run" in found
    assert brought(found, (*NEVER, "medinstall.engine")) == []


def test_the_guard_sees_what_the_interview_brings(home: Path) -> None:
    found = imported(["-c", "import questionary, asyncio"], home)
    assert {"questionary", "prompt_toolkit", "asyncio"} <= set(brought(found, NEVER))
