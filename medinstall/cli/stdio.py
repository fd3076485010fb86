"""Sentences on stderr: French typography, no control character, never a word cut at the edge of a terminal.

Results as bytes on stdout; nothing where a stream is closed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TextIO

from medinstall.actions import worded
from medinstall.errors import MedinstallError, layout
from medinstall.french import typography
from medinstall.streams import is_terminal
from medinstall.text import parts_of, verbatim, wrap

NARROWEST = 20
USUAL = 80
INDENT = "    "


def say(text: str) -> None:
    """Print lines on stderr, wrapped to the terminal when it is one; nothing when nobody can read them."""
    if sys.stderr is None:
        return
    from medinstall.cli.actions import COMMANDS

    try:
        for line in worded(text, COMMANDS).splitlines():
            print("\n".join(_wrapped(_finished(line))), file=sys.stderr)  # noqa: T201 - here is where it happens
    except OSError:  # its reader is gone, the disk is full: the exit status still says it
        silence(sys.stderr)


def say_error(error: MedinstallError) -> None:
    """Print an error on stderr: what, where, and the command that mends it."""
    from medinstall.cli.actions import COMMANDS

    say(layout(error, COMMANDS, verbatim))


def show(lines: Iterable[str]) -> None:
    """Print lines on stdout, in French typography."""
    for line in lines:
        print(typography(line))  # noqa: T201 - results go to stdout


def put(data: bytes) -> None:
    """Write a result on stdout, whatever its encoding; nothing when stdout is closed."""
    if sys.stdout is None:
        return
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(data.decode())
    else:
        buffer.write(data)


def put_json(found: object) -> None:
    """Write JSON on stdout, in UTF-8 whatever the terminal."""
    import json

    put((json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode())


def silence(stream: TextIO | None) -> None:
    """Send what is still to be written on a broken stream to nowhere, so that leaving does not fail on it."""
    if stream is not None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _finished(line: str) -> str:
    """Return a line with French typography in its sentences alone: a path or a command stays as it can be pasted."""
    return "".join(part if exact else typography(part) for part, exact in parts_of(line))


def _wrapped(line: str) -> list[str]:
    if not is_terminal(sys.stderr):
        return [line]
    try:
        columns = os.get_terminal_size(sys.stderr.fileno()).columns
    except OSError:
        return [line]
    width = max(columns, NARROWEST) if columns else USUAL  # 0: the terminal does not say
    lead = line[: len(line) - len(line.lstrip())]
    return wrap(line.lstrip(), width, lead, INDENT if lead else "")
