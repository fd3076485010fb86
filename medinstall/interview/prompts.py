"""The full mode: lists with arrows, boxes to tick, a line to type in; the prompts are imported when one is shown."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

from medinstall.french import typography
from medinstall.interview.line_writer import LineWriter
from medinstall.interview.page import Matches, Move, Page, Reply, Ticks
from medinstall.interview.terminal import forget_typed_ahead, way_out
from medinstall.text import shows

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

    from prompt_toolkit.application import Application

os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")  # without cursor reports, a warning would come in English

Answer = TypeVar("Answer")


class Prompts:
    """Asks with questionary and prompt_toolkit; implements `page.Asker`."""

    def __init__(self, out: TextIO) -> None:
        self._writer = LineWriter(out, rich=True)
        self._section = ""
        self._running: Application[Any] | None = None
        self._is_left = False
        self._pointer = "»" if shows("»", self._writer.encoding) else ">"

    def choose(self, page: Page) -> Reply:
        """Return the option chosen with the arrows; the earlier answer is the one pointed at."""

        def prompt() -> Application[Reply]:
            from medinstall.interview.lists import select_one

            return select_one(page, self._pointer)

        return self._run(prompt)

    def menu(self, page: Page) -> Reply:
        """Return the option chosen in a grid under what already stands on the screen."""

        def prompt() -> Application[Reply]:
            from medinstall.interview.menu import menu

            return menu(page, self._pointer)

        return self._run(prompt)

    def tick(self, page: Page, ticked: frozenset[str]) -> Ticks | Move:
        """Return what is ticked with the space bar; an entry is chosen with Enter or space."""

        def prompt() -> Application[Ticks | Move]:
            from medinstall.interview.lists import tick_some

            return tick_some(page, self._pointer, ticked)

        return self._run(prompt)

    def type_in(self, page: Page, matches: Matches) -> Reply:
        """Return what is typed, among what `matches` understands, or an entry of `page`."""

        def prompt() -> Application[Reply]:
            from medinstall.interview.text_prompt import TextPrompt

            return TextPrompt(page, matches, self._pointer).application()

        return self._run(prompt)

    def done(self, section: str, words: str) -> None:
        """Print the answer taken, on one line where it fits, under the title of its section."""
        if section != self._section:
            self._section = section
            self._title(section)
        mark = "✓" if shows("✓", self._writer.encoding) else "OK"
        self._writer.line(typography(words), "green", first=f" {mark} ", then="   ")

    def tell(self, sentence: str) -> None:
        """Print a sentence."""
        self._writer.line(typography(sentence), first=" ", then=" ")

    def _title(self, title: str) -> None:
        rule = "──" if shows("─", self._writer.encoding) else "--"
        self._writer.line()
        self._writer.line(typography(title), "cyan", first=f"{rule} ", then="   ")

    def _run(self, make: Callable[[], Application[Answer]]) -> Answer:
        """Return the answer of a prompt; what was typed before it could be read is dropped.

        Raises KeyboardInterrupt when it is left or when the terminal is gone.
        """
        try:
            with way_out(self._leave):
                application = self._running = make()
                application.ttimeoutlen = 0.05  # Escape alone is known as such after so many seconds
                application.after_render += self._end_if_asked
                if self._is_left:
                    raise KeyboardInterrupt
                _forget_keys()
                return _run_until_answered(application)
        except (EOFError, OSError):
            raise KeyboardInterrupt from None

    def _leave(self) -> None:
        """End the prompt like Ctrl-C, now or as soon as there is one.

        From a signal handler: raised there, an interruption could be lost in an import or in the event loop.
        """
        self._is_left = True
        if self._running is not None and self._running.is_running and self._running.loop is not None:
            self._running.loop.call_soon_threadsafe(self._end_if_asked, self._running)

    def _end_if_asked(self, application: Application[Any]) -> None:
        from medinstall.interview.keys import leave

        if self._is_left:
            leave(application)


def _forget_keys() -> None:
    """Drop what was typed before the question could be read, also what prompt_toolkit kept of it."""
    from prompt_toolkit.application import get_app_session
    from prompt_toolkit.input.typeahead import clear_typeahead

    clear_typeahead(get_app_session().input)
    forget_typed_ahead()


def _run_until_answered(application: Application[Answer]) -> Answer:
    import asyncio

    async def prompt() -> Answer:
        with _redrawn_when_continued(application, asyncio.get_running_loop()):
            return await application.run_async()

    return asyncio.run(prompt())


@contextmanager
def _redrawn_when_continued(application: Application[Any], loop: AbstractEventLoop) -> Iterator[None]:
    """Have the prompt take the terminal again after a stop from outside: the shell gave it other modes meanwhile.

    The handler goes before the loop ends: with one left, a signal that comes while the loop closes has Python
    complain of its closed wakeup descriptor.
    """

    def again() -> None:
        application.input.raw_mode().__enter__()  # the prompt, when it ends, puts back what it found at its start
        application.renderer.reset()
        application.invalidate()

    if sys.platform == "win32":  # no job control
        yield
        return
    loop.add_signal_handler(signal.SIGCONT, again)
    try:
        yield
    finally:
        loop.remove_signal_handler(signal.SIGCONT)
