"""The lists of the full mode: choose one, or tick some. questionary's own list, with our words, marks and keys.

Its ready-made prompts are not used: each makes three applications to show one, and a question would come 10 ms later.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast

import questionary
from prompt_toolkit.application import Application, get_app
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Window
from prompt_toolkit.layout.controls import FormattedTextControl
from questionary.prompts.common import InquirerControl

from medinstall.interview.drawing import LIST_ROOM, MARGIN, header_lines, title
from medinstall.interview.keys import ENTER, ignore_paste, leave, next_beginning, on, prompt_of
from medinstall.interview.line_writer import on_screen, wrap
from medinstall.interview.page import QUIT_KEY, WHY_KEY, Move, Page, Reply, Ticks, shown_text
from medinstall.interview.parse_error import fold

SELECT_KEYS, BACK_KEY = "Flèches, puis Entrée.", " Échap : retour"
TICK_KEYS = "Espace : cocher. Entrée : valider."
KEYS_LINE = 1
TICKED, NOT_TICKED = "[x] ", "[ ] "
BLANK = " "
NOTHING_TICKED = "Rien de coché : Entrée confirme."


def select_one(page: Page, pointer: str) -> Application[Reply]:
    """Return the prompt that ends with the option or the entry chosen, or with Move.BACK."""
    rows = RowList(page, pointer)
    bindings = KeyBindings()
    on(bindings, *ENTER)(lambda event: event.app.exit(result=page.rows[rows.pointed].reply))
    keys = SELECT_KEYS + (BACK_KEY if any(row.reply is Move.BACK for row in page.entries) else "")
    return _prompt(rows, keys, bindings)


def tick_some(page: Page, pointer: str, ticked: Collection[str]) -> Application[Ticks | Move]:
    """Return the prompt that ends with what is ticked, or with Move.BACK; an entry is chosen with Enter or space."""
    rows = RowList(page, pointer, ticked)
    bindings = KeyBindings()

    @on(bindings, "space", *ENTER)
    def _(event: KeyPressEvent) -> None:
        entry = rows.pointed - len(page.options)
        if entry >= 0:
            reply = page.entries[entry].reply
            event.app.exit(result=Move.BACK if reply is Move.BACK else rows.ticks(rest_unknown=True))
        elif event.key_sequence[0].key == " ":
            rows.tick(rows.pointed)
            rows.say(BLANK)
        elif rows.ticked or rows.said == NOTHING_TICKED:
            event.app.exit(result=rows.ticks(rest_unknown=False))
        else:
            rows.say(NOTHING_TICKED)

    return _prompt(rows, TICK_KEYS, bindings)


class RowList:
    """The rows of a page, one of them pointed at: its options, a line for a sentence, its entries.

    With `ticked`, each option has a box. The line stands for a toolbar, which would need cursor reports.
    """

    def __init__(self, page: Page, pointer: str, ticked: Collection[str] | None = None) -> None:
        self.page = page
        self._has_boxes = ticked is not None
        checked = ticked or ()
        choices = [questionary.Choice(row.label, n, checked=row.reply in checked) for n, row in enumerate(page.rows)]
        count = len(page.options)
        self._line = questionary.Separator(BLANK)
        self.control = InquirerControl(
            [*choices[:count], self._line, *choices[count:]],
            pointer=pointer,
            initial_choice=cast("Any", page.rows.index(page.current) if page.current in page.rows else None),
            use_indicator=False,  # its marks are no ASCII, and entries would have one
            focusable=True,
            show_cursor=False,
        )

    @property
    def pointed(self) -> int:
        """The row pointed at."""
        return cast("int", self.control.get_pointed_at().value)

    @property
    def ticked(self) -> list[int]:
        """The options ticked."""
        return cast("list[int]", self.control.selected_options)

    @property
    def said(self) -> str:
        """What stands on the line between options and entries."""
        return str(self._line.title)

    def say(self, sentence: str) -> None:
        """Put a sentence between options and entries."""
        self._line.title = sentence

    def tick(self, option: int) -> None:
        """Tick an option, or take its tick away."""
        self.control.selected_options = sorted({*self.ticked} ^ {option})

    def ticks(self, *, rest_unknown: bool) -> Ticks:
        """Return what is ticked as the answer of the page."""
        return Ticks(frozenset(str(self.page.options[option].reply) for option in self.ticked), rest_unknown)

    def point_at(self, row: int) -> None:
        """Point at a row."""
        self.control.pointed_at = row + (row >= len(self.page.options))

    def move(self, step: int) -> None:
        """Go to the next row or the one before, round the ends."""
        self.point_at((self.pointed + step) % len(self.page.rows))

    def jump(self, lines: int) -> None:
        """Go several lines on, to the ends at most."""
        at = min(max((self.control.pointed_at or 0) + lines, 0), len(self.page.rows))
        if at == len(self.page.options):  # the line for a sentence
            at += 1 if lines < 0 else -1
        self.control.pointed_at = at

    def seek(self, letter: str) -> None:
        """Go to the next row that begins with a letter, round the ends."""
        self.point_at(next_beginning(letter, [row.label for row in self.page.rows], self.pointed))

    def draw(self, columns: int) -> None:
        """Give each row its words, at the width of the terminal."""
        for choice in self.control.choices:
            if choice is not self._line:
                row = cast("int", choice.value)
                is_box = self._has_boxes and row < len(self.page.options)
                box = (TICKED if row in self.ticked else NOT_TICKED) if is_box else ""
                choice.title = title(self.page.rows[row], columns, box)

    def place(self) -> str:
        """Return which row is pointed at, where the list may be longer than the screen."""
        size = get_app().output.get_size()
        listed = sum(str(choice.title).count("\n") + 1 for choice in self.control.choices)
        if len(header_lines(self.page, size.columns, size.rows)) + KEYS_LINE + listed <= size.rows:
            return ""
        return f" ({self.pointed + 1} sur {len(self.page.rows)})"


def _prompt(rows: RowList, keys: str, bindings: KeyBindings) -> Application[Any]:
    """Return the prompt of a list, drawn anew at the width the terminal has then."""
    _bind_arrows(bindings, rows)
    _bind_letters(bindings, rows)
    ignore_paste(bindings)

    def told() -> StyleAndTextTuples:
        return [("", f"  {keys}{rows.place()}")]

    below = [Window(FormattedTextControl(told), height=1), Window(rows.control)]
    application = prompt_of(rows.page, below, bindings)
    application.before_render += lambda app: rows.draw(app.output.get_size().columns)
    return application


def _bind_arrows(bindings: KeyBindings, rows: RowList) -> None:
    """Make the arrows go round the rows; the other keys of movement stop at both ends."""
    for step, keys in ((1, ("down", "c-n", "tab")), (-1, ("up", "c-p", "s-tab"))):
        on(bindings, *keys)(lambda _, step=step: rows.move(step))
    whole, part = len(rows.page.rows) + 1, LIST_ROOM
    for key, lines in (("home", -whole), ("end", whole), ("pageup", -part), ("pagedown", part)):
        on(bindings, key)(lambda _, lines=lines: rows.jump(lines))


def _bind_letters(bindings: KeyBindings, rows: RowList) -> None:
    """Make digits and first letters point at a row, « ? » say why the question is asked, and « q » leave."""
    typed = ""

    @bindings.add(Keys.Any)
    def _(event: KeyPressEvent) -> None:
        nonlocal typed
        letter, page = fold(event.data), rows.page
        if letter == QUIT_KEY:
            leave(event.app)
        elif letter == WHY_KEY:
            words = page.why or "Flèches ou numéro, puis Entrée ; q pour quitter, tout est enregistré."
            columns = get_app().output.get_size().columns
            rows.say(on_screen("\n   ".join(wrap(shown_text(words), columns - MARGIN))))
        elif letter.isdecimal():
            typed = typed + letter if 1 <= int(typed + letter) <= len(page.options) else letter
            if 1 <= int(typed) <= len(page.options):
                rows.point_at(int(typed) - 1)
        else:
            typed = ""
            rows.seek(letter)
