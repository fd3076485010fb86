"""What grows with the dossiers, the rules and the memory: `python -m tests.benchmarks.growth`."""

from __future__ import annotations

import gc
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from medinstall.__main__ import SELDOM
from medinstall.domain.pack import RulePack
from medinstall.domain.profile import Profile
from medinstall.engine.plan import plan_of
from medinstall.rules.sites import put, sites
from medinstall.verify.dates import doctors
from medinstall.verify.space import profile_of
from tests.benchmarks.commands import PROGRAM, dossier
from tests.benchmarks.timing import PYTHON, RUNS, Row, Timed, clean_environ, interleaved, once, table
from tests.building import pack
from tests.commanding import ROOT, TODAY

TIMES = 10
MANY = 1_000
PLANS = 60
MEBIBYTE = 1024  # /proc counts in KiB
LISTING = f"""
import sys
from medinstall.__main__ import main
sys.argv[1:] = ["--aujourdhui", "{TODAY}", "liste"]
try:
    main()
except SystemExit:
    pass
"""
TELL_PEAK = """
import sys
with open("/proc/self/status") as status:
    sys.stderr.write(next(line.split()[1] for line in status if line.startswith("VmHWM")))
"""


def beside_many(folder: Path) -> Row:
    """Return how long `liste` takes beside a thousand dossiers, against beside none."""
    alone, crowd = dossier(folder / "alone"), dossier(folder / "crowd")
    one = crowd / "dossiers" / "cabinet.jsonl"
    for number in range(MANY):
        shutil.copy(one, one.with_name(f"d{number}.jsonl"))
    words = (PROGRAM, "--aujourdhui", TODAY, "liste")
    found = interleaved(
        {
            "alone": partial(once, words, clean_environ(MEDINSTALL_HOME=str(alone))),
            "crowd": partial(once, words, clean_environ(MEDINSTALL_HOME=str(crowd))),
        },
        RUNS,
    )
    return Row(f"liste beside {MANY} dossiers, against one", found["crowd"], found["alone"], "≈ 1")


def ten_times_the_rules() -> Row:
    """Return how long a plan takes with ten times the rules, against today's."""
    gc.set_threshold(SELDOM)  # as the command does
    small, large = pack(), enlarged(pack(), TIMES)
    profiles = [profile_of(answers, small.checked_on) for answers in doctors(small.checked_on).values()]
    works = {"small": partial(planning, small, profiles), "large": partial(planning, large, profiles)}
    found = interleaved(works, RUNS)
    return Row(f"a plan with {TIMES} times the rules", found["large"], found["small"], "≤ 11")


def planning(rules: RulePack, profiles: Sequence[Profile]) -> float:
    """Return the seconds that some plans take."""
    started = perf_counter()
    for number in range(PLANS):
        plan_of(rules, profiles[number % len(profiles)])
    return perf_counter() - started


def enlarged(rules: RulePack, times: int) -> RulePack:
    """Return a rule pack with every step, aid and alert written `times` times, under other ids that refer together."""
    tables: dict[str, Any] = {name: list(getattr(rules, name)) for name in ("steps", "aids", "alerts")}
    names = {rule.id for each in tables.values() for rule in each}
    for copy in range(1, times):
        for name, each in tables.items():
            each += [renamed(rule, names, f"_{copy}") for rule in getattr(rules, name)]
    more: Any = {name: tuple(each) for name, each in tables.items()}
    return rules._replace(**more)


def renamed(rule: Any, names: set[str], suffix: str) -> Any:
    """Return a rule that says of its copies what the first says of the first ones."""
    for path, text in list(sites(rule, str)):
        kind, dot, name = text.rpartition(".")
        if name in names and (dot or path == ("id",) or path[0] in ("after", "requires", "excludes")):
            rule = put(rule, path, f"{kind}{dot}{name}{suffix}")
    return rule


def memory(folder: Path) -> Row:
    """Return the peak memory of `liste`, against that of bare Python."""
    environ = clean_environ(MEDINSTALL_HOME=str(dossier(folder / "memory")))
    return Row("peak memory of liste", peak(LISTING, environ), peak("pass", environ), "≤ 3")


def peak(code: str, environ: dict[str, str]) -> Timed:
    """Return the peak memory of a Python program, in mebibytes, as it sees it itself when it ends."""
    words = (PYTHON, "-c", code + TELL_PEAK)
    found = []
    for _ in range(RUNS):
        done = subprocess.run(words, env=environ, check=True, capture_output=True, cwd=ROOT)
        found.append(int(done.stderr) / MEBIBYTE)
    return Timed(median(found), min(found), max(found))


def growth(folder: Path) -> list[Row]:
    """Return every row."""
    return [beside_many(folder), ten_times_the_rules(), memory(folder)]


def main() -> None:
    """Print the table."""
    with TemporaryDirectory() as folder:
        sys.stdout.write(table("Growth", growth(Path(folder)), "what each row names") + "\n")


if __name__ == "__main__":
    main()
