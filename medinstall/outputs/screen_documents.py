"""The screen of the papers to gather."""

from __future__ import annotations

from typing import TYPE_CHECKING

from medinstall.outputs.screen import Sheet
from medinstall.wording.documents import DocumentGroup, DocumentsView

if TYPE_CHECKING:
    from medinstall.outputs.console import Console


def print_documents(view: DocumentsView, console: Console) -> None:
    """Print every paper once, under the step that asks for it first."""
    sheet = Sheet(console)
    draw_documents(view, sheet)
    sheet.show()


def draw_documents(view: DocumentsView, sheet: Sheet) -> None:
    """Draw the papers to gather, the most urgent first, then those already handed over."""
    sheet.heading("Documents à réunir", view.total)
    for group in view.groups:
        _group(group, sheet)
    if view.given:
        sheet.heading("Déjà remis")
        sheet.items(f"{document.label}\u00a0: {document.asked_by}" for document in view.given)
    sheet.footer(view.limit, ())


def _group(group: DocumentGroup, sheet: Sheet) -> None:
    box = "□ " if sheet.glyphs else "- "
    sheet.blank()
    sheet.text(group.first.title, "bold")
    sheet.text(f"{group.first.who}\u00a0: {group.first.when} ({group.first.step})")
    for document in group.documents:
        sheet.text(f"{box}{group.told(document)}", indent=2)
        sheet.items((f"aussi {each.sentence}" for each in group.others(document)), indent=6)
