"""The text prompt of the full mode: what is typed is read at each key, and what it may mean is chosen like a list."""

from __future__ import annotations

from collections.abc import Sequence

from prompt_toolkit.application import Application, get_app
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import VSplit, Window
from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl

from medinstall.french import typography
from medinstall.interview.drawing import prompt_words, title
from medinstall.interview.keys import ENTER, on, prompt_of
from medinstall.interview.line_writer import on_screen, wrap
from medinstall.interview.page import MOST_MATCHES, WHY_KEY, Matches, Option, Page, Reply, others, shown_text
from medinstall.interview.parse_error import ParseError
from medinstall.text import clean

TYPE_KEYS = "Tapez, puis Entrée. Échap : retour"
LONGEST = 200  # characters typed: more is a paste gone wrong


class TextPrompt:
    """One question answered by typing.

    `rows` are what the text may mean now, then the entries of the page; the row pointed at is the answer that Enter
    gives. With nothing typed, the earlier answer is the first row.
    """

    def __init__(self, page: Page, matches: Matches, pointer: str) -> None:
        self._page = page
        self._matches = matches
        self._pointer = pointer
        self._message = ""
        self._buffer = Buffer(multiline=False, on_text_changed=lambda _: self._understand())
        self._understand()

    def application(self) -> Application[Reply]:
        """Return the prompt that ends with a reply."""
        prompt = prompt_words(self._page)
        answer = VSplit(
            [
                Window(FormattedTextControl([("bold", prompt)]), width=len(prompt), height=1),
                Window(BufferControl(self._buffer), height=1),
            ]
        )
        keys = Window(FormattedTextControl(f"  {TYPE_KEYS}"), height=1)
        rows = Window(FormattedTextControl(self._fragments), dont_extend_height=True)
        return prompt_of(self._page, [keys, answer, rows], self._bindings(), self._buffer)

    def _understand(self) -> None:
        """Read the text again: the rows follow it, and the first one that answers is pointed at."""
        self._message = ""
        text = clean(self._buffer.text).strip()
        found: Sequence[Option] = ()
        if text == WHY_KEY:
            self._message = self._misread = shown_text(self._page.why)
        elif text:
            try:
                found = self._matches(text)
            except ParseError as misread:
                self._misread = misread.sentence
        else:
            self._misread = typography("Tapez une réponse, ou choisissez avec la flèche du bas.")
            found = (self._page.current,) if self._page.current else ()
        meant = [row for row in found if row not in self._page.entries]
        self._others = others(meant)
        self._rows = (*meant[:MOST_MATCHES], *self._page.entries)
        self._pointed = self._rows.index(found[0]) if found else -1

    def _fragments(self) -> StyleAndTextTuples:
        columns = get_app().output.get_size().columns
        lines: StyleAndTextTuples = []
        for text in wrap(self._message, columns - 1, " ", " ") if self._message else ():
            lines.append(("class:message", f"{on_screen(text)}\n"))
        for index, row in enumerate(self._rows):
            if row is self._page.entries[0]:
                lines.append(("", f"   {on_screen(self._others)}\n\n" if self._others else "\n"))
            if index == self._pointed:
                lines += [("class:pointer", f" {self._pointer} "), ("[SetCursorPosition]", "")]
            else:
                lines.append(("", "   "))
            lines.append(("class:highlighted" if index == self._pointed else "", f"{title(row, columns)}\n"))
        return lines

    def _bindings(self) -> KeyBindings:
        bindings = KeyBindings()

        @on(bindings, *ENTER)
        def _(event: KeyPressEvent) -> None:
            if self._pointed >= 0:
                event.app.exit(result=self._rows[self._pointed].reply)
            else:
                self._message = self._misread

        @on(bindings, "down", "tab")
        def _(_event: KeyPressEvent) -> None:
            self._pointed = (self._pointed + 1) % len(self._rows)

        @on(bindings, "up", "s-tab")
        def _(_event: KeyPressEvent) -> None:
            self._pointed = (max(self._pointed, 0) - 1) % len(self._rows)

        @on(bindings, Keys.BracketedPaste)
        def _(event: KeyPressEvent) -> None:
            self._buffer.insert_text(" ".join(clean(event.data).split())[:LONGEST])

        return bindings
