from __future__ import annotations

import sys

import pytest

from medinstall.outputs.pager import USUAL, pager_of

COMMANDS = (
    ("linux", "'/opt/my less' -R", ("/opt/my less", "-R")),
    ("linux", '"/opt/my less" -R', ("/opt/my less", "-R")),
    ("win32", r'"C:\Program Files\Git\usr\bin\less.exe" -R', (r"C:\Program Files\Git\usr\bin\less.exe", "-R")),
    ("win32", r"C:\less.exe -R", (r"C:\less.exe", "-R")),
    ("win32", "", ()),
)


@pytest.mark.parametrize(("system", "written", "words"), COMMANDS)
def test_a_command_may_be_quoted(
    system: str, written: str, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert pager_of({"PAGER": written}) == words


def test_a_quote_left_open_means_no_pager_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: "/usr/bin/less")
    assert pager_of({"PAGER": "'less"}) == USUAL
