"""Standard output as a place for screens: how wide it is, what it can show, and the pager for what is longer."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TextIO

from medinstall.outputs.layout import Line, Span
from medinstall.streams import is_terminal

if TYPE_CHECKING:
    from rich.console import Console as Rich

_END = Span("\n")


class Console:
    """Where screens are printed. `simple`: neither colour, glyph nor pager, hence nothing of rich."""

    def __init__(
        self, file: TextIO | None, *, simple: bool = False, width: int | None = None, pager: tuple[str, ...] = ()
    ) -> None:
        size = shutil.get_terminal_size()
        self.file = file
        self.simple = simple
        self.width = width or size.columns
        self.height = size.lines
        self.pager = pager
        self.went_to_pager = False

    @property
    def glyphs(self) -> bool:
        """Tell whether signs that are no letters can be shown."""
        return not self.simple and (getattr(self.file, "encoding", None) or "utf-8").lower().startswith("utf")

    @property
    def is_terminal(self) -> bool:
        """Tell whether somebody reads it as it is."""
        return is_terminal(self.file)

    @cached_property
    def rich(self) -> Rich:
        """What draws colours: user text is never markup, and the environment has the last word."""
        from rich.console import Console as Rich

        return Rich(file=self.file, width=self.width, markup=False, emoji=False, highlight=False)

    def show(self, lines: Sequence[Line]) -> None:
        """Print lines as they are; those that take more than the terminal, in the pager; none where it is closed.

        `went_to_pager` then tells which: what was read in the pager has left the screen.
        """
        self.went_to_pager = False
        if self.file is None:
            return
        if self.simple:
            self.file.writelines(f"{''.join(span.text for span in line)}\n" for line in lines)
            return
        if self.pager and len(lines) >= self.height:
            from medinstall.outputs.pager import show_in

            with self.rich.capture() as captured:
                self._draw(lines)
            self.went_to_pager = show_in(self.pager, captured.get())
            if not self.went_to_pager:
                self.file.write(captured.get())
            return
        self._draw(lines)

    def _draw(self, lines: Sequence[Line]) -> None:
        """Draw with rich, which neither wraps, crops, highlights nor reads markup in it."""
        from rich.segment import Segment, Segments

        spans = ((span.text, span.style) for line in lines for span in (*line, _END))
        parts = (Segment(text, self.rich.get_style(style) if style else None) for text, style in spans)
        self.rich.print(Segments(parts), soft_wrap=True, end="")
