"""The rich console that every screen is printed on: user text is never markup, colours follow the environment."""

from __future__ import annotations

import sys
from typing import Any

from rich.console import Console

from medinstall.outputs.pager import show_in


class PagedConsole(Console):
    """A console that hands to a pager what is longer than the terminal."""

    reader: tuple[str, ...] = ()

    def print(self, *objects: Any, **options: Any) -> None:
        """Print, or show in the pager."""
        if not self.reader:
            super().print(*objects, **options)
            return
        with self.capture() as captured:
            super().print(*objects, **options)
        text = captured.get()
        if text.count("\n") < self.size.height or not show_in(self.reader, text):
            self.file.write(text)


def console(*, simple: bool, pager: tuple[str, ...] = ()) -> Console:
    """Return a console on stdout. Simple mode has neither colour, box nor pager."""
    made = PagedConsole(
        file=sys.stdout,
        markup=False,
        emoji=False,
        highlight=False,
        no_color=True if simple else None,
        color_system=None if simple else "auto",
    )
    made.reader = () if simple else pager
    return made
