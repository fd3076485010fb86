"""Sentences on stderr: French typography, no control character, never a word cut at the edge of a terminal."""

from __future__ import annotations

import os
import sys
import textwrap

from medinstall.french import typography
from medinstall.model.text import clean

NARROWEST = 20
INDENT = "    "


def say(text: str) -> None:
    """Print lines on stderr, wrapped to the terminal when it is one; nothing when stderr is closed."""
    if sys.stderr is None:
        return
    for line in text.splitlines():
        print("\n".join(_wrapped(typography(clean(line)))), file=sys.stderr)  # noqa: T201 - here is where it happens


def _wrapped(line: str) -> list[str]:
    if not sys.stderr.isatty():
        return [line]
    try:
        width = max(os.get_terminal_size(sys.stderr.fileno()).columns, NARROWEST)
    except OSError:
        return [line]
    lead = line[: len(line) - len(line.lstrip())]
    return textwrap.wrap(
        line.lstrip(), width, initial_indent=lead, subsequent_indent=INDENT if lead else "",
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
