from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from medinstall.dossier import home as homes
from medinstall.errors import Refusal, layout

from .sample import mode, new_journal, tells_case_apart, unprivileged

BAD_NAMES = [
    "", ".", "..", "../../x", "a/b", "a\\b", "/etc/passwd", "C:x", "x" * 65, "x" * 300, "é", "a b", "a.b", "x.jsonl",
    "a\0b", "a\n", "\x1b[31m", "١٢", "ａ", "CON", "con", "Nul", "aux", "PRN", "COM1", "lpt9", "com0", "*", "a:b",
    "\ud800",
]  # fmt: skip


@pytest.mark.parametrize("name", BAD_NAMES, ids=ascii)
def test_a_name_that_is_none_is_refused_and_cannot_drive_the_terminal(name: str, home: Path) -> None:
    for call in (lambda: homes.check_name(name), lambda: homes.journal_path(home, name)):
        with pytest.raises(Refusal) as refusal:
            call()
        said = layout(refusal.value, {})
        said.encode("utf-8")
        assert "\x1b" not in said
        assert len(said) < 250


@pytest.mark.parametrize("name", ["x", "X" * 64, "mon-installation", "_-9", "-x", "con1", "com10", "0"])
def test_a_plain_name_is_taken(name: str, home: Path) -> None:
    assert homes.journal_path(home, name) == home / "dossiers" / f"{name}.jsonl"


def test_every_folder_that_is_created_is_private_under_any_umask(tmp_path: Path, umask: int) -> None:
    home = homes.prepare(homes.locate({"MEDINSTALL_HOME": str(tmp_path / "a" / "b" / "c")}))
    for folder in (home / "dossiers", home, home.parent, home.parent.parent):
        assert mode(folder) == 0o700
    path = new_journal(home)
    homes.set_last_name(home, "x")
    assert [mode(path), mode(home / "dernier")] == [0o600, 0o600]


def test_a_folder_of_the_doctor_keeps_its_mode_and_ours_is_closed(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    (tmp_path / "dossiers").mkdir()
    (tmp_path / "dossiers").chmod(0o755)
    homes.prepare(homes.locate({"MEDINSTALL_HOME": str(tmp_path)}))
    assert [mode(tmp_path), mode(tmp_path / "dossiers")] == [0o755, 0o700]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks the registry, and knows no XDG_DATA_HOME")
def test_without_the_variable_the_platform_decides(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert homes.locate({"MEDINSTALL_HOME": ""}) == tmp_path / "medinstall"
    assert list(tmp_path.iterdir()) == []


def test_a_tilde_and_a_relative_path_are_resolved(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("HOME", "USERPROFILE"):  # the second on Windows
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert homes.locate({"MEDINSTALL_HOME": "~/x"}) == tmp_path / "x"
    assert homes.locate({"MEDINSTALL_HOME": "x"}) == tmp_path / "x"


def test_no_home_at_all_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: Path("~/.local/share/medinstall"))
    with pytest.raises(Refusal, match="introuvable"):
        homes.locate({})


@pytest.mark.parametrize("what", ["file", "dangling", "inside a file"])
def test_a_home_that_is_no_folder_is_refused(tmp_path: Path, what: str) -> None:
    home = tmp_path / "h"
    if what == "dangling":
        home.symlink_to(tmp_path / "nowhere")
    else:
        home.write_text("x")
    with pytest.raises(Refusal, match="ne peut pas être préparé : "):
        homes.prepare(homes.locate({"MEDINSTALL_HOME": str(home / "y" if what == "inside a file" else home)}))


def test_a_home_where_nothing_can_be_written_is_refused(open_folder: Path) -> None:
    open_folder.chmod(0o500)
    with unprivileged(), pytest.raises(Refusal, match="l'accès est refusé") as refusal:
        homes.prepare(homes.locate({"MEDINSTALL_HOME": str(open_folder / "h")}))
    assert "MEDINSTALL_HOME" in refusal.value.remedy


def test_an_unreadable_folder_is_refused(open_folder: Path) -> None:
    (open_folder / "dossiers").mkdir(0o000)
    with unprivileged(), pytest.raises(Refusal, match="l'accès est refusé"):
        homes.names(open_folder)


def test_names_are_sorted_and_only_dossiers(home: Path) -> None:
    assert homes.names(home) == []
    for name in ("b", "a", "C"):
        new_journal(home, name=name)
    for other in ("a.jsonl.reste", "a.jsonl.schema1", "a.lock", "c d.jsonl", "nul.jsonl", "readme"):
        (home / "dossiers" / other).touch()
    assert homes.names(home) == ["C", "a", "b"]


def test_the_last_name_is_remembered(home: Path) -> None:
    assert homes.last_name(home) is None
    new_journal(home)
    new_journal(home, name="y")
    homes.set_last_name(home, "x")
    homes.set_last_name(home, "y")
    assert homes.last_name(home) == "y"
    assert (home / "dernier").read_bytes() == b"y\n"
    assert sorted(path.name for path in home.iterdir()) == ["dernier", "dossiers"]


@pytest.mark.parametrize("content", [b"", b"../../etc/passwd\n", b"\xff\xfe", b"x" * 10_000_000, b"gone\n", b"\0"])
def test_a_pointer_that_makes_no_sense_points_nowhere(home: Path, content: bytes) -> None:
    new_journal(home)
    (home / "dernier").write_bytes(content)
    assert homes.last_name(home) is None
    homes.set_last_name(home, "x")
    assert homes.last_name(home) == "x"


def test_a_pointer_that_is_a_link_is_replaced_and_its_target_left(home: Path, tmp_path: Path) -> None:
    new_journal(home)
    target = tmp_path / "target"
    target.write_text("x\n")
    (home / "dernier").symlink_to(target)
    assert homes.last_name(home) is None
    homes.set_last_name(home, "x")
    assert target.read_text() == "x\n"
    assert not (home / "dernier").is_symlink()


def test_remembering_what_is_remembered_writes_nothing(open_folder: Path) -> None:
    with unprivileged():
        new_journal(open_folder)
        homes.set_last_name(open_folder, "x")
        open_folder.chmod(0o500)
        homes.set_last_name(open_folder, "x")
        with pytest.raises(Refusal, match="ne peut pas être retenu : l'accès est refusé"):
            homes.set_last_name(open_folder, "y")


def test_the_store_imports_nothing_slow() -> None:
    program = """
import sys
from medinstall.dossier import replay as dossier, forget, home, journal
print(*sorted({"typer", "rich", "questionary", "platformdirs", "asyncio", "importlib.metadata", "filelock", "tempfile",
               "subprocess", "socket", "logging"} & set(sys.modules)))
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""


def test_the_process_environment_is_not_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(os.environ, "MEDINSTALL_HOME", "/nowhere")
    assert homes.locate({"MEDINSTALL_HOME": str(tmp_path)}) == tmp_path


@pytest.mark.parametrize("said", ["cabinet", "Cabinet", "CABINET"])
def test_a_dossier_has_one_spelling_whatever_is_typed(home: Path, said: str) -> None:
    new_journal(home, name="Cabinet")
    new_journal(home, name="cab")
    assert homes.spelling(home, said) == "Cabinet"
    homes.prepare(home).joinpath("dernier").write_text(said)
    if said == "Cabinet":  # this disk tells the others apart
        assert homes.last_name(home) == "Cabinet"


def test_two_dossiers_that_an_old_version_let_differ_by_case_stay_apart(home: Path) -> None:
    if not tells_case_apart(home):
        pytest.skip("this disk takes them for one, as those of Windows and macOS do")
    new_journal(home, name="Cabinet")
    new_journal(home, name="cabinet")
    assert [homes.spelling(home, name) for name in ("Cabinet", "cabinet")] == ["Cabinet", "cabinet"]


@pytest.mark.parametrize("name", ["-", "-x", "--oui", "_x"])
def test_a_new_name_begins_with_a_letter_or_a_digit(home: Path, name: str) -> None:
    with pytest.raises(Refusal, match="ne peut pas nommer un dossier"):
        homes.check_new_name(name)
    new_journal(home, name=name)  # as an old version made it
    assert homes.names(home) == [homes.spelling(home, name)] == [name]


def test_a_pointer_that_cannot_be_read_is_replaced(open_folder: Path) -> None:
    with unprivileged():
        for name in ("x", "y"):
            new_journal(open_folder, name=name)
        homes.set_last_name(open_folder, "x")
        homes.pointer(open_folder).chmod(0o000)
        assert homes.last_name(open_folder) is None
        homes.set_last_name(open_folder, "y")
        assert homes.last_name(open_folder) == "y"


def test_only_old_leftovers_of_the_pointer_are_swept(home: Path) -> None:
    homes.prepare(home)
    for name, age in (("dernier.fedcba9876543210", 90_000), ("dernier.0123456789abcdef", 60)):
        (home / name).touch()
        os.utime(home / name, (time.time() - age,) * 2)
    homes.set_last_name(home, "x")
    assert sorted(path.name for path in home.glob("dernier*")) == ["dernier", "dernier.0123456789abcdef"]
