from __future__ import annotations

import os
from pathlib import Path

import pytest

from medinstall import streams
from medinstall.streams import is_terminal, obey_escape_codes


class Device:
    """A stream that says it is a terminal, as every character device does on Windows."""

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 1


@pytest.fixture
def modes(monkeypatch: pytest.MonkeyPatch) -> dict[int, int]:
    """Consoles by descriptor, as Windows keeps them: descriptor 1 is none until the test says so."""
    found: dict[int, int] = {}
    monkeypatch.setattr(streams, "_console_mode", found.get)
    monkeypatch.setattr(streams, "_set_console_mode", found.__setitem__)
    return found


def test_a_device_without_a_console_is_no_terminal(modes: dict[int, int]) -> None:
    assert not is_terminal(Device())
    modes[1] = 0
    assert is_terminal(Device())


def test_what_is_closed_or_missing_is_no_terminal(tmp_path: Path) -> None:
    with (tmp_path / "x").open("w") as file:
        assert not is_terminal(file)
    assert not is_terminal(file)
    assert not is_terminal(None)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminal")
def test_a_terminal_is_one() -> None:
    one, other = os.openpty()
    with os.fdopen(one), os.fdopen(other) as terminal:
        assert is_terminal(terminal)


def test_the_classic_console_is_told_of_escape_codes_and_keeps_its_other_modes(modes: dict[int, int]) -> None:
    obey_escape_codes(Device())
    assert modes == {}
    modes[1] = 3
    obey_escape_codes(Device())
    assert modes == {1: 7}
