"""The question above a full-mode prompt, wrapped again at each drawing."""

from __future__ import annotations

from typing import Any

from prompt_toolkit.application import Application, get_app
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import HSplit, Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.layout.dimension import Dimension

from medinstall.interview.drawing import Piece, header_lines
from medinstall.interview.page import Page


def put_above(application: Application[Any], page: Page) -> None:
    """Draw the question above the prompt of `application`, wrapped anew at each drawing."""

    def fragments() -> StyleAndTextTuples:
        drawn: StyleAndTextTuples = []
        for style, text in _lines(page):
            drawn += [("", "\n"), (style, text)]
        return drawn[1:]

    def height() -> Dimension:
        return Dimension.exact(len(_lines(page)))

    below = application.layout
    header = Window(FormattedTextControl(fragments), height=height, dont_extend_height=True)
    application.layout = Layout(HSplit([header, below.container]), focused_element=below.current_window)


def _lines(page: Page) -> list[Piece]:
    size = get_app().output.get_size()
    return header_lines(page, size.columns, size.rows)
