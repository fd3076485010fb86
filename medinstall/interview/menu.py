"""The menu under a page: words in a grid, so that a low screen holds both; worked with the arrows and Enter."""

from __future__ import annotations

from math import ceil

from prompt_toolkit.application import Application, get_app
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Window
from prompt_toolkit.layout.controls import FormattedTextControl

from medinstall.interview.drawing import MARGIN
from medinstall.interview.keys import ENTER, ignore_paste, next_beginning, on, prompt_of
from medinstall.interview.line_writer import WIDEST
from medinstall.interview.page import Page, Reply
from medinstall.interview.parse_error import fold
from medinstall.text import width_of

MENU_KEYS = "Flèches, puis Entrée. Échap : quitter"
MOST_COLUMNS = 3


def menu_height(labels: list[str], columns: int) -> int:
    """Return the lines that a menu takes: its keys, its words, and the last line of the screen, which stays free."""
    return ceil(len(labels) / _across(labels, columns)) + 2


def menu(page: Page, pointer: str) -> Application[Reply]:
    """Return the prompt that ends with an option of `page`, or with Move.BACK."""
    return _Grid(page, pointer).application()


def _across(labels: list[str], columns: int) -> int:
    """Return how many words stand side by side."""
    widest = max(map(width_of, labels)) + MARGIN
    return max(1, min(MOST_COLUMNS, min(columns, WIDEST + 1) // widest))


class _Grid:
    """The words, row after row, and the one pointed at."""

    def __init__(self, page: Page, pointer: str) -> None:
        self._page = page
        self._labels = [option.label for option in page.options]
        self._pointer = pointer
        self._at = 0

    def application(self) -> Application[Reply]:
        keys = Window(FormattedTextControl(f"  {MENU_KEYS}"), height=1)
        rows = Window(FormattedTextControl(self._fragments, focusable=True, show_cursor=False))
        return prompt_of(None, [keys, rows], self._bindings(), rows)

    def _columns(self) -> int:
        return _across(self._labels, get_app().output.get_size().columns)

    def _fragments(self) -> StyleAndTextTuples:
        across, widest = self._columns(), max(map(width_of, self._labels))
        drawn: StyleAndTextTuples = []
        for index, label in enumerate(self._labels):
            if index and not index % across:
                drawn.append(("", "\n"))
            is_pointed = index == self._at
            if is_pointed:
                drawn.append(("[SetCursorPosition]", ""))
            drawn.append(("class:pointer" if is_pointed else "", f" {self._pointer if is_pointed else ' '} "))
            drawn.append(("class:highlighted" if is_pointed else "", label))
            drawn.append(("", " " * (widest - width_of(label) + 1)))
        return drawn

    def _bindings(self) -> KeyBindings:
        bindings = KeyBindings()
        on(bindings, *ENTER)(lambda event: event.app.exit(result=self._page.options[self._at].reply))
        for key, step in (("right", 1), ("tab", 1), ("left", -1), ("s-tab", -1)):
            bindings.add(key, eager=True)(lambda _, step=step: self._move(step))
        for key, rows in (("down", 1), ("up", -1)):
            bindings.add(key, eager=True)(lambda _, rows=rows: self._move_rows(rows))

        @bindings.add(Keys.Any)
        def _(event: KeyPressEvent) -> None:
            self._at = next_beginning(fold(event.data), self._labels, self._at)

        ignore_paste(bindings)
        return bindings

    def _move(self, step: int) -> None:
        self._at = (self._at + step) % len(self._labels)

    def _move_rows(self, rows: int) -> None:
        """Go down or up in a column, round its ends; a row that is short has no word there."""
        column = range(self._at % self._columns(), len(self._labels), self._columns())
        self._at = column[(column.index(self._at) + rows) % len(column)]
