"""A command imports what it needs and nothing more: what each must not bring in, by the program run for real."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commanding import ANSWERS, ROOT, TODAY
from tests.terminal.screens import CTRL_C, READY
from tests.terminal.screens import Medinstall as InTerminal

ASKING = ("questionary", "prompt_toolkit", "medinstall.interview.run", "medinstall.interview.question_view")
EXPORTING = ("icalendar", "markdown_it", "typst", "medinstall.outputs.markdown", "medinstall.outputs.html")
NETWORK = ("socket", "ssl", "http", "urllib.request", "asyncio", "ftplib", "smtplib")
READING_RULES = ("tomllib", "medinstall.rules.loader", "medinstall.rules.rule_readers")
HEAVY = ("pydantic", "attr", "importlib.metadata", "dateutil.relativedelta", "unittest", "multiprocessing", "sqlite3")
NEVER = (*ASKING, *EXPORTING, *NETWORK, *READING_RULES, *HEAVY, "medinstall.verify")
PARSER, SCREEN, ENGINE = ("typer",), ("rich",), ("medinstall.engine", "medinstall.usecases")
OTHERS = ("medinstall.cli.changing", "medinstall.cli.exporting", "medinstall.cli.proving", "medinstall.cli.timeline")

READING_ANSWERS = ("medinstall.places.commune_search", "medinstall.interview.parsing", "medinstall.interview.plain")
LATER = (*READING_ANSWERS, "medinstall.usecases.visits", "medinstall.wording", "medinstall.outputs")
PROMPTING = ("questionary", "prompt_toolkit", "asyncio")  # imported while the first question is already on the screen
AT_THE_FIRST_QUESTION = (*EXPORTING, *READING_RULES, *PARSER, *SCREEN, *LATER, "_ssl", "http", "urllib.request")

COMMANDS: dict[str, tuple[str, ...]] = {
    "--aide": (*SCREEN, *ENGINE),
    "liste": PARSER,
    "liste --json": (*PARSER, *SCREEN),
    "--simple liste": PARSER,
    "aides": PARSER,
    "aides --json": (*PARSER, *SCREEN),
    "etape carmf": PARSER,
    "pourquoi primo_zip": PARSER,
    "dossiers": PARSER,
    "list": OTHERS,
    "liste --au 2027-01-01": OTHERS,
    "liste --aide": (*SCREEN, *ENGINE, *OTHERS),
    "secteurs": OTHERS,
    "sources": OTHERS,
    "glossaire ZIP": OTHERS,
    "calendrier": ("medinstall.cli.changing", "medinstall.cli.exporting", "medinstall.cli.knowledge"),
    "pieces": ("medinstall.cli.changing", "medinstall.cli.knowledge"),
    "cocher rcp": ("medinstall.cli.exporting", "medinstall.cli.knowledge"),
    "simuler zone=zac": ("medinstall.cli.exporting", "medinstall.cli.knowledge"),
    "lsite": (*SCREEN, *ENGINE, *OTHERS),
}
_IMPORTED = re.compile(r"^import time:.*\|\s+(\S+)$", re.MULTILINE)


def imported(line: str, home: Path) -> set[str]:
    """Return every module that a command imports, once its bytecode and its rules are compiled."""
    environ = {**os.environ, "MEDINSTALL_HOME": str(home)}
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    words = [sys.executable, "-X", "importtime", "-m", "medinstall", "--aujourdhui", TODAY, *line.split()]
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
    imported(f"nouveau essai --reponses {answers}", folder)  # compiles the rules too
    return folder


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_imports_only_what_it_needs(line: str, home: Path) -> None:
    found = imported(line, home)
    assert "medinstall.cli.run" in found
    assert brought(found, (*NEVER, *COMMANDS[line])) == []


def test_the_version_needs_next_to_nothing(home: Path) -> None:
    environ = {**os.environ, "MEDINSTALL_HOME": str(home)}
    words = [sys.executable, "-X", "importtime", "-m", "medinstall", "--version"]
    done = subprocess.run(words, env=environ, cwd=ROOT, capture_output=True, check=True, timeout=60)
    assert brought(set(_IMPORTED.findall(done.stderr.decode())), (*PARSER, *SCREEN, *ENGINE, *READING_RULES)) == []


def test_the_first_question_waits_for_nothing_it_does_not_show(home: Path) -> None:
    words, new = ("--aujourdhui", TODAY), str(home / "new")
    asking = InTerminal(*words, MEDINSTALL_HOME=new, PYTHONPROFILEIMPORTTIME="1", PYTHONDONTWRITEBYTECODE="")
    asking.wait_written(READY, times=2)
    asking.press(CTRL_C)
    seen, answerable, *_ = (set(_IMPORTED.findall(part)) for part in asking.raw.replace("\r", "").split(READY))
    assert "medinstall.engine.open_questions" in seen
    assert brought(seen, (*AT_THE_FIRST_QUESTION, *PROMPTING)) == []
    assert {"questionary", "medinstall.interview.lists"} <= answerable
    assert brought(answerable, AT_THE_FIRST_QUESTION) == []
    assert asking.end() == 130


def test_the_guard_sees_what_the_interview_brings() -> None:
    words = [sys.executable, "-X", "importtime", "-c", "import questionary, asyncio"]
    done = subprocess.run(words, capture_output=True, check=True, timeout=60)
    found = set(_IMPORTED.findall(done.stderr.decode()))
    assert {"questionary", "prompt_toolkit", "asyncio"} <= set(brought(found, NEVER))
