"""One command as a terminal of 80 columns shows it: `python -m tests.documenting.terminal WORD...`. No colour."""

from __future__ import annotations

import io
import re
import sys

from medinstall import streams
from medinstall.cli.run import run

STYLE = re.compile(r"\x1b\[[0-9;]*m")


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return "utf-8"

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return sys.__stdout__.fileno()  # type: ignore[union-attr]


def main() -> int:
    screen, real = Screen(), sys.stdout
    streams._console_mode = lambda _descriptor: streams._ESCAPE_CODES  # no console is behind it, on Windows either
    sys.stdout = screen
    try:
        code = run(sys.argv[1:])
    finally:
        sys.stdout = real
    text = STYLE.sub("", screen.getvalue())
    sys.stdout.buffer.write("\n".join(line.rstrip() for line in text.splitlines()).encode())
    return code


if __name__ == "__main__":
    raise SystemExit(main())
