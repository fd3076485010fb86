"""What stands on a screen, the same in both modes, what it may answer, and who shows it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import NamedTuple, Protocol, TypeAlias

from medinstall.domain.fact import Choice, Value
from medinstall.french import typography
from medinstall.text import clean

MOST_MATCHES = 12  # on a screen
WHY_KEY, QUIT_KEY = "?", "q"


class Move(Enum):
    """What may be chosen instead of an answer."""

    BACK = "back"
    REST_UNKNOWN = "rest unknown"


Reply: TypeAlias = "Value | Move"


class Option(NamedTuple):
    """One thing that may be chosen: what it answers, its words, and what they mean."""

    reply: Reply
    label: str
    help: str = ""


class Page(NamedTuple):
    """What stands on a screen; `current` is the earlier answer, `warning` what must be said first."""

    question: str
    section: str = ""
    place: str = ""
    why: str = ""
    hint: str = ""
    prompt: str = ""
    options: tuple[Option, ...] = ()
    entries: tuple[Option, ...] = ()
    current: Option | None = None
    warning: str = ""

    @property
    def heading(self) -> str:
        """The section and where one is in the interview."""
        return " · ".join(filter(None, (self.section, self.place)))

    @property
    def rows(self) -> tuple[Option, ...]:
        """All that may be chosen: the options, then the entries."""
        return (*self.options, *self.entries)


class Ticks(NamedTuple):
    """The ids ticked on a checkbox screen, and whether the others are unknown instead of « non »."""

    chosen: frozenset[str]
    rest_unknown: bool = False


Matches: TypeAlias = "Callable[[str], Sequence[Option]]"


def others(found: Sequence[Option]) -> str:
    """Return « … et 6 autres : précisez le nom. » where more is meant than a screen shows, else nothing."""
    more = len(found) - MOST_MATCHES
    return typography(f"… et {more} autre{'s' if more > 1 else ''} : précisez le nom.") if more > 0 else ""


class Asker(Protocol):
    """A way to ask: full screen or plain."""

    def choose(self, page: Page) -> Reply:
        """Return one of the options or entries of `page`."""

    def menu(self, page: Page) -> Reply:
        """Return one of the options of `page`, which stands under a longer page already shown."""

    def tick(self, page: Page, ticked: frozenset[str]) -> Ticks | Move:
        """Return what is ticked among the options of `page`."""

    def type_in(self, page: Page, matches: Matches) -> Reply:
        """Return what is typed, read by `matches` (which raises ParseError), or an entry of `page`."""

    def done(self, section: str, words: str) -> None:
        """Say that an answer is taken and saved."""

    def tell(self, sentence: str) -> None:
        """Say a sentence."""


def shown_text(text: str) -> str:
    """Return a text as a screen shows it: with the spaces of French, without control characters."""
    return typography(clean(text))


def option_of(choice: Choice) -> Option:
    """Return a choice as a screen offers it."""
    return Option(choice.value, shown_text(choice.label), shown_text(choice.help))
