from __future__ import annotations

import os
from pathlib import Path

import pytest

from medinstall.dossier.event_records import encode
from medinstall.dossier.journal import Journal, read
from medinstall.dossier.journal_parser import Header, parse
from medinstall.errors import Refusal

from .sample import FORTY, NOW, answer, as_schema_1, new_journal, unprivileged


@pytest.mark.slow
def test_every_truncation_opens_with_the_longest_valid_prefix(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)  # 20,000 of them take ten seconds
    path = new_journal(home, *FORTY)
    whole = path.read_bytes()
    side = path.with_name("x.jsonl.reste")
    ends = [n for n, byte in enumerate(whole) if byte == 0x0A]
    for size in range(len(whole)):
        path.write_bytes(whole[:size])
        side.unlink(missing_ok=True)
        complete = sum(end <= size for end in ends)  # the line end itself may be missing
        with Journal.open(path, NOW) as journal:
            assert list(journal.events()) == FORTY[: max(complete - 1, 0)], size
            if complete == 0:
                assert "avait été interrompue" in journal.notices[-1]
                assert side.exists() == (size > 0)
            elif size in ends:
                assert len(journal.notices) == 1
                assert "n'avait pas sa fin de ligne ; elle était entière et a été gardée" in journal.notices[0]
            elif whole[size - 1 : size] == b"\n":
                assert journal.notices == ()
            else:
                assert "mise de côté dans" in journal.notices[0]
                assert side.read_bytes() == whole[ends[complete - 1] + 1 : size] + b"\n"
        if complete:
            good = whole[:size] + b"\n" if size in ends else whole[: ends[complete - 1] + 1]
            assert path.read_bytes() == good, size


@pytest.mark.parametrize("size", [0, 1, 20, 94, 95])
def test_a_dossier_whose_birth_was_interrupted_can_be_used(home: Path, size: int) -> None:
    path = new_journal(home)
    path.write_bytes(path.read_bytes()[:size])
    with Journal.open(path, NOW) as journal:
        journal.append(answer())
    assert read(path, NOW).events == (answer(),)
    assert parse(path.read_bytes()).header == Header("x", NOW, "")


@pytest.mark.parametrize("tail", [b"\0" * 512, b"}", b"\xff", b"garbage", b"\0\0\n", b'{"type":"rep\xc3'])
def test_rubbish_at_the_very_end_is_set_aside(home: Path, tail: bytes) -> None:
    path = new_journal(home, answer())
    good = path.read_bytes()
    path.write_bytes(good + tail)
    reading = read(path, NOW)
    assert reading.events == (answer(),)
    assert len(reading.notices) == 1
    assert path.read_bytes() == good
    assert path.with_name("x.jsonl.reste").read_bytes() == tail + b"\n"
    assert read(path, NOW).notices == ()


@pytest.mark.parametrize("tail", [b"}\n", b"\xff\n", b"garbage\n", b"{\n", encode(answer())[:-1] + b"x"])
def test_a_last_line_that_is_ended_was_changed_and_is_refused(home: Path, tail: bytes) -> None:
    path = new_journal(home, answer())
    path.write_bytes(path.read_bytes() + tail)
    before = path.read_bytes()
    with pytest.raises(Refusal, match="abîmé à la ligne 3"):
        Journal.open(path, NOW)
    assert path.read_bytes() == before


@pytest.mark.parametrize("tail", [b"}\n", b"\xff\n", b"garbage\n", b"{\n"])
def test_in_an_old_journal_even_an_ended_one_is_set_aside(home: Path, tail: bytes) -> None:
    path = new_journal(home, answer())
    path.write_bytes(as_schema_1(path.read_bytes()) + tail)
    reading = read(path, NOW)
    assert (reading.events, len(reading.notices)) == ((answer(),), 2)  # set aside, and migrated
    assert path.with_name("x.jsonl.reste").read_bytes() == tail + b"\n"


def test_what_is_set_aside_is_added_to_what_was(home: Path) -> None:
    path = new_journal(home, answer())
    for tail in (b"a", b"b"):
        with path.open("ab") as file:
            file.write(tail)
        read(path, NOW)
    assert path.with_name("x.jsonl.reste").read_bytes() == b"a\nb\n"


@pytest.mark.parametrize("tail", [b"\n", b"\n\n  \n", b"\r\n", b"  ", b"\t"])
def test_blanks_at_the_end_mean_nothing(home: Path, tail: bytes) -> None:
    path = new_journal(home, answer())
    good = path.read_bytes()
    path.write_bytes(good + tail)
    assert read(path, NOW) == ((answer(),), ())
    with Journal.open(path, NOW) as journal:
        journal.append(answer())
    assert path.read_bytes() == good + encode(answer())


def test_a_file_saved_by_notepad_is_read(home: Path) -> None:
    path = new_journal(home, answer())
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n").removesuffix(b"\r\n"))
    with Journal.open(path, NOW) as journal:
        assert journal.events() == (answer(),)
        journal.append(answer())
    assert read(path, NOW).events == (answer(), answer())


def test_a_reader_leaves_the_line_that_another_window_is_writing(home: Path) -> None:
    path = new_journal(home, answer())
    with Journal.open(path, NOW):
        with path.open("ab") as file:
            file.write(b'{"type":')
        before = path.read_bytes()
        assert read(path, NOW) == ((answer(),), ())
        assert path.read_bytes() == before


def test_a_torn_end_where_nothing_can_be_written_is_told_and_not_read(open_folder: Path) -> None:
    with unprivileged():
        path = new_journal(open_folder, answer(), answer())
        path.write_bytes(path.read_bytes()[:-5])
        path.parent.chmod(0o500)
        reading = read(path, NOW)
        assert reading.events == (answer(),)
        assert reading.notices == (
            "La fin du journal est incomplète et n'est pas lue : "
            "le dossier « x » ne peut pas être modifié : l'accès est refusé.",
        )
