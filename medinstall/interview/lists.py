"""The lists of the full mode: choose one, or tick some. questionary's own list, with our words, marks and keys.

Its ready-made prompts are not used: each makes three applications to show one, and a question would come 10 ms later.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, cast

import questionary
from prompt_toolkit.application import Application, get_app
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import HSplit, Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from questionary.prompts.common import InquirerControl

from medinstall.interview.drawing import LIST_ROOM, MARGIN, header_lines, title
from medinstall.interview.keys import ENTER, ignore_paste, leave, on, prompt_of
from medinstall.interview.line_writer import on_screen, wrap
from medinstall.interview.page import QUIT_KEY, WHY_KEY, Move, Page, shown_text
from medinstall.interview.parse_error import fold

SELECT_KEYS, BACK_KEY = "Flèches, puis Entrée.", " Échap : retour"
TICK_KEYS = "Espace : cocher. Entrée : valider."
KEYS_LINE = 1
TICKED, NOT_TICKED = "[x] ", "[ ] "
BLANK = " "
NOTHING_TICKED = "Rien de coché : Entrée confirme."


def select_one(page: Page, pointer: str) -> Application[int | Move]:
    """Return the prompt that ends with the index of an option, then entry, of `page`, or with Move.BACK."""
    rows = page.rows
    control = _control(page, pointer, rows.index(page.current) if page.current in rows else None)
    bindings = KeyBindings()
    on(bindings, *ENTER)(lambda event: event.app.exit(result=control.get_pointed_at().value))

    keys = SELECT_KEYS + (BACK_KEY if any(row.reply is Move.BACK for row in page.entries) else "")
    return _prompt(keys, control, bindings, page, lambda index, columns: title(rows[index], columns))


def tick_some(page: Page, pointer: str, ticked: Collection[str]) -> Application[tuple[list[int], Move | None] | Move]:
    """Return the prompt that ends with the indexes ticked and the entry that ended it, or with Move.BACK."""
    control = _control(page, pointer, ticked=ticked)

    def ticked_title(index: int, columns: int) -> str:
        mark = TICKED if index in control.selected_options else NOT_TICKED
        return title(page.rows[index], columns, mark if index < len(page.options) else "")

    return _prompt(TICK_KEYS, control, _tick_bindings(control, page), page, ticked_title)


def _tick_bindings(control: InquirerControl, page: Page) -> KeyBindings:
    """Give space and Enter their meaning on options and on entries; Enter asks again when nothing is ticked."""
    bindings, count, warning = KeyBindings(), len(page.options), _separator(control)

    @on(bindings, "space", *ENTER)
    def _(event: KeyPressEvent) -> None:
        index, enter = cast("int", control.get_pointed_at().value), event.key_sequence[0].key != " "
        if index >= count:
            chosen = page.entries[index - count].reply
            event.app.exit(result=chosen if chosen is Move.BACK else (sorted(control.selected_options), chosen))
        elif not enter:
            control.selected_options = sorted({*control.selected_options} ^ {index})
            warning.title = BLANK
        elif control.selected_options or warning.title == NOTHING_TICKED:
            event.app.exit(result=(sorted(control.selected_options), None))
        else:
            warning.title = NOTHING_TICKED

    return bindings


def _separator(control: InquirerControl) -> questionary.Separator:
    """Return the blank line above the entries: the place for a sentence (a toolbar would need cursor reports)."""
    return next(choice for choice in control.choices if isinstance(choice, questionary.Separator))


def _control(page: Page, pointer: str, current: int | None = None, ticked: Collection[str] = ()) -> InquirerControl:
    """Return the rows of a list, their index as value, a blank line before the entries; `current` is pointed at."""
    rows = [questionary.Choice(row.label, index, checked=row.reply in ticked) for index, row in enumerate(page.rows)]
    count = len(page.options)
    return InquirerControl(
        [*rows[:count], questionary.Separator(BLANK), *rows[count:]],
        pointer=pointer,
        initial_choice=cast("Any", current),
        use_indicator=False,  # its marks are no ASCII, and entries would have one
        focusable=True,
        show_cursor=False,
    )


def _prompt(
    keys: str, control: InquirerControl, bindings: KeyBindings, page: Page, words: Callable[[int, int], str]
) -> Application[Any]:
    """Return the prompt of a list; `words` gives each row its title anew before each drawing, at the width of then."""
    _bind_arrows(bindings, control)
    _bind_letters(bindings, control, page)
    ignore_paste(bindings)

    def retitle(application: Application[Any]) -> None:
        columns = application.output.get_size().columns
        for choice in control.choices:
            if not isinstance(choice, questionary.Separator):
                choice.title = words(cast("int", choice.value), columns)

    def told() -> StyleAndTextTuples:
        return [("", f"  {keys}{_place(control, page)}")]

    layout = Layout(HSplit([Window(FormattedTextControl(told), height=1), Window(control)]))
    application = prompt_of(layout, bindings)
    application.before_render += retitle
    return application


def _place(control: InquirerControl, page: Page) -> str:
    """Return which row is pointed at, where the list may be longer than the screen."""
    size = get_app().output.get_size()
    listed = sum(str(choice.title).count("\n") + 1 for choice in control.choices)
    if len(header_lines(page, size.columns, size.rows)) + KEYS_LINE + listed <= size.rows:
        return ""
    return f" ({cast('int', control.get_pointed_at().value) + 1} sur {len(page.rows)})"


def _bind_arrows(bindings: KeyBindings, control: InquirerControl) -> None:
    """Make the arrows go round the rows, over blank lines; the other keys of movement stop at both ends."""

    def move(step: Callable[[], None]) -> None:
        step()
        while not control.is_selection_valid():
            step()

    down, up = control.select_next, control.select_previous
    for key, step in (("down", down), ("c-n", down), ("tab", down), ("up", up), ("c-p", up), ("s-tab", up)):
        bindings.add(key, eager=True)(lambda _, step=step: move(step))

    def jump(rows: int) -> None:
        last = len(control.choices) - 1
        control.pointed_at = min(max((control.pointed_at or 0) + rows, 0), last)
        if not control.is_selection_valid():
            move(down if rows < 0 else up)

    whole, part = len(control.choices), LIST_ROOM
    for key, rows in (("home", -whole), ("end", whole), ("pageup", -part), ("pagedown", part)):
        bindings.add(key, eager=True)(lambda _, rows=rows: jump(rows))


def _bind_letters(bindings: KeyBindings, control: InquirerControl, page: Page) -> None:
    """Make digits and first letters point at a row, « ? » say why the question is asked, and « q » leave."""
    typed = ""

    @bindings.add(Keys.Any)
    def _(event: KeyPressEvent) -> None:
        nonlocal typed
        letter = fold(event.data)
        if letter == QUIT_KEY:
            leave(event.app)
        elif letter == WHY_KEY:
            words = page.why or "Flèches ou numéro, puis Entrée ; q pour quitter, tout est enregistré."
            columns = get_app().output.get_size().columns
            _separator(control).title = on_screen("\n   ".join(wrap(shown_text(words), columns - MARGIN)))
        elif letter.isdecimal():
            typed = typed + letter if 1 <= int(typed + letter) <= len(page.options) else letter
            _point_at(control, int(typed) - 1 if 1 <= int(typed) <= len(page.options) else None)
        else:
            typed = ""
            _point_at(control, _next_beginning(letter, page, cast("int", control.get_pointed_at().value)))


def _next_beginning(letter: str, page: Page, pointed: int) -> int | None:
    """Return the first row after the one pointed at, then from the top, that begins with a letter."""
    count = len(page.rows)
    after = [*range(pointed + 1, count), *range(pointed + 1)]
    return next((index for index in after if letter and fold(page.rows[index].label).startswith(letter)), None)


def _point_at(control: InquirerControl, row: int | None) -> None:
    for place, choice in enumerate(control.choices):
        if row is not None and choice.value == row and not isinstance(choice, questionary.Separator):
            control.pointed_at = place
