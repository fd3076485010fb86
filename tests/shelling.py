"""The command in a shell and in a bare environment, as a pipe, a script or cron runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.commanding import ROOT, Said
from tests.english import english_in
from tests.inside import DAY

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has neither a POSIX shell nor a pseudo-terminal")


def shell(script: str, home: Path, environ: Mapping[str, str] | None = None, cwd: Path | str = "") -> Said:
    """Run a line of shell in which `m` is the command."""
    kept = {"PATH": os.environ["PATH"], "MEDINSTALL_HOME": str(home), "PYTHONPATH": str(ROOT)}
    command = f"m() {{ '{sys.executable}' -m medinstall {' '.join(DAY)} \"$@\"; }}\n{script}"
    done = subprocess.run(
        ["bash", "-c", command], env=kept | dict(environ or {}), capture_output=True, timeout=60, check=False,
        cwd=cwd or home.parent, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    said = Said(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))
    for text in (said.out, said.err):
        assert "Traceback" not in text
        assert "Exception ignored" not in text
        assert "erreur de sa part" not in text, text
    assert english_in(said.err) == []
    return said


def here(patch: pytest.MonkeyPatch, home: Path, **environ: str) -> None:
    """Give this process the environment of a bare command."""
    for name in ("NO_COLOR", "FORCE_COLOR", "ACCESSIBLE", "COLUMNS", "TERM"):
        patch.delenv(name, raising=False)
    for name, value in {"MEDINSTALL_HOME": str(home), **environ}.items():
        patch.setenv(name, value)
