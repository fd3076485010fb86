from __future__ import annotations

import errno
from pathlib import Path

import pytest

from medinstall.dossier import home as homes
from medinstall.dossier.forget import delete
from medinstall.dossier.journal import Journal, read
from medinstall.dossier.lock import Locked
from medinstall.errors import Refusal

from .sample import NOW, answer, new_journal, tells_case_apart, unprivileged


def everything(home: Path) -> list[str]:
    return sorted(path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_symlink() or path.is_file())


def test_a_dossier_goes_with_every_trace_and_its_neighbours_stay(home: Path) -> None:
    path = new_journal(home, *[answer()] * 3)
    for name in ("x2", *(["X"] if tells_case_apart(home) else []), "x-recupere", "w"):
        new_journal(home, answer(value="other"), name=name)
    homes.set_last_name(home, "x")
    traces = ["x.jsonl.reste", "x.jsonl.schema1", "x.jsonl.schema1-2", "x.jsonl.4242", "x.lock"]
    for trace in traces:
        path.with_name(trace).write_text("secret")
    before = everything(home)
    removed = delete(home, "x", NOW)
    gone = {"dossiers/x.jsonl", "dernier", *(f"dossiers/{trace}" for trace in traces)}
    assert set(before) - set(everything(home)) == gone
    assert {p.relative_to(home).as_posix() for p in removed} == gone - {"dossiers/x.lock"}


def test_a_pointer_to_another_dossier_stays(home: Path) -> None:
    new_journal(home)
    new_journal(home, name="y")
    homes.set_last_name(home, "y")
    delete(home, "x", NOW)
    assert homes.last_name(home) == "y"


def test_a_copy_that_nobody_continued_goes_and_one_that_is_in_use_stays(home: Path) -> None:
    path = new_journal(home, *[answer()] * 5)
    lines = path.read_bytes().split(b"\n")
    for line in (4, 3):
        path.write_bytes(b"\n".join([*lines[: line - 1], b"?", *lines[line:]]))
        with pytest.raises(Refusal):
            read(path, NOW)
    assert homes.names(home) == ["x", "x-recupere", "x-recupere-2"]
    with Journal.open(homes.journal_path(home, "x-recupere"), NOW) as journal:
        journal.append(answer(value="more"))
    removed = delete(home, "x", NOW)
    assert [p.name for p in removed] == ["x-recupere-2.jsonl", "x.jsonl"]
    assert everything(home) == ["dossiers/x-recupere.jsonl"]


def test_an_empty_dossier_of_that_name_is_no_copy(home: Path) -> None:
    new_journal(home, answer())
    (home / "dossiers" / "x-recupere.jsonl").touch()
    delete(home, "x", NOW)
    assert everything(home) == ["dossiers/x-recupere.jsonl"]


@pytest.mark.parametrize(
    "content", [b"", b"garbage\n", b"\xff" * 9, b'{"type":"entete","schema":99}\n', b"x" * 20_000_000]
)
def test_what_cannot_be_read_can_be_forgotten(home: Path, content: bytes) -> None:
    path = new_journal(home)
    path.write_bytes(content)
    assert delete(home, "x", NOW) == [path]
    assert everything(home) == []


def test_a_link_goes_and_its_target_stays(home: Path, tmp_path: Path) -> None:
    target = new_journal(tmp_path / "other", answer())
    path = homes.journal_path(homes.prepare(home), "x")
    path.symlink_to(target)
    assert delete(home, "x", NOW) == [path]
    assert target.exists()


def test_what_a_failed_deletion_left_can_still_be_forgotten(home: Path) -> None:
    homes.prepare(home)
    side = home / "dossiers" / "x.jsonl.reste"
    side.touch()
    assert delete(home, "x", NOW) == [side]


def test_the_journal_is_the_last_to_go(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = new_journal(home, answer())
    path.with_name("x.jsonl.reste").touch()
    path.with_name("x.jsonl.schema1").touch()
    unlink = Path.unlink

    def stubborn(self: Path, missing_ok: bool = False) -> None:
        if self.suffix == ".schema1":
            raise OSError(errno.EIO, "Input/output error")
        unlink(self, missing_ok)

    monkeypatch.setattr(Path, "unlink", stubborn)
    with pytest.raises(Refusal, match=r"n'est pas oublié en entier \(1.fichier supprimé\)"):
        delete(home, "x", NOW)
    assert read(path, NOW).events == (answer(),)


def test_a_folder_that_bears_the_name_is_left_alone_and_told(home: Path) -> None:
    path = new_journal(home, answer())
    path.with_name("x.jsonl.reste").mkdir()
    with pytest.raises(Refusal, match="est un dossier et non un fichier : rien n'a été supprimé"):
        delete(home, "x", NOW)
    assert read(path, NOW).events == (answer(),)


@pytest.mark.parametrize("said", ["x", "X", ""])
def test_what_a_killed_program_left_of_the_pointer_goes_too(home: Path, said: str) -> None:
    new_journal(home, answer())
    (home / "dernier.0123456789abcdef").write_text(said)
    (home / "dernier.4242").write_text(said)
    delete(home, "x", NOW)
    assert everything(home) == []


def test_a_missing_dossier_is_refused(home: Path) -> None:
    with pytest.raises(Refusal, match="« x » n'existe pas"):
        delete(home, "x", NOW)
    new_journal(home, name="y")
    with pytest.raises(Refusal, match="« x » n'existe pas"):
        delete(home, "x", NOW)
    assert everything(home) == ["dossiers/y.jsonl"]


def test_a_hostile_name_deletes_nothing(home: Path, tmp_path: Path) -> None:
    (tmp_path / "victim.jsonl").touch()
    new_journal(home)
    for name in ("../../victim", "", ".", "*", "x.jsonl"):
        with pytest.raises(Refusal, match="ne peut pas nommer"):
            delete(home, name, NOW)
    assert (tmp_path / "victim.jsonl").exists()
    assert everything(home) == ["dossiers/x.jsonl"]


def test_a_dossier_in_use_is_not_forgotten(home: Path) -> None:
    path = new_journal(home, answer())
    with Journal.open(path, NOW), pytest.raises(Locked):
        delete(home, "x", NOW)
    assert read(path, NOW).events == (answer(),)


def test_a_folder_where_nothing_can_be_removed_is_said(open_folder: Path) -> None:
    with unprivileged():
        path = new_journal(open_folder, answer())
        path.with_name("x.lock").touch()
        path.parent.chmod(0o500)
        with pytest.raises(Refusal, match=r"n'est pas oublié en entier .*: l'accès est refusé"):
            delete(open_folder, "x", NOW)
