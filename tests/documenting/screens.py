"""The screens shown in README.md: each is run again, and cut where its marker says.

A marker is `<!-- écran : COMMAND | de « A » à « B » -->`; the block that follows it, up to `<!-- fin -->`, becomes the
lines from the first that holds A to the last before one that holds B.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs" / "exemples" / "cabinet-orleans.toml"
CUT = "[…]"
BLOCK = re.compile(
    r"<!-- écran : medinstall (?P<words>[^|\n]+?) \| de « (?P<first>.+?) » à « (?P<last>.+?) » -->\n.*?<!-- fin -->",
    re.DOTALL,
)


def refreshed(text: str) -> str:
    """Return a page with each of its screens as the program prints it today."""
    if not BLOCK.search(text):
        return text
    with example_home() as home:
        return BLOCK.sub(lambda found: _block(found, home), text)


@contextmanager
def example_home() -> Iterator[Path]:
    """Lend a data folder that holds the dossier of the example."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        printed(home, "--aujourdhui", "2026-11-22", "nouveau", EXAMPLE.stem, "--reponses", str(EXAMPLE))
        yield home


def printed(home: Path, *words: str) -> list[str]:
    """Return the lines that a command prints in a terminal of 80 columns."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    environ = {
        **kept, "MEDINSTALL_HOME": str(home), "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8",
        "COLUMNS": "80", "LINES": "24", "TERM": "xterm-256color", "NO_COLOR": "1",
    }  # fmt: skip
    command = [sys.executable, "-m", "tests.documenting.terminal", *words]
    nothing = subprocess.DEVNULL  # no menu opens under the page
    done = subprocess.run(command, cwd=ROOT, env=environ, stdin=nothing, capture_output=True, check=True, timeout=60)
    return done.stdout.decode("utf-8").splitlines()


def _block(found: re.Match[str], home: Path) -> str:
    lines = printed(home, *found["words"].split())
    first = next(number for number, line in enumerate(lines) if found["first"] in line)
    last = next(number for number, line in enumerate(lines) if number > first and found["last"] in line)
    shown = "\n".join(lines[first:last]).rstrip().splitlines()
    parts = [
        found[0].splitlines()[0],
        "```text",
        f"$ medinstall {found['words']}",
        *([CUT] if first else []),
        *shown,
        CUT,
        "```",
        "<!-- fin -->",
    ]
    return "\n".join(parts)
