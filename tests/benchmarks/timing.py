"""Timing, interleaved so that a slow moment of the machine falls on everything alike; ratios and their spread."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

PYTHON = sys.executable
BARE = (PYTHON, "-I", "-c", "pass")
RUNS = 15


class Timed(NamedTuple):
    """How long something took: median, least and most, in seconds."""

    median: float
    least: float
    most: float


class Row(NamedTuple):
    """One line of a table: what was measured, against what, and the bar it is held to (empty: none)."""

    what: str
    timed: Timed
    against: Timed
    bar: str = ""

    @property
    def ratio(self) -> float:
        """The ratio of the medians."""
        return self.timed.median / self.against.median


def clean_environ(**more: str) -> dict[str, str]:
    """Return the environment of a measured command: with bytecode, without which start-up figures are false."""
    return {**{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}, **more}


def once(words: Sequence[str], environ: Mapping[str, str], cwd: Path | None = None) -> float:
    """Return the seconds that a command takes from start to end. Raises CalledProcessError when it fails."""
    started = perf_counter()
    subprocess.run(words, env=environ, cwd=cwd, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return perf_counter() - started


def interleaved(works: Mapping[str, Callable[[], float]], runs: int = RUNS) -> dict[str, Timed]:
    """Return how long each work takes, each run `runs` times, in turn, after one run that does not count."""
    seconds: dict[str, list[float]] = {name: [] for name in works}
    for number in range(runs + 1):
        for name, work in works.items():
            taken = work()
            if number:
                seconds[name].append(taken)
    return {name: Timed(median(found), min(found), max(found)) for name, found in seconds.items()}


def table(title: str, rows: Iterable[Row], unit: str) -> str:
    """Return rows as text: the ratio, its spread by run against the other's median, the bar."""
    lines = ["", f"{title} (multiples of {unit})", f"{'':44}{'median':>8}{'least':>8}{'most':>8}   bar"]
    for row in rows:
        base = row.against.median
        figures = f"{row.ratio:8.2f}{row.timed.least / base:8.2f}{row.timed.most / base:8.2f}"
        lines.append(f"{row.what:44}{figures}   {row.bar}")
    return "\n".join(lines)
