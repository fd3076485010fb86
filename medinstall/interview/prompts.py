"""The full mode: lists with arrows, boxes to tick, a line to type in. All of questionary is reached through here."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

from medinstall.french import typography
from medinstall.interview.drawing import Line, fits, header_lines, list_lines, typing_lines
from medinstall.interview.line_writer import Paper, shows
from medinstall.interview.question_view import Matches, Move, Page, Reply
from medinstall.interview.sketch import ERASE_BELOW, Lift, sketched
from medinstall.interview.terminal import forget_typed_ahead, size_of, way_out

if TYPE_CHECKING:
    from prompt_toolkit.application import Application

os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")  # without cursor reports, a warning would come in English

Answer = TypeVar("Answer")
SLOW = "prompt_toolkit.application"  # once imported, a question needs no sketch


class Prompts:
    """Asks with questionary and prompt_toolkit; implements `page.Asker`."""

    def __init__(self, out: TextIO) -> None:
        self._paper = Paper(out, rich=True)
        self._section = ""
        self._running: Application[Any] | None = None
        self._is_left = False
        self._pointer = "»" if shows("»", self._paper.encoding) else ">"

    def choose(self, page: Page) -> Reply:
        """Return the option chosen with the arrows; the earlier answer is the one pointed at."""

        def prompt() -> Application[int | Move]:
            from medinstall.interview.lists import select_one

            return select_one(page, self._pointer)

        answer = self._run(prompt, page, lambda columns: list_lines(page, columns, self._pointer))
        return answer if isinstance(answer, Move) else page.rows[answer].reply

    def tick(self, page: Page, ticked: frozenset[str]) -> frozenset[str] | Move:
        """Return the ids ticked with the space bar; an entry is chosen with Enter or space."""

        def prompt() -> Application[list[int] | Move]:
            from medinstall.interview.lists import tick_some

            return tick_some(page, self._pointer, ticked)

        answer = self._run(prompt, page, lambda columns: list_lines(page, columns, self._pointer, ticked))
        return answer if isinstance(answer, Move) else frozenset(str(page.options[index].reply) for index in answer)

    def type_in(self, page: Page, matches: Matches) -> Reply:
        """Return what is typed, among what `matches` understands, or an entry of `page`."""

        def prompt() -> Application[Reply]:
            from medinstall.interview.text_prompt import Line

            return Line(page, matches, self._pointer).application()

        return self._run(prompt, page, lambda columns: typing_lines(page, columns, self._pointer))

    def done(self, section: str, words: str) -> None:
        """Print the answer taken, on one line where it fits, under the title of its section."""
        if section != self._section:
            self._section = section
            self._title(section)
        mark = "✓" if shows("✓", self._paper.encoding) else "OK"
        self._paper.line(typography(words), "green", first=f" {mark} ", then="   ")

    def tell(self, sentence: str) -> None:
        """Print a sentence."""
        self._paper.line(typography(sentence), first=" ", then=" ")

    def summary(self, title: str, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        """Print the answers in two columns where they fit, else one under the other."""
        self._title(title)
        side_by_side = self._paper.width >= 70
        for section, pairs in groups:
            self._paper.line()
            self._paper.line(typography(section), "bold", first=" ", then=" ")
            for label, words in pairs:
                if side_by_side and len(label) <= 38:
                    self._paper.line(words, first=f"   {label:<39}", then=" " * 42)
                else:
                    self._paper.line(typography(f"{label} : {words}"), first="   ", then="     ")

    def _title(self, title: str) -> None:
        rule = "──" if shows("─", self._paper.encoding) else "--"
        self._paper.line()
        self._paper.line(typography(title), "cyan", first=f"{rule} ", then="   ")

    def _run(
        self, make: Callable[[], Application[Answer]], page: Page, lines: Callable[[int], Iterable[Line]]
    ) -> Answer:
        """Return the answer of a prompt; `lines` are what it shows under the question, for a terminal so wide.

        Raises KeyboardInterrupt when it is left or when the terminal is gone.
        """
        try:
            with way_out(self._leave), self._shown(page, lines) as lift:
                _import_prompts()
                application = self._running = make()
                application.ttimeoutlen = 0.05  # Escape alone is known as such after so many seconds
                application.after_render += self._end_if_asked
                if self._is_left:
                    raise KeyboardInterrupt
                self._put_question(application, page, lift)
                return application.run()
        except (EOFError, OSError):
            raise KeyboardInterrupt from None

    def _leave(self) -> bool:
        """End the prompt like Ctrl-C, now or as soon as there is one; always True.

        From a signal handler: raised there, an interruption could be lost in an import or in the event loop.
        """
        self._is_left = True
        if self._running is not None and self._running.is_running and self._running.loop is not None:
            self._running.loop.call_soon_threadsafe(self._end_if_asked, self._running)
        return True

    def _end_if_asked(self, application: Application[Any]) -> None:
        from medinstall.interview.lists import leave

        if self._is_left:
            leave(application)

    @contextmanager
    def _shown(self, page: Page, lines: Callable[[int], Iterable[Line]]) -> Iterator[Lift]:
        """Show the first question while its prompt is imported. What was typed before a question is dropped."""
        size = size_of(self._paper.out)
        if SLOW in sys.modules or sys.platform == "win32" or size is None or not fits(page, *size):
            _import_prompts()
            forget_typed_ahead()
            yield lambda _: None
            return
        header = ((piece,) for piece in header_lines(page, size.columns))
        with sketched((*header, *lines(size.columns)), self._paper) as lift:
            yield lift

    def _put_question(self, application: Application[Answer], page: Page, lift: Lift) -> None:
        """Draw the question with its prompt, or print it before where the terminal is too low for both."""
        from medinstall.interview.header import put_above

        if fits(page, *application.output.get_size()[::-1]):
            lift("")
            put_above(application, page)
            return
        lift(ERASE_BELOW)  # a sketch, if the terminal was made too low since
        for _, text in header_lines(page, self._paper.width):
            self._paper.line(text)


def _import_prompts() -> None:
    """Import what is slow, and drop what prompt_toolkit kept of keys typed ahead."""
    with _no_connections():
        import asyncio  # noqa: F401
    from prompt_toolkit.application import get_app_session
    from prompt_toolkit.input.typeahead import clear_typeahead

    clear_typeahead(get_app_session().input)


@contextmanager
def _no_connections() -> Iterator[None]:
    """While the block runs, asyncio finds no ssl, which it can do without: nothing here ever leaves the machine.

    One twentieth of the wait for the first question.
    """
    absent = "ssl" not in sys.modules
    if absent:
        sys.modules["ssl"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if absent:
            del sys.modules["ssl"]
