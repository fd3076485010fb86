"""The tasks of the project: `.venv/bin/python .ci/tasks.py NAME...`; without a name, their list. Standard library only.

`.ci/run` and `.github/workflows/ci.yml` call it, so that the same commands run everywhere.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = Path(sys.executable).parent
ANSWERS = 'commune = "45234"\nzone = "zip"\ndate_debut = 2027-03-31\n'
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
ON_WINDOWS = (  # two to five minutes under Wine
    "tests/test_on_windows.py", "tests/unit/test_streams.py", "tests/unit/dossier/test_files.py",
    "tests/unit/dossier/test_lock.py", "tests/unit/dossier/test_home.py", "tests/unit/dossier/test_journal_file.py",
    "tests/unit/dossier/test_forget.py", "tests/unit/usecases/test_diagnosis.py",
    "tests/test_calendar_export.py", "tests/test_answers_file.py",
)  # fmt: skip


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
    """Check the types of code and tests, strictly; those of the code as Windows and macOS see it too."""
    python("mypy")
    for system in ("win32", "darwin"):
        python("mypy", "--platform", system, "--cache-dir", f".mypy_cache/{system}", "medinstall")


def imports() -> None:
    """Check that imports run one way."""
    run(SCRIPTS / "lint-imports")


def tests() -> None:
    """Run the tests."""
    python("pytest")


def slow() -> None:
    """Run the long tests."""
    python("pytest", "-m", "slow")


def windows() -> None:
    """Run the tests of what Windows does otherwise: on it, or under Wine; tell where there is none."""
    words = ("-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *ON_WINDOWS)
    if sys.platform == "win32":
        run(sys.executable, *words)
    else:
        run("bash", ROOT / ".ci" / "windows.sh", *words)


def pythons() -> None:
    """Run the tests on every Python from 3.11 to 3.14 found here, then with the oldest libraries; tell the rest."""
    told = []
    for version in PYTHONS:
        found = _python(version)
        told.append(f"Python {version}, newest libraries: {_tested(found) if found else 'not found here'}")
    told.append(f"oldest libraries: {_tested(sys.executable, *_oldest())}")
    sys.stdout.write("".join(f"pythons: {line}\n" for line in told))
    if any("fail" in line for line in told):
        sys.exit(1)


def _python(version: str) -> str | None:
    """Return a Python of that version: on the path, or one that pyenv keeps."""
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions").glob(f"{version}.*/bin/python")
    for program in (shutil.which(f"python{version}"), *sorted(map(str, kept), reverse=True)):
        if program and not subprocess.run((program, "-c", ""), check=False, capture_output=True).returncode:
            return program
    return None


def _oldest() -> list[str]:
    """Return the lowest version that pyproject.toml allows of each library."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return [re.sub(r">=([^,]+).*", r"==\1", line) for line in project["dependencies"]]


def _tested(program: str, *libraries: str) -> str:
    """Return how the tests end in a new environment of that Python, with those libraries."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "venv")
        own = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        try:
            run(program, "-m", "venv", folder)
            run(own, "-m", "pip", "install", "--quiet", "--editable", ".[dev]")
            if libraries:  # afterwards: they may be older than what a tool that checks the code, not the tests, needs
                run(own, "-m", "pip", "install", "--quiet", *libraries)
        except subprocess.CalledProcessError as error:
            return f"no environment: {' '.join(map(str, error.cmd[2:4]))} failed"
        try:
            run(own, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--basetemp", Path(place, "tests"))
        except subprocess.CalledProcessError:
            return "tests failed"
    return "passed"


def proof() -> None:
    """Prove the rules over the whole space of profiles: by hand, for it takes ten minutes and more."""
    python("pytest", "-m", "proof", "-n", "0")


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
    "proof": proof, "windows": windows, "pythons": pythons,
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
