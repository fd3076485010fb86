"""Lines of text laid out in columns and blocks. Words and numbers are never cut; nothing here prints.

rich breaks lines at no-break spaces (Textualize/rich#3545), so lines are broken here and handed over whole.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple, TypeAlias

from medinstall.text import width_of, wrap

GAP = 2


class Span(NamedTuple):
    """A run of text in one style (rich's words: "bold", "dim", "red"); the style never carries meaning alone."""

    text: str
    style: str = ""


Line: TypeAlias = tuple[Span, ...]
Cell: TypeAlias = tuple[Span, ...]  # its paragraphs, one under the other


def cell(*paragraphs: Span | str) -> Cell:
    """Return a cell of the paragraphs that hold something."""
    spans = (Span(each) if isinstance(each, str) else each for each in paragraphs)
    return tuple(span for span in spans if span.text)


def paragraph(text: str, width: int, *, style: str = "", first: str = "", rest: str | None = None) -> list[Line]:
    """Return `text` wrapped, with `first` before its first line and `rest` (spaces of that length) before others."""
    indent = " " * width_of(first) if rest is None else rest
    room = max(width - width_of(first), 1)
    return [(Span(indent if number else first), Span(line, style)) for number, line in enumerate(wrap(text, room))]


def widths(rows: Sequence[Sequence[Cell]], total: int, flexible: int, most: Mapping[int, int]) -> list[int]:
    """Return the width of each column: what its content needs, the `flexible` one taking the room that is left.

    `most` limits some columns, whose text then takes more lines.
    """
    needs = []
    for number, cells in enumerate(zip(*rows, strict=True)):
        need = max((width_of(span.text) for each in cells for span in each), default=0)
        needs.append(min(need, most.get(number, total)))
    fixed = sum(need for number, need in enumerate(needs) if number != flexible)
    needs[flexible] = max(min(needs[flexible], total - fixed - GAP * (len(needs) - 1)), 1)
    return needs


def columns(row: Sequence[Cell], sizes: Sequence[int]) -> list[Line]:
    """Return one row of cells side by side, each wrapped in its own width."""
    wrapped = (
        [Span(line, span.style) for span in each for line in wrap(span.text, size)]
        for each, size in zip(row, sizes, strict=True)
    )
    return [tuple(_joined(spans, sizes)) for spans in zip_longest(*wrapped, fillvalue=Span(""))]


def _joined(spans: Sequence[Span], sizes: Sequence[int]) -> Iterable[Span]:
    last = max((index for index, span in enumerate(spans) if span.text), default=0)
    for index, span in enumerate(spans[: last + 1]):
        yield span
        if index < last:
            yield Span(" " * max(sizes[index] - width_of(span.text) + GAP, 1))
