"""The screen of the time line: a column of days beside what they hold, blocks below 70 columns, plain lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from medinstall.outputs.layout import GAP, Cell, Line, Span, cell, columns, widths
from medinstall.outputs.screen import MIDDLE, WIDE, Sheet
from medinstall.wording.blocks import Event, EventKind, Timeline, TimelineDay

LABEL_WIDTH = 15  # « délai conventionnel » takes two lines where room is short
STYLES: dict[EventKind, str] = {
    "repere": "bold",
    "retard": "bold red",
    "echeance": "bold",
    "dispo": "bold",
    "fait": "green",
}


def draw_timeline(block: Timeline, sheet: Sheet) -> None:
    """Draw the months, each under its title."""
    days = [day for _, group in block.months for day in group]
    most = {1: LABEL_WIDTH} if sheet.width < WIDE else {}
    sizes = widths([row for day in days for row in _rows(day)], sheet.width, flexible=2, most=most)
    for title, group in block.months:
        sheet.heading(title)
        for day in group:
            if sheet.simple or sheet.width < MIDDLE:
                _stacked(day, sheet)
            else:
                sheet.add(_drawn(day, sizes, sheet))


def _rows(day: TimelineDay) -> Iterator[tuple[Cell, ...]]:
    """Yield one row of cells for each event, the day standing before the first."""
    first = cell(Span(day.short, "bold"), Span(day.distance, "dim"))
    for number, event in enumerate(day.events):
        style = STYLES.get(event.kind, "")
        what = cell(Span(event.text, style), *(Span(detail, "dim") for detail in event.details))
        when = cell(Span(event.label, style), Span(event.basis, "dim"))
        yield first if number == 0 else cell(), when, what


def _drawn(day: TimelineDay, sizes: Sequence[int], sheet: Sheet) -> Iterator[Line]:
    for number, (event, row) in enumerate(zip(day.events, _rows(day), strict=True)):
        if event.kind == "repere":
            yield _ruler(event, day, number == 0, sizes, sheet)
        else:
            yield from columns(row, sizes)


def _ruler(event: Event, day: TimelineDay, first: bool, sizes: Sequence[int], sheet: Sheet) -> Line:
    """Return a landmark as a rule across the time line."""
    stroke = "━" if sheet.glyphs else "="
    left = (day.short if first else "").ljust(sizes[0] + GAP)
    after = f", {day.distance}" if first and day.distance else ""
    title = f"{stroke * 2} {event.text.upper()}{after} "
    return Span(left, "bold"), Span(title.ljust(sum(sizes[1:]) + GAP, stroke), "bold")


def _stacked(day: TimelineDay, sheet: Sheet) -> None:
    sheet.blank()
    sheet.text(f"{day.words}, {day.distance}" if day.distance else day.words, "bold")
    for event in day.events:
        if event.kind == "repere":
            sheet.text(event.text if sheet.simple else event.text.upper(), "bold", 2)
    sheet.items(_line(event) for event in day.events if event.kind != "repere")


def _line(event: Event) -> str:
    told = [part for part in (event.basis, *event.details) if part]
    after = f" ({', '.join(told)})" if told else ""
    return f"{event.label}\u00a0: {event.text}{after}"
