"""The time line: every date of a plan as a numbered mark over the months, in SVG without style nor script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from medinstall.french import long_date
from medinstall.outputs.markup import Html, tag
from medinstall.wording.dated import DatedView

WIDTH = 960
MARGIN = 26
RADIUS = 9
STEP = 2 * RADIUS + 3
FAR = timedelta(days=430)  # from the first day: what lies beyond would flatten everything else
MOST_LABELS = 15
SHORT_MONTHS = (
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
)  # fmt: skip


def timeline(dates: Sequence[DatedView], today: date) -> Html:
    """Return the drawing of `dates`, numbered from 1 in their order; empty when there is none to draw.

    The list of the same dates, with the same numbers, must stand beside it: the drawing says nothing more.
    """
    near = [(number, day) for number, day in enumerate(dates, 1) if _is_near(day, dates)]
    if not near:
        return Html("")
    scale = _Scale(near[0][1].on, near[-1][1].on)
    marks = list(_marks(near, scale))
    top = RADIUS + 6
    floor = top + STEP * max(row for _, _, _, row in marks) + 2 * RADIUS
    height = floor + 34
    parts = [
        tag("title", "Frise des dates", id="frise-titre"),
        tag("desc", f"{len(near)} dates, du {long_date(scale.first)} au {long_date(scale.last)}, listées ensuite."),
        *_months(scale, floor),
        *_lines(near, scale, floor, today),
        *(_mark(number, day, x, floor - RADIUS - 4 - STEP * row) for number, day, x, row in marks),
    ]
    box = f"0 0 {WIDTH} {height}"
    return tag("svg", *parts, viewBox=box, role="img", aria_labelledby="frise-titre", class_="frise")


def _is_near(day: DatedView, dates: Sequence[DatedView]) -> bool:
    start = next((each.on for each in dates if each.kind == "start"), dates[0].on)
    return abs(day.on - start) <= FAR


class _Scale:
    """From days to the horizontal axis, in whole months."""

    def __init__(self, first: date, last: date) -> None:
        self.first = first
        self.last = last
        self.start = first.replace(day=1)
        self.end = (last.replace(day=28) + timedelta(days=4)).replace(day=1)

    def x(self, day: date) -> float:
        """Return where a day stands."""
        share = (day - self.start).days / (self.end - self.start).days
        return round(MARGIN + share * (WIDTH - 2 * MARGIN), 1)

    def months(self) -> Iterator[date]:
        """Yield the first day of every month, the one after the last included."""
        month = self.start
        while month <= self.end:
            yield month
            month = (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def _marks(near: Sequence[tuple[int, DatedView]], scale: _Scale) -> Iterator[tuple[int, DatedView, float, int]]:
    """Yield each mark with its place: on the lowest row where it hides no other."""
    rows: list[float] = []
    for number, day in near:
        x = scale.x(day.on)
        row = next((index for index, taken in enumerate(rows) if x - taken >= STEP), len(rows))
        rows[row : row + 1] = [x]
        yield number, day, x, row


def _months(scale: _Scale, floor: int) -> Iterator[Html]:
    months = list(scale.months())
    every = 1 + (len(months) - 1) // MOST_LABELS
    yield tag("line", x1=str(MARGIN), x2=str(WIDTH - MARGIN), y1=str(floor), y2=str(floor), class_="axe")
    for index, month in enumerate(months):
        x = str(scale.x(month))
        yield tag("line", x1=x, x2=x, y1=str(floor), y2=str(floor + 5), class_="axe")
        if index % every == 0 and month < scale.end:
            year = str(month.year) if index == 0 or month.month <= every else ""
            yield tag("text", SHORT_MONTHS[month.month - 1], x=x, y=str(floor + 17), class_="mois")
            yield tag("text", year, x=x, y=str(floor + 30), class_="an") if year else Html("")


def _lines(near: Sequence[tuple[int, DatedView]], scale: _Scale, floor: int, today: date) -> Iterator[Html]:
    days = {day.on: "premier" for _, day in near if day.kind == "start"}
    if scale.start <= today < scale.end:
        days.setdefault(today, "jour")
    for day, name in days.items():
        x = str(scale.x(day))
        yield tag("line", x1=x, x2=x, y1="0", y2=str(floor), class_=name)


def _mark(number: int, day: DatedView, x: float, y: float) -> Html:
    kind = "faite" if day.done_on else day.kind
    shape = tag("circle", cx=str(x), cy=str(y), r=str(RADIUS))
    if day.kind in ("effect", "milestone"):
        reach = RADIUS + 1
        shape = tag("path", d=f"M{x} {y - reach}l{reach} {reach}l-{reach} {reach}l-{reach} -{reach}z")
    elif day.kind == "start":
        side = str(2 * RADIUS)
        shape = tag("rect", x=str(round(x - RADIUS, 1)), y=str(y - RADIUS), width=side, height=side, rx="2")
    label = tag("text", str(number), x=str(x), y=str(y + 3.5))
    return tag("g", tag("title", f"{number}. {long_date(day.on)}\u00a0: {day.title}"), shape, label, class_=kind)
