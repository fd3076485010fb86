"""The screen of the dossiers."""

from __future__ import annotations

from collections.abc import Sequence

from medinstall.outputs.layout import Span, cell, columns, widths
from medinstall.outputs.screen import MIDDLE, Sheet
from medinstall.wording.view import DossierView

PROGRESS = 20  # « 12 faites sur 32, » on its own line
_HEADS = ("Dossier", "Prochaine échéance", "Premier jour", "Avancement")


def draw_dossiers(views: Sequence[DossierView], sheet: Sheet) -> None:
    """Draw one line per dossier, or one block on a narrow screen; the dossier in use is named so."""
    if not views:
        sheet.text("Aucun dossier pour l’instant. Pour commencer\u00a0: medinstall nouveau")
        return
    if sheet.simple or sheet.width < MIDDLE:
        for view in views:
            _block(view, sheet)
        return
    rows = [
        (cell(Span(view.name, "bold"), _use(view)), cell(_deadline(view)), cell(view.start), cell(view.progress))
        for view in views
    ]
    header = tuple(cell(Span(head, "bold")) for head in _HEADS)
    sizes = widths((header, *rows), sheet.width, flexible=1, most={3: PROGRESS})
    for row in (header, *rows):
        sheet.add(columns(row, sizes))


def _block(view: DossierView, sheet: Sheet) -> None:
    sheet.blank()
    sheet.text(view.name, "bold")
    pairs = [
        ("Premier jour", (view.start,)),
        ("Avancement", (view.progress,)),
        ("Prochaine échéance", (_deadline(view),)),
        ("Dossier", (_use(view),)),
    ]
    sheet.labelled(pairs)


def _use(view: DossierView) -> str:
    return "en cours" if view.current else ""


def _deadline(view: DossierView) -> str:
    return view.next_deadline or "aucune"
