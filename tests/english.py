"""English where French is due: words that no French sentence of this program has a use for."""

from __future__ import annotations

import re

WORDS = (
    "the and of with from this that is are was were be been has have your you it its must please should can cannot "
    "does doesn don did not allowed required requires after expected unexpected unrecognized missing invalid unknown "
    "such try trying error errors failed failure warning traceback exception raised recent call last abort aborted "
    "argument_ parameter value values given got takes provide provided choose choice choices help show usage_ command "
    "commands option_ file files directory folder path_ denied found exists already open read write readable line "
    "column end_ character token string integer number_ list_ key keys keyword empty none null default between "
    "range overwrite declare twice decode encode codec object bytes broken pipe device space left deadlock timed out"
)
# One of these alone is French too, or the name of an alias; with what follows it, it is not.
PHRASES = (
    r"usage:", r"no such", r"arguments? (?:required|missing|expected|given)", r"options? (?:required|missing|are)",
    r"possible options", r"path (?:does|not)", r"end of (?:file|document|input)", r"permission denied", r"did you mean",
    r"press \w+", r"more information", r"out of range", r"too (?:many|few|long|large|big)", r"at line",
)  # fmt: skip
_ENGLISH = re.compile(
    rf"\b(?:{'|'.join(word for word in WORDS.split() if not word.endswith('_'))})\b|{'|'.join(PHRASES)}", re.IGNORECASE
)
_NOT_SAID = re.compile(r"--?[a-z][\w-]*|\S*/\S*|\bIS\b|« [^»]{0,60} »")  # options, paths, addresses, what was quoted


def english_in(text: str) -> list[str]:
    """Return the English words of a text; what it quotes « so » is the user's own."""
    plain = text.replace("\u00a0", " ").replace("\u202f", " ")
    return _ENGLISH.findall(_NOT_SAID.sub(" ", plain))
