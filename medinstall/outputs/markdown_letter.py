"""A letter as Markdown: to be copied into a word processor, completed and signed."""

from __future__ import annotations

from collections.abc import Iterator

from medinstall.domain.letter import BLANK
from medinstall.outputs.markdown_escape import escape, link
from medinstall.outputs.screen import checked
from medinstall.wording.letter import LetterPartView, LettersView, LetterView

_ESCAPED_BLANK = escape(BLANK)
_SENDER = ("(prénom et nom)", "(adresse)", "(téléphone, courriel)", "(numéro RPPS)")


def letter_markdown(view: LettersView) -> str:
    """Return the drafts of a step, then what to know before sending them."""
    parts = [
        f"# Brouillon\u00a0: {_text(view.title)}",
        f"> À relire, à compléter à chaque «\u00a0{BLANK}\u00a0» et à signer. {_text(view.deadline)}".rstrip(),
    ]
    for letter in view.letters:
        parts += ["---", *_letter(letter)]
    parts += ["---", "## Avant d’envoyer", _bullets(view.advice), "## Ce que disent les règles", *_sources(view)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _letter(letter: LetterView) -> Iterator[str]:
    yield "  \n".join(f"{BLANK} {_text(line)}" for line in _SENDER)
    yield f"**{_text(letter.to)}**  \n{BLANK} (adresse)"
    yield f"À {BLANK}, le {BLANK}"
    yield f"**Objet\u00a0: {_text(letter.subject)}**"
    yield _text(letter.greeting)
    for part in letter.parts:
        yield from _part(part)
    greeting = letter.greeting.rstrip(",")
    yield _text(f"Je vous prie d’agréer, {greeting}, l’expression de ma considération distinguée.")
    yield f"{BLANK} (signature)"
    if letter.enclosed:
        yield f"Pièces jointes\u00a0:\n\n{_boxes(letter.enclosed)}"


def _part(part: LetterPartView) -> Iterator[str]:
    doubt = "(à garder ou à rayer) " if part.doubtful else ""
    if part.text:
        yield f"{doubt}{_text(part.text)}"
    elif doubt:
        yield doubt.strip()
    if part.items:
        yield _bullets(part.items)
    if part.boxes:
        yield _boxes(part.boxes)


def _sources(view: LettersView) -> Iterator[str]:
    lines = []
    for number, source in enumerate(view.sources, 1):
        names = ", ".join(_text(part) for part in (source.publisher, source.published) if part)
        told = _text(checked(source))
        lines.append(f"{number}. {link(source.title, source.url)}, {names}. {told}".rstrip())
    yield "\n".join(lines)
    yield _text(view.limit)


def _bullets(texts: tuple[str, ...]) -> str:
    return "\n".join(f"- {_text(text)}" for text in texts)


def _boxes(texts: tuple[str, ...]) -> str:
    return "\n".join(f"- [ ] {_text(text)}" for text in texts)


def _text(text: str) -> str:
    """Return text that nothing turns into markup; a blank stays readable, since it opens no emphasis by itself."""
    return escape(text).replace(_ESCAPED_BLANK, BLANK)
