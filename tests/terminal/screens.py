"""A real pseudo-terminal with a screen to look at: pexpect types, pyte draws."""

from __future__ import annotations

import os
import re
import sys
import time
from pathlib import Path

import pexpect
import pyte

ROOT = Path(__file__).parents[2]
UP, DOWN, ESCAPE, ENTER, CTRL_C, CTRL_D = "\x1b[A", "\x1b[B", "\x1b", "\r", "\x03", "\x04"
READY = "Entrée"  # in the line of keys of every screen
PATIENCE = 60.0
ENGLISH = re.compile(
    r"\b(use|arrow|keys?|done|selections?|yes|no|select|description|invalid|input|warning|answer|cancelled|the|your|"
    r"terminal doesn't|window|small|enter|press|please|error|move|toggle|invert|prompt|question \d+ of)\b",
    re.IGNORECASE,
)
NOT_ENGLISH = {"description", "question"}


class Terminal:
    """The driver running in a terminal of `columns` by `rows`."""

    module = "tests.terminal.driver"

    def __init__(self, *arguments: str, columns: int = 80, rows: int = 45, **environment: str) -> None:
        kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "ACCESSIBLE", "COLUMNS")}
        plain = {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "LANG": "C.UTF-8", "MEDINSTALL_PAGER": ""}
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", self.module, *arguments],
            env={**kept, **plain, **environment},
            dimensions=(rows, columns),
            timeout=PATIENCE,
            encoding=environment.get("PYTHONIOENCODING", "utf-8"),
            codec_errors="replace",
        )
        self.child.delaybeforesend = None
        self.raw = ""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self._drawn: list[str] | None = None

    @property
    def lines(self) -> list[str]:
        """The lines of the screen, without the spaces at their ends."""
        if self._drawn is None:  # looked at twenty times a second, and drawn again only once something was read
            self._drawn = [line.rstrip() for line in self._screen.display]
        return self._drawn

    @property
    def text(self) -> str:
        """The words of the screen, one space between them."""
        return " ".join(" ".join(self.lines).replace("\u00a0", " ").split())

    @property
    def pointed(self) -> str:
        """The row the pointer is on."""
        return next((line.strip(" »") for line in self.lines if line.startswith(" » ")), "")

    def wait(self, text: str) -> None:
        """Wait until the screen holds `text`."""
        self._until(lambda: text in self.text, text)

    def wait_pointed(self, row: str) -> None:
        """Wait until the pointer is on a row that begins with `row`."""
        self._until(lambda: self.pointed.startswith(row), f"» {row}")

    def wait_moved(self, row: str) -> None:
        """Wait until the pointer is on another row than `row`."""
        self._until(lambda: self.pointed not in (row, ""), f"no longer » {row}")

    def press(self, keys: str, then: str = "") -> None:
        """Type `keys`, and wait for `then`."""
        self.child.send(keys)
        if then:
            self.wait(then)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the terminal."""
        self._screen.resize(rows, columns)
        self._drawn = None
        self.child.setwinsize(rows, columns)

    def end(self) -> int:
        """Wait for the end of the program and return its exit status."""
        self._until(lambda: not self.child.isalive() and not self._read(), "the end")
        self.child.close()
        return int(self.child.exitstatus if self.child.exitstatus is not None else -self.child.signalstatus)

    def _until(self, condition: object, wanted: str) -> None:
        assert callable(condition)
        limit = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > limit:
                raise AssertionError(f"« {wanted} » did not come:\n" + "\n".join(self.lines))
            self._read()
        while not self.child.closed and self._read():
            pass  # the rest of what was being drawn: a busy machine hands over a screen in pieces

    def _read(self) -> bool:
        try:
            chunk = self.child.read_nonblocking(65536, timeout=0.05)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return False
        self.raw += chunk
        self._stream.feed(chunk)
        self._drawn = None
        return True


class Medinstall(Terminal):
    """The real command running in a terminal."""

    module = "medinstall"


def cursor_is_shown(raw: str) -> bool:
    """Return whether the last word about the cursor was to show it."""
    return raw.rfind("\x1b[?25l") <= raw.rfind("\x1b[?25h")


def english_in(text: str) -> list[str]:
    """Return the English words of a screen."""
    return [word for word in ENGLISH.findall(text) if word.lower() not in NOT_ENGLISH]
