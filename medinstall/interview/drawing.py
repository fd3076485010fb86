"""The words of a full-mode screen, wrapped at the width of the terminal: the question above, each answer below."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from medinstall.french import typography
from medinstall.interview.line_writer import WIDEST, on_screen, wrap
from medinstall.interview.page import Option, Page

MARGIN = 4  # the pointer, and one column that terminals keep for the cursor
LIST_ROOM = 8  # lines kept under the question: the keys, what is typed, a few answers
ROOMY = 24  # rows from which blank lines are affordable

Piece: TypeAlias = "tuple[str, str]"  # the style, as prompt_toolkit names it, and words


def title(option: Option, columns: int, mark: str = "") -> str:
    """Return the words of an option, wrapped at spaces with what follows under its first letter."""
    words = typography(f"{option.label} : {option.help}") if option.help else option.label
    return on_screen("\n   ".join(wrap(words, columns - MARGIN, mark, " " * len(mark))))


def header_lines(page: Page, columns: int, rows: int = ROOMY) -> list[Piece]:
    """Return the style and the words of each line above the prompt, at most `columns` wide.

    In a low terminal the blank lines go first, then the hint, then the reason: never the question.
    """
    pieces = list(_pieces(page, columns))
    room = max(rows - LIST_ROOM, 1)
    if len(pieces) > room:
        pieces = [piece for piece in pieces if piece[1]]
    return pieces[:room]


def _pieces(page: Page, columns: int) -> Iterator[Piece]:
    width = min(columns - 1, WIDEST)
    yield "", ""
    for style, text, margin in (
        ("class:heading", page.heading, " "),
        ("", "\n", ""),
        ("class:warning", page.warning, " "),
        ("class:question", page.question, " "),
        ("", page.why, "   "),
        ("", page.hint, "   "),
        ("", "\n", ""),
    ):
        for line in wrap(text, width, margin, margin) if text.strip() else [""] * len(text):
            yield from ((style, part) for part in _cut(on_screen(line), width, margin))


def _cut(line: str, width: int, margin: str) -> list[str]:
    """Return a line in parts that fit: an address longer than the screen would lose its end."""
    if len(line) <= width:
        return [line]
    room, words = width - len(margin), line.removeprefix(margin)
    return [f"{margin}{words[at : at + room]}" for at in range(0, len(words), room)]


def prompt_words(page: Page) -> str:
    """Return what stands before the text being typed."""
    return f" {page.prompt} : " if page.prompt else " > "
