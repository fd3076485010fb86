"""The screen of the time line: a column of days beside what they hold, blocks below 70 columns, plain lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from medinstall.outputs.layout import GAP, Cell, Line, Span, cell, columns, widths
from medinstall.outputs.screen import MIDDLE, WIDE, Sheet

if TYPE_CHECKING:
    from medinstall.outputs.console import Console
    from medinstall.wording.timeline import CalendarView, DayView, EventView, Kind

LABEL_WIDTH = 15  # « délai conventionnel » takes two lines where room is short
STYLES: dict[Kind, str] = {
    "repere": "bold",
    "retard": "bold red",
    "echeance": "bold",
    "dispo": "bold",
    "fait": "green",
}
_LEGEND = (
    ("au plus tard", "le dernier jour, avec ce qui le fixe"),
    ("possible dès", "le premier jour où la démarche est acceptée"),
    ("objectif", "le jour à viser pour être à l’aise"),
)


def print_calendar(view: CalendarView, console: Console) -> None:
    """Print the time line."""
    sheet = Sheet(console)
    draw_calendar(view, sheet)
    sheet.show()


def draw_calendar(view: CalendarView, sheet: Sheet) -> None:
    """Draw the time line: what matters most first, then the months."""
    sheet.text(f"{view.name}, {view.today}", "bold")
    _head(view, sheet)
    days = [day for _, group in view.months for day in group]
    most = {1: LABEL_WIDTH} if sheet.width < WIDE else {}
    sizes = widths([row for day in days for row in _rows(day)], sheet.width, flexible=2, most=most)
    for title, group in view.months:
        sheet.heading(title)
        for day in group:
            if sheet.simple or sheet.width < MIDDLE:
                _block(day, sheet)
            else:
                sheet.add(_drawn(day, sizes, sheet))
    if view.undated:
        sheet.heading("Sans date pour l’instant")
        sheet.items(view.undated)
    sheet.heading("Pour lire ce calendrier")
    sheet.labelled([(label, (text,)) for label, text in _LEGEND])
    sheet.footer(view.limit, view.acronyms)


def _head(view: CalendarView, sheet: Sheet) -> None:
    sheet.blank()
    start = (Span(view.start.day, "bold"), view.start.sentence)
    late = tuple(Span(line, "bold red") for line in view.late)
    pairs: list[tuple[str, Sequence[Span | str]]] = [
        (view.start.label, start),
        ("Marge", (view.margin,)),
        ("En retard", late),
        ("Prochaine échéance", (view.deadline,)),
    ]
    sheet.labelled([(label, parts) for label, parts in pairs if any(parts)], indent=0)


def _rows(day: DayView) -> Iterator[tuple[Cell, ...]]:
    """Yield one row of cells for each event, the day standing before the first."""
    first = cell(Span(day.short, "bold"), Span(day.distance, "dim"))
    for number, event in enumerate(day.events):
        style = STYLES.get(event.kind, "")
        what = cell(Span(event.text, style), *(Span(detail, "dim") for detail in event.details))
        when = cell(Span(event.label, style), Span(event.basis, "dim"))
        yield first if number == 0 else cell(), when, what


def _drawn(day: DayView, sizes: Sequence[int], sheet: Sheet) -> Iterator[Line]:
    for number, (event, row) in enumerate(zip(day.events, _rows(day), strict=True)):
        if event.kind == "repere":
            yield _ruler(event, day, number == 0, sizes, sheet)
        else:
            yield from columns(row, sizes)


def _ruler(event: EventView, day: DayView, first: bool, sizes: Sequence[int], sheet: Sheet) -> Line:
    """Return a landmark as a rule across the time line."""
    stroke = "━" if sheet.glyphs else "="
    left = (day.short if first else "").ljust(sizes[0] + GAP)
    after = f", {day.distance}" if first and day.distance else ""
    title = f"{stroke * 2} {event.text.upper()}{after} "
    return Span(left, "bold"), Span(title.ljust(sum(sizes[1:]) + GAP, stroke), "bold")


def _block(day: DayView, sheet: Sheet) -> None:
    sheet.blank()
    sheet.text(f"{day.words}, {day.distance}" if day.distance else day.words, "bold")
    for event in day.events:
        if event.kind == "repere":
            sheet.text(event.text if sheet.simple else event.text.upper(), "bold", 2)
    sheet.items(_line(event) for event in day.events if event.kind != "repere")


def _line(event: EventView) -> str:
    told = [part for part in (event.basis, *event.details) if part]
    after = f" ({', '.join(told)})" if told else ""
    return f"{event.label}\u00a0: {event.text}{after}"
