from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from medinstall.locate import data_folder
from medinstall.usecases.diagnosis import folder_of, machine, rules_of, tilde
from medinstall.usecases.workspace import Workspace
from medinstall.verify.digest import digest
from tests.building import TODAY


def workspace(home: Path) -> Workspace:
    return Workspace({"MEDINSTALL_HOME": str(home)}, TODAY, lambda: datetime.now(UTC))


def test_the_home_folder_is_not_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert tilde(tmp_path / "dossiers") == f"~{os.sep}dossiers"
    assert tilde(tmp_path) == "~"
    assert tilde(tmp_path.parent / "ailleurs") == str(tmp_path.parent / "ailleurs")


def test_a_home_that_is_a_link_is_not_named_either(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.mkdir()
    link.symlink_to(real)
    monkeypatch.setattr(Path, "home", lambda: link)
    assert tilde(real / "x") == tilde(link / "x") == f"~{os.sep}x"


def test_a_home_at_the_root_hides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/"))
    assert tilde(Path("/srv/x")) == str(Path("/srv/x"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_a_folder_counts_dossiers_and_files_that_others_may_read(tmp_path: Path) -> None:
    assert not folder_of(workspace(tmp_path / "rien")).exists
    inside = tmp_path / "home" / "dossiers"
    inside.mkdir(parents=True)
    (tmp_path / "home").chmod(0o700)
    inside.chmod(0o700)
    for name, mode in (("a.jsonl", 0o600), ("b.jsonl", 0o644)):
        (inside / name).touch()
        (inside / name).chmod(mode)
    found = folder_of(workspace(tmp_path / "home"))
    assert (found.dossiers, found.loose, found.is_private) == (2, 1, False)
    (inside / "b.jsonl").chmod(0o600)
    assert folder_of(workspace(tmp_path / "home")).is_private


def test_what_cannot_be_read_is_said_and_not_raised(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "dossiers").write_text("a file")
    assert not folder_of(workspace(tmp_path / "home")).exists
    if os.name != "nt":  # where anybody may have a home
        assert folder_of(workspace(Path("~nobody-of-that-name/x"))).fault


def test_the_digest_follows_the_rules_and_not_their_line_ends(tmp_path: Path) -> None:
    copy = tmp_path / "data"
    shutil.copytree(data_folder(), copy, ignore=shutil.ignore_patterns("places"))
    first = digest(copy)
    file = copy / "aids" / "acre.toml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert digest(copy) == first
    file.write_bytes(file.read_bytes() + b"# more\n")
    assert digest(copy) != first
    assert rules_of(workspace(tmp_path)).digest == digest(data_folder())


def test_the_machine_says_what_it_runs_on() -> None:
    found = machine()
    assert found.python.startswith("3.")
    assert dict(found.libraries)["typer"]
    assert all(found.system.split())
