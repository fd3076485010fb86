"""The index of the commune picker: every way to type a place, in the order in which answers are to be proposed.

`python -m medinstall.places.commune_index` writes it to `data/places/communes.index`. The file carries a fingerprint
of the tables it was made from: after an edit of these it is not read any more, and the index is made in memory (half
a second instead of a few milliseconds).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, TypeAlias

from medinstall.locate import data_folder
from medinstall.places.csv_lookup import rows
from medinstall.places.directory import ARRONDISSEMENTS, COMMUNES, FORMER, OVERSEAS
from medinstall.text import fold

FILE = "communes.index"
FORM = b"1"  # of the file: another form makes files written before unreadable
Tables: TypeAlias = Mapping[str, tuple[dict[str, str], ...]]
POPULATIONS = "populations.csv"
TABLES = (COMMUNES, ARRONDISSEMENTS, FORMER, OVERSEAS, POPULATIONS)

ARTICLES = frozenset(("le", "la", "les", "l"))
LITTLE_WORDS = ARTICLES | {"de", "du", "des", "d", "au", "aux", "a", "en", "et", "sur", "s", "sous"}
DISTRICT = "arrondissement"

_WORD = re.compile("[a-z0-9]+")
_ORDINAL = re.compile(r"(\d{1,2})(?:e|er|ere|em|eme|ie|iem|ieme|nd|nde)?")


class Index(NamedTuple):
    """Lines « key;code », or « key;code;former name », each after a line end; the likelier answer first.

    A key is a folded name without spaces: `names` begins at the first word (with and without its articles), `words`
    at each later one. The keys of `postcodes` are postcodes, in ascending order.
    """

    names: bytes
    words: bytes
    postcodes: bytes


class _Entry(NamedTuple):
    """A name to be found; the order of the fields is that of the answers."""

    gone: bool
    smallness: int
    key: str
    code: str
    words: list[str]
    former: str = ""


def words_of(text: str) -> list[str]:
    """Return the words of a name as they are compared: no case, accent, hyphen or apostrophe."""
    return _WORD.findall(fold(text))


def key_of(words: Iterable[str]) -> str:
    """Return the key of a name, without spaces; « 3e », « 3ème » and « 03 » are « 3 »."""
    return "".join(_number(word) if word[0].isdigit() else word for word in words)


def _number(word: str) -> str:
    match = _ORDINAL.fullmatch(word)
    return str(int(match[1])) if match else word


@lru_cache(maxsize=2)
def load_index(folder: Path | None = None) -> Index:
    """Return the index of a folder of places: the file made ahead, or made now where the tables have changed since."""
    folder = folder or data_folder() / "places"
    path = folder / FILE
    parts = path.read_bytes().split(b"\0") if path.is_file() else []
    if len(parts) == 4 and parts[0] == _fingerprint(folder):
        return Index(*parts[1:])
    return build(folder)


def build(folder: Path) -> Index:
    """Return the index made from the tables."""
    tables = {table: tuple(rows(folder / table)) for table in TABLES}
    current = tuple(_current(tables))
    entries = sorted((*current, *_districts(tables), *_former(tables, current)))
    names = ((key, entry) for entry in entries for key in _name_keys(entry.words))
    words = ((key, entry) for entry in entries for key in _word_keys(entry.words))
    return Index(_lines(names), _lines(words), _postcodes(tables))


def write(folder: Path) -> Path:
    """Write the index of `folder` beside the tables and return its path."""
    index = build(folder)
    path = folder / FILE
    path.write_bytes(b"\0".join((_fingerprint(folder), index.names, index.words, index.postcodes)))
    return path


def _fingerprint(folder: Path) -> bytes:
    """Return the digest of the tables; a Windows line end given by git changes nothing."""
    from hashlib import sha256

    digest = sha256(FORM)
    for table in TABLES:
        digest.update((folder / table).read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest().encode()


def _current(tables: Tables) -> Iterator[_Entry]:
    """Yield the communes: the most populated first, those under 2,000 inhabitants by name."""
    population = {row["code"]: int(row["habitants"]) for row in tables[POPULATIONS]}
    for row in (*tables[COMMUNES], *tables[OVERSEAS]):
        words = words_of(row["nom"])
        yield _Entry(False, -population.get(row["code"], 0), key_of(words), row["code"], words)


def _districts(tables: Tables) -> Iterator[_Entry]:
    """Yield the arrondissements of Paris, Lyon and Marseille: after the towns, lest « par » show nothing else."""
    for row in tables[ARRONDISSEMENTS]:
        words = words_of(row["nom"])
        yield _Entry(False, 0, f"{words[0]}{row['code'][-2:]}", row["code"], words)


def _former(tables: Tables, current: Iterable[_Entry]) -> Iterator[_Entry]:
    """Yield the former communes that had another name, after all communes of today."""
    names = {entry.code: entry.words for entry in current}
    for row in tables[FORMER]:
        words, code = words_of(row["nom"]), row["commune_actuelle"]
        if words != names[code]:
            yield _Entry(True, 0, key_of(words), code, words, row["nom"])


def _name_keys(words: list[str]) -> Iterable[str]:
    """Return the whole name, without its first article, and without any little word; « paris18 » for a district."""
    bare = words[1:] if words[0] in ARTICLES else words
    forms = [words, bare, without_little_words(words)]
    if words[-1] == DISTRICT:
        forms.append(words[:-1])
    return dict.fromkeys(key_of(form) for form in forms if form)


def _word_keys(words: list[str]) -> Iterable[str]:
    """Return the rest of the name from each later word that is no little one."""
    if words[-1] == DISTRICT:
        return ()
    first = 2 if words[0] in ARTICLES else 1
    return [key_of(words[at:]) for at in range(first, len(words)) if words[at] not in LITTLE_WORDS]


def without_little_words(words: Iterable[str]) -> list[str]:
    """Return the words that are no article and no preposition."""
    return [word for word in words if word not in LITTLE_WORDS]


def _postcodes(tables: Tables) -> bytes:
    """Return the lines of the postcodes; a district comes before the whole city."""
    found = [
        (postcode, table != ARRONDISSEMENTS, row["code"])
        for table in (COMMUNES, OVERSEAS, ARRONDISSEMENTS)
        for row in tables[table]
        for postcode in row["codes_postaux"].split()
    ]
    return "".join(f"\n{postcode};{code}" for postcode, _, code in sorted(found)).encode() + b"\n"


def _lines(keyed: Iterable[tuple[str, _Entry]]) -> bytes:
    return "".join(
        f"\n{key};{entry.code};{entry.former}" if entry.former else f"\n{key};{entry.code}" for key, entry in keyed
    ).encode() + b"\n"  # fmt: skip


if __name__ == "__main__":
    write(data_folder() / "places")
