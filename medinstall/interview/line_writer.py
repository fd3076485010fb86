"""The printer of the interview: lines wrapped at words, no markup, no character that the terminal refuses."""

from __future__ import annotations

import shutil
from typing import TextIO

from medinstall.text import NARROW, NBSP, clean, transliterate
from medinstall.text import wrap as wrapped

WIDEST = 80  # longer lines are hard to read
NARROWEST = 12


def wrap(text: str, width: int, first: str = "", then: str = "") -> list[str]:
    """Return `text` on lines of at most `width`, broken at spaces; `first` and `then` open the first and the others."""
    width = max(width, NARROWEST)
    room = width - max(len(first), len(then))
    breakable = " ".join(word if len(word) <= room else on_screen(word) for word in text.split(" "))
    return [line.rstrip(" ") for line in wrapped(breakable, width, first, then)]


def on_screen(text: str) -> str:
    """Return a line already wrapped, with plain spaces: prompt_toolkit underlines the no-break ones."""
    return text.replace(NBSP, " ").replace(NARROW, " ")


class LineWriter:
    """Where lines go; `rich` adds colour and weight, which never carry meaning alone."""

    def __init__(self, out: TextIO, *, rich: bool) -> None:
        self.out = out
        self.encoding = getattr(out, "encoding", None) or "utf-8"
        self._rich = rich

    @property
    def width(self) -> int:
        """The columns to fill: those of the terminal, 80 at most."""
        return min(shutil.get_terminal_size().columns, WIDEST)

    def line(self, text: str = "", style: str = "", first: str = "", then: str = "") -> None:
        """Print `text`, wrapped; `first` and `then` open the first line and the others."""
        for one in wrap(clean(text), self.width, first, then):
            self._put(transliterate(one, self.encoding), style)
        self.out.flush()

    def ask(self, text: str) -> None:
        """Print `text` and stay on the line."""
        *above, last = wrap(clean(text), self.width)
        for one in above:
            self._put(transliterate(one, self.encoding), "")
        self.out.write(f"{transliterate(last, self.encoding)} ")
        self.out.flush()

    def _put(self, text: str, style: str) -> None:
        if not (self._rich and style):
            self.out.write(f"{text}\n")
            return
        from rich.console import Console
        from rich.text import Text

        console = Console(file=self.out, highlight=False, markup=False, emoji=False)
        console.print(Text(text, style=style), soft_wrap=True)
