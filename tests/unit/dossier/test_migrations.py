from __future__ import annotations

from pathlib import Path

import pytest

from medinstall.dossier import home as homes
from medinstall.dossier.event_records import encode
from medinstall.dossier.events import Event
from medinstall.dossier.journal import Journal, read
from medinstall.dossier.journal_parser import SCHEMA
from medinstall.dossier.json_lines import dump, load_sealed, seal
from medinstall.dossier.replay import replay
from medinstall.errors import Refusal

from .sample import NOW, answer, as_schema_1, mode

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.mark.parametrize("schema", range(1, SCHEMA + 1))
def test_a_fixture_is_kept_for_every_schema_and_still_opens(home: Path, schema: int) -> None:
    path = homes.journal_path(homes.prepare(home), "x")
    path.write_bytes((FIXTURES / f"journal-schema-{schema}.jsonl").read_bytes())
    with Journal.open(path, NOW) as journal:
        dossier = replay(journal.events())
    assert len(dossier.history) == {1: 14, 2: 19}[schema]
    assert dossier.answers["date_debut"] == "2027-02-01"
    assert dossier.ticks["ordre_inscription"].reference == "45-2026-118"
    assert [entry.number for entry in dossier.history if entry.undone] == [12]


def test_an_older_journal_is_migrated_and_the_old_file_kept(home: Path) -> None:
    path = old(home, answer("zone", "zip"), answer())
    before = path.read_bytes()
    with Journal.open(path, NOW) as journal:
        assert replay(journal.events()).answers == {"zone": "zip", "secteur": "secteur_1"}
        kept = path.with_name("x.jsonl.schema1")
        assert journal.notices == (
            f"Le dossier « x » est passé du schéma 1 au schéma 2 ; l'ancien fichier est gardé dans {kept}.",
        )
        journal.append(answer("travaux", value="non"))
    assert kept.read_bytes() == before
    assert [mode(kept), mode(path)] == [0o600, 0o600]
    assert path.read_text().startswith('{"type":"entete","schema":2,')
    assert all(load_sealed(line) for line in path.read_bytes().splitlines())
    again = read(path, NOW)
    assert replay(again.events).answers == {"zone": "zip", "secteur": "secteur_1", "travaux": "non"}
    assert again.notices == ()


def test_a_reader_migrates_in_memory_only(home: Path) -> None:
    path = old(home, answer("zone", "zip"))
    before = path.read_bytes()
    reading = read(path, NOW)
    assert (reading.events, reading.notices) == ((answer("zone", "zip"),), ())
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == ["x.jsonl"]


def test_an_old_file_kept_before_is_not_overwritten(home: Path) -> None:
    path = old(home, answer())
    path.with_name("x.jsonl.schema1").write_text("precious")
    before = path.read_bytes()
    Journal.open(path, NOW).close()
    assert path.with_name("x.jsonl.schema1").read_text() == "precious"
    assert path.with_name("x.jsonl.schema1-2").read_bytes() == before


def test_a_torn_end_is_cut_before_the_migration(home: Path) -> None:
    path = old(home, answer("zone", "zip"))
    path.write_bytes(path.read_bytes() + b'{"type":"rep')
    with Journal.open(path, NOW) as journal:
        assert len(journal.notices) == 2
        assert journal.events() == (answer("zone", "zip"),)


def test_a_crash_during_the_migration_leaves_the_old_journal(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = old(home, answer("zone", "zip"))
    before = path.read_bytes()

    def full(*_: Path) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        with pytest.raises(Refusal, match="le disque est plein"):
            Journal.open(path, NOW)
    assert path.read_bytes() == before
    assert sorted(p.name for p in path.parent.iterdir()) == ["x.jsonl", "x.jsonl.schema1"]
    with Journal.open(path, NOW) as journal:
        assert journal.events() == (answer("zone", "zip"),)
    assert sorted(p.name for p in path.parent.iterdir()) == ["x.jsonl", "x.jsonl.schema1"]


@pytest.mark.parametrize(
    "content",
    [
        seal(b'{"type":"entete","schema":3,"name":"x","created":"2030-01-01T00:00:00+00:00","rules":"2030.1"}'),
        seal(b'{"type":"entete","schema":3,"whatever":[1]}') + b'nothing we know\n\xff\xff\n{"torn',
        seal(b'{"type":"entete","schema":999999}'),
        b'{"type":"entete","schema":3,"name":"x","sealed_otherwise":"3f"}\n',
        seal(b'{"type":"entete","schema":2,"name":"x"}').replace(b":2,", b":9,"),
    ],
)
def test_a_newer_journal_is_refused_untouched(home: Path, content: bytes) -> None:
    path = homes.journal_path(homes.prepare(home), "x")
    path.write_bytes(content)
    for call in (lambda: read(path, NOW), lambda: Journal.open(path, NOW)):
        with pytest.raises(Refusal, match="vient d'une version plus récente de medinstall") as refusal:
            call()
        assert "Mettez medinstall à jour" in refusal.value.remedy
    assert path.read_bytes() == content
    assert [p.name for p in path.parent.iterdir()] == ["x.jsonl"]


def old(home: Path, *events: Event) -> Path:
    """A journal of schema 1."""
    path = homes.journal_path(homes.prepare(home), "x")
    header = dump({"type": "entete", "schema": 1, "name": "x", "created": NOW.isoformat(), "rules": "2026.11"})
    path.write_bytes(header + b"".join(as_schema_1(encode(event)) for event in events))
    return path
