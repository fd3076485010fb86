from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from medinstall.actions import how_to
from medinstall.dossier import files
from medinstall.dossier import home as homes
from medinstall.dossier.event_records import encode
from medinstall.dossier.events import Answered, Undone
from medinstall.dossier.journal import Journal, Taken, read
from medinstall.dossier.journal_parser import Header, parse
from medinstall.dossier.json_lines import LONGEST_LINE
from medinstall.dossier.lock import Locked
from medinstall.errors import Refusal

from .sample import DAY, FORTY, HEADER, NOW, answer, as_schema_1, mode, new_journal, one_of_each

KEPT_OPEN = pytest.mark.skipif(os.name == "nt", reason="Windows removes no file that somebody has open")
FOLDER_IS_FLUSHED = () if os.name == "nt" else ("folder",)  # Windows opens no folder


def test_what_was_appended_is_there(home: Path) -> None:
    path = new_journal(home)
    with Journal.open(path, NOW) as journal:
        for event in one_of_each():
            journal.append(event)
        assert journal.events() == tuple(one_of_each())
    reading = read(path, NOW)
    assert reading == (tuple(one_of_each()), ())
    assert parse(path.read_bytes()).header == HEADER
    assert [p.name for p in path.parent.iterdir()] == ["x.jsonl"]


def test_the_file_is_a_header_then_one_object_a_line(home: Path) -> None:
    path = new_journal(home, answer())
    assert as_schema_1(path.read_bytes()).decode() == (
        '{"type":"entete","schema":1,"name":"x","created":"2026-11-22T14:05:00+00:00","rules":"2026.11"}\n'
        '{"type":"reponse","at":"2026-11-22T14:05:00+00:00","day":"2026-11-22","fact":"secteur","value":"secteur_1"}\n'
    )


def test_a_dossier_is_made_with_its_first_events_or_not_at_all(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = homes.journal_path(homes.prepare(home), "x")

    def full(_: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(Refusal, match="ne peut pas être créé : le disque est plein"):
            Journal.create(path, HEADER, FORTY)
    assert list(path.parent.iterdir()) == []
    Journal.create(path, HEADER, FORTY).close()
    assert list(read(path, NOW).events) == FORTY


def test_a_name_is_on_disk_once_its_file_is_replaced(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = new_journal(home, answer())
    calls: list[str] = []
    replace, fsync = Path.replace, os.fsync

    def replaced(self: Path, target: Path) -> Path:
        calls.append("replace")
        return replace(self, target)

    def flushed(descriptor: int) -> None:
        calls.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    monkeypatch.setattr(Path, "replace", replaced)
    monkeypatch.setattr(os, "fsync", flushed)
    files.replace(path, b"other")
    assert calls == ["file", "replace", *FOLDER_IS_FLUSHED]


def test_a_temporary_file_has_a_name_nobody_can_make_beforehand(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = new_journal(home, answer())
    made: list[str] = []
    opened = files.open_private

    def noted(where: Path, flags: int) -> int:
        if flags & os.O_CREAT:
            assert flags & os.O_EXCL
            made.append(where.name)
        return opened(where, flags)

    monkeypatch.setattr(files, "open_private", noted)
    for content in (b"a", b"b"):
        files.replace(path, content)
    assert [re.sub("[0-9a-f]{16}$", "*", name) for name in made] == ["x.jsonl.*"] * 2
    assert made[0] != made[1]


def test_what_a_killed_write_left_is_swept_and_what_bears_another_name_is_not(home: Path) -> None:
    path = new_journal(home, answer())
    kept = ("x.jsonl.reste", "x.jsonl.schema1", "x.jsonl.cafe", "y.jsonl.0123456789abcdef")
    for name in ("x.jsonl.0123456789abcdef", *kept):
        path.with_name(name).touch()
    Journal.open(path, NOW).close()
    assert sorted(each.name for each in path.parent.iterdir()) == sorted(("x.jsonl", *kept))


def test_append_flushes_before_it_returns(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    write, fsync = os.write, os.fsync

    def noted(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *args: calls.append(name) or call(*args)  # type: ignore[func-returns-value]

    path = new_journal(home)
    with Journal.open(path, NOW) as journal:
        monkeypatch.setattr(os, "write", noted("write", write))
        monkeypatch.setattr(os, "fsync", noted("fsync", fsync))
        journal.append(answer())
    assert calls == ["write", "fsync"]


def test_creation_flushes_the_file_and_its_folder(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[bool] = []
    path = homes.journal_path(homes.prepare(home), "x")
    monkeypatch.setattr(os, "fsync", lambda fd: flushed.append(stat.S_ISDIR(os.fstat(fd).st_mode)))
    Journal.create(path, HEADER).close()
    assert flushed == [False, *map(bool, FOLDER_IS_FLUSHED)]


def test_a_birth_without_a_time_zone_is_a_fault_of_the_caller(home: Path) -> None:
    path = homes.journal_path(homes.prepare(home), "x")
    with pytest.raises(ValueError, match="fuseau horaire"):
        Journal.create(path, Header("x", NOW.replace(tzinfo=None), ""))
    assert list(path.parent.iterdir()) == []


def test_a_name_is_taken_once(home: Path) -> None:
    path = new_journal(home, answer())
    before = path.read_bytes()
    with pytest.raises(Refusal, match="« x » existe déjà") as refusal:
        Journal.create(path, Header("x", NOW, ""))
    assert f"Reprenez-le avec {how_to('resume', 'x')}" in refusal.value.remedy
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == ["x.jsonl"]


@pytest.mark.parametrize("there", [True, False])
def test_a_missing_dossier_is_refused_and_leaves_nothing(home: Path, there: bool) -> None:
    if there:
        homes.prepare(home)
    for call in (
        lambda: read(homes.journal_path(home, "x"), NOW),
        lambda: Journal.open(homes.journal_path(home, "x"), NOW),
    ):
        with pytest.raises(Refusal, match="« x » n'existe pas"):
            call()
    assert not there or list((home / "dossiers").iterdir()) == []


def test_everything_is_private_under_any_umask(home: Path, umask: int) -> None:
    path = new_journal(home, answer(), answer())
    path.write_bytes(path.read_bytes()[:-5])
    with Journal.open(path, NOW):
        assert {p.name: mode(p) for p in path.parent.iterdir()} == {
            "x.jsonl": 0o600, "x.lock": 0o600, "x.jsonl.reste": 0o600,
        }  # fmt: skip


def test_a_journal_open_to_others_is_closed_to_them(home: Path) -> None:
    path = new_journal(home)
    path.chmod(0o644)
    Journal.open(path, NOW).close()
    assert mode(path) == 0o600


@pytest.mark.parametrize(
    "change", [pytest.param(name, marks=KEPT_OPEN) for name in ("replaced", "removed")] + ["longer", "shorter"]
)
def test_a_journal_changed_behind_our_back_is_not_written_to(home: Path, change: str) -> None:
    path = new_journal(home, answer())
    with Journal.open(path, NOW) as journal:
        content = path.read_bytes()
        if change in {"replaced", "removed"}:
            path.unlink()
        if change != "removed":
            path.write_bytes({"longer": content + b"x", "shorter": content[:-9]}.get(change, content))
        after = path.read_bytes() if path.exists() else b""
        with pytest.raises(Taken, match="rien n'a été enregistré"):
            journal.append(answer())
        assert after == (path.read_bytes() if path.exists() else b"")


def test_a_journal_never_grows_beyond_what_can_be_read(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = new_journal(home, answer())
    monkeypatch.setattr(files, "LARGEST_FILE", path.stat().st_size + 10)
    with Journal.open(path, NOW) as journal, pytest.raises(Refusal, match="le fichier atteint la taille permise"):
        journal.append(answer())
    assert read(path, NOW).events == (answer(),)


@pytest.mark.parametrize(
    "event",
    [Undone(1, at=NOW, day=DAY), Undone(9, at=NOW, day=DAY), answer(value="x" * 1_000_000), answer(value=float("nan"))],
    ids=["undone twice", "undone nothing", "too long", "no number"],
)
def test_an_event_that_could_not_be_read_again_is_refused(home: Path, event: Answered | Undone) -> None:
    path = new_journal(home, answer(), Undone(1, at=NOW, day=DAY))
    before = path.read_bytes()
    with Journal.open(path, NOW) as journal, pytest.raises(Refusal, match="la ligne ne peut pas être enregistrée : "):
        journal.append(event)
    assert path.read_bytes() == before


def test_the_longest_line_that_is_taken_is_read_again(home: Path) -> None:
    path = new_journal(home, answer())
    room = LONGEST_LINE + 1 - len(encode(answer(value="")))
    with Journal.open(path, NOW) as journal:
        journal.append(answer(value="x" * room))
        with pytest.raises(Refusal, match="elle dépasse 1 Mo"):
            journal.append(answer(value="x" * (room + 1)))
        journal.append(answer())
    assert len(read(path, NOW).events) == 3


def test_a_closed_journal_takes_nothing(home: Path) -> None:
    journal = Journal.open(new_journal(home), NOW)
    journal.close()
    journal.close()
    with pytest.raises(Refusal, match="rien n'a été enregistré"):
        journal.append(answer())


@pytest.mark.parametrize("error", [OSError(errno.EIO, "Input/output error"), KeyboardInterrupt()], ids=repr)
def test_a_journal_that_does_not_open_is_not_held(
    home: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def broken(*_: object) -> None:
        raise error

    path = new_journal(home)
    with monkeypatch.context() as patch:
        patch.setattr("medinstall.dossier.journal.mend", broken)
        with pytest.raises((Refusal, KeyboardInterrupt)):
            Journal.open(path, NOW)
    Journal.open(path, NOW).close()


def test_two_at_once_is_one_too_many(home: Path) -> None:
    path = new_journal(home)
    with Journal.open(path, NOW), pytest.raises(Locked):
        Journal.open(path, NOW)
    with Journal.open(path, NOW), pytest.raises(Locked):
        Journal.create(path, HEADER)
