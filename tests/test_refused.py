"""One wrong rule file per fault: the loader refuses it with the sentences written at its head.

Each file of `tests/refused/` says which data file it stands for (« # remplace : ») and every message it must raise
(« # message : »); the rest of the rule pack is the one that is shipped.
"""

from __future__ import annotations

import shutil
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


@pytest.mark.parametrize("path", REFUSED, ids=[path.stem for path in REFUSED])
def test_a_wrong_file_is_refused(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(data_folder(), folder, ignore=shutil.ignore_patterns("places"))
    shutil.copyfile(path, folder / heads(path, "remplace")[0])
    with pytest.raises(CatalogError) as refusal:
        load(folder)
    assert list(refusal.value.faults) == heads(path, "message")


def test_the_same_copy_unchanged_loads(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(data_folder(), folder, ignore=shutil.ignore_patterns("places"))
    assert load(folder).steps


def test_every_fault_is_written_once() -> None:
    messages = [tuple(heads(path, "message")) for path in REFUSED]
    assert all(messages)
    assert len(REFUSED) >= 40
