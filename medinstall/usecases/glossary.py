"""Finding a term of the glossary as people type it: without accents, capitals, hyphens, or half of it."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from medinstall.actions import how_to
from medinstall.errors import Refusal
from medinstall.french import listing
from medinstall.places.commune_index import words_of
from medinstall.text import shown

Entry = tuple[str, str]

SHORTEST = 3  # letters below which a part of a term finds too much
NEAREST = 3
LIKENESS = 0.6


def look_up(entries: Sequence[Entry], typed: str) -> tuple[Entry, ...]:
    """Return the entries that `typed` names: the term itself, else those it begins, is part of, or stands for.

    Raises Refusal with the nearest terms when there is none.
    """
    wanted = _key(typed)
    keys = [(_key(term), (term, meaning)) for term, meaning in entries]
    exact = tuple(entry for key, entry in keys if key == wanted)
    if exact or len(wanted) < SHORTEST:
        return exact or _missing(entries, typed)
    begun = tuple(entry for key, entry in keys if key.startswith(wanted))
    inside = tuple(entry for key, entry in keys if wanted in key)
    stands_for = tuple(entry for _, entry in keys if wanted in _key(entry[1].split(" : ")[0]))
    return begun or inside or stands_for or _missing(entries, typed)


def _key(text: str) -> str:
    return "".join(words_of(text))


def _missing(entries: Sequence[Entry], typed: str) -> tuple[Entry, ...]:
    terms = {_key(term): term for term, _ in entries}
    near = [terms[key] for key in get_close_matches(_key(typed), terms, NEAREST, LIKENESS)]
    guess = f"vouliez-vous dire {listing((f'« {term} »' for term in near), 'ou')} ? " if near else ""
    raise Refusal(
        f"« {shown(typed)} » n’est pas dans le glossaire",
        remedy=f"{guess}« {how_to('glossary')} » montre tous les termes",
    )
