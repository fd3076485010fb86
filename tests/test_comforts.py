"""What is a mere convenience never makes a failure of a success, nor stops the list."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

import pytest

from medinstall.dossier import files
from tests.building import pack
from tests.commanding import ANSWERS
from tests.inside import inside, started
from tests.unit.dossier.sample import mode

NEXT_MONTH = ("--aujourdhui", "2026-12-24")
SINCE = "Depuis votre visite"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MEDINSTALL_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


def finished(home: Path) -> Path:
    """A dossier without open questions, whatever the rules come to ask."""
    known = tomllib.loads(ANSWERS)
    unknown = [f'{fact.id} = "inconnu"\n' for fact in pack().facts if fact.id not in known]
    return started(home, answers=f"{ANSWERS}\n{''.join(unknown)}")


def resealed(line: bytes) -> bytes:
    """A line that says something else, and whose check agrees: as a program wrote it."""
    body = re.sub(rb',"check":"[0-9a-f]{8}"', b"", line)
    return body[:-1] + b',"check":"%08x"}' % crc32(body)


def rewritten(journal: Path, change: Callable[[bytes], bytes]) -> None:
    header, *lines = journal.read_bytes().splitlines()
    journal.write_bytes(b"\n".join([header, *(resealed(change(line)) for line in lines)]) + b"\n")


# The last dossier used


@pytest.mark.sampled(4)
@pytest.mark.parametrize(
    "words",
    ["cocher rcp", "decocher lieu", "modifier zone=zac --oui", "annuler --oui", "liste", "reprendre", "nouveau c"],
)
def test_a_pointer_that_cannot_be_written_is_a_notice(home: Path, words: str) -> None:
    journal = finished(home)
    inside("cocher", "lieu").check(0)
    inside("--dossier", "essai", "annuler", "--historique").check(0)
    (home / "dernier").unlink()
    (home / "dernier").mkdir()
    before = journal.read_bytes()
    given = ("--reponses", str(home / "reponses.toml")) if words.startswith("nouveau") else ()
    said = inside("--dossier", "essai", *words.split(), *given).check(0)
    assert "Le dossier utilisé ne peut pas être retenu" in said.told
    assert words in ("liste", "nouveau c") or len(journal.read_bytes()) > len(before)
    assert words not in ("liste", "reprendre") or "Premier jour" in said.out


def test_without_a_pointer_the_dossiers_are_named(home: Path) -> None:
    started(home, "a")
    started(home, "b")
    (home / "dernier").write_text("")
    said = inside("liste").refused(1)
    assert "le dernier dossier utilisé n’est pas connu" in said.told
    assert "- a - b" in said.told


# The record of a visit


def test_a_visit_that_cannot_be_recorded_is_a_notice(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = finished(home)
    write = files.write

    def full(descriptor: int, data: bytes) -> None:
        if b'"visite"' in data:
            raise OSError(28, "No space left on device")
        write(descriptor, data)

    monkeypatch.setattr(files, "write", full)
    before = journal.read_bytes()
    said = inside("reprendre", "essai").check(0)
    assert "Cette visite n’est pas notée" in said.told
    assert "Premier jour" in said.out
    assert journal.read_bytes() == before


@pytest.mark.sampled(7)
@pytest.mark.parametrize(
    "snapshot",
    [
        {"alerts": 1},
        {"alerts": [1]},
        {"steps": []},
        {"steps": {"rcp": 1}},
        {"steps": {"rcp": {"due_on": "2027-03-3x"}}},
        {"steps": {"rcp": {"due_on": 3}}},
        {"steps": {"rcp": {"state": []}}},
        {"aids": {"primo_zip": {"eur": "beaucoup"}}},
        {"aids": {"primo_zip": {"pay_by": True}}},
        {"start": {"on": "demain"}},
        {"start": 3},
        {"totals": {"certain_eur": "x"}},
        {"sources": {"rcp": "ordre"}},
        {"sources": {"rcp": [1]}},
    ],
    ids=str,
)
def test_a_visit_that_cannot_be_read_is_a_notice_and_the_next_one_compares(
    home: Path, snapshot: dict[str, object]
) -> None:
    journal = finished(home)
    inside("reprendre", "essai").check(0)

    def spoilt(line: bytes) -> bytes:
        event = json.loads(line)
        event.pop("check", None)
        return json.dumps(event | ({"snapshot": snapshot} if event["type"] == "visite" else {})).encode()

    rewritten(journal, spoilt)
    for _ in range(2):
        said = inside("reprendre", "essai", day=NEXT_MONTH).check(0)
        assert "Premier jour" in said.out
    assert "illisible" not in said.told
    said = inside("reprendre", "essai", day=("--aujourdhui", "2027-04-02")).check(0)
    assert SINCE in said.out


def test_an_unreadable_visit_is_told_once(home: Path) -> None:
    journal = finished(home)
    inside("reprendre", "essai").check(0)
    rewritten(journal, lambda line: line.replace(b'"state":"a_venir"', b'"state":["a_venir"]'))
    said = inside("reprendre", "essai", day=NEXT_MONTH).check(0)
    assert "Ce que montrait votre dernière visite est illisible" in said.told
    assert SINCE not in said.out


# A new dossier


def test_a_new_dossier_is_whole_or_not_at_all(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home.parent / "rep.toml").write_text(ANSWERS, encoding="utf-8")
    for fails in range(1, 12):
        write, calls = os.write, 0

        def limited(descriptor: int, data: bytes, after: int = fails, write: Callable[..., int] = write) -> int:
            nonlocal calls
            calls += 1
            if calls == after:
                raise OSError(28, "No space left on device")
            return write(descriptor, data)

        with monkeypatch.context() as patch:
            patch.setattr(os, "write", limited)
            said = inside("nouveau", "x", "--reponses", "rep.toml").check(0, 1)
        kept = home / "dossiers" / "x.jsonl"
        assert kept.exists() is (said.code == 0), (fails, said)
        if said.code == 0:
            inside("oublier", "x", "--oui").check(0)
    inside("nouveau", "x", "--reponses", "rep.toml").check(0)


def test_a_name_in_another_case_is_the_same_dossier(home: Path) -> None:
    started(home, "cabinet")
    assert "existe déjà" in inside("nouveau", "Cabinet", "--reponses", str(home / "reponses.toml")).refused(1).told
    one, other = (inside("--dossier", name, "exporter", "ics").check(0).out for name in ("Cabinet", "cabinet"))
    assert one == other
    assert [each["current"] for each in json.loads(inside("dossiers", "--json").check(0).out)] == [True]
    inside("oublier", "CABINET", "--oui").check(0)
    assert not [path for path in home.rglob("*") if path.is_file() and path.name != "reponses.toml"]


# What the rules no longer know


def test_a_step_that_the_rules_no_longer_know_is_told_and_kept(home: Path) -> None:
    journal = started(home)
    inside("cocher", "rcp").check(0)
    rewritten(journal, lambda line: line.replace(b'"step":"rcp"', b'"step":"rcq"'))
    before = journal.read_bytes()
    said = inside("liste").check(0)
    assert "La démarche « rcq » n’existe plus dans les règles" in said.told
    assert journal.read_bytes() == before


# Links, folders, pipes, modes


def test_a_link_that_leads_nowhere_can_be_forgotten(home: Path) -> None:
    journal = started(home)
    journal.unlink()
    journal.symlink_to("nothing")
    inside("oublier", "essai", "--oui").check(0)
    assert list(journal.parent.iterdir()) == []


def test_a_pipe_without_a_writer_is_refused(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("medinstall.usecases.answers_file.LONGEST_WAIT", 0.1)
    os.mkfifo("tube")
    assert "personne n’écrit dans ce tube" in inside("nouveau", "x", "--reponses", "tube").refused(1).told
    assert not (home / "dossiers").exists()


@pytest.mark.parametrize("words", ["liste", "cocher rcp"])
def test_a_restored_backup_is_taken_back_from_everybody(home: Path, words: str) -> None:
    journal = started(home)
    journal.chmod(0o666)
    journal.parent.chmod(0o777)
    inside(*words.split()).check(0)
    assert [mode(path) for path in (journal, journal.parent)] == [0o600, 0o700]
