"""Text of any origin: made harmless, compared, wrapped, spelled for a poor terminal. Pure; every layer may use it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

NBSP = "\u00a0"
NARROW = "\u202f"

_GAPS = (*range(0x09, 0x0E), 0x85, 0x2028, 0x2029)  # tab and line ends: a space keeps the words apart
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_BIDI = (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x2070))
_SURROGATES = range(0xD800, 0xE000)  # JSON can spell one half of a pair; no encoding can write it
_PLANES = range(0, 0x110000, 0x10000)
_NONCHARACTERS = (*range(0xFDD0, 0xFDF0), *(plane + end for plane in _PLANES for end in (0xFFFE, 0xFFFF)))

_TABLE: dict[int, str | None] = {
    **dict.fromkeys((*_CONTROLS, *_BIDI)),
    **dict.fromkeys(_GAPS, " "),
    **dict.fromkeys((*_SURROGATES, *_NONCHARACTERS), "\ufffd"),  # XML cannot carry the second kind
}

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"  # noncharacters: `clean` lets none of them through from outside
_VERBATIM = re.compile(f"{_OPEN}(.*?){_CLOSE}", re.DOTALL)

_NEAREST = {
    NBSP: " ", NARROW: " ", "’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "œ": "oe", "Œ": "OE",
    "æ": "ae", "Æ": "AE", "€": "EUR", "–": "-", "—": "-", "…": "...", "✓": "OK", "✗": "!", "×": "x", "□": "[ ]",
    "☐": "[ ]", "☑": "[x]", "→": "->", "←": "<-", "•": "*", "·": "-", "≤": "<=", "≥": ">=", "▸": ">", "º": "o",
    "°": "o", "½": "1/2", "¼": "1/4", "¾": "3/4", "⁄": "/", "█": "#", "░": ".", "┃": "|", "━": "=", "─": "-",
    "§": "par.", "¤": "?", "\u00ad": "-", "ß": "ss",
}  # fmt: skip
_ACCENT = re.compile("[\u0300-\u036f]")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "’": "'"})

_LAST_RESORT = re.compile(rf"(?<!«)[{NBSP}{NARROW}](?![\d€%:;?!»])")  # between words kept together, never in a number
_LATIN = map(chr, (*range(0x20, 0x7F), *range(0xA0, 0xAD), *range(0xAE, 0x180)))  # a soft hyphen has no width
_ONE_COLUMN = frozenset({*_LATIN, *"’“”…–—€→·□✓×┃━─█░\u202f"})  # known, without tables of widths


def clean(text: str) -> str:
    """Return `text` on one line, without C0, C1 and bidirectional controls.

    A tab or a line end becomes a space; half a surrogate pair and a noncharacter become U+FFFD.
    """
    return text if text.isprintable() else text.translate(_TABLE)


def shown(text: str, longest: int = 40) -> str:
    """Return `text` clean and short enough to be quoted in a message."""
    text = clean(text[: longest + 1])
    return text if len(text) <= longest else f"{text[:longest]}…"


def verbatim(data: str) -> str:
    """Return a path, a name or a command so marked that `parts_of` gives it back byte for byte, beside its sentence."""
    return f"{_OPEN}{clean(data)}{_CLOSE}"


def parts_of(text: str) -> list[tuple[str, bool]]:
    """Return the parts of a sentence in order, clean; True for those marked by `verbatim`."""
    parts = enumerate(_VERBATIM.split(text))
    return [(clean(part), bool(number % 2)) for number, part in parts if part]


def tidy(sentence: str) -> str:
    """Return a sentence clean, what `verbatim` marked in it still marked."""
    return "".join(verbatim(part) if exact else part for part, exact in parts_of(sentence))


def fold(text: str) -> str:
    """Return `text` as it is compared and sought: no case, no accent, no ligature."""
    letters = text.casefold()
    if letters.isascii():
        return letters
    return _ACCENT.sub("", unicodedata.normalize("NFKD", letters.translate(_LIGATURES)))


def transliterate(text: str, encoding: str | None) -> str:
    """Return `text` with the nearest spelling of each character that `encoding` lacks, « ? » where there is none."""
    return "".join(each if shows(each, encoding) else _nearest(each, encoding) for each in text)


def _nearest(character: str, encoding: str | None) -> str:
    guess = _NEAREST.get(character, "")
    if guess and shows(guess, encoding):
        return guess
    bare = _ACCENT.sub("", unicodedata.normalize("NFKD", character))
    kept = "".join(each for each in bare if shows(each, encoding))
    return kept or "?"


def shows(text: str, encoding: str | None) -> bool:
    """Return whether a terminal in `encoding` can show `text`; of one that nobody knows, ASCII is expected."""
    try:
        text.encode(encoding or "ascii")
    except UnicodeEncodeError:
        return False
    except LookupError:
        return text.isascii()
    return True


def width_of(text: str) -> int:
    """Return how many columns `text` takes on a terminal."""
    if text.isascii() or _ONE_COLUMN.issuperset(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def wrap(text: str, width: int, first: str = "", then: str = "") -> list[str]:
    """Return `text` on lines of at most `width` columns, broken at ordinary spaces.

    `first` and `then` open the first line and the others; the longer of them is taken from the width of each.

    What is kept together by no-break spaces is parted only when it exceeds a whole line, never inside a number.
    A longer word stands alone and whole.
    """
    lines: list[str] = []
    room = width - max(width_of(first), width_of(then))
    for word in _words(text, room):
        if lines and width_of(lines[-1]) + 1 + width_of(word) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return [f"{then if number else first}{line}" for number, line in enumerate(lines or [""])]


def elide(text: str, width: int) -> str:
    """Return `text` on one line of `width` columns, cut after a word and ended by « … » where it is too long."""
    if width_of(text) <= width:
        return text
    line = wrap(text, max(width - 1, 1))[0]
    return f"{line.rstrip(' ,:;')}…"


def _words(text: str, width: int) -> Iterable[str]:
    for word in text.split(" "):
        if not word:
            continue
        if width_of(word) <= width:
            yield word
        else:
            yield from _LAST_RESORT.split(word)
