"""The screen of the ways to practise: a table to compare, what cannot be undone, then each one in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from medinstall.outputs.layout import Cell, Span, cell, columns, widths
from medinstall.outputs.screen import GRAVE, Sheet, references
from medinstall.outputs.screen_list import MIDDLE
from medinstall.wording.sector import SectorView
from medinstall.wording.sectors import SectorsView
from medinstall.wording.view import SourceView

if TYPE_CHECKING:
    from rich.console import Console

_ACCESS = {"ouvert": "green", "à confirmer": "magenta"}
_TABLE = ("Secteur", "Accès", "Rendu au patient", "Versements uniques")


def print_sectors(view: SectorsView, console: Console, *, simple: bool = False) -> None:
    """Print the ways to practise side by side."""
    sheet = Sheet(console, simple)
    draw_sectors(view, sheet)
    sheet.show()


def draw_sectors(view: SectorsView, sheet: Sheet) -> None:
    """Draw the comparison, what cannot be undone, each sector in full, the sources."""
    sheet.text(f"{view.name}, les secteurs d’exercice", "bold")
    sheet.labelled([("Votre réponse", (Span(view.current, "bold"),))], indent=0)
    sheet.text(view.warning, "magenta")
    sheet.heading("En bref")
    if sheet.simple or sheet.width < MIDDLE:
        _in_blocks(view, sheet)
    else:
        _table(view, sheet)
    sheet.text(view.example, "dim", 2)
    if view.final:
        sheet.heading("Ce qui ne se défait pas")
    for alert in view.final:
        sheet.blank()
        sheet.alert(alert)
    for sector in view.sectors:
        _sector(sector, view, sheet)
    sheet.heading("Et ensuite")
    for more in view.more:
        sheet.text(more.sentence, indent=2)
        sheet.text(more.command, "bold", 4)
    sheet.sources(view.sources)
    sheet.footer(view.limit, view.acronyms)


def _table(view: SectorsView, sheet: Sheet) -> None:
    rows = [tuple(cell(Span(title, "dim")) for title in _TABLE)]
    rows += [_row(sector, sheet) for sector in view.sectors]
    sizes = widths(rows, sheet.prose - 2, 0)
    marks = ["  ", *(_mark(sheet) if sector.is_current else "  " for sector in view.sectors)]
    for row, mark in zip(rows, marks, strict=True):
        first, *others = columns(row, sizes)
        sheet.add([(Span(mark, "bold"), *first), *((Span("  "), *line) for line in others)])


def _mark(sheet: Sheet) -> str:
    return "→ " if sheet.glyphs else "> "


def _row(sector: SectorView, sheet: Sheet) -> tuple[Cell, ...]:
    style = "bold" if sector.is_current else ""
    access = Span(sheet.sign(sector.sign), _ACCESS.get(sector.sign.word, ""))
    return cell(Span(sector.name, style)), cell(access), cell(sector.refund), cell(sector.money)


def _in_blocks(view: SectorsView, sheet: Sheet) -> None:
    for sector in view.sectors:
        chosen = " (votre réponse)" if sector.is_current else ""
        sheet.text(f"{sector.name}{chosen}", "bold" if chosen else "", 2)
        facts = zip(_TABLE[1:], (sheet.sign(sector.sign), sector.refund, sector.money), strict=True)
        for title, text in facts:
            if text:
                sheet.text(f"{title}\u00a0: {text}", indent=4)


def _sector(sector: SectorView, view: SectorsView, sheet: Sheet) -> None:
    sheet.heading(sector.title, "votre réponse" if sector.is_current else "")
    for alert in sector.alerts:
        if alert.is_grave:
            sheet.alert(alert)
    mark = "!! " if sector.binds and not sheet.simple else ""
    pairs: list[tuple[str, Sequence[Span | str]]] = [
        ("Accès", tuple(_access(sector, view.sources, sheet))),
        *((alert.sign.word, (alert.text,)) for alert in sector.alerts if not alert.is_grave),
        *(("Attention", (text,)) for text in sector.coming),
        ("Honoraires", (sector.fees,)),
        ("Remboursement", (sector.reimbursement,)),
        ("Régime social", (sector.social,)),
        ("Vos aides", (sector.total, *sector.gains)),
        ("Engagements", tuple(_commitments(sector))),
        ("Changer ensuite", (Span(f"{mark}{sector.undo}", GRAVE if sector.binds else ""),)),
        ("Sources", tuple(_sources(sector, view.sources))),
    ]
    sheet.labelled(pairs)


def _access(sector: SectorView, sources: Sequence[SourceView], sheet: Sheet) -> Iterator[Span | str]:
    """Yield whether the doctor may, each condition with the answer given, then the answer that would settle it."""
    yield Span(sector.access, _ACCESS.get(sector.sign.word, "bold"))
    for reason in sector.reasons:
        yield f"{sheet.sign(reason.sign)}\u00a0: {reason.text} {references(reason.sources, sources)}".rstrip()
        yield Span(reason.answer, "dim")
    for question in sector.ask:
        yield question.sentence
        yield Span(question.command, "bold")


def _commitments(sector: SectorView) -> Iterator[str]:
    if sector.same_as:
        yield f"{sector.same_as}, et\u00a0:" if sector.commitments else f"{sector.same_as}."
    elif sector.commitments:
        yield "Ce qu’il faut faire et tenir\u00a0:"
    yield from (f"- {text}" for text in sector.commitments)


def _sources(sector: SectorView, sources: Sequence[SourceView]) -> Iterator[str]:
    """Yield each source that has something to say of itself, then the others together."""
    noted = [source for source, _ in sector.cautions]
    yield from (f"{references((source,), sources)} {caution}" for source, caution in sector.cautions)
    yield references([source for source in sector.sources if source not in noted], sources)
