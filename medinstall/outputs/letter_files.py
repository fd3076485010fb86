"""A letter as text to read or print, as a PDF, and as a word-processor document to complete and sign."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from medinstall.domain.letter import BLANK
from medinstall.outputs.typesetting import typeset
from medinstall.text import wrap
from medinstall.wording.letter import LettersView, LetterView

REQUIREMENT = "python-docx>=1.2,<2"
SENDER = ("(prénom et nom)", "(adresse)", "(téléphone, courriel)", "(numéro RPPS)")
WIDTH = 76


class Line(NamedTuple):
    """One paragraph of a sheet; `mark` stands before an item or a box, `right` sets it on the right-hand side."""

    text: str
    mark: str = ""
    right: bool = False
    strong: bool = False


def sheet(letter: LetterView) -> Iterator[Line]:
    """Yield a letter paragraph by paragraph, as it is laid on a sheet of paper."""
    yield from (Line(f"{BLANK} {line}") for line in SENDER)
    yield Line(letter.to, right=True, strong=True)
    yield Line(f"{BLANK} (adresse)", right=True)
    yield Line(f"À {BLANK}, le {BLANK}", right=True)
    yield Line(f"Objet\u00a0: {letter.subject}", strong=True)
    yield Line(letter.greeting)
    for part in letter.parts:
        doubt = "(à garder ou à rayer) " if part.doubtful else ""
        if part.text or doubt:
            yield Line(f"{doubt}{part.text}".strip())
        yield from (Line(item, "- ") for item in part.items)
        yield from (Line(box, "☐ ") for box in part.boxes)
    yield Line(f"Je vous prie d’agréer, {letter.greeting.rstrip(',')}, l’expression de ma considération distinguée.")
    yield Line(f"{BLANK} (signature)")
    if letter.enclosed:
        yield Line("Pièces jointes\u00a0:")
        yield from (Line(paper, "☐ ") for paper in letter.enclosed)


def letter_text(view: LettersView, width: int = WIDTH) -> str:
    """Return the letters as plain text, no word broken, then what to know before sending them."""
    parts = ["\n".join(_set(letter, width)) for letter in view.letters]
    advice = "\n".join(line for text in view.advice for line in wrap(text, width, "- ", "  "))
    heads = f"À relire, à compléter à chaque «\u00a0{BLANK}\u00a0» et à signer. {view.deadline}".rstrip()
    return "\n\n".join(("\n".join(wrap(heads, width)), *parts, f"Avant d’envoyer\n\n{advice}", view.limit)) + "\n"


def letter_pdf(view: LettersView) -> bytes:
    """Return the letters as a PDF, one a page. Raises ModuleNotFoundError without typst."""
    letters = [[line._asdict() for line in sheet(letter)] for letter in view.letters]
    return typeset({"title": view.title, "letters": letters}, "letter.typ")


def letter_docx(view: LettersView) -> bytes:
    """Return the letters as a .docx document, one a page. Raises ModuleNotFoundError without python-docx."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document = Document()
    document.core_properties.title = view.title
    document.core_properties.author = ""
    for number, letter in enumerate(view.letters):
        for place, line in enumerate(sheet(letter)):
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.page_break_before = bool(number and not place)
            paragraph.add_run(f"{line.mark}{line.text}").bold = line.strong
            if line.right:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _set(letter: LetterView, width: int) -> Iterator[str]:
    """Yield the lines of a letter: an empty one between two paragraphs, none between the items of a list."""
    first = True
    for kind, held in groupby(sheet(letter), lambda line: (bool(line.mark), line.right)):
        lines = list(held)
        yield from () if first else ("",)
        first = False
        for index, line in enumerate(lines):
            if index and not any(kind) and not line.text.startswith(BLANK):
                yield ""
            indent = " " * (width // 2) if line.right else ""
            lead = f"{indent}{line.mark}"
            yield from wrap(line.text, width, lead, " " * len(lead))
