"""The screens of differences: an answer about to change, futures side by side, what moved since the last visit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from medinstall.outputs.screen import Sheet

if TYPE_CHECKING:
    from medinstall.outputs.console import Console
    from medinstall.wording.changes import ChangesView


def print_changes(parts: Sequence[tuple[str, ChangesView]], console: Console) -> None:
    """Print differences, each under its own title; one that holds nothing says so."""
    sheet = Sheet(console)
    for title, view in parts:
        if title:
            sheet.heading(title)
        sheet.text(view.headline, indent=2)
        for name, lines in view.groups:
            sheet.text(f"{name}\u00a0:", "bold", 2)
            sheet.items(lines, indent=4)
    sheet.show()
