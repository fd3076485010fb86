"""The simple mode: numbered lines, only ever added, for screen readers and terminals that can do no more."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import TextIO

from medinstall.domain.fact import Choice, NonAnswer
from medinstall.french import typography
from medinstall.interview.line_writer import LineWriter
from medinstall.interview.page import MOST_MATCHES, QUIT_KEY, WHY_KEY, Matches, Move, Option, Page, Reply, Ticks, others
from medinstall.interview.parse_error import ParseError, fold
from medinstall.interview.parsing import matching, read_unsaid
from medinstall.interview.terminal import wait_for_line
from medinstall.text import clean

BACK_KEY, UNKNOWN_KEY, NONE_KEY = "<", "nsp", "0"
_ENTRY_KEYS: dict[Reply, str] = {
    NonAnswer.UNKNOWN: UNKNOWN_KEY,
    NonAnswer.NEVER: "jamais",
    Move.BACK: BACK_KEY,
    Move.REST_UNKNOWN: UNKNOWN_KEY,
}


def read_line(writer: LineWriter, prompt: str) -> str:
    """Return the line typed after `prompt`, without controls. Raises KeyboardInterrupt at the end of the input."""
    writer.ask(typography(prompt))
    wait_for_line()
    try:
        line = sys.stdin.readline()
    except UnicodeDecodeError:
        line = "\ufffd\n"
    except (OSError, ValueError):  # the terminal is gone
        line = ""
    if not line:
        writer.out.write("\n")
        raise KeyboardInterrupt
    return clean(re.sub(r"\x1b\[[0-9;?]*[A-Za-z~]|\x1bO[A-Z]", "", line)).strip()


class Plain:
    """Asks with numbered lines; implements `page.Asker`."""

    def __init__(self, out: TextIO) -> None:
        self._writer = LineWriter(out, rich=False)

    def choose(self, page: Page) -> Reply:
        """Return the option whose number or words are typed, or an entry by its key."""
        self._show(page)
        self._number(page.options)
        self._keys(page)
        while True:
            text = self._line(page, "Votre réponse :")
            reply = self._entry(page, text)
            if reply is not None:
                return reply
            found = _by_number_or_words(text, page.options)
            if found is not None:
                return found.reply
            self.tell(f"Tapez un numéro de 1 à {len(page.options)}, ou l'une des touches indiquées.")

    def menu(self, page: Page) -> Reply:
        """Return the option whose number or words are typed."""
        return self.choose(page)

    def tick(self, page: Page, ticked: frozenset[str]) -> Ticks | Move:
        """Return the numbers typed, separated by spaces or commas; with « nsp » among them, the rest is unknown."""
        self._show(page)
        self._number(page.options)
        numbers = [str(index) for index, option in enumerate(page.options, 1) if option.reply in ticked]
        self.tell("Tapez les numéros, séparés par des espaces.")
        self.tell(f"{NONE_KEY} : aucun")
        self._keys(page)
        if numbers:
            self.tell(f"Entrée seule : garder {', '.join(numbers)}")
        while True:
            text = self._line(page, "Vos numéros :")
            reply = self._entry(page, text)
            if reply is Move.BACK:
                return Move.BACK
            if not text and numbers:
                return Ticks(ticked)
            unsure = UNKNOWN_KEY in fold(text) and any(entry.reply is Move.REST_UNKNOWN for entry in page.entries)
            plain = fold(text).replace(UNKNOWN_KEY, " ").strip() if unsure else text
            chosen = _numbers(plain, len(page.options)) if plain or not unsure else []
            if chosen is not None:
                return Ticks(frozenset(str(page.options[number - 1].reply) for number in chosen), unsure)
            self.tell(f"Tapez des numéros de 1 à {len(page.options)} (par exemple : 1 3), ou {NONE_KEY} pour aucun.")

    def type_in(self, page: Page, matches: Matches) -> Reply:
        """Return what is typed; where it may mean several answers, they are numbered."""
        self._show(page)
        self._keys(page)
        offered: Sequence[Option] = ()
        while True:
            text = self._line(page, f"{page.prompt} :")
            reply = self._entry(page, text)
            if reply is not None:
                return reply
            if offered and text.isdecimal() and 1 <= int(text) <= len(offered):
                return offered[int(text) - 1].reply
            found = self._matching(text, matches)
            offered = found[:MOST_MATCHES]
            if len(offered) == 1:
                if offered[0].help:
                    self.tell(f"{offered[0].label} : {offered[0].help}.")
                return offered[0].reply
            if offered:
                self._number(offered)
                if more := others(found):
                    self.tell(more)
                self.tell("Tapez le numéro de la bonne ligne, ou précisez.")

    def done(self, section: str, words: str) -> None:  # noqa: ARG002  # told with the question
        """Say that the answer is saved."""
        self.tell(f"Noté. {words}")

    def tell(self, sentence: str) -> None:
        """Print a sentence."""
        self._writer.line(typography(sentence))

    def _show(self, page: Page) -> None:
        self._writer.line()
        for text in (page.heading, page.warning, page.question, page.why, page.hint):
            if text:
                self._writer.line(text)

    def _number(self, options: Sequence[Option]) -> None:
        for index, option in enumerate(options, 1):
            words = f"{option.label} : {option.help}" if option.help else option.label
            self._writer.line(typography(words), first=f"  {index}. ", then="     ")

    def _keys(self, page: Page) -> None:
        for entry in page.entries:
            words = f"{entry.label[:1].lower()}{entry.label[1:]}"
            self.tell(f"{_ENTRY_KEYS[entry.reply]} : {words}")
        why = f"{WHY_KEY} : pourquoi cette question ; " if page.why else ""  # a menu has no reason to give
        self.tell(f"{why}{QUIT_KEY} : quitter")
        if page.current:
            self.tell(f"Entrée seule : garder « {page.current.label} »")

    def _line(self, page: Page, prompt: str) -> str:
        """Return the line typed, once it is neither « ? », which tells why it is asked, nor « q », which leaves."""
        while (text := read_line(self._writer, prompt)) == WHY_KEY:
            self.tell(page.why or "Chaque réponse décide de ce qui vous concerne.")
        if fold(text) == QUIT_KEY:
            raise KeyboardInterrupt
        return text

    def _entry(self, page: Page, text: str) -> Reply | None:
        """Return the entry of `page` that `text` names, the current answer for an empty line."""
        if not text:
            return page.current.reply if page.current else None
        by_key = {_ENTRY_KEYS[entry.reply]: entry.reply for entry in page.entries}
        if fold(text) in by_key:
            return by_key[fold(text)]
        unsaid = read_unsaid(text, never=NonAnswer.NEVER in by_key.values())
        if unsaid in by_key.values():
            return unsaid
        return Move.BACK if fold(text) in ("retour", "revenir") and BACK_KEY in by_key else None

    def _matching(self, text: str, matches: Matches) -> Sequence[Option]:
        if not text:
            self.tell("Tapez une réponse, ou l'une des touches indiquées.")
            return ()
        try:
            return matches(text)
        except ParseError as misread:
            self.tell(misread.sentence)
            return ()


def _by_number_or_words(text: str, options: Sequence[Option]) -> Option | None:
    if text.isdecimal():
        return options[int(text) - 1] if 1 <= int(text) <= len(options) else None
    if fold(text) in ("o", "n"):
        text = {"o": "oui", "n": "non"}[fold(text)]
    found = matching(text, [Choice(str(index), option.label) for index, option in enumerate(options)])
    return options[int(found[0].value)] if len(found) == 1 else None


def _numbers(text: str, most: int) -> list[int] | None:
    """Return the numbers in `text`, [] for « 0 », None when one of them is not offered."""
    words = re.split(r"[\s,;]+", text.strip(" ,;"))
    if words == [NONE_KEY]:
        return []
    if not all(word.isdecimal() and 1 <= int(word) <= most for word in words):
        return None
    return [int(word) for word in words]
