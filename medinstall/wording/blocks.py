"""What a page is made of: a few kinds of block that hold finished French, built once and drawn by one printer a medium.

A tone says what a text is, never how it looks: "strong", "quiet", "danger", "good", "doubt", or nothing.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from medinstall.domain.rule import Level
from medinstall.wording.labels import Sign, Tone

EventKind: TypeAlias = Literal["repere", "retard", "echeance", "ouvre", "dispo", "objectif", "effet", "note", "fait"]


class Heading(NamedTuple):
    """The title of a part, and a few words after it. `tight`: no empty line before it."""

    text: str
    after: str = ""
    tight: bool = False


class Paragraph(NamedTuple):
    """A sentence or several. `inset`: how deep it belongs to what stands above it; `sources`: the ids it cites."""

    text: str
    tone: Tone = ""
    inset: int = 0
    sources: tuple[str, ...] = ()


class Status(NamedTuple):
    """A state or a verdict by its sign, then words that go with it."""

    sign: Sign
    after: str
    tone: Tone = ""


class Labelled(NamedTuple):
    """Labels, each with the texts it holds; a label without any is left out."""

    pairs: tuple[tuple[str, tuple[Paragraph, ...]], ...]
    inset: int = 1


class Bullets(NamedTuple):
    """A list; `to_bring`: things to gather, each with a box where a medium has boxes; `inset`: what it belongs to."""

    items: tuple[str, ...]
    to_bring: bool = False
    inset: int = 1


class Item(NamedTuple):
    """One thing to do or to know, on one line: a sign, a day, what, with whom. `doubtful`: « ? » stands beside it.

    `id` is what a command takes; `word` the state in a word where the sign alone would not be read aloud.
    """

    sign: Sign
    when: str
    text: str
    who: str = ""
    tone: Tone = ""
    doubtful: bool = False
    id: str = ""
    word: str = ""


class Checklist(NamedTuple):
    """Things to do, one a line; `short`: a line that is too long is cut at a word, since another page says it all."""

    items: tuple[Item, ...]
    short: bool = False


class Table(NamedTuple):
    """Rows under heads; `flexible` is the column that takes the room left."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    flexible: int = 0
    marked: int | None = None


class Alert(NamedTuple):
    """Something that must not be missed, with the ids of its sources; `short`: on one line, the rest elsewhere."""

    level: Level
    sign: Sign
    text: str
    sources: tuple[str, ...] = ()
    short: bool = False

    @property
    def is_grave(self) -> bool:
        """Whether it must stand before everything else: a choice for ever, or a plan that cannot be kept."""
        return self.level in ("irreversible", "bloquant")


class ReasonView(NamedTuple):
    """One criterion: whether it holds, in which words, and what the doctor answered (« votre réponse : … »).

    `sources` are ids, none when the whole rule is meant.
    """

    sign: Sign
    text: str
    answer: str = ""
    sources: tuple[str, ...] = ()


class Reasons(NamedTuple):
    """Criteria, whether each holds, and the doctor's own answers."""

    reasons: tuple[ReasonView, ...]


class Address(NamedTuple):
    """An address on its own line, whole, so that it can be opened."""

    url: str


class Space(NamedTuple):
    """An empty line."""


class Contacts(NamedTuple):
    """Bodies or pages, each with its address (empty when not known)."""

    contacts: tuple[tuple[str, str], ...]


class Commands(NamedTuple):
    """What to type, each after the words that say what it is for."""

    commands: tuple[tuple[str, str], ...]


class Bar(NamedTuple):
    """How much is done of a whole, in words too."""

    done: int
    total: int
    words: str


class Legend(NamedTuple):
    """What the signs of a checklist mean, where a medium draws signs, then the words that close the page."""

    after: str


class Event(NamedTuple):
    """One thing on one day: « au plus tard », what, and what fixes the date. A `repere` is a landmark: today, D."""

    on: date
    kind: EventKind
    label: str
    text: str
    details: tuple[str, ...] = ()
    basis: str = ""


class TimelineDay(NamedTuple):
    """One day: « jeu. 31 », « jeudi 31 décembre 2026 », and how far it is."""

    on: date
    short: str
    words: str
    distance: str
    events: tuple[Event, ...]


class Timeline(NamedTuple):
    """The days that hold something, by month."""

    months: tuple[tuple[str, tuple[TimelineDay, ...]], ...]


class SourceView(NamedTuple):
    """A publication; `checked` says how well it is known, empty for one that a single date or reason cites."""

    id: str
    title: str
    publisher: str
    url: str
    published: str = ""
    checked: str = ""


class Reference(NamedTuple):
    """The sources of a page, numbered as it cites them."""

    sources: tuple[SourceView, ...]


Block: TypeAlias = (
    Heading
    | Paragraph
    | Status
    | Labelled
    | Bullets
    | Checklist
    | Table
    | Alert
    | Reasons
    | Address
    | Space
    | Contacts
    | Commands
    | Bar
    | Legend
    | Timeline
    | Reference
)
Page: TypeAlias = tuple[Block, ...]


def part(title: str, *blocks: Paragraph | Labelled | Bullets | Contacts | Reasons) -> Iterator[Block]:
    """Yield a part of a page: its title, then its blocks; nothing at all when every block is empty."""
    kept = [block for block in blocks if block[0]]
    if kept:
        yield Heading(title)
        yield from kept


def lists(*titled: tuple[str, Sequence[str]]) -> Iterator[Block]:
    """Yield a part of the page for each list that holds something."""
    for title, texts in titled:
        yield from part(title, Bullets(tuple(texts)))
