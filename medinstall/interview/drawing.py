"""What a screen of the full mode shows, line by line, before any key. No prompt is needed to know it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TypeAlias

from medinstall.french import typography
from medinstall.interview.line_writer import WIDEST, on_screen, wrap
from medinstall.interview.question_view import Option, Page

SELECT_KEYS = "Flèches, puis Entrée. Échap : retour"
TICK_KEYS = "Espace : cocher. Entrée : valider."
TYPE_KEYS = "Tapez, puis Entrée. Échap : retour"
BLANK = " "
MARGIN = 4  # the pointer, and one column that terminals keep for the cursor
AROUND = 8  # lines for the keys, what is typed, what it may mean, and blanks
TICKED, NOT_TICKED = "[x] ", "[ ] "

Piece: TypeAlias = "tuple[str, str]"  # the style, as prompt_toolkit names it, and words
Line: TypeAlias = "tuple[Piece, ...]"


def title(option: Option, columns: int, mark: str = "") -> str:
    """Return the words of an option, wrapped at spaces with what follows under its first letter."""
    words = typography(f"{option.label} : {option.help}") if option.help else option.label
    return on_screen("\n   ".join(wrap(words, columns - MARGIN, mark, " " * len(mark))))


def header_lines(page: Page, columns: int) -> Iterator[Piece]:
    """Yield the style and the words of each line above the prompt, at most `columns` wide."""
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
            yield style, on_screen(line)


def fits(page: Page, columns: int, rows: int) -> bool:
    """Return whether the question and its answers stand together in a terminal of that size."""
    answers = sum(1 + title(answer, columns, NOT_TICKED).count("\n") for answer in page.rows)
    return len(list(header_lines(page, columns))) + answers + AROUND < rows


def list_lines(page: Page, columns: int, pointer: str, ticked: Collection[object] | None = None) -> Iterator[Line]:
    """Yield the lines of a list; with `ticked`, which may be empty, each option has a box before it."""
    pointed = page.rows.index(page.current) if page.current in page.rows else 0
    yield (("", f"  {SELECT_KEYS if ticked is None else TICK_KEYS}"),)
    for index, row in enumerate(page.rows):
        if index == len(page.options):
            yield (("", BLANK),)
        boxed, is_ticked = ticked is not None and index < len(page.options), row.reply in (ticked or ())
        words = title(row, columns, (TICKED if is_ticked else NOT_TICKED) if boxed else "")
        yield _row(words, pointer if index == pointed else "", is_ticked)


def typing_lines(page: Page, columns: int, pointer: str) -> Iterator[Line]:
    """Yield the lines of a prompt to type in: the earlier answer, if there is one, stands among its rows."""
    yield (("", f"  {TYPE_KEYS}"),)
    yield (("bold", prompt_words(page)),)
    if page.current is not None and page.current not in page.entries:
        yield _row(title(page.current, columns), pointer)
    yield (("", ""),)
    for entry in page.entries:
        yield _row(title(entry, columns), pointer if entry == page.current else "")


def _row(words: str, pointer: str, is_ticked: bool = False) -> Line:
    margin = ("class:pointer", f" {pointer} ") if pointer else ("", "   ")
    return margin, ("class:highlighted" if pointer or is_ticked else "", words)


def prompt_words(page: Page) -> str:
    """Return what stands before the text being typed."""
    return f" {page.prompt} : " if page.prompt else " > "
