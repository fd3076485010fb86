"""French text on a terminal or in a file that cannot spell it: the nearest letters instead of a crash."""

from __future__ import annotations

import codecs
import unicodedata
from typing import Any

HANDLER = "medinstall.nearest"
_NEAREST = {
    "\u00a0": " ", "\u202f": " ", "’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "œ": "oe", "Œ": "OE",
    "æ": "ae", "€": "EUR", "–": "-", "—": "-", "…": "...", "✓": "x", "✗": "!", "×": "x", "□": "[ ]", "☐": "[ ]",
    "☑": "[x]", "→": "->", "←": "<-", "•": "*", "·": "-", "≤": "<=", "≥": ">=", "▸": ">", "º": "o", "°": "o",
}  # fmt: skip


def replace_unprintable(stream: Any) -> None:
    """Give `stream` an error handler that writes the nearest letters; nothing to do for one that cannot have it."""
    codecs.register_error(HANDLER, _nearest)
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors=HANDLER)


def _nearest(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    found = error.object[error.start : error.end]
    return "".join(_letter(character, error.encoding) for character in found), error.end


def _letter(character: str, encoding: str) -> str:
    """Return what stands for a character that `encoding` lacks: letter by letter, then without accents, then « ? »."""
    for guess in (_NEAREST.get(character, ""), unicodedata.normalize("NFKD", character)):
        kept = guess.encode(encoding, "ignore").decode(encoding)
        if kept:
            return kept
    return "?"
