"""The terminal itself: whether there is one, which mode suits it, keys typed ahead, signals that end a prompt."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TextIO

from medinstall.interview.line_writer import shows
from medinstall.streams import is_terminal, where_to_answer

_GLYPHS = "»é’œ"  # what the full screens cannot do without
_ways_out: list[Callable[[], bool]] = []


def need_terminal() -> None:
    """Raise the usage error when nobody can be asked."""
    if not is_terminal(sys.stdin):
        from medinstall.errors import UsageFault

        where = where_to_answer("lancez la commande dans un terminal")
        raise UsageFault(
            "il reste des questions à poser, et aucun terminal n’est ouvert pour y répondre",
            remedy=f"{where}, ou donnez vos réponses par « nouveau --reponses FICHIER »",
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


@contextmanager
def holding_keys() -> Iterator[None]:
    """While the block runs, keys mean nothing yet, Ctrl-C included: they wait for whoever reads the terminal next.

    Raises ImportError on Windows.
    """
    if sys.platform == "win32":
        raise ImportError("termios")
    import termios

    try:
        number = sys.stdin.fileno()
        before, held = termios.tcgetattr(number), termios.tcgetattr(number)
    except (OSError, ValueError, termios.error):  # no terminal to type in
        yield
        return
    held[0] &= ~(termios.ICRNL | termios.IXON)  # Enter stays what it is
    held[3] &= ~(termios.ECHO | termios.ICANON | termios.ISIG | termios.IEXTEN)
    termios.tcsetattr(number, termios.TCSANOW, held)
    try:
        yield
    finally:
        with suppress(termios.error):  # the terminal may be gone
            termios.tcsetattr(number, termios.TCSANOW, before)


def size_of(out: TextIO) -> os.terminal_size | None:
    """Return the size of the terminal behind `out`, None when there is none."""
    try:
        return os.get_terminal_size(out.fileno())
    except (OSError, ValueError):
        return None


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
def way_out(leave: Callable[[], bool]) -> Iterator[None]:
    """While the block runs, a signal calls `leave`; when that returns False, it raises KeyboardInterrupt."""
    _ways_out.append(leave)
    try:
        yield
    finally:
        _ways_out.remove(leave)


def _leave(_number: int, _frame: FrameType | None) -> None:
    if not (_ways_out and _ways_out[-1]()):
        raise KeyboardInterrupt
