"""A letter that the rules call for: its words, still with placeholders."""

from __future__ import annotations

from typing import NamedTuple

from medinstall.domain.criterion import Criterion
from medinstall.domain.rule import ConditionalText
from medinstall.domain.source import Evidence


class LetterPart(NamedTuple):
    """A paragraph, a list, boxes to tick or the list of aids: one of the four. It stands unless `when` is false."""

    text: str = ""
    items: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    aids: bool = False
    when: Criterion | None = None


class Letter(NamedTuple):
    """One sheet. `to` is a label with placeholders, or « payer »: then one letter for each body that pays an aid.

    `enclose` names documents. `when`: whose letter it is; None: everybody's.
    """

    to: str
    greeting: str
    subject: str
    parts: tuple[LetterPart, ...]
    enclose: tuple[str, ...]
    when: Criterion | None = None


class LetterRule(NamedTuple):
    """The letters of one step. `advice` is for the doctor."""

    step: str
    title: str
    advice: tuple[ConditionalText, ...]
    letters: tuple[Letter, ...]
    evidence: tuple[Evidence, ...]


PAYER = "payer"
BLANK = "____"
