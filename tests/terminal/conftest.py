from __future__ import annotations

import sys
from pathlib import Path

import pytest

collect_ignore_glob = ["test_*.py"] if sys.platform == "win32" else []  # Windows has no pseudo-terminal


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return tmp_path / "dossier.json"
