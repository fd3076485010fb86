"""A letter as text to read or print, as Markdown, as a PDF, and as a word-processor document to complete and sign."""

from __future__ import annotations

import io
from collections.abc import Iterator

from medinstall.domain.letter import BLANK
from medinstall.outputs.markdown_escape import escape
from medinstall.outputs.markdown_parts import source_lines
from medinstall.outputs.typesetting import typeset
from medinstall.text import wrap
from medinstall.wording.letter import BOX, Draft, LetterLine, LettersView

REQUIREMENT = "python-docx>=1.2,<2"
WIDTH = 76
_ESCAPED_BLANK = escape(BLANK)


def letter_text(view: LettersView) -> str:
    """Return the letters as plain text, no word broken, then what to know before sending them."""
    parts = ["\n".join(_wrapped(letter)) for letter in view.letters]
    advice = "\n".join(line for text in view.advice for line in wrap(text, WIDTH, "- ", "  "))
    head = "\n".join(wrap(view.instructions, WIDTH))
    return "\n\n".join((head, *parts, f"Avant d’envoyer\n\n{advice}", view.limit)) + "\n"


def _wrapped(letter: Draft) -> Iterator[str]:
    """Yield the lines of a letter, an empty one between two paragraphs but in the address and before the signature."""
    before: LetterLine | None = None
    for paragraph in letter:
        first = paragraph[0]
        close = before and before.right == first.right and (first.right or first.text.startswith(BLANK))
        if before and not close:
            yield ""
        for line in paragraph:
            lead = f"{' ' * (WIDTH // 2) if line.right else ''}{line.mark}"
            yield from wrap(line.text, WIDTH, lead, " " * len(lead))
        before = first


def letter_markdown(view: LettersView) -> str:
    """Return the letters to be copied into a word processor, what to know before sending them, and the sources."""
    parts = [f"# Brouillon\u00a0: {_escaped(view.title)}", f"> {_escaped(view.instructions)}"]
    for letter in view.letters:
        breaks = (("\n" if lines[0].mark else "  \n", lines) for lines in letter)
        parts += ["---", *(end.join(map(_marked_up, lines)) for end, lines in breaks)]
    parts += ["---", "## Avant d’envoyer", "\n".join(f"- {_escaped(text)}" for text in view.advice)]
    parts += ["## Ce que disent les règles", "\n".join(source_lines(view.sources, complete=True)), _escaped(view.limit)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _marked_up(line: LetterLine) -> str:
    text = _escaped(line.text)
    return f"{'- [ ] ' if line.mark == BOX else line.mark}{f'**{text}**' if line.strong else text}"


def _escaped(text: str) -> str:
    """Return text that nothing turns into markup; a blank stays readable, since it opens no emphasis by itself."""
    return escape(text).replace(_ESCAPED_BLANK, BLANK)


def letter_pdf(view: LettersView) -> bytes:
    """Return the letters as a PDF, one a page. Raises ModuleNotFoundError without typst."""
    letters = [[line._asdict() for line in _lines(letter)] for letter in view.letters]
    return typeset({"title": view.title, "letters": letters}, "letter.typ")


def letter_docx(view: LettersView) -> bytes:
    """Return the letters as a .docx document, one a page. Raises ModuleNotFoundError without python-docx."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document = Document()
    document.core_properties.title = view.title
    document.core_properties.author = ""
    for number, letter in enumerate(view.letters):
        for place, line in enumerate(_lines(letter)):
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.page_break_before = bool(number and not place)
            paragraph.add_run(f"{line.mark}{line.text}").bold = line.strong
            if line.right:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _lines(letter: Draft) -> Iterator[LetterLine]:
    return (line for paragraph in letter for line in paragraph)
