"""The lists of the full mode: choose one, or tick some. questionary's own list, with our words, marks and keys.

Its ready-made prompts are not used: each makes three applications to show one, and a question would come 10 ms later.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, cast

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import HSplit, Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from questionary.prompts.common import InquirerControl

from medinstall.interview.drawing import BLANK, NOT_TICKED, SELECT_KEYS, TICK_KEYS, TICKED, title
from medinstall.interview.question_view import Move, Page

NOTHING_TICKED = "Rien de coché : Entrée confirme."
STYLE = questionary.Style(
    [
        ("pointer", "bold fg:ansicyan"),
        ("highlighted", "bold"),
        ("selected", "noinherit bold"),
        ("message", "bold"),
        ("separator", "bold"),
        ("heading", "fg:ansicyan"),
        ("question", "bold"),
        ("warning", "bold"),
    ]
)


def leave(application: Application[Any]) -> None:
    """End a prompt like Ctrl-C; one that is already ending needs nothing more."""
    if application.future is not None and not application.future.done():
        application.exit(exception=KeyboardInterrupt)


def bind_ways_out(bindings: KeyBindings) -> None:
    """Make Ctrl-C, Ctrl-D and an interruption leave, and Escape go back."""

    @bindings.add("c-c", eager=True)
    @bindings.add("c-d", eager=True)
    @bindings.add("<sigint>", eager=True)
    def _(event: KeyPressEvent) -> None:
        leave(event.app)

    @bindings.add("escape", eager=True)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=Move.BACK)


def select_one(page: Page, pointer: str) -> Application[int | Move]:
    """Return the prompt that ends with the index of an option, then entry, of `page`, or with Move.BACK."""
    rows = page.rows
    control = _control(page, pointer, rows.index(page.current) if page.current in rows else None)
    bindings = KeyBindings()

    @bindings.add("enter", eager=True)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=control.get_pointed_at().value)

    return _prompt(SELECT_KEYS, control, bindings, lambda index, columns: title(rows[index], columns))


def tick_some(page: Page, pointer: str, ticked: Collection[str]) -> Application[list[int] | Move]:
    """Return the prompt that ends with the indexes of the options ticked, or with the Move of an entry."""
    control = _control(page, pointer, ticked=ticked)

    def ticked_title(index: int, columns: int) -> str:
        mark = TICKED if index in control.selected_options else NOT_TICKED
        return title(page.rows[index], columns, mark if index < len(page.options) else "")

    return _prompt(TICK_KEYS, control, _tick_bindings(control, page), ticked_title)


def _tick_bindings(control: InquirerControl, page: Page) -> KeyBindings:
    """Give space and Enter their meaning on options and on entries; Enter asks again when nothing is ticked."""
    bindings, count, warning = KeyBindings(), len(page.options), _warning(control)

    @bindings.add("space", eager=True)
    @bindings.add("enter", eager=True)
    def _(event: KeyPressEvent) -> None:
        index, enter = cast("int", control.get_pointed_at().value), event.key_sequence[0].key != " "
        if index >= count:
            event.app.exit(result=page.entries[index - count].reply)
        elif not enter:
            control.selected_options = sorted({*control.selected_options} ^ {index})
            warning.title = BLANK
        elif control.selected_options or warning.title != BLANK:
            event.app.exit(result=sorted(control.selected_options))
        else:
            warning.title = NOTHING_TICKED

    return bindings


def _warning(control: InquirerControl) -> questionary.Separator:
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
    keys: str, control: InquirerControl, bindings: KeyBindings, words: Callable[[int, int], str]
) -> Application[Any]:
    """Return the prompt of a list; `words` gives each row its title anew before each drawing, at the width of then."""
    _bind_arrows(bindings, control)
    bind_ways_out(bindings)

    def retitle(application: Application[Any]) -> None:
        columns = application.output.get_size().columns
        for choice in control.choices:
            if not isinstance(choice, questionary.Separator):
                choice.title = words(cast("int", choice.value), columns)

    return Application(
        layout=Layout(HSplit([Window(FormattedTextControl(f"  {keys}"), height=1), Window(control)])),
        key_bindings=bindings,
        style=STYLE,
        before_render=retitle,
        erase_when_done=True,
    )


def _bind_arrows(bindings: KeyBindings, control: InquirerControl) -> None:
    """Make the arrows go round the rows, over blank lines."""

    def move(step: Callable[[], None]) -> None:
        step()
        while not control.is_selection_valid():
            step()

    down, up = control.select_next, control.select_previous
    for key, step in (("down", down), ("c-n", down), ("up", up), ("c-p", up)):
        bindings.add(key, eager=True)(lambda _, step=step: move(step))
