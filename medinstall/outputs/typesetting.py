"""From finished words to a PDF, through typst: its layout is a template here, its fonts draw what they can."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import Any
from unicodedata import category

_UNSEEN = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_MOST_TRIES = 40
_RARE = re.compile("[^\\u0020-\\u024f\\u2010-\\u2027\\u202f\\u20ac]")  # beyond what the embedded fonts surely draw


def typeset(data: Any, layout: str = "page.typ") -> bytes:
    """Return the PDF of a layout filled with `data`. Raises ModuleNotFoundError without typst.

    A character that no font here can draw is replaced by its code point, never lost and never an error.
    """
    import typst

    folder = Path(__file__).parent  # a root that exists: the folder one stands in may be gone
    template = (folder / layout).read_bytes()
    alone = True  # with the embedded fonts alone, the same dossier gives the same file everywhere
    for attempt in range(_MOST_TRIES + 1):
        text = json.dumps(data, ensure_ascii=False)
        compiler = typst.Compiler(template, root=folder, ignore_system_fonts=alone, sys_inputs={"data": text})
        try:
            made = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=0)
        except typst.TypstError as error:
            unseen = _UNSEEN.search(error.message)
            if unseen is None:
                raise
            if not alone:
                rare = attempt + 1 == _MOST_TRIES
                data = _plainest(data) if rare else _spelled(data, _ESCAPED.sub(_character, unseen[1]))
            alone = False
            continue
        assert isinstance(made, bytes)
        return made
    raise ValueError("a character of our own cannot be drawn")


def _character(code: re.Match[str]) -> str:
    return chr(int(code[1], 16))


def _spelled(found: Any, unseen: str) -> Any:
    """Return data in which what cannot be drawn is replaced by code points: « [U+1F600] ».

    Marks and joiners that follow `unseen` go first: alone, a letter they hang on may well be drawn.
    """
    marks = {mark for text in _texts(found) for mark in _marks_after(unseen, text)}
    for target in marks or {unseen}:
        found = _changed(found, partial(_spell, target))
    return found


def _plainest(found: Any) -> Any:
    """Return data with nothing left but what the embedded fonts draw."""
    return _changed(found, lambda text: _RARE.sub(lambda rare: _codes(rare[0]), text))


def _spell(target: str, text: str) -> str:
    return text.replace(target, _codes(target))


def _codes(text: str) -> str:
    return "".join(f"[U+{ord(character):04X}]" for character in text)


def _marks_after(letter: str, text: str) -> Iterator[str]:
    for piece in text.split(letter)[1:]:
        yield from takewhile(lambda character: category(character) in ("Mn", "Mc", "Me", "Cf"), piece)


def _texts(found: Any) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict | list):
        for value in found.values() if isinstance(found, dict) else found:
            yield from _texts(value)


def _changed(found: Any, change: Callable[[str], str]) -> Any:
    if isinstance(found, dict):
        return {key: _changed(value, change) for key, value in found.items()}
    if isinstance(found, list):
        return [_changed(value, change) for value in found]
    return change(found) if isinstance(found, str) else found
