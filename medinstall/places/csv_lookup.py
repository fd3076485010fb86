"""The reference tables: CSV with « ; », sorted by their first column, so that one row is found without reading all."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import partial
from mmap import ACCESS_READ, mmap
from pathlib import Path

from medinstall.locate import data_folder

SEPARATOR = ";"


def table_path(name: str) -> Path:
    """Return where a table of `data/places` stands."""
    return data_folder() / "places" / name


def find_row(path: Path, key: str) -> dict[str, str] | None:
    """Return the row whose first cell is `key`, by column name, or None."""
    return find_rows(path, (key,)).get(key)


def find_rows(path: Path, keys: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return the rows whose first cell is one of `keys`, by that cell.

    The file is mapped and bisected, some twenty lines are looked at for each: 35,000 communes cost as little as ten.
    """
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as text:
        columns = _cells(text.readline().decode())
        first = text.tell()
        found = ((key, _row_at(text, first, key)) for key in keys)
        return {key: dict(zip(columns, cells, strict=True)) for key, cells in found if cells[0] == key}


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield every row of a table, by column name, in the order of the file."""
    with path.open(encoding="utf-8") as file:
        columns = _cells(file.readline())
        for line in file:
            yield dict(zip(columns, _cells(line), strict=True))


def _row_at(text: mmap, first: int, key: str) -> list[str]:
    """Return the cells of the first row, from the byte `first` on, that does not come before `key`."""
    wanted = key.encode(errors="replace")
    text.seek(bisect_left(range(len(text)), wanted, lo=first, key=partial(_key_at, text)))
    return _cells(text.readline().decode())


def _key_at(text: mmap, at: int) -> bytes:
    """Return the first cell of the line that holds the byte `at`."""
    start = text.rfind(b"\n", 0, at) + 1
    return text[start : text.find(b";", start)]


def _cells(line: str) -> list[str]:
    """Return the cells of a line; git may have given it a Windows line end."""
    return line.rstrip("\r\n").split(SEPARATOR)
