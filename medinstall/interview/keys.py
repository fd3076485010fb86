"""What the prompts of the full mode share: their look, the keys that leave them, those that confirm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Layout

from medinstall.interview.page import Move

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


def prompt_of(layout: Layout, bindings: KeyBindings) -> Application[Any]:
    """Return the prompt that shows a layout; besides `bindings`, the keys that leave work as everywhere."""
    _bind_ways_out(bindings)
    return Application(layout=layout, key_bindings=bindings, style=STYLE, erase_when_done=True)


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


def leave(application: Application[Any]) -> None:
    """End a prompt like Ctrl-C; one that is already ending needs nothing more."""
    if application.future is not None and not application.future.done():
        application.exit(exception=KeyboardInterrupt)


def _bind_ways_out(bindings: KeyBindings) -> None:
    """Make Ctrl-C, Ctrl-D and an interruption leave, Escape go back, and Ctrl-Z put the program aside."""
    on(bindings, "c-c", "c-d", "<sigint>")(lambda event: leave(event.app))
    on(bindings, "escape")(lambda event: event.app.exit(result=Move.BACK))
    on(bindings, "c-z")(lambda event: event.app.suspend_to_background(suspend_group=False))
