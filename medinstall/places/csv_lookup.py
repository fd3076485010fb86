"""The reference tables: CSV with « ; », sorted by their first column, so that one row is found without reading all."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import partial
from mmap import ACCESS_READ, mmap
from pathlib import Path

SEPARATOR = ";"


def find_row(path: Path, key: str) -> dict[str, str] | None:
    """Return the row whose first cell is `key`, by column name, or None.

    The file is mapped and bisected, some twenty lines are looked at: 35,000 communes cost as little as ten.
    """
    wanted = key.encode(errors="replace")
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as text:
        columns = _cells(text.readline().decode())
        at = bisect_left(range(len(text)), wanted, lo=text.tell(), key=partial(_key_at, text))
        text.seek(at)
        cells = _cells(text.readline().decode())
    return dict(zip(columns, cells, strict=True)) if cells[0] == key else None


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield every row of a table, by column name, in the order of the file."""
    with path.open(encoding="utf-8") as file:
        columns = _cells(next(file))
        for line in file:
            yield dict(zip(columns, _cells(line), strict=True))


def _key_at(text: mmap, at: int) -> bytes:
    """Return the first cell of the line that holds the byte `at`."""
    start = text.rfind(b"\n", 0, at) + 1
    return text[start : text.find(b";", start)]


def _cells(line: str) -> list[str]:
    """Return the cells of a line; git may have given it a Windows line end."""
    return line.rstrip("\r\n").split(SEPARATOR)
