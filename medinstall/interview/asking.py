"""The small questions of commands: choose one thing, write a few words, give a day. None when the doctor goes back."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TextIO

from medinstall.domain.fact import Choice
from medinstall.french import full_date, numeric_date, typography
from medinstall.interview.parse_error import ParseError
from medinstall.interview.question_view import Asker, Move, Option, Page
from medinstall.interview.terminal import is_simple, leaving_on_signals, need_terminal
from medinstall.text import clean

WEEK = timedelta(days=7)


def asker_for(simple: bool, out: TextIO) -> Asker:
    """Return the way to ask that suits the terminal."""
    if is_simple(simple):
        from medinstall.interview.plain import Plain

        return Plain(out)
    from medinstall.interview.prompts import Prompts

    return Prompts(out)


def choose(choices: Sequence[Choice], title: str, simple: bool, *, back: str = "Revenir") -> str | None:
    """Return the value of the choice made. Raises UsageFault without a terminal, KeyboardInterrupt when left."""
    entries = (Option(Move.BACK, back),) if back else ()
    need_terminal()
    with leaving_on_signals():
        reply = asker_for(simple, sys.stdout).choose(Page(_text(title), options=_options(choices), entries=entries))
    return reply if isinstance(reply, str) else None


def from_menu(choices: Sequence[Choice], simple: bool) -> str | None:
    """Return the value of the entry chosen in a menu that stands under a page already shown. Raises as `choose`."""
    need_terminal()
    with leaving_on_signals():
        reply = asker_for(simple, sys.stdout).menu(Page("Que voulez-vous faire ?", options=_options(choices)))
    return reply if isinstance(reply, str) else None


def write(title: str, prompt: str, simple: bool, *, nothing: str = "") -> str | None:
    """Return the words typed; "" where `nothing` names what an empty line means. Raises as `choose`."""
    kept = Option("", _text(nothing)) if nothing else None
    page = Page(_text(title), prompt=prompt, entries=(Option(Move.BACK, "Revenir"),), current=kept)
    need_terminal()
    with leaving_on_signals():
        reply = asker_for(simple, sys.stdout).type_in(page, lambda text: (Option(text, clean(text)),))
    return reply if isinstance(reply, str) else None


def choose_day(title: str, today: date, simple: bool, *, past: bool) -> date | None:
    """Return a day up to today, which Enter alone means, or a day to come. Raises as `choose`."""
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
        _text(title),
        hint=_text(f"Par exemple : {example}."),
        prompt="Date",
        entries=(Option(Move.BACK, "Revenir"),),
        current=Option(today, f"aujourd’hui, {full_date(today)}") if past else None,
    )
    need_terminal()
    with leaving_on_signals():
        reply = asker_for(simple, sys.stdout).type_in(page, matches)
    return reply if isinstance(reply, date) else None


def _options(choices: Sequence[Choice]) -> tuple[Option, ...]:
    return tuple(Option(choice.value, _text(choice.label), _text(choice.help)) for choice in choices)


def _text(text: str) -> str:
    return typography(clean(text))
