"""A sheet: the lines of one screen, and the only place that hands them to the terminal."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from medinstall.outputs.console import Console
from medinstall.outputs.layout import GAP, Cell, Line, Span, cell, columns, paragraph
from medinstall.text import width_of
from medinstall.wording.blocks import Alert, SourceView
from medinstall.wording.labels import Sign

READABLE = 100  # a longer line of prose tires the eye, however wide the terminal
SIDE_BY_SIDE = 70
WIDE, MIDDLE = 100, 70
GRAVE = "bold red"


class Sheet:
    """Collects lines for one width. In simple mode: no glyph, no rule, one plain line after the other."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.width = max(console.width, 20)
        self.simple = console.simple
        self.glyphs = console.glyphs
        self.lines: list[Line] = []

    @property
    def unwrapped(self) -> bool:
        """Tell whether a line may be as long as it is: plain, and read by a program rather than shown."""
        return self.simple and not self.console.is_terminal

    def whole(self, text: str, style: str = "") -> None:
        """Add a text that no screen cuts: one line, folded only where COLUMNS asks for it."""
        if os.environ.get("COLUMNS", "").isdigit():
            self.text(text, style)
        else:
            self.add([(Span(text, style),)])

    @property
    def prose(self) -> int:
        """The width of a paragraph."""
        return min(self.width, READABLE)

    def show(self) -> None:
        """Print everything."""
        self.console.show(self.lines)

    def add(self, lines: Iterable[Line]) -> None:
        """Add finished lines."""
        self.lines.extend(lines)

    def blank(self) -> None:
        """Add an empty line, never two, never first."""
        if self.lines and self.lines[-1]:
            self.lines.append(())

    def heading(self, text: str, after: str = "", *, tight: bool = False) -> None:
        """Add the title of a part, and a few words after it; `tight`: no empty line before it."""
        if not tight:
            self.blank()
        title = text if self.simple else text.upper()
        self.text(f"{title}\u00a0: {after}" if after else title, style="bold")

    def text(self, text: str, style: str = "", indent: int = 0) -> None:
        """Add a paragraph; nothing for an empty text."""
        if text:
            self.add(paragraph(text, self.prose, style=style, first=" " * indent))

    def items(self, texts: Iterable[str], indent: int = 2, mark: str = "-") -> None:
        """Add a list, one mark each."""
        for text in texts:
            self.add(paragraph(text, self.prose, first=f"{' ' * indent}{mark} "))

    def address(self, url: str, indent: int) -> None:
        """Add an address on its own line, whole, so that the terminal can open it."""
        if url:
            self.add([(Span(" " * indent), Span(url, "underline" if not self.simple else ""))])

    def labelled(self, pairs: Sequence[tuple[str, Sequence[Span | str]]], indent: int = 2) -> None:
        """Add labels and what they hold: side by side where there is room, one under the other below 70 columns."""
        held = [(label, cell(*parts)) for label, parts in pairs]
        held = [(label, content) for label, content in held if content]
        size = max((width_of(label) for label, _ in held), default=0)
        for label, content in held:
            if self.width < SIDE_BY_SIDE or self.simple:
                self._stacked(label, content, indent)
            else:
                row = (cell(Span(label, "dim")), content)
                sizes = (size, self.prose - indent - size - GAP)
                self.add((Span(" " * indent), *line) for line in columns(row, sizes))

    def _stacked(self, label: str, content: Cell, indent: int) -> None:
        first, *others = content
        self.text(f"{label}\u00a0: {first.text}", first.style, indent)
        for part in others:
            self.text(part.text, part.style, indent + 2)

    def alert(self, alert: Alert) -> None:
        """Add an alert: a heavy bar and capitals for what cannot be undone or kept, a word before the rest."""
        if self.simple or not alert.is_grave:
            self.text(f"{alert.sign.word}\u00a0: {alert.text}", indent=0 if self.simple else 2)
            return
        bar = "┃ " if self.glyphs else "| "
        title = paragraph(f"{alert.sign.mark} {alert.sign.word}", self.prose - 2, style=GRAVE)
        body = paragraph(alert.text, self.prose - 2)
        self.add((Span(bar, GRAVE), *line) for line in (*title, *body))

    def sign(self, sign: Sign) -> str:
        """Return a state or verdict: its word, after its glyph where glyphs are shown."""
        return f"{sign.mark} {sign.word}" if self.glyphs else sign.word

    def sources(self, sources: Sequence[SourceView]) -> None:
        """Add the numbered sources, each with its address on its own line and how well it is known."""
        if sources:
            self.heading("Sources")
        for number, source in enumerate(sources, 1):
            names = ", ".join(part for part in (source.title, source.publisher, source.published) if part)
            self.add(paragraph(names, self.prose, first=f"  {number}. ", rest="     "))
            self.address(source.url, 5)
            self.text(source.checked, "dim", 5)


def references(ids: Sequence[str], sources: Sequence[SourceView]) -> str:
    """Return « [1, 3] », the numbers of the sources cited; empty without any."""
    numbers = [str(number) for number, source in enumerate(sources, 1) if source.id in ids]
    return f"[{', '.join(numbers)}]".replace(" ", "\u00a0") if numbers else ""
