"""The peers, installed by the benchmark itself in a folder that git ignores; one that cannot be had is not measured."""

from __future__ import annotations

import shutil
import subprocess
import venv
from collections.abc import Callable
from pathlib import Path
from textwrap import shorten
from typing import NamedTuple, TypeAlias

from tests.benchmarks.timing import PYTHON

HERE = Path(__file__).parent
INSTALLED = HERE / "installed"
BY_NPM = ("publicodes@1.10.3", "json-logic-js@2.0.5")
BY_PIP = ("openfisca-core==46.0.1", "numpy==2.4.6")
OURS, OPENFISCA, PUBLICODES, JSON_LOGIC = "medinstall", "openfisca-core", "publicodes", "json-logic-js"
LONGEST = 100  # characters of a reason: pip goes on with every version there is
PATIENCE = 600  # seconds for a registry that does not answer
Command: TypeAlias = "tuple[str, ...]"


class Engines(NamedTuple):
    """The command of each engine that is there, and why the others are not."""

    commands: dict[str, Command]
    missing: dict[str, str]


def engines() -> Engines:
    """Return the engines, the peers installed first if need be."""
    python, modules = INSTALLED / "venv" / "bin" / "python", str(INSTALLED)
    no_pip = why_not(INSTALLED / "by_pip.txt", BY_PIP, (str(python),), lambda: _by_pip(python))
    no_npm = why_not(INSTALLED / "by_npm.txt", BY_NPM, ("node",), _by_npm)
    reasons = {OPENFISCA: no_pip, PUBLICODES: no_npm, JSON_LOGIC: no_npm}
    commands: dict[str, Command] = {
        OURS: (PYTHON, "-m", "tests.benchmarks.peers.ours"),
        OPENFISCA: (str(python), str(HERE / "openfisca_run.py")),
        PUBLICODES: ("node", str(HERE / "publicodes.mjs"), modules),
        JSON_LOGIC: ("node", str(HERE / "jsonlogic.mjs"), modules),
    }
    missing = {name: reason for name, reason in reasons.items() if reason}
    return Engines({name: words for name, words in commands.items() if name not in missing}, missing)


def why_not(stamp: Path, pins: tuple[str, ...], runs_with: tuple[str, ...], install: Callable[[], None]) -> str:
    """Return why peers cannot be had, nothing when they are there; installs them unless `stamp` names these versions.

    The stamp is written last: what a broken network left half done is tried again, never taken for a peer.
    """
    wanted = "\n".join(pins) + "\n"
    if not (stamp.exists() and stamp.read_text(encoding="utf-8") == wanted):
        stamp.unlink(missing_ok=True)
        try:
            install()
        except FileNotFoundError as error:
            return f"{error.filename or 'what installs it'} is not on this machine"  # Windows names none
        except (OSError, subprocess.SubprocessError) as error:
            return _told(error)
        stamp.parent.mkdir(exist_ok=True)
        stamp.write_text(wanted, encoding="utf-8")
    absent = [name for name in runs_with if shutil.which(name) is None]
    return f"{absent[0]} is not on this machine" if absent else ""


def _by_pip(python: Path) -> None:
    venv.create(INSTALLED / "venv", with_pip=True, clear=True)
    _run(str(python), "-m", "pip", "install", "--quiet", "--retries", "1", "--timeout", "20", *BY_PIP)


def _by_npm() -> None:
    INSTALLED.mkdir(exist_ok=True)
    quiet = ("--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--fetch-retries", "1")
    _run("npm", "install", *quiet, "--prefix", str(INSTALLED), *BY_NPM)


def _run(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True, text=True, timeout=PATIENCE)


def _told(error: Exception) -> str:
    """Return what the installer said was wrong, in one line."""
    said = getattr(error, "stderr", None) or ""
    lines = [line for line in str(said).splitlines() if line.lower().startswith(("error", "npm err"))]
    return f"not installed: {shorten(lines[0] if lines else str(error), LONGEST)}"
