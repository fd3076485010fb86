"""What was typed and could not be understood, and how typed text is compared."""

from __future__ import annotations

import re
import unicodedata

from medinstall.french import typography
from medinstall.text import clean


class Misread(ValueError):
    """What was typed was not understood; `sentence` says in French how to mend it."""

    def __init__(self, sentence: str) -> None:
        self.sentence = typography(sentence)
        super().__init__(self.sentence)


_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")


def fold(text: str) -> str:
    """Return `text` on one line, lower case, without accents, with plain apostrophes, dashes and single spaces.

    What cannot be seen (a zero-width space, a soft hyphen of a page copied) is dropped.
    """
    plain = unicodedata.normalize("NFKD", clean(text).replace("’", "'").casefold()).translate(_DASHES)
    kept = "".join(char for char in plain if not unicodedata.combining(char) and unicodedata.category(char) != "Cf")
    return re.sub(r"\s+", " ", kept.replace("œ", "oe").replace("æ", "ae")).strip()
