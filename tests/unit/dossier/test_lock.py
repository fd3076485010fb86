from __future__ import annotations

import errno
import json
import os
import re
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from medinstall.dossier.lock import Lock, Locked
from medinstall.errors import Refusal

from .sample import NOW, mode

if sys.platform != "win32":
    import fcntl

FLOCK = pytest.mark.skipif(sys.platform == "win32", reason="Windows locks bytes and knows no flock")


def is_private(path: Path) -> bool:
    """Return whether its owner alone reads a file; Windows, without modes, goes on to the rest of the test."""
    return os.name == "nt" or mode(path) == 0o600


def plain(text: str) -> str:
    return re.sub(r"\s", " ", text)


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "x.jsonl"


def test_the_second_is_told_who_holds_it_and_since_when(journal: Path) -> None:
    paris = datetime(2026, 11, 22, 14, 5, tzinfo=timezone(timedelta(hours=1)))
    lock = Lock.take(journal, paris)
    with pytest.raises(Locked) as refusal:
        Lock.take(journal, NOW)
    assert plain(refusal.value.what) == (
        f"le dossier « x » est ouvert dans une autre fenêtre (processus {os.getpid()}, "
        "depuis le 22 novembre 2026 à 14 h 05)."
    )
    assert refusal.value.remedy
    lock.release()
    Lock.take(journal, NOW).release()


def test_release_leaves_nothing_and_twice_is_once(journal: Path) -> None:
    lock = Lock.take(journal, NOW)
    assert is_private(journal.with_suffix(".lock"))
    lock.release()
    other = Lock.take(journal, NOW)
    lock.release()
    assert journal.with_suffix(".lock").exists()
    other.release()
    assert list(journal.parent.iterdir()) == []


@pytest.mark.parametrize("words", [b"", b"4\n", b"[]", b"\xff", b'{"pid":"\\u001b[31m","since":"x"}', b"x" * 10_000])
def test_a_stale_lock_file_stops_nobody_whatever_it_says(journal: Path, words: bytes) -> None:
    beside = journal.with_suffix(".lock")
    beside.write_bytes(words)
    beside.chmod(0o644)
    lock = Lock.take(journal, NOW)
    assert json.loads(beside.read_bytes()) == {"pid": os.getpid(), "since": NOW.isoformat()}
    assert is_private(beside)
    lock.release()


@FLOCK
@pytest.mark.parametrize("words", [b"", b"[]", b"\xff", b'{"pid":"\\u001b[31m","since":"x"}', b'{"pid":3}', b"x" * 999])
def test_a_holder_that_did_not_sign_is_told_without_its_number(journal: Path, words: bytes) -> None:
    beside = journal.with_suffix(".lock")
    beside.write_bytes(words)
    with beside.open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(Locked) as refusal:
            Lock.take(journal, NOW)
    assert refusal.value.what == "le dossier « x » est ouvert dans une autre fenêtre."


@FLOCK
def test_a_lock_file_removed_while_it_was_being_taken_is_not_the_lock(
    journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = journal.with_suffix(".lock")
    calls: list[int] = []

    def seize(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not calls:
            beside.unlink()  # its holder leaves between our opening and our seizing
        calls.append(descriptor)

    monkeypatch.setattr("medinstall.dossier.lock._seize", seize)
    lock = Lock.take(journal, NOW)
    assert len(calls) == 2
    with pytest.raises(Locked):
        Lock.take(journal, NOW)
    lock.release()


def test_a_lock_file_that_vanishes_for_ever_is_no_endless_loop(journal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("medinstall.dossier.lock._same", lambda *_: False)
    with pytest.raises(Locked):
        Lock.take(journal, NOW)


def test_a_disk_that_cannot_lock_is_refused(journal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def seize(descriptor: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("medinstall.dossier.lock._seize", seize)
    with pytest.raises(Refusal, match="ce disque ne sait pas verrouiller un fichier") as refusal:
        Lock.take(journal, NOW)
    assert not isinstance(refusal.value, Locked)
