from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "foyer"


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that an unprivileged user can reach and owns, unlike pytest's own under root."""
    if sys.platform == "win32":
        pytest.skip("Windows has no modes, and no other user to become")
    folder = Path(tempfile.mkdtemp(prefix="medinstall-"))
    if os.geteuid() == 0:
        os.chown(folder, 65534, 65534)
    yield folder
    for path in folder.rglob("*"):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o700)
    shutil.rmtree(folder)


@pytest.fixture(params=[0o000, 0o022, 0o777])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)
