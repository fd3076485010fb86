"""What the interview prints: wrapped at words, never markup, never a character that the terminal refuses."""

from __future__ import annotations

import shutil
import textwrap
import unicodedata
from typing import TextIO

from medinstall.text import NARROW, NBSP, clean

WIDEST = 80  # longer lines are hard to read
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "«": '"', "»": '"', "–": "-", "—": "-", "…": "...", "œ": "oe", "Œ": "Oe",
     "\u00a0": " ", "\u202f": " ", "€": "EUR", "✓": "OK", "·": "-", "×": "x", "─": "-", "→": "->"}
)  # fmt: skip


def wrap(text: str, width: int, first: str = "", then: str = "") -> list[str]:
    """Return `text` cut at spaces into lines of at most `width`: at a no-break one, or in a word, if it must be."""
    room = max(width, 12) - max(len(first), len(then))
    words = (word if len(word) <= room else on_screen(word) for word in text.split(" "))
    wrapper = textwrap.TextWrapper(max(width, 12), initial_indent=first, subsequent_indent=then, break_on_hyphens=False)
    return wrapper.wrap(" ".join(words)) or [first.rstrip()]


def on_screen(text: str) -> str:
    """Return a line already wrapped, with plain spaces: prompt_toolkit underlines the no-break ones."""
    return text.replace(NBSP, " ").replace(NARROW, " ")


def shows(text: str, encoding: str | None) -> bool:
    """Return whether a terminal in `encoding` can show `text`."""
    try:
        text.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def showable(text: str, encoding: str | None) -> str:
    """Return `text` itself or, where `encoding` cannot show it, its nearest plain spelling."""
    if shows(text, encoding):
        return text
    kept = "".join(char if shows(char, encoding) else char.translate(_PLAIN) for char in text)
    if shows(kept, encoding):
        return kept
    return unicodedata.normalize("NFKD", kept).encode("ascii", "ignore").decode()


class Paper:
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
            self._put(showable(one, self.encoding), style)
        self.out.flush()

    def ask(self, text: str) -> None:
        """Print `text` and stay on the line."""
        *above, last = wrap(clean(text), self.width)
        for one in above:
            self._put(showable(one, self.encoding), "")
        self.out.write(f"{showable(last, self.encoding)} ")
        self.out.flush()

    def put(self, drawn: str) -> None:
        """Write what is already laid out, at once."""
        self.out.write(drawn)
        self.out.flush()

    def _put(self, text: str, style: str) -> None:
        if not (self._rich and style):
            self.out.write(f"{text}\n")
            return
        from rich.console import Console
        from rich.text import Text

        console = Console(file=self.out, highlight=False, markup=False, emoji=False)
        console.print(Text(text, style=style), soft_wrap=True)
