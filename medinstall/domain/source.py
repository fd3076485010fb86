"""What a rule rests on: publications, the articles they hold, and how well it is known."""

from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from medinstall.domain.criterion import Criterion

Confidence: TypeAlias = Literal["high", "medium", "low"]
SourceKind: TypeAlias = Literal["article", "decree", "convention", "body", "press", "private"]


class Article(NamedTuple):
    """An article of a code: its Légifrance id, the first day of the version read, the first day it no longer holds.

    `id` is empty and `since` None where no dated copy was read; `until` is None while no end is known. `then`: what is
    known, and what is not, of the change that comes on a day still to come.
    """

    code: str
    number: str
    id: str = ""
    since: date | None = None
    until: date | None = None
    then: str = ""


class Source(NamedTuple):
    """A publication the rules rest on. `url` is empty when an article of law is cited alone."""

    id: str
    title: str
    publisher: str
    url: str = ""
    published: str = ""
    kind: SourceKind = "private"  # from what binds to what only says so
    articles: tuple[Article, ...] = ()


class Evidence(NamedTuple):
    """How well a rule is known: its source, the day it was checked, when to check again, how sure we are.

    `when`: it proves what is said to those of whom that is not certainly false; None: what is said to all.
    """

    source: str
    checked_on: date
    review_by: date
    confidence: Confidence
    note: str = ""
    when: Criterion | None = None
