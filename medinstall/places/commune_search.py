"""The commune picker: what is being typed, and the communes it may mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import product
from typing import TypeAlias

from medinstall.domain.place import Commune
from medinstall.places.commune_index import Index, key_of, load_index, without_little_words, words_of
from medinstall.places.directory import find_communes

WIDEST_LABEL = 34
WHOLE_CITY = 9  # postcodes: only Paris, Lyon and Marseille have as many; the label gives the first and the last
LONGEST_QUERY = 100
CEDEX = "cedex"
ABBREVIATIONS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}

Line: TypeAlias = tuple[bytes, bytes]
"""The code and the former name of a line of the index."""
LinesOf: TypeAlias = Callable[[Index, tuple[str, ...]], Iterator[Line]]

_POSTCODE = re.compile(r"\d{5}")
_NARROWING = re.compile(r"\d{1,5}|2[ab]")


def search(query: str, limit: int = 12) -> list[Commune]:
    """Return at most `limit` communes for what is being typed: a name, a former name, a postcode.

    First the names typed in full, then those that begin so, then those of which a later word does; among equals the
    most populated, and those under 2,000 inhabitants by name. A number after a name narrows it: an
    arrondissement, else a postcode or a département; a postcode may come first, as in an address. A commune found by a
    former name carries it in `former`.
    """
    words = _of_address(words_of(query[:LONGEST_QUERY]))
    digits = "".join(words)
    if digits.isdigit():
        return _communes(_first(_lines(load_index().postcodes, [digits]), limit))
    return _communes(_by_name(words, limit, _named, ended=bool(query) and not query[-1].isalnum()))


def named(query: str, limit: int = 300) -> list[Commune]:
    """Return the communes of which `query` is the whole name, or the postcode: those of today before former ones."""
    words = _of_address(words_of(query[:LONGEST_QUERY]))
    digits = "".join(words)
    if digits.isdigit():
        found = _communes(_first(_lines(load_index().postcodes, [digits], whole=True), limit))
        return [commune for commune in found if len(commune.postcodes) < WHOLE_CITY] or found
    found = _communes(_by_name(words, limit, _in_full, ended=True))
    return [commune for commune in found if commune.former is None] or found


def _communes(found: Mapping[str, str]) -> list[Commune]:
    communes = find_communes(found)
    return [commune._replace(former=found[code] or None) for code, commune in communes.items()]


def _of_address(words: list[str]) -> list[str]:
    """Return « orleans 45000 » for « 45000 orleans », and « orleans 45 » for « 45067 orleans cedex 2 ».

    A CEDEX has a postcode of its own, of which the département alone is that of the commune.
    """
    first, rest = words[:1], words[1:]
    if not rest or not _POSTCODE.fullmatch(first[0]):
        first, rest = [], words
    if CEDEX not in rest[1:]:
        return [*rest, *first]
    home = [code[: 3 if code.startswith("97") else 2] for code in first if not code.startswith("20")]
    return [*rest[: rest.index(CEDEX)], *home]


def label(commune: Commune) -> str:
    """Return « Saint-Denis — 93200 (93) », shortened to `WIDEST_LABEL` characters where it is longer.

    « Saint-Denis (93), ex-Pierrefitte… » for a commune found by a former name.
    """
    name = commune.name.removesuffix(" Arrondissement").replace("'", "’")
    if commune.former:
        return _former_label(name, commune.departement, commune.former.replace("'", "’"))
    first, last = commune.postcodes[0], commune.postcodes[-1]
    postcodes = f"{first} à {last}" if len(commune.postcodes) >= WHOLE_CITY else first
    full = f" — {postcodes} ({commune.departement})"
    short = f" — {postcodes}" if first.startswith(commune.departement) else full
    abbreviated = name.replace("Sainte-", "Ste-").replace("Saint-", "St-")
    for text in (name + full, name + short, abbreviated + short):
        if len(text) <= WIDEST_LABEL:
            return text
    return _cut(abbreviated, WIDEST_LABEL - len(short)) + short


def _former_label(name: str, departement: str, former: str) -> str:
    between = f" ({departement}), ex-"
    room = WIDEST_LABEL - len(between)
    name = _cut(name, max(room - len(former), room // 2))
    return name + between + _cut(former, room - len(name))


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip("-’ (") + "…"


def _by_name(words: list[str], limit: int, lines_of: LinesOf, *, ended: bool) -> dict[str, str]:
    """Return codes and former names for a name, its last words taken as numbers that narrow it if need be."""
    index = load_index()
    for length in range(len(words), 0, -1):
        numbers = words[length:]
        if numbers and not _NARROWING.fullmatch(numbers[0]):
            break
        wanted = _narrowed(index, numbers)
        for keys in dict.fromkeys(_forms(words[:length], ended=ended or bool(numbers))):
            found = _first(filter(wanted, lines_of(index, keys)), limit)
            if found:
                return found
    return {}


def _forms(words: list[str], *, ended: bool) -> Iterator[tuple[str, ...]]:
    """Yield the keys of what was typed, then those without its little words, as a second try.

    The last word may be unfinished: « st » is then Strasbourg as well as Saint-Denis, and « l » no article.
    """
    yield _keys(words, ended=ended)
    last = words[-1:] if not ended else without_little_words(words[-1:])
    yield _keys([*without_little_words(words[:-1]), *last], ended=ended)


def _keys(words: list[str], *, ended: bool) -> tuple[str, ...]:
    choices: list[tuple[str, ...]] = [(ABBREVIATIONS.get(word, word),) for word in words]
    if words and not ended and words[-1] in ABBREVIATIONS:
        choices[-1] = (words[-1], ABBREVIATIONS[words[-1]])
    return tuple(key for key in map(key_of, product(*choices)) if key)


def _named(index: Index, keys: tuple[str, ...]) -> Iterator[Line]:
    if keys:
        yield from _lines(index.names, keys[:1], whole=True)
        yield from _lines(index.names, keys)
        yield from _lines(index.words, keys)


def _in_full(index: Index, keys: tuple[str, ...]) -> Iterator[Line]:
    return _lines(index.names, keys, whole=True) if keys else iter(())


def _lines(section: bytes, keys: Sequence[str], *, whole: bool = False) -> Iterator[Line]:
    """Yield the lines whose key begins with one of `keys`, or is one, in the order of the index: the likelier first."""
    end = ";" if whole else ""
    for start in merge(*(_found(section, f"\n{key}{end}".encode()) for key in keys)):
        fields = section[start : section.index(b"\n", start)].split(b";")
        yield fields[1], fields[2] if len(fields) > 2 else b""


def _found(section: bytes, start: bytes) -> Iterator[int]:
    """Yield where the lines that begin so stand, in order."""
    at = section.find(start)
    while at >= 0:
        yield at + 1
        at = section.find(start, at + 1)


def _first(lines: Iterable[Line], limit: int) -> dict[str, str]:
    """Return the codes of the first `limit` communes, each with the former name under which it was found, or ""."""
    found: dict[bytes, bytes] = {}
    for code, former in lines:
        if code not in found:
            found[code] = former
            if len(found) == limit:
                break
    return {code.decode(): former.decode() for code, former in found.items()}


def _narrowed(index: Index, numbers: list[str]) -> Callable[[Line], bool]:
    """Return whether a line is of a commune in every département, or with every postcode, that begins so.

    A single digit is only looked for in the code: the communes of a tenth of the postcodes would take a while.
    """
    allowed = [
        (n.upper().encode(), {code for code, _ in _lines(index.postcodes, [n])} if len(n) > 1 else set())
        for n in numbers
    ]
    return lambda line: all(line[0].startswith(start) or line[0] in served for start, served in allowed)
