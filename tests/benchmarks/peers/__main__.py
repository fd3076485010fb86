"""The same three aids and three dates, by us and by others: `python -m tests.benchmarks.peers`.

The others are installed by this program, in a folder that git ignores; one that cannot be had is not measured. Results
must be equal, profile by profile; speeds are only told.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.benchmarks.peers.profiles import profiles
from tests.benchmarks.timing import PYTHON, clean_environ
from tests.commanding import ROOT

HERE = Path(__file__).parent
INSTALLED = HERE / "installed"
NODE = ("publicodes@1.10.3", "json-logic-js@2.0.5")
OPENFISCA = "openfisca-core==46.0.1"
PROFILES, RUNS = 2_000, 7
OURS = "medinstall"


class Measured(NamedTuple):
    """One engine: its version, its profiles a second in each run, all of them at once where it can, its results."""

    version: str
    rates: list[float]
    together: list[float]
    results: list[list[int]]


def install() -> dict[str, tuple[str, ...]]:
    """Return the command of each engine that is there, installed first if need be."""
    found: dict[str, tuple[str, ...]] = {OURS: (PYTHON, "-m", "tests.benchmarks.peers.ours")}
    python, npm = INSTALLED / "venv" / "bin" / "python", shutil.which("npm")
    by_pip = (str(python), "-m", "pip", "install", OPENFISCA)
    if _installed(python, by_pip, lambda: venv.create(INSTALLED / "venv", with_pip=True)):
        found["openfisca-core"] = (str(python), str(HERE / "openfisca_run.py"))
    by_npm = (npm or "npm", "install", "--no-save", "--prefix", str(INSTALLED), *NODE)
    if _installed(INSTALLED / "node_modules" / "publicodes", by_npm):
        found["publicodes"] = ("node", str(HERE / "publicodes.mjs"), str(INSTALLED))
        found["json-logic-js"] = ("node", str(HERE / "jsonlogic.mjs"), str(INSTALLED))
    return found


def _installed(proof: Path, words: tuple[str, ...], before: Callable[[], None] = lambda: None) -> bool:
    """Tell whether a peer is installed; tries once when it is not."""
    if proof.exists():
        return True
    INSTALLED.mkdir(exist_ok=True)
    try:
        before()
        subprocess.run(words, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        sys.stderr.write(f"not measured: {' '.join(words[:4])}… ({error})\n")
        return False
    return proof.exists()


def measure(commands: dict[str, tuple[str, ...]]) -> dict[str, Measured]:
    """Return what each engine does with the same profiles, the engines run in turn."""
    given = profiles(PROFILES)
    found: dict[str, Measured] = {}
    for _ in range(RUNS):
        for name, words in commands.items():
            run = partial(subprocess.run, cwd=ROOT, env=clean_environ(), check=True, text=True, capture_output=True)
            said = json.loads(run(words, input=json.dumps(given)).stdout)
            kept = found.setdefault(name, Measured(said["version"], [], [], said["results"]))
            kept.rates.append(PROFILES / said["seconds"])
            if "together" in said:
                kept.together.append(PROFILES / said["together"])
    return found


def table(found: dict[str, Measured]) -> str:
    """Return the rates, and how many times faster we are."""
    ours = median(found[OURS].rates)
    lines = [
        "",
        "Three aids and three dates, profiles a second, one at a time",
        f"{'':30}{'median':>9}{'least':>9}{'most':>9}   us",
    ]
    for name, each in found.items():
        rate = median(each.rates)
        label = f"{name} {each.version}"
        lines.append(f"{label:32}{rate:9.0f}{min(each.rates):9.0f}{max(each.rates):9.0f}   × {ours / rate:.1f}")
        if each.together:
            lines.append(f"{'  all profiles in one vector':32}{median(each.together):9.0f}")
    return "\n".join(lines)


def peers() -> str:
    """Return the table. Raises AssertionError when an engine finds something else than we do."""
    found = measure(install())
    for name, each in found.items():
        assert each.results == found[OURS].results, f"{name} disagrees"
    return table(found) + f"\n{PROFILES} profiles, the same results from each engine"


if __name__ == "__main__":
    sys.stdout.write(peers() + "\n")
