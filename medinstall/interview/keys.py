"""What the prompts of the full mode share: their look, the question above, the keys that leave and confirm."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import questionary
from prompt_toolkit.application import Application, get_app
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Container, Dimension, FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.layout.layout import FocusableElement

from medinstall.interview.drawing import Piece, header_lines
from medinstall.interview.page import Move, Page
from medinstall.interview.parse_error import fold

Handler: TypeAlias = Callable[..., None]

ENTER = ("enter", "c-j")
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


def prompt_of(
    page: Page | None, rows: Sequence[Container], bindings: KeyBindings, focused: FocusableElement | None = None
) -> Application[Any]:
    """Return the prompt that shows `rows` under the question of `page`, if any.

    Besides `bindings`, the keys that leave work as everywhere.
    """
    _bind_ways_out(bindings)
    below = HSplit(rows)
    layout = Layout(HSplit([_question(page), below]) if page else below, focused_element=focused)
    return Application(layout=layout, key_bindings=bindings, style=STYLE, erase_when_done=True)


def _question(page: Page) -> Window:
    """Return the question, wrapped anew at each drawing."""

    def lines() -> list[Piece]:
        size = get_app().output.get_size()
        return header_lines(page, size.columns, size.rows)

    def fragments() -> StyleAndTextTuples:
        drawn: StyleAndTextTuples = []
        for style, text in lines():
            drawn += [("", "\n"), (style, text)]
        return drawn[1:]

    control = FormattedTextControl(fragments)
    return Window(control, height=lambda: Dimension.exact(len(lines())), dont_extend_height=True)


def on(bindings: KeyBindings, *keys: str) -> Callable[[Handler], Handler]:
    """Return what binds a handler to each of `keys`, at once, although a longer sequence may begin with them."""

    def bound(handler: Handler) -> Handler:
        for key in keys:
            bindings.add(key, eager=True)(handler)
        return handler

    return bound


def ignore_paste(bindings: KeyBindings) -> None:
    """Have what is pasted point at nothing."""
    on(bindings, Keys.BracketedPaste)(lambda _: None)


def next_beginning(letter: str, labels: Sequence[str], at: int) -> int:
    """Return where the next label after `at` begins with a letter, round the ends; `at` when none does."""
    after = ((at + step) % len(labels) for step in range(1, len(labels) + 1))
    return next((index for index in after if letter and fold(labels[index]).startswith(letter)), at)


def leave(application: Application[Any]) -> None:
    """End a prompt like Ctrl-C; one that is already ending needs nothing more."""
    if application.future is not None and not application.future.done():
        application.exit(exception=KeyboardInterrupt)


def _bind_ways_out(bindings: KeyBindings) -> None:
    """Make Ctrl-C, Ctrl-D and an interruption leave, Escape go back, and Ctrl-Z put the program aside."""
    on(bindings, "c-c", "c-d", "<sigint>")(lambda event: leave(event.app))
    on(bindings, "escape")(lambda event: event.app.exit(result=Move.BACK))
    on(bindings, "c-z")(lambda event: event.app.suspend_to_background(suspend_group=False))
