"""What can go wrong in front of a user: facts where it is raised, exit code and layout here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar

from medinstall.actions import worded
from medinstall.text import clean, tidy

LONGEST_WORD = 60  # for which a nearer spelling is looked for


class MedinstallError(Exception):
    """A French sentence for the user: what, where, and how to mend it.

    `what` is a sentence that begins in lower case, since `layout` puts « Erreur : » before it; `where` a file, a line,
    a key; `remedy` one or two whole sentences, where `actions.how_to` names what to do. `faults` holds one line per
    fault where there may be several (an answers file).
    """

    exit_code: ClassVar[int] = 1
    title: ClassVar[str] = "Erreur"

    def __init__(self, what: str, where: str = "", remedy: str = "", *, faults: Iterable[str] = ()) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy
        self.faults = tuple(faults)


class Refusal(MedinstallError):
    """The request is understood and cannot be granted."""


class UsageFault(MedinstallError):
    """The command line itself is wrong, or an answer is missing and nobody can be asked."""

    exit_code = 2


class Interrupted(MedinstallError):
    """Stopped by the user or by a signal; `what` says that all is saved, `remedy` how to resume."""

    exit_code = 130
    title = "Interrompu"


def layout(error: MedinstallError, words: Mapping[str, str], place: Callable[[str], str] = clean) -> str:
    """Return the lines to print on stderr, without a final line end; no control character survives.

    `words` says what each action is called here, `place` may mark the place as what typography must not touch.
    """
    lines = [f"{error.title} : {_after_colon(error.what)}"]
    lines += [f"  - {tidy(fault)}" for fault in error.faults]
    if error.where:
        lines.append(f"  Où : {place(error.where)}")
    if error.remedy:
        lines.append(f"  Que faire : {_after_colon(worded(error.remedy, words))}")
    return "\n".join(lines)


def _after_colon(text: str) -> str:
    """Return a sentence as French writes it after a colon: small first letter, no final stop; acronyms stay."""
    text = tidy(text).removesuffix(".")
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def nearest(word: str, words: Iterable[str], likeness: float = 0.6) -> str:
    """Return « vouliez-vous dire « x » ? » when a valid word is near, whatever its capitals, else nothing."""
    from difflib import get_close_matches

    spelled = {known.casefold(): known for known in words}
    near = get_close_matches(word.casefold(), list(spelled), 1, likeness) if len(word) <= LONGEST_WORD else []
    return f"vouliez-vous dire « {spelled[near[0]]} » ?" if near else ""


def suggestion(word: str, words: Iterable[str]) -> str:
    """Return the same question as the end of a sentence, after a semicolon."""
    near = nearest(word, words)
    return f" ; {near}" if near else ""
