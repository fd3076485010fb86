"""The screens of what medinstall leans on: the sources, what to read again, the outdated statements, the glossary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from medinstall.outputs.layout import Span, paragraph
from medinstall.outputs.screen import Sheet
from medinstall.wording.reading_plan import ReadingPlanView
from medinstall.wording.sources import FootingView, SourcesView, StatementView, named

if TYPE_CHECKING:
    from medinstall.outputs.console import Console

_LATE = "bold magenta"
_ACRONYMS = "«\u00a0medinstall glossaire SIGLE\u00a0» explique un sigle."
_OLD_DOCUMENTS = "Ce que disent encore d’anciens documents, et ce qui vaut aujourd’hui"


def print_sources(view: SourcesView, console: Console) -> None:
    """Print the sources by kind, then what old documents still say."""
    sheet = Sheet(console)
    sheet.text("Les sources de medinstall", "bold")
    sheet.text(view.summary)
    sheet.text(view.next_review)
    for kind, footings in view.kinds:
        sheet.heading(kind)
        for number, footing in enumerate(footings):
            if number:
                sheet.blank()
            _footing(footing, sheet)
    if view.documents:
        sheet.heading(_OLD_DOCUMENTS)
    for document, statements in view.documents:
        sheet.blank()
        sheet.text(document, "bold")
        for statement in statements:
            _statement(statement, sheet)
    sheet.blank()
    sheet.text(_ACRONYMS, "dim")
    sheet.show()


def print_reading_plan(view: ReadingPlanView, console: Console) -> None:
    """Print what is to be read again: by day, what loses most first."""
    sheet = Sheet(console)
    sheet.text("Ce qu’il faut relire, et quand", "bold")
    sheet.text(view.summary)
    for day in view.days:
        sheet.heading(day.title)
        for stake, readings in day.stakes:
            sheet.blank()
            sheet.text(stake, _LATE if day.overdue else "bold")
            for reading in readings:
                sheet.items([reading.source])
                sheet.text(reading.rules, "dim", 4)
    sheet.show()


def print_glossary(entries: Sequence[tuple[str, str]], console: Console) -> None:
    """Print terms and what they mean."""
    sheet = Sheet(console)
    sheet.labelled([(term, (meaning,)) for term, meaning in entries], indent=0)
    sheet.show()


def _footing(footing: FootingView, sheet: Sheet) -> None:
    names = named(footing.title, footing.publisher)
    title = f"{names} ({footing.published})" if footing.published else names
    mark = "! " if footing.overdue else "- "
    sheet.add(paragraph(title, sheet.prose, style="bold", first=mark))
    sheet.address(footing.url, 2)
    for article in footing.articles:
        sheet.text(article, "dim", 2)
    for check in footing.checks:
        sheet.text(check.sentence, _LATE if check.overdue else "dim", 2)
        for note in check.notes:
            sheet.text(note, "", 2)
    held = [(label, (titles,)) for label, titles in footing.holds]
    sheet.labelled(held or [("Règles", ("Aucune : citée pour écarter un texte ancien.",))])


def _statement(item: StatementView, sheet: Sheet) -> None:
    sheet.blank()
    pairs: list[tuple[str, Sequence[Span | str]]] = [
        ("On y lit", (item.statement,)),
        ("Aujourd’hui", (Span(item.current, "bold"),)),
        ("D’après", tuple(item.sources)),
    ]
    sheet.labelled(pairs)
