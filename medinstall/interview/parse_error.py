"""What was typed and could not be understood, and how typed text is compared."""

from __future__ import annotations

import unicodedata

from medinstall.french import typography
from medinstall.text import clean
from medinstall.text import fold as folded


class ParseError(ValueError):
    """What was typed was not understood; `sentence` says in French how to mend it."""

    def __init__(self, sentence: str) -> None:
        self.sentence = typography(sentence)
        super().__init__(self.sentence)


_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")


def fold(text: str) -> str:
    """Return `text` on one line, lower case, without accents, with plain apostrophes, dashes and single spaces.

    What cannot be seen (a zero-width space, a soft hyphen of a page copied) is dropped.
    """
    seen = "".join(each for each in clean(text).translate(_DASHES) if unicodedata.category(each) != "Cf")
    return " ".join(folded(seen).split())
