"""Markdown that says exactly what the text says: nothing in it becomes markup, a link, an emoji or a list."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&$]")
_LEADING = re.compile(r"^(\s*)([+\-=>]|\d{1,9}(?=[.)]))")
_HEADING = re.compile(r"(?<!\S)#")  # opens a heading at the start of a line, closes one at its end
_EMOJI = re.compile(r":(?=[\w+-]+:)")


def escape(text: str) -> str:
    """Return `text` so that a GFM reader shows it verbatim, wherever it stands in a line."""
    text = _EMOJI.sub(r"\:", _SPECIAL.sub(r"\\\g<0>", text))
    return _LEADING.sub(_guarded, _HEADING.sub(r"\#", text))


def _guarded(found: re.Match[str]) -> str:
    """Guard the start of a line: a number by its dot or bracket, another sign by itself."""
    space, sign = found.groups()
    return f"{space}{sign}\\" if sign.isdigit() else f"{space}\\{sign}"


def link(text: str, url: str) -> str:
    """Return a link, or the text alone without an address."""
    if not url:
        return escape(text)
    return f"[{escape(text)}]({url.replace('(', '%28').replace(')', '%29').replace(' ', '%20')})"
