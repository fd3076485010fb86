from __future__ import annotations

import errno
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from medinstall.dossier import files
from medinstall.dossier import home as homes
from medinstall.dossier.event_records import encode
from medinstall.dossier.journal import Journal, read
from medinstall.errors import Refusal, layout

from .sample import HEADER, NOW, answer, new_journal, unprivileged

resource = pytest.importorskip("resource", reason="Windows sets no limit to the size of a file")


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """A disk that is full after `size` bytes of a file."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_acknowledges_nothing_and_leaves_a_sound_journal(home: Path) -> None:
    path = new_journal(home, answer())
    size = path.stat().st_size
    for room in range(len(encode(answer()))):
        with Journal.open(path, NOW) as journal:
            with largest_file(size + room), pytest.raises(Refusal) as refusal:
                journal.append(answer())
            assert refusal.value.what == "rien n'a été enregistré : le fichier atteint la taille permise."
            assert path.stat().st_size == size
            assert journal.events() == (answer(),)
    with Journal.open(path, NOW) as journal:
        assert journal.notices == ()
        with largest_file(size + 5), pytest.raises(Refusal):
            journal.append(answer())
        journal.append(answer("zone", "zip"))  # there is room again
    assert read(path, NOW).events == (answer(), answer("zone", "zip"))


def test_a_full_disk_creates_nothing(home: Path) -> None:
    path = homes.journal_path(homes.prepare(home), "x")
    with largest_file(10), pytest.raises(Refusal, match="ne peut pas être créé"):
        Journal.create(path, HEADER)
    assert list(path.parent.iterdir()) == []


def test_a_full_disk_leaves_a_torn_journal_as_it_is(home: Path) -> None:
    path = new_journal(home, answer())
    with path.open("ab") as file:
        file.write(b"torn")
    before = path.read_bytes()
    with largest_file(2), pytest.raises(Refusal, match="ne s'ouvre pas"):
        Journal.open(path, NOW)
    assert path.read_bytes() == before


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
def test_a_flush_that_fails_acknowledges_nothing(home: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def broken(descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    path = new_journal(home, answer())
    before = path.read_bytes()
    with Journal.open(path, NOW) as journal:
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", broken)
            with pytest.raises(Refusal, match="rien n'a été enregistré : le") as refusal:
                journal.append(answer())
        assert os.strerror(code) not in layout(refusal.value, {})
        assert path.read_bytes() == before
        journal.append(answer())


def test_ctrl_c_inside_a_write_leaves_a_sound_journal(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write

    def interrupted(descriptor: int, data: bytes) -> int:
        write(descriptor, bytes(data)[:10])
        signal.raise_signal(signal.SIGINT)
        return 10

    path = new_journal(home)
    with Journal.open(path, NOW) as journal:
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", interrupted)
            with pytest.raises(KeyboardInterrupt):
                journal.append(answer())
        journal.append(answer("zone", "zip"))
    assert read(path, NOW) == ((answer("zone", "zip"),), ())


def test_a_write_cut_short_by_the_system_goes_on(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    path = new_journal(home)
    with Journal.open(path, NOW) as journal:
        monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, bytes(data)[:7]))
        journal.append(answer())
    assert read(path, NOW).events == (answer(),)


def test_a_read_only_folder_is_read_and_not_written(open_folder: Path) -> None:
    with unprivileged():
        path = new_journal(open_folder, answer())
        path.parent.chmod(0o500)
        assert read(path, NOW).events == (answer(),)
        with pytest.raises(Refusal, match="« x » ne peut pas être modifié : l'accès est refusé"):
            Journal.open(path, NOW)
        with pytest.raises(Refusal, match="« y » ne peut pas être modifié : l'accès est refusé"):
            Journal.create(homes.journal_path(open_folder, "y"), HEADER)


def test_an_unreadable_journal_is_refused(open_folder: Path) -> None:
    with unprivileged():
        path = new_journal(open_folder, answer())
        path.chmod(0o000)
        with pytest.raises(Refusal, match="« x » est illisible : l'accès est refusé"):
            read(path, NOW)


@contextmanager
def late_complaints() -> Iterator[None]:
    """A disk that reports an error each time a file is closed, when all of it is there already."""
    close = os.close

    def complaining(descriptor: int) -> None:
        close(descriptor)
        raise OSError(errno.EIO, "late")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "close", complaining)
        yield


def test_a_disk_that_complains_at_closing_makes_no_success_a_failure(home: Path) -> None:
    with late_complaints():
        path = new_journal(home, answer())
        with Journal.open(path, NOW) as journal:
            journal.append(answer("zone", "zip"))
        homes.set_last_name(home, "x")
        files.create(home / "export", b"1")
        assert read(path, NOW) == ((answer(), answer("zone", "zip")), ())
    assert (homes.last_name(home), files.read(home / "export")) == ("x", b"1")
    assert sorted(each.name for each in path.parent.iterdir()) == ["x.jsonl"]


@contextmanager
def unflushed_folders() -> Iterator[None]:
    """A disk that no longer flushes the names in a folder."""

    def broken(folder: Path) -> None:
        raise OSError(errno.EIO, str(folder))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "flush_folder", broken)
        yield


def test_a_dossier_that_is_told_not_created_is_not_there(home: Path) -> None:
    path = homes.journal_path(homes.prepare(home), "x")
    with unflushed_folders(), pytest.raises(Refusal, match="ne peut pas être créé"):
        Journal.create(path, HEADER, [answer()])
    assert list(path.parent.iterdir()) == []
    Journal.create(path, HEADER, [answer()]).close()
    assert read(path, NOW).events == (answer(),)


def test_a_dossier_that_cannot_be_opened_once_written_is_not_there(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(descriptor: int) -> os.stat_result:
        raise OSError(errno.EIO, str(descriptor))

    path = homes.journal_path(homes.prepare(home), "x")
    monkeypatch.setattr(files, "flush_folder", lambda _: monkeypatch.setattr(os, "fstat", broken))
    with pytest.raises(Refusal, match="ne peut pas être créé"):
        Journal.create(path, HEADER)
    monkeypatch.undo()
    assert not path.exists()


def test_a_file_told_not_written_is_not_there_and_a_replaced_one_is_told_replaced(home: Path) -> None:
    home.mkdir(parents=True)
    (home / "old").write_bytes(b"0")
    with unflushed_folders():
        with pytest.raises(OSError, match=home.name):
            files.create(home / "export", b"1")
        files.replace(home / "old", b"1")
    assert {each.name: each.read_bytes() for each in home.iterdir()} == {"old": b"1"}


def test_ctrl_c_as_soon_as_a_temporary_file_is_opened_leaves_none(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open

    def interrupted(*arguments: Any) -> int:
        os.close(opened(*arguments))
        raise KeyboardInterrupt

    home.mkdir(parents=True)
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", interrupted)
        with pytest.raises(KeyboardInterrupt):
            files.replace(home / "export", b"1")
    assert list(home.iterdir()) == []


def test_what_a_killed_replacement_left_goes_a_day_later(home: Path) -> None:
    home.mkdir(parents=True)
    old, fresh, other = (home / name for name in ("md.0123456789abcdef", "md.fedcba9876543210", "md.copie"))
    for path in (old, fresh, other):
        path.write_bytes(b"half")
    for path in (old, other):
        os.utime(path, (NOW.timestamp() - 200_000,) * 2)
    files.replace(home / "md", b"1")
    assert sorted(path.name for path in home.iterdir()) == ["md", "md.copie", "md.fedcba9876543210"]
