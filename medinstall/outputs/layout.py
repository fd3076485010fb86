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


class Cell(NamedTuple):
    """Paragraphs of one cell, each with its style."""

    parts: tuple[Span, ...]


def cell(*parts: Span | str) -> Cell:
    """Return a cell of the paragraphs that hold something."""
    spans = (Span(part) if isinstance(part, str) else part for part in parts)
    return Cell(tuple(span for span in spans if span.text))


def paragraph(text: str, width: int, *, style: str = "", first: str = "", rest: str | None = None) -> list[Line]:
    """Return `text` wrapped, with `first` before its first line and `rest` (spaces of that length) before others."""
    indent = " " * width_of(first) if rest is None else rest
    room = max(width - width_of(first), 1)
    return [(Span(indent if number else first), Span(line, style)) for number, line in enumerate(wrap(text, room))]


def widths(
    rows: Sequence[Sequence[Cell]], total: int, flexible: int, most: Mapping[int, int] | None = None
) -> list[int]:
    """Return the width of each column: what its content needs, the `flexible` one taking the room that is left.

    `most` limits some columns, whose text then takes more lines.
    """
    limits = most or {}
    columns_of_cells = enumerate(zip(*rows, strict=True))
    needs = [min(max(map(_need, column)), limits.get(index, total)) for index, column in columns_of_cells]
    fixed = sum(need for index, need in enumerate(needs) if index != flexible)
    needs[flexible] = max(min(needs[flexible], total - fixed - GAP * (len(needs) - 1)), 1)
    return needs


def _need(each: Cell) -> int:
    return max((width_of(part.text) for part in each.parts), default=0)


def columns(row: Sequence[Cell], sizes: Sequence[int]) -> list[Line]:
    """Return one row of cells side by side, each wrapped in its own width."""
    stacks = [_stack(each, size) for each, size in zip(row, sizes, strict=True)]
    return [tuple(_joined(spans, sizes)) for spans in zip_longest(*stacks, fillvalue=Span(""))]


def _stack(each: Cell, size: int) -> list[Span]:
    return [Span(line, part.style) for part in each.parts for line in wrap(part.text, size)]


def _joined(spans: Sequence[Span], sizes: Sequence[int]) -> Iterable[Span]:
    last = max((index for index, span in enumerate(spans) if span.text), default=0)
    for index, span in enumerate(spans[: last + 1]):
        yield span
        if index < last:
            yield Span(" " * max(sizes[index] - width_of(span.text) + GAP, 1))
