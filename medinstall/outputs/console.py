"""The rich console that every screen is printed on: user text is never markup, colours follow the environment."""

from __future__ import annotations

import sys

from rich.console import Console


def console(*, simple: bool) -> Console:
    """Return a console on stdout. Simple mode has neither colour nor box."""
    return Console(
        file=sys.stdout,
        markup=False,
        emoji=False,
        highlight=False,
        no_color=True if simple else None,
        color_system=None if simple else "auto",
    )
