"""What a hand feels: the first question, and a key in the commune picker, through a real pseudo-terminal.

`python -m tests.benchmarks.keys`
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import pexpect

from tests.benchmarks.commands import PROGRAM
from tests.benchmarks.timing import PYTHON, RUNS, Row, clean_environ, interleaved, table
from tests.commanding import TODAY

BARE_PROMPT = """
import questionary
questionary.select("Quelle question ?", choices=["Une", "Deux", "Trois"]).ask()
"""
LAST_ROW = "ne sais pas encore"
LIVE = "\x1b[?2004h"  # what prompt_toolkit writes first
SEARCHES = ("orleans", "saint denis", "evry", "la rochelle", "besancon", "75011")
LONGEST = 20.0
QUIET = 0.004  # seconds without a byte: the screen is painted


def first_question(folder: Path) -> list[Row]:
    """Return how long the first question takes to be seen, then to answer keys, against a bare questionary prompt."""
    works = {
        "bare": partial(until, (PYTHON, "-c", BARE_PROMPT), ("Trois",), clean_environ(TERM="xterm-256color")),
        "seen": partial(_interview, folder, (LAST_ROW,)),
        "live": partial(_interview, folder, (LIVE, LAST_ROW)),
    }
    found = interleaved(works, RUNS)
    return [
        Row("first question of the interview, seen", found["seen"], found["bare"], "≤ 1.1"),
        Row("the same, its prompt ready", found["live"], found["bare"]),
    ]


def _interview(folder: Path, seen: tuple[str, ...]) -> float:
    with TemporaryDirectory(dir=folder) as home:
        environ = clean_environ(MEDINSTALL_HOME=home, TERM="xterm-256color")
        return until((PROGRAM, "--aujourdhui", TODAY), seen, environ)


def until(words: tuple[str, ...], seen: tuple[str, ...], environ: dict[str, str]) -> float:
    """Return the seconds from the start of a program to the moment it has written each of `seen`, in order."""
    started = time.perf_counter()
    with terminal(words, environ) as child:
        for text in seen:
            child.expect_exact(text, timeout=LONGEST)
        return time.perf_counter() - started


def picker(folder: Path) -> list[float]:
    """Return the milliseconds from each key typed in the commune picker to the last byte painted for it."""
    environ = clean_environ(MEDINSTALL_HOME=str(folder / "picker"), TERM="xterm-256color")
    taken = []
    with terminal((PROGRAM, "--aujourdhui", TODAY, "modifier", "commune"), environ) as child:
        child.expect("ommune", timeout=LONGEST)
        drained(child, 0.5)
        for words in SEARCHES:
            for key in words:
                taken.append(pressed(child, key))
            for _ in words:
                pressed(child, "\x7f")
    return taken


def pressed(child: pexpect.spawn[bytes], key: str) -> float:
    """Return the milliseconds that a key takes to be answered."""
    started = time.perf_counter()
    child.send(key.encode())
    child.read_nonblocking(65536, timeout=LONGEST)
    last = time.perf_counter()
    while True:
        try:
            child.read_nonblocking(65536, timeout=QUIET)
            last = time.perf_counter()
        except pexpect.TIMEOUT:
            return (last - started) * 1000


def drained(child: pexpect.spawn[bytes], seconds: float) -> None:
    """Read whatever comes until nothing does for that long."""
    try:
        while True:
            child.read_nonblocking(65536, timeout=seconds)
    except pexpect.TIMEOUT:
        return


@contextmanager
def terminal(words: tuple[str, ...], environ: dict[str, str]) -> Iterator[pexpect.spawn[bytes]]:
    """Run a program in a terminal of 80 columns; kill it at the end."""
    child = pexpect.spawn(words[0], list(words[1:]), env=environ, dimensions=(24, 80), timeout=LONGEST)
    child.delaybeforesend = None
    try:
        yield child
    finally:
        child.close(force=True)


def keys(folder: Path) -> str:
    """Return both as text."""
    from tests.benchmarks.commands import dossier

    dossier(folder / "picker")
    taken = picker(folder)
    line = f"a key in the commune picker: median {median(taken):.1f} ms, worst {max(taken):.1f} ms of {len(taken)} keys"
    return f"{table('First question', first_question(folder), 'a bare questionary prompt')}\n\n{line}   (≤ 15, ≤ 50)"


def main() -> None:
    """Print the figures."""
    with TemporaryDirectory() as folder:
        sys.stdout.write(keys(Path(folder)) + "\n")


if __name__ == "__main__":
    main()
