"""The tasks of the project: `.venv/bin/python .ci/tasks.py NAME...`; without a name, their list. Standard library only.

`.ci/run` and `.github/workflows/ci.yml` call it, so that the same commands run everywhere.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = Path(sys.executable).parent
ANSWERS = 'commune = "45234"\nzone = "zip"\ndate_debut = 2027-03-31\n'
NO_TERMINAL = ("--ignore", "tests/terminal") if sys.platform == "win32" else ()  # pexpect needs a pseudo-terminal


def run(*words: str | Path) -> None:
    """Show a command and run it in the project. Raises CalledProcessError."""
    sys.stdout.write(f"$ {' '.join(map(str, words))}\n")
    sys.stdout.flush()
    subprocess.run(words, cwd=ROOT, check=True)


def python(*words: str | Path) -> None:
    """Run a module of this Python."""
    run(sys.executable, "-m", *words)


def install() -> None:
    """Install the project and what its checks need."""
    python("pip", "install", "--quiet", "--editable", ".[dev]")


def format_() -> None:
    """Check the layout of the code."""
    python("ruff", "format", "--check", ".")


def lint() -> None:
    """Check the code against the rules of pyproject.toml."""
    python("ruff", "check", ".")


def types() -> None:
    """Check the types of code and tests, strictly."""
    python("mypy")


def imports() -> None:
    """Check that imports run one way."""
    run(SCRIPTS / "lint-imports")


def tests() -> None:
    """Run the tests."""
    python("pytest", *NO_TERMINAL)


def slow() -> None:
    """Run the long tests."""
    python("pytest", "-m", "slow", *NO_TERMINAL)


def speed() -> None:
    """Tell how fast commands and plans are; nothing is asserted of any time."""
    python("tests.benchmarks.plans")
    python("tests.benchmarks.commands")


def docs() -> None:
    """Check that the generated documentation is fresh."""
    python("tests.documenting", "--check")


def fix() -> None:
    """Format the code, and mend what ruff can."""
    python("ruff", "format", ".")
    python("ruff", "check", "--fix", ".")


def wheel() -> None:
    """Check that the wheel, in an empty environment and from another folder, finds its data, and that it leaves."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        python("pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ".")
        (built,) = folder.glob("*.whl")
        python("venv", folder / "venv")
        scripts = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
        run(scripts / "python", "-m", "pip", "install", "--quiet", built)
        _check_program(scripts / "medinstall", folder)
        run(scripts / "python", "-m", "pip", "uninstall", "--quiet", "--yes", "medinstall")
        if left := [str(path) for path in (folder / "venv").rglob("*medinstall*")]:
            sys.exit(f"wheel: left behind once uninstalled: {', '.join(left)}")
    sys.stdout.write("wheel: installed elsewhere, run from /, data found, uninstalled\n")


def _check_program(program: Path, folder: Path) -> None:
    """Create a dossier and read its plan, from the root of the disk."""
    answers, home = folder / "reponses.toml", folder / "home"
    answers.write_text(ANSWERS, encoding="utf-8")
    environ = {**os.environ, "MEDINSTALL_HOME": str(home), "PYTHONUTF8": "1"}
    for words in (("nouveau", "essai", "--reponses", str(answers)), ("--aujourdhui", "2026-11-22", "liste", "--json")):
        done = subprocess.run((program, *words), cwd=folder.anchor, env=environ, check=True, stdout=subprocess.PIPE)
    if '"CPAM du Loiret"' not in done.stdout.decode("utf-8"):
        sys.exit("wheel: the plan does not name the fund of Orléans")


TASKS: dict[str, Callable[[], None]] = {
    "install": install, "fix": fix, "format": format_, "lint": lint, "types": types, "imports": imports,
    "tests": tests, "docs": docs, "wheel": wheel, "slow": slow, "speed": speed,
}  # fmt: skip
ALL = ("format", "lint", "types", "imports", "tests", "docs", "wheel", "slow")


def main(names: list[str]) -> int:
    """Run the tasks named, in their order; stop at the first that fails."""
    wanted = [task for name in names for task in (ALL if name == "all" else (name,))]
    if unknown := [name for name in wanted if name not in TASKS]:
        sys.stderr.write(f"no such task: {', '.join(unknown)}\n")
    if unknown or not wanted:
        for name, task in TASKS.items():
            sys.stdout.write(f"{name:8} {(task.__doc__ or '').splitlines()[0]}\n")
        sys.stdout.write(f"{'all':8} {', '.join(ALL)}.\n")
        return 2 if unknown else 0
    for name in wanted:
        try:
            TASKS[name]()
        except subprocess.CalledProcessError as error:
            sys.stderr.write(f"{name}: failed\n")
            return error.returncode or 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
