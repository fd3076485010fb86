"""The first question, shown while its prompt is still being imported: half of the wait is over by then."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from medinstall.interview.drawing import Line
from medinstall.interview.line_writer import Paper, showable
from medinstall.interview.terminal import forget_typed_ahead, holding_keys

# Style → what a terminal is told, with colours and without: as prompt_toolkit will draw it.
INKS = {
    "class:heading": ("36", ""),
    "class:pointer": ("36;1", "1"),
    "class:question": ("1", "1"),
    "class:warning": ("1", "1"),
    "class:highlighted": ("1", "1"),
    "bold": ("1", "1"),
}
ERASE_BELOW = "\x1b[J"
Lift: TypeAlias = "Callable[[str], None]"


@contextmanager
def sketched(lines: Iterable[Line], paper: Paper) -> Iterator[Lift]:
    """Show a question while its prompt is made ready; what is typed meanwhile is kept for the prompt.

    Yield what puts the cursor back, for the prompt to draw the same over it, and then writes what it is given. A
    question that never comes to its prompt is erased.
    """
    drawn = "\n".join("".join(_inked(*piece) for piece in line) for line in lines)
    back = f"\r\x1b[{drawn.count(chr(10))}A"
    lifted = False

    def lift(then: str) -> None:
        nonlocal lifted
        lifted = True
        paper.put(back + then)

    forget_typed_ahead()
    with holding_keys():
        try:
            paper.put(showable(drawn, paper.encoding))
            yield lift
        except BaseException:
            paper.put(ERASE_BELOW if lifted else back + ERASE_BELOW)
            raise


def _inked(style: str, text: str) -> str:
    code = INKS.get(style, ("", ""))[bool(os.environ.get("NO_COLOR"))]
    return f"\x1b[{code}m{text}\x1b[0m" if code else text
