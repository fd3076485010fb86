"""What Windows and macOS do otherwise with a file, played here."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from medinstall.dossier import disk_errors, files, home, journal
from medinstall.dossier.lock import Lock
from medinstall.errors import Refusal

from .sample import NOW


@pytest.fixture
def in_the_way(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Windows, where somebody holds every file for two attempts: an antivirus, an indexer, a second command."""
    refused: list[str] = []
    opened, replaced = os.open, Path.replace

    def busy(name: str) -> None:
        if refused.count(name) < 2:
            refused.append(name)
            raise PermissionError(errno.EACCES, "held")

    def slow_open(path: Path, flags: int, mode: int = 0o777) -> int:
        busy("open")
        return opened(path, flags, mode)

    def slow_replace(self: Path, target: Path) -> Path:
        busy("replace")
        return replaced(self, target)

    monkeypatch.setattr(files, "_PATIENCE", 3)
    monkeypatch.setattr(files, "_MOMENT", 0)
    monkeypatch.setattr(os, "open", slow_open)
    monkeypatch.setattr(Path, "replace", slow_replace)
    return refused


def test_a_reader_in_the_way_of_a_replacement_is_waited_for(tmp_path: Path, in_the_way: list[str]) -> None:
    home.set_last_name(tmp_path, "essai")
    assert in_the_way.count("replace") == 2
    assert home.remembered(tmp_path) == "essai"
    assert [path.name for path in tmp_path.iterdir()] == ["dernier"]


def test_a_lock_that_its_holder_is_removing_is_waited_for(tmp_path: Path, in_the_way: list[str]) -> None:
    Lock.take(tmp_path / "x.jsonl", NOW).release()
    assert in_the_way == ["open", "open"]


def test_what_stays_denied_is_refused_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []

    def denied() -> None:
        calls.append(1)
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(files, "_PATIENCE", 3)
    monkeypatch.setattr(files, "_MOMENT", 0)
    with pytest.raises(PermissionError):
        files.patiently(denied)
    assert len(calls) == 4


def test_a_folder_that_the_system_calls_denied_is_called_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_: object) -> int:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(files, "_PATIENCE", 0)
    monkeypatch.setattr(os, "open", denied)
    with pytest.raises(IsADirectoryError):
        files.read(tmp_path)
    with pytest.raises(PermissionError):
        files.read(tmp_path / "x")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EINVAL, "le système n'accepte pas ce nom"),
        (errno.EOPNOTSUPP, "ce disque ne sait pas verrouiller un fichier"),
        (errno.ENODEV, "ce disque est absent"),
    ],
)
def test_what_other_systems_say_has_words(number: int, words: str) -> None:
    assert words in disk_errors.refusal("x", OSError(number, "english"), Path("y")).what


def test_an_absent_drive_ends_the_climb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "is_dir", lambda _: False)  # not even the root: no key in D:, no share
    with pytest.raises(Refusal, match="ce disque est absent"):
        home.prepare(Path(Path.cwd().anchor, "absent", "x"))


def test_an_absent_drive_is_no_empty_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    missing = home.journal_path(tmp_path, "essai")
    assert home.names(tmp_path) == []
    with pytest.raises(Refusal, match="n'existe pas"):
        journal.read(missing, NOW)
    monkeypatch.setattr(disk_errors, "on_a_drive", lambda _: False)
    for look in (lambda: home.names(tmp_path), lambda: journal.read(missing, NOW)):
        with pytest.raises(Refusal, match="ce disque est absent") as refused:
            look()
        assert refused.value.remedy.startswith("Branchez ce disque"), "nothing is lost"


def test_quotes_that_cmd_keeps_are_taken_off(tmp_path: Path) -> None:
    assert home.locate({"MEDINSTALL_HOME": f'"{tmp_path}"'}) == tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fcntl")
@pytest.mark.parametrize("known", [True, False])
def test_a_mac_flushes_to_the_disk_itself_where_it_can(
    known: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[object] = []

    def full(_descriptor: int, command: int) -> int:
        if not known:
            raise OSError(errno.EOPNOTSUPP, "a network disk")
        flushed.append(command)
        return 0

    monkeypatch.setattr(files, "_FULL_FLUSH", 51)
    monkeypatch.setattr(f"{files.__name__}.fcntl.fcntl", full)
    monkeypatch.setattr(os, "fsync", lambda _: flushed.append("fsync"))
    files.create(tmp_path / "x", b"1")
    assert flushed == ([51, 51] if known else ["fsync", "fsync"])
