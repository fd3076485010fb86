"""The screens: views printed on a rich console, in columns, in blocks or in plain lines, never cutting a word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from medinstall.outputs.screen import Sheet
from medinstall.outputs.screen_aids import draw_aid, draw_aids
from medinstall.outputs.screen_dossiers import draw_dossiers
from medinstall.outputs.screen_page import print_page
from medinstall.outputs.screen_step import draw_reasons, draw_step
from medinstall.wording.list_page import list_page
from medinstall.wording.view import AidsView, AidView, DossierView, ListView, StepView

if TYPE_CHECKING:
    from medinstall.outputs.console import Console


def print_list(view: ListView, console: Console, *, everything: bool = False, filtered: bool = False) -> None:
    """Print the checklist; `everything` adds what does not apply, `filtered` leaves the steps alone."""
    print_page(list_page(view, everything=everything, filtered=filtered), console)


def print_step(view: StepView, console: Console) -> None:
    """Print one step in full."""
    sheet = Sheet(console)
    draw_step(view, sheet)
    sheet.show()


def print_step_reasons(view: StepView, console: Console) -> None:
    """Print why a step applies, or does not, and how its dates are counted."""
    sheet = Sheet(console)
    draw_reasons(view, sheet)
    sheet.show()


def print_aids(view: AidsView, console: Console) -> None:
    """Print the summary of aids."""
    sheet = Sheet(console)
    draw_aids(view, sheet)
    sheet.show()


def print_aid_reasons(view: AidView, console: Console) -> None:
    """Print one aid in full, criterion by criterion."""
    sheet = Sheet(console)
    draw_aid(view, sheet)
    sheet.show()


def print_dossiers(views: Sequence[DossierView], console: Console) -> None:
    """Print one line per dossier."""
    sheet = Sheet(console)
    draw_dossiers(views, sheet)
    sheet.show()
