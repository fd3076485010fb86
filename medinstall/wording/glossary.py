"""The glossary: the acronyms that a page uses, told at its end, and the terms asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from medinstall.domain.plan import Plan
from medinstall.french import typography
from medinstall.wording.blocks import Block, Labelled, Page, Paragraph, part

_MORE = re.compile(r" :|[.,(]")  # what an acronym stands for ends there; the glossary then explains it
_WORD = re.compile(r"[\w-]+")


def acronyms(page: Page, plan: Plan) -> Iterator[Block]:
    """Yield what the acronyms of a page stand for, when the page does not say it itself."""
    text = "\n".join(_texts(page))
    words, low = set(_WORD.findall(text)), text.lower()
    told = ((term, meaning) for term, meaning in plan.pack.glossary if term in words and term.isupper())
    known = ((term, typography(_MORE.split(meaning)[0])) for term, meaning in told)
    yield from part("Sigles", _terms((term, meaning) for term, meaning in known if meaning.lower() not in low))


def glossary_page(entries: Iterable[tuple[str, str]]) -> Page:
    """Return terms and what they mean."""
    return (_terms((typography(term), typography(meaning)) for term, meaning in entries),)


def _terms(entries: Iterable[tuple[str, str]]) -> Labelled:
    return Labelled(tuple((term, (Paragraph(meaning),)) for term, meaning in entries))


def _texts(held: object) -> Iterator[str]:
    if isinstance(held, str):
        yield held
    elif isinstance(held, tuple):
        for each in held:
            yield from _texts(each)
