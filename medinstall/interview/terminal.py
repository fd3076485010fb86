"""The terminal itself: whether there is one, which mode suits it, keys typed ahead, signals that end a prompt."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from medinstall.streams import is_terminal
from medinstall.text import shows

_GLYPHS = "»é’œ"  # what the full screens cannot do without
_ways_out: list[Callable[[], None]] = []


def need_terminal() -> None:
    """Raise the usage error when nobody can be asked."""
    if not is_terminal(sys.stdin):
        from medinstall.errors import UsageFault

        raise UsageFault(
            "il reste des questions à poser, et aucun terminal n’est ouvert pour y répondre",
            remedy="ouvrez un terminal, ou donnez vos réponses dans un fichier",
        )


def is_simple(asked: bool) -> bool:
    """Return whether questions are plain lines: asked for, or all that this terminal can show."""
    if asked or os.environ.get("ACCESSIBLE", "") not in ("", "0"):
        return True
    if not is_terminal(sys.stdout):
        return True
    if sys.platform == "win32":
        return bool(os.environ.get("MSYSTEM"))  # Git Bash: its terminal is no Windows console
    return os.environ.get("TERM", "dumb") in ("dumb", "unknown", "") or not shows(_GLYPHS, sys.stdout.encoding)


def forget_typed_ahead() -> None:
    """Drop what was typed before the question could be read."""
    if sys.platform == "win32":
        import msvcrt

        while msvcrt.kbhit():
            msvcrt.getwch()
    else:
        import termios

        with suppress(OSError, ValueError, termios.error):
            termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)


def wait_for_line() -> None:
    """Return once a line can be read, or a second after a signal at the latest.

    One that comes just before a read that blocks is known to Python only after that read.
    """
    if sys.platform != "win32":
        import select

        with suppress(OSError, ValueError):  # the terminal is gone: the read says so
            while not select.select([sys.stdin], [], [], 1.0)[0]:
                pass


@contextmanager
def leaving_on_signals() -> Iterator[None]:
    """Make SIGTERM, SIGHUP and SIGBREAK leave like Ctrl-C, so that the cursor and the line are put back.

    SIGINT too: asyncio, left to itself, answers a second one with a traceback.
    """
    before = {}
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        if number := getattr(signal, name, None):
            with suppress(ValueError):  # not in the main thread
                before[number] = signal.signal(number, _leave)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def way_out(leave: Callable[[], None]) -> Iterator[None]:
    """While the block runs, a signal calls `leave` instead of raising KeyboardInterrupt."""
    _ways_out.append(leave)
    try:
        yield
    finally:
        _ways_out.remove(leave)


def _leave(_number: int, _frame: FrameType | None) -> None:
    if not _ways_out:
        raise KeyboardInterrupt
    _ways_out[-1]()
