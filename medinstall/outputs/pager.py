"""The pager: what is longer than the terminal is read in it, page by page."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

USUAL = ("less", "-R")


def pager_of(environ: Mapping[str, str]) -> tuple[str, ...]:
    """Return the command of the pager: MEDINSTALL_PAGER, PAGER, `less`; () where there is none, or it is turned off."""
    for name in ("MEDINSTALL_PAGER", "PAGER"):
        if name in environ:
            with suppress(ValueError):  # an odd quote
                return _words(environ[name])
    return USUAL if shutil.which(USUAL[0]) else ()


def _words(command: str) -> tuple[str, ...]:
    """Return the words of a command; on Windows a backslash parts folders, and quotes are left on by `shlex`."""
    if sys.platform != "win32":
        return tuple(shlex.split(command))
    return tuple(word.strip('"') for word in shlex.split(command, posix=False))


def show_in(command: tuple[str, ...], text: str) -> bool:
    """Show a text in a pager until it is left; return False when there is no such program."""
    with _interruptions_left_to_it():
        try:
            subprocess.run(command, input=text.encode(sys.stdout.encoding, "replace"), check=False, env=_environ())
        except OSError:
            return False
    return True


def _environ() -> dict[str, str]:
    """Return the environment of the pager: `less` keeps no history of what was looked for, unless asked to."""
    return {"LESSHISTFILE": "-", **os.environ}


@contextmanager
def _interruptions_left_to_it() -> Iterator[None]:
    """While the pager runs, Ctrl-C is its own."""
    before = signal.signal(signal.SIGINT, lambda _number, _frame: None)  # not SIG_IGN, which the pager would inherit
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
