"""What the terminal of this run is, for `medinstall diagnostic`: measured here, where streams and environment are."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

from medinstall.streams import is_terminal
from medinstall.text import shown
from medinstall.wording.diagnosis import Terminal

if TYPE_CHECKING:
    from medinstall.cli.context import Context

_SAID = ("LANG", "LC_ALL", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "ACCESSIBLE")


def terminal_of(context: Context) -> Terminal:
    """Return what is known of the terminal; environment variables that could hold a name are not read."""
    size = shutil.get_terminal_size()
    return Terminal(
        width=context.console.width,
        columns=size.columns,
        lines=size.lines,
        encoding=_encoding(sys.stdout),
        term=shown(os.environ.get("TERM", "")),
        colours="" if context.simple else context.console.rich.color_system or "",
        simple=context.simple,
        asked=context.plain,
        reads=is_terminal(sys.stdin),
        writes=is_terminal(sys.stdout),
        settings=tuple((name, shown(os.environ[name])) for name in _SAID if name in os.environ),
    )


def _encoding(stream: object) -> str:
    return str(getattr(stream, "encoding", None) or "")
