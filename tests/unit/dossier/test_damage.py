from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from medinstall.actions import how_to
from medinstall.dossier import files
from medinstall.dossier import home as homes
from medinstall.dossier.event_records import encode
from medinstall.dossier.events import Event, Undone
from medinstall.dossier.journal import Journal, read
from medinstall.dossier.json_lines import seal
from medinstall.errors import Refusal, layout

from .sample import DAY, FORTY, HEADER, NOW, answer, mode, new_journal, unprivileged


def damaged(path: Path, number: int, line: bytes) -> bytes:
    lines = path.read_bytes().split(b"\n")
    lines[number - 1] = line
    path.write_bytes(b"\n".join(lines))
    return b"\n".join(lines[: number - 1]) + b"\n"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"", "elle est vide"),
        (b"garbage", "ce n'est pas du JSON"),
        (b"\0" * 80, "octets nuls"),
        (b"\xff\xfe", "elle n'est pas en UTF-8"),
        (b"x" * 10_000_000, "elle dépasse 1 Mo"),
        (b"[" * 500_000, "imbriquée trop profondément"),
        (b'{"type":"reponce"}', "il y manque la somme de contrôle"),
        (encode(answer()).strip().replace(b"secteur_1", b"secteur_2"), "sa somme de contrôle ne lui correspond pas"),
        (seal(b'{"type":"reponce"}').strip(), "type d'événement inconnu (« reponce »)"),
        (seal(b'{"type":"entete","schema":1}').strip(), "type d'événement inconnu (« entete »)"),
        (b'{"type":"\x1b[31m"}', "ce n'est pas du JSON"),
        (seal(b'{"type":"\\u001b]0;x\\u0007"}').strip(), "type d'événement inconnu (« ]0;x »)"),
        (encode(Undone(20, at=NOW, day=DAY)).strip(), "elle annule l'événement 20, qui ne s'annule pas"),
        (encode(Undone(18, at=NOW, day=DAY)).strip(), "elle annule l'événement 18, qui ne s'annule pas"),
        (encode(Undone(3, at=NOW, day=DAY)).strip(), "elle annule l'événement 3 une seconde fois"),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else "",
)
def test_a_damaged_line_is_refused_with_its_number_and_the_rest_offered(home: Path, line: bytes, reason: str) -> None:
    events: list[Event] = [*FORTY[:17], Undone(3, at=NOW, day=DAY), *FORTY[17:]]
    path = new_journal(home, *events)
    prefix = damaged(path, 20, line)
    before = path.read_bytes()
    copy = path.with_name("x-recupere.jsonl")
    for _ in range(2):
        for call in (lambda: read(path, NOW), lambda: Journal.open(path, NOW)):
            with pytest.raises(Refusal) as refusal:
                call()
            assert reason in refusal.value.what
            assert "abîmé à la ligne 20" in refusal.value.what
            assert refusal.value.where == f"{path}, ligne 20"
            assert "Les 18 premiers événements" in refusal.value.remedy
            assert f"{how_to('resume', 'x-recupere')}." in refusal.value.remedy
            assert "\x1b" not in layout(refusal.value, {})
    assert path.read_bytes() == before
    assert copy.read_bytes() == prefix
    assert mode(copy) == 0o600
    assert sorted(p.name for p in path.parent.iterdir()) == ["x-recupere.jsonl", "x.jsonl"]
    assert list(read(copy, NOW).events) == events[:18]


@pytest.mark.parametrize("end", [b"\n", b""])
@pytest.mark.parametrize("line", [b'{"type":"reponce"}', b"[]", b"9" * 2_000_000])
def test_a_last_line_that_no_crash_can_have_left_is_damage(home: Path, line: bytes, end: bytes) -> None:
    path = new_journal(home, answer())
    path.write_bytes(path.read_bytes() + line + end)
    with pytest.raises(Refusal, match="abîmé à la ligne 3"):
        Journal.open(path, NOW)
    assert path.read_bytes().endswith(line + end)


def test_a_copy_never_overwrites_another(home: Path) -> None:
    path = new_journal(home, *FORTY)
    new_journal(home, answer(), name="x-recupere")
    path.with_name("x-recupere-2.jsonl").symlink_to(home / "elsewhere")
    kept = path.with_name("x-recupere.jsonl").read_bytes()
    prefix = damaged(path, 5, b"?")
    with pytest.raises(Refusal) as refusal:
        read(path, NOW)
    assert f"{how_to('resume', 'x-recupere-3')}." in refusal.value.remedy
    assert path.with_name("x-recupere.jsonl").read_bytes() == kept
    assert path.with_name("x-recupere-3.jsonl").read_bytes() == prefix
    assert not (home / "elsewhere").exists()


def test_the_copy_of_a_dossier_with_the_longest_name_has_a_name(home: Path) -> None:
    path = new_journal(home, *FORTY, name="n" * 64)
    damaged(path, 5, b"?")
    with pytest.raises(Refusal):
        read(path, NOW)
    assert homes.names(home) == sorted(["n" * 64, "n" * 55 + "-recupere"])


def test_damage_where_no_copy_can_be_written_is_refused_all_the_same(open_folder: Path) -> None:
    with unprivileged():
        path = new_journal(open_folder, *FORTY)
        damaged(path, 5, b"?")
        path.parent.chmod(0o500)
        with pytest.raises(Refusal, match="ligne 5") as refusal:
            read(path, NOW)
    assert "une copie saine ne peut pas être écrite : l'accès est refusé" in refusal.value.remedy


@pytest.mark.parametrize(
    ("first", "reason"),
    [
        (b"garbage", "ce n'est pas du JSON"),
        (b'{"type":"reponse"}', "un journal commence par son en-tête"),
        (b"[]", "ce n'est pas un objet JSON"),
        (b'{"type":"entete"}', "n'est pas un nombre entier positif"),
        (b'{"type":"entete","schema":0}', "n'est pas un nombre entier positif"),
        (b'{"type":"entete","schema":"1"}', "n'est pas un nombre entier positif"),
        (b'{"type":"entete","schema":true}', "n'est pas un nombre entier positif"),
        (b'{"type":"entete","schema":1,"name":"x","rules":""}', "il y manque « created »"),
        (b'{"type":"entete","schema":1,"name":"x","rules":"","created":"hier"}', "n'est pas un horodatage"),
        (b'{"type":"entete","schema":1,"name":"x","rule":""}', "clé inconnue (« rule »)"),
    ],
)
@pytest.mark.parametrize("alone", [True, False])
def test_a_header_that_is_none_is_refused(home: Path, first: bytes, reason: str, alone: bool) -> None:
    path = new_journal(home, *([] if alone else FORTY))
    damaged(path, 1, first)
    with pytest.raises(Refusal, match="abîmé à la ligne 1") as refusal:
        Journal.open(path, NOW)
    assert reason in refusal.value.what
    assert [p.name for p in path.parent.iterdir()] == ["x.jsonl"]


def test_a_text_file_that_is_no_journal_is_left_alone(home: Path) -> None:
    path = new_journal(home)
    path.write_text("mes notes")
    with pytest.raises(Refusal, match="abîmé à la ligne 1"):
        Journal.open(path, NOW)
    assert path.read_text() == "mes notes"


@pytest.mark.parametrize("kind", ["link", "dangling link", "pipe", "folder", "device", "giant"])
def test_what_is_no_ordinary_file_is_refused(home: Path, tmp_path: Path, kind: str) -> None:
    target = new_journal(tmp_path / "other", answer())
    before = target.read_bytes()
    path = homes.journal_path(homes.prepare(home), "x")
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "giant":
        path.touch()
        os.truncate(path, files.LARGEST_FILE + 1)
    else:
        path.symlink_to({"link": target, "dangling link": home / "none", "device": Path("/dev/zero")}[kind])
    calls: list[Callable[[], object]] = [
        lambda: read(path, NOW),
        lambda: Journal.open(path, NOW),
        lambda: Journal.create(path, HEADER),
    ]
    reason = {"giant": "atteint la taille permise", "link": "un lien vers un autre", "device": "un lien vers un autre"}
    if os.name == "nt":
        reason["folder"] = "un dossier porte le nom du fichier"
    for call in calls[:2]:
        with pytest.raises(Refusal, match=reason.get(kind.rsplit(maxsplit=1)[-1], "pas un fichier ordinaire")):
            call()
    with pytest.raises(Refusal):
        calls[2]()
    assert target.read_bytes() == before
    assert not (home / "none").exists()


@pytest.mark.parametrize("guard", ["the system's", "ours"])
def test_either_of_two_guards_stops_a_link(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, guard: str
) -> None:
    target = new_journal(tmp_path / "other", answer())
    path = homes.journal_path(homes.prepare(home), "x")
    path.symlink_to(target)
    if guard == "ours":
        monkeypatch.setattr(files, "_GUARD", 0)  # Windows has no O_NOFOLLOW
    else:
        monkeypatch.setattr(Path, "is_symlink", lambda _: False)  # the link came after we looked
    with pytest.raises(Refusal, match="un lien vers un autre fichier"):
        read(path, NOW)


@pytest.mark.parametrize("name", ["x.lock", "x.jsonl.reste"])
def test_a_side_file_that_is_a_link_is_not_followed(home: Path, tmp_path: Path, name: str) -> None:
    target = tmp_path / "target"
    target.write_text("precious")
    path = new_journal(home, answer())
    with path.open("ab") as file:
        file.write(b"torn")
    path.with_name(name).symlink_to(target)
    with pytest.raises(Refusal, match="c'est un lien vers un autre fichier"):
        Journal.open(path, NOW)
    assert target.read_text() == "precious"
    assert path.read_bytes().endswith(b"torn")
