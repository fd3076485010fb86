"""What a sentence tells the doctor to do next, named here; each front-end has a table that says how it is done there.

A name stands marked in the sentence, so that the front-end may put a command, or a link, in its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

Action: TypeAlias = Literal[
    "begin",  # a first dossier
    "open_another",  # dossier
    "resume",  # the dossier named
    "change_answer",
    "take_answer_back",
    "name_commune",  # with its postcode, as the answer to the fact named
    "all_answers",  # that there are, and their names
    "all_steps",  # and aids
    "find_step",  # by a word
    "explain",  # the step named
    "draft_letter",  # of the step named
    "history",  # of the dossier
    "glossary",
    "give_zoning",  # the national table, downloaded
    "write_note",
    "name_file",  # to be written
    "replace_file",  # that is there
    "export_answers",  # so that they can be read back
]

# Noncharacters: `text.clean` lets none of them through from outside.
_OPEN, _THEN, _CLOSE = "\ufdd2", "\ufdd3", "\ufdd4"


def how_to(action: Action, *of: str) -> str:
    """Return what stands in a sentence for the way to do something, until `worded` says it."""
    return f"{_OPEN}{_THEN.join((action, *of))}{_CLOSE}"


def worded(sentence: str, words: Mapping[str, str]) -> str:
    """Return a sentence in the words of a front-end: by action, « {} » in them for what it is about.

    An action without words stands under its bare name.
    """
    said, *marked = sentence.split(_OPEN)
    for part in marked:
        named, _, after = part.partition(_CLOSE)
        action, *of = named.split(_THEN)
        said += (words[action].format(*of) if action in words else " ".join((action, *of))) + after
    return said
