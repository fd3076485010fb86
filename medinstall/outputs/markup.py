"""HTML built from elements: every text is escaped, and only what was built here counts as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import TypeAlias

from medinstall.text import clean

_NO_CHARACTER = re.compile("[\ufdd0-\ufdef\ufffe\uffff]|[\U0001fffe-\U0001ffff\U0010fffe-\U0010ffff]")
_VOID = frozenset({"meta"})


class Html(str):
    """Text that is already HTML."""

    __slots__ = ()


Child: TypeAlias = "str | Html"


def text(value: str) -> Html:
    """Return `value` so that a browser shows exactly it."""
    return value if isinstance(value, Html) else Html(escape(_NO_CHARACTER.sub("\ufffd", clean(value))))


def tag(name: str, /, *children: Child, **attributes: str | None) -> Html:
    """Return an element. Attributes: `class_` is class, `aria_label` is aria-label; None leaves one out."""
    head = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _VOID:
        return Html(f"<{name}{head}>")
    return Html(f"<{name}{head}>{join(children)}</{name}>")


def join(children: Iterable[Child], between: str = "") -> Html:
    """Return children one after the other, those that are empty left out."""
    return Html(between.join(text(child) for child in children if child))


def _attribute(key: str, value: str | None) -> str:
    return "" if value is None else f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
