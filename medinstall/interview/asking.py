"""The small questions of commands: choose or tick things, write a few words, give a day, confirm.

All raise UsageFault without a terminal, KeyboardInterrupt when the doctor or a signal leaves.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta

from medinstall.domain.fact import Choice
from medinstall.french import full_date, numeric_date
from medinstall.interview.line_writer import LineWriter
from medinstall.interview.page import Asker, Move, Option, Page, option_of, shown_text
from medinstall.interview.parse_error import ParseError
from medinstall.interview.terminal import forget_typed_ahead, is_simple, leaving_on_signals, need_terminal
from medinstall.text import clean

WEEK = timedelta(days=7)
BACK = Option(Move.BACK, "Revenir")


@contextmanager
def asking(simple: bool) -> Iterator[Asker]:
    """Give the way to ask that suits the terminal."""
    need_terminal()
    with leaving_on_signals():
        if is_simple(simple):
            from medinstall.interview.plain import Plain

            yield Plain(sys.stdout)
        else:
            from medinstall.interview.prompts import Prompts

            yield Prompts(sys.stdout)


def choose(choices: Sequence[Choice], title: str, simple: bool, *, back: str = "Revenir") -> str | None:
    """Return the value of the choice made, None when the doctor goes back."""
    entries = (Option(Move.BACK, back),) if back else ()
    page = Page(shown_text(title), options=tuple(map(option_of, choices)), entries=entries)
    with asking(simple) as asker:
        reply = asker.choose(page)
    return reply if isinstance(reply, str) else None


def from_menu(choices: Sequence[Choice], simple: bool) -> str | None:
    """Return the value of the entry chosen in a menu that stands under a page already shown, None to leave it."""
    page = Page("Que voulez-vous faire ?", options=tuple(map(option_of, choices)))
    with asking(simple) as asker:
        reply = asker.menu(page)
    return reply if isinstance(reply, str) else None


def pick(choices: Sequence[Choice], title: str, simple: bool) -> list[str]:
    """Return the values of the choices ticked, in their order; [] when the doctor goes back."""
    entries = (Option(Move.BACK, "Ne rien cocher"),)
    page = Page(shown_text(title), options=tuple(map(option_of, choices)), entries=entries)
    with asking(simple) as asker:
        ticked = asker.tick(page, frozenset())
    return [] if isinstance(ticked, Move) else [choice.value for choice in choices if choice.value in ticked.chosen]


def write(title: str, prompt: str, simple: bool, *, nothing: str = "") -> str | None:
    """Return the words typed, None when the doctor goes back; "" where `nothing` names what an empty line means."""
    kept = Option("", shown_text(nothing)) if nothing else None
    page = Page(shown_text(title), prompt=prompt, entries=(BACK,), current=kept)
    with asking(simple) as asker:
        reply = asker.type_in(page, lambda text: (Option(text, clean(text)),))
    return reply if isinstance(reply, str) else None


def choose_day(title: str, today: date, simple: bool, *, past: bool) -> date | None:
    """Return a day up to today, which Enter alone means, or a day to come; None when the doctor goes back."""
    from medinstall.interview.dates import read_date

    def matches(text: str) -> Sequence[Option]:
        day = read_date(text, today, past=past)
        if past and day > today:
            raise ParseError("Ce jour n’est pas encore passé.")
        if not past and day <= today:
            raise ParseError("Ce jour n’est pas à venir.")
        return (Option(day, full_date(day)),)

    example = f"{numeric_date(today - WEEK)}, hier" if past else f"{numeric_date(today + WEEK)}, dans 3 semaines"
    page = Page(
        shown_text(title),
        hint=shown_text(f"Par exemple : {example}."),
        prompt="Date",
        entries=(BACK,),
        current=Option(today, f"aujourd’hui, {full_date(today)}") if past else None,
    )
    with asking(simple) as asker:
        reply = asker.type_in(page, matches)
    return reply if isinstance(reply, date) else None


def confirm(question: str, simple: bool) -> bool:
    """Return whether « oui » is typed; an empty line is « non », and so is nothing typed ahead."""
    from medinstall.interview.parsing import read_yes_no
    from medinstall.interview.plain import read_line

    need_terminal()
    writer = LineWriter(sys.stdout, rich=not is_simple(simple))
    with leaving_on_signals():
        forget_typed_ahead()
        while True:
            text = read_line(writer, f"{question} (o = oui, n = non ; Entrée seule = non)")
            if not text:
                return False
            try:
                return read_yes_no(text)
            except ParseError as misread:
                writer.line(misread.sentence)
