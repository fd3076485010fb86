"""Every benchmark, one table after the other: `python -m tests.benchmarks` (about five minutes)."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.commands import commands
from tests.benchmarks.growth import growth
from tests.benchmarks.keys import keys
from tests.benchmarks.peers.compare import peers
from tests.benchmarks.plans import told
from tests.benchmarks.timing import table


def main() -> None:
    """Print them as they come; nothing is asserted of any time."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        parts: tuple[Callable[[], str], ...] = (
            lambda: table("Commands", commands(folder / "home"), "bare Python"),
            lambda: keys(folder),
            lambda: table("Growth", growth(folder), "what each row names"),
            told,
            peers,
        )
        for part in parts:
            sys.stdout.write(part() + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
