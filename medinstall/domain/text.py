"""Text that comes from outside: what of it may reach a screen, a file or a calendar."""

from __future__ import annotations

_GAPS = (*range(0x09, 0x0E), 0x85, 0x2028, 0x2029)  # tab and line ends: a space keeps the words apart
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_BIDI = (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x2070))
_SURROGATES = range(0xD800, 0xE000)  # JSON can spell one half of a pair; no encoding can write it

_TABLE: dict[int, str | None] = {
    **dict.fromkeys((*_CONTROLS, *_BIDI)),
    **dict.fromkeys(_GAPS, " "),
    **dict.fromkeys(_SURROGATES, "\ufffd"),
}


def clean(text: str) -> str:
    """Return `text` on one line, without C0, C1 and bidirectional controls.

    A tab or a line end becomes a space, half a surrogate pair becomes U+FFFD. Everything else stays as it is.
    """
    return text if text.isprintable() else text.translate(_TABLE)


def shown(text: str, longest: int = 40) -> str:
    """Return `text` clean and short enough to be quoted in a message."""
    text = clean(text[: longest + 1])
    return text if len(text) <= longest else f"{text[:longest]}…"
