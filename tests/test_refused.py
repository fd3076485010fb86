"""One wrong rule file per fault: the loader refuses it with the sentences written at its head.

Each file of `tests/refused/` says which data file it stands for (« # remplace : ») and every message it must raise
(« # message : »); the rest of the rule pack is the one that is shipped.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from medinstall.locate import data_folder
from medinstall.rules.loader import load
from medinstall.rules.table import CatalogError

REFUSED = sorted((Path(__file__).parent / "refused").glob("*.toml"))


def heads(path: Path, word: str) -> list[str]:
    """Return what stands behind « # word : » at the head of a file."""
    mark = f"# {word} : "
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix(mark) for line in lines if line.startswith(mark)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the rules, which every test leaves as it found it."""
    copy = tmp_path_factory.mktemp("rules") / "data"
    shutil.copytree(data_folder(), copy, ignore=shutil.ignore_patterns("places"))
    return copy


@contextmanager
def put(path: Path, place: Path) -> Iterator[None]:
    """Put a wrong file in the place of a right one, or where there was none."""
    kept = place.read_bytes() if place.exists() else None
    shutil.copyfile(path, place)
    try:
        yield
    finally:
        place.unlink()
        if kept is not None:
            place.write_bytes(kept)


@pytest.mark.sampled(4)
@pytest.mark.parametrize("path", REFUSED, ids=[path.stem for path in REFUSED])
def test_a_wrong_file_is_refused(path: Path, folder: Path) -> None:
    with put(path, folder / heads(path, "remplace")[0]), pytest.raises(CatalogError) as refusal:
        load(folder)
    assert list(refusal.value.faults) == heads(path, "message")


def test_the_same_copy_unchanged_loads(folder: Path) -> None:
    assert load(folder).steps


def test_every_fault_is_written_once() -> None:
    messages = [tuple(heads(path, "message")) for path in REFUSED]
    assert all(messages)
    assert len(REFUSED) >= 40
