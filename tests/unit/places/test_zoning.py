"""The doctor's zoning table: the true rows, a whole table in every form, and what is no table."""

from __future__ import annotations

import csv
import io
import os
import random
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from medinstall.dossier.replay import Dossier
from medinstall.errors import Refusal
from medinstall.locate import data_folder
from medinstall.places import zoning
from medinstall.places.csv_lookup import find_rows, rows
from medinstall.places.deductions import deductions
from medinstall.places.zoning import Kept, is_old, kept_rows, load_zoning, written
from medinstall.places.zoning_import import LARGEST, read_zoning
from medinstall.usecases.profiles import build_profile
from tests.building import pack

TODAY = date(2026, 11, 28)
COLUMNS = [
    "source",
    "date_maj",
    "niveau",
    "code",
    "lib",
    "com_code",
    "com_lib",
    "zmed_niveau",
    "zmed_date_arrete",
    "zide_niveau",
    "zide_date_arrete",
]
TRUE = {"11132": "2_ZAC", "11262": "4_ZAR", "97608": "1_ZIP", "11013": "3_HZ"}
LEVELS = ("1_ZIP", "2_ZAC", "3_HZ", "4_ZAR", "NC")


@cache
def every_code() -> tuple[str, ...]:
    """Return the codes of all the communes of the table."""
    return tuple(row["code"] for row in rows(data_folder() / "places" / "communes.csv"))


@cache
def some_codes() -> tuple[str, ...]:
    """Return codes enough for a table to be taken for that of France, which takes a second, those of `TRUE` in it."""
    return tuple(dict.fromkeys((*every_code()[:1_200], *TRUE)))


def level(code: str) -> str:
    """Return the level that the generated table gives to a commune."""
    return TRUE.get(code) or LEVELS[int.from_bytes(code.encode(), "big") % len(LEVELS)]


def table(
    codes: tuple[str, ...] = (),
    *,
    separator: str = ",",
    columns: list[str] = COLUMNS,
    updated: str = "30/07/2026",
    more: tuple[tuple[str, str], ...] = (),
) -> str:
    """Return a table in the exact format of the national one: every field quoted, one row a commune, and a canton."""
    out = io.StringIO()
    writer = csv.DictWriter(
        out, columns, delimiter=separator, quoting=csv.QUOTE_ALL, extrasaction="ignore", lineterminator="\n"
    )
    writer.writeheader()
    writer.writerow({"niveau": "TVS", "com_code": "11203", "zmed_niveau": "1_ZIP", "date_maj": updated})
    for code, given in (*((code, level(code)) for code in codes or some_codes()), *more):
        writer.writerow(
            {"source": "DataSanté", "date_maj": updated, "niveau": "COM", "code": code, "lib": "Évry, l’Œuf",
             "com_code": code, "com_lib": "Évry", "zmed_niveau": given, "zmed_date_arrete": "30/10/2025",
             "zide_niveau": "5_Sur_dotee", "zide_date_arrete": "12/11/2025"}
        )  # fmt: skip
    return out.getvalue()


@pytest.mark.slow
def test_the_table_of_all_france_is_read() -> None:
    check_reading(every_code(), ",", "utf-8")


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_table_is_read_in_each_form(separator: str, encoding: str) -> None:
    check_reading(some_codes(), separator, encoding)


def check_reading(codes: tuple[str, ...], separator: str, encoding: str) -> None:
    shares: list[float] = []
    found = read_zoning(table(codes, separator=separator).encode(encoding), TODAY, shares.append)
    assert len(found.classes) == len(codes)
    assert all(found.classes[code] == (level(code), date(2025, 10, 30)) for code in codes)
    assert (found.on, found.orders) == (date(2026, 7, 30), (date(2025, 10, 30), date(2025, 10, 30)))
    assert sum(found.levels.values()) == len(codes)
    assert found.unknown == 0
    assert shares == sorted(shares)
    assert len(shares) > len(codes) // 3_000


def test_what_is_kept_is_what_was_read(tmp_path: Path) -> None:
    path = tmp_path / "zonage.csv"
    found = read_zoning(table().encode(), TODAY)
    path.write_bytes(written(found))
    assert load_zoning(path) == found
    first = some_codes()[0]
    assert kept_rows(path, [first]) == Kept(date(2026, 7, 30), {first: found.classes[first]})
    assert path.stat().st_size / len(found.classes) < 1_000_000 / len(every_code())


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table as the program keeps it."""
    path = tmp_path_factory.mktemp("zonage") / "zonage.csv"
    path.write_bytes(written(read_zoning(table().encode(), TODAY)))
    return path


@pytest.mark.parametrize(
    ("commune", "zone"),
    [("11132", "zac"), ("11262", "hors_zone"), ("97608", "zip"), ("11013", "hors_zone")],
)
def test_a_zone_is_known_by_the_table_and_to_be_confirmed(commune: str, zone: str, kept: Path) -> None:
    found = deductions(pack(), {"commune": commune, "commune_secondaire": "11132"}, kept_rows(kept, [commune, "11132"]))
    assert (found["zone"].value, found["zone"].on, found["zone"].to_confirm) == (zone, date(2025, 10, 30), True)
    assert found["zone_secondaire"].value == "zac"
    assert "zone" not in deductions(pack(), {"commune": commune}, kept_rows(kept.parent / "absente.csv", [commune]))
    assert "zone" not in deductions(pack(), {"commune": commune})


def test_the_copy_is_opened_once_for_a_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "zonage.csv"
    path.write_bytes(b"code;classe;arrete\n00000;;2024-07-30\n18033;2_ZAC;\n45234;1_ZIP;2026-09-01\n")
    opened: list[Path] = []

    def told(path: Path, keys: Iterable[str]) -> dict[str, dict[str, str]]:
        opened.append(path)
        return find_rows(path, keys)

    monkeypatch.setattr(zoning, "find_rows", told)
    dossier = Dossier({"commune": "45234", "commune_secondaire": "18033", "zone": "zac"})
    built = build_profile(pack(), dossier, TODAY, path)
    assert built.profile.deduced["zone_secondaire"].value == "zac"
    assert len(built.quarantined) == 2  # the table is old, and the doctor says otherwise
    assert opened == [path]


@pytest.mark.parametrize(
    ("before", "after"),
    [('"com_code"', '" com_code "'), ("30/10/2025", "2025-10-30"), ('l’Œuf","0', 'l’Œuf","')],
)
def test_what_a_spreadsheet_does_to_the_table_is_undone(before: str, after: str) -> None:
    plain = table()
    assert before in plain
    assert read_zoning(plain.replace(before, after).encode(), TODAY) == read_zoning(plain.encode(), TODAY)


def test_an_unknown_level_is_asked(tmp_path: Path) -> None:
    path, first = tmp_path / "zonage.csv", some_codes()[0]
    path.write_bytes(written(read_zoning(table(some_codes()[1:], more=((first, "9_Nouveau"),)).encode(), TODAY)))
    assert "zone" not in deductions(pack(), {"commune": first}, kept_rows(path, [first]))


def test_a_commune_told_twice_counts_once_and_not_at_all_when_it_differs() -> None:
    same, other = some_codes()[:2]
    more = ((same, level(same)), (other, "1_ZIP" if level(other) != "1_ZIP" else "2_ZAC"))
    found = read_zoning(table(more=more).encode(), TODAY)
    assert same in found.classes
    assert other not in found.classes


def test_a_former_commune_stands_for_the_one_of_today() -> None:
    former = rows(data_folder() / "places" / "communes_deleguees.csv")
    merged = next(row for row in former if row["code"] not in every_code())
    today = merged["commune_actuelle"]
    others = tuple(code for code in some_codes() if code != today)
    found = read_zoning(table(others, more=((merged["code"], "1_ZIP"), ("99999", "1_ZIP"))).encode(), TODAY)
    assert found.classes[today][0] == "1_ZIP"
    assert found.unknown == 1


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (lambda: table().encode()[:-40], "est-il entier"),
        (lambda: table(some_codes()[:999]).encode(), "999 communes"),
        (lambda: table(columns=[c for c in COLUMNS if not c.startswith("zmed")]).encode(), "la table des infirmiers ?"),
        (lambda: table(columns=[c for c in COLUMNS if c != "com_code"]).encode(), "la colonne com_code"),
        (lambda: table().encode("utf-16"), "UTF-16"),
        (lambda: b"PK\x03\x04" + b"\0" * 100, "classeur"),
        (lambda: b"%PDF-1.7 ...", "PDF"),
        (lambda: b"<!doctype html><html>", "page web"),
        (lambda: b"", "les colonnes"),
        (lambda: random.Random(1).randbytes(100_000), "ce n’est pas du texte"),
        (lambda: b"\0" * (LARGEST + 1), "64 Mio"),
    ],
    ids=["truncated", "few", "nurses", "no_code", "utf16", "xlsx", "pdf", "html", "empty", "noise", "large"],
)
def test_what_is_no_table_is_refused(data: Callable[[], bytes], why: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_zoning(data(), TODAY)
    assert why in refusal.value.what
    assert refusal.value.remedy


@pytest.mark.parametrize(
    ("on", "old"), [("2026-11-28", False), ("2025-11-28", False), ("2025-11-27", True), ("2024-12-31", True)]
)
def test_a_table_is_old_after_twelve_months(on: str, *, old: bool) -> None:
    assert is_old(date.fromisoformat(on), TODAY) is old


def test_a_damaged_copy_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "zonage.csv"
    assert load_zoning(path) is None
    path.write_bytes(os.urandom(500))
    assert load_zoning(path) is None
    assert kept_rows(path).damaged


@pytest.mark.parametrize(
    "kept",
    [
        b"",
        b"code",
        b"code;classe;arrete\n45234;ZIP\n",
        b"code;classe;arrete\n00000;;2026-07-30\n45234;1_ZIP\n",
        b"code;classe;arrete\n00000;;2026-07-30\n45234;1_ZIP;2026-99-01\n",
        b"code;classe\n00000;x\n45234;1_ZIP\n",
        b"code;classe;arrete\n00000;;\n45234;1_ZIP;2026-09-01\n",
        b"\xff\xfe\xff;;;\n\xff",
    ],
)
def test_a_damaged_copy_is_told_and_stops_nothing(kept: bytes, tmp_path: Path) -> None:
    path = tmp_path / "zonage.csv"
    path.write_bytes(kept)
    built = build_profile(pack(), Dossier({"commune": "45234"}), TODAY, path)
    assert "zone" not in built.profile.answers
    assert [told for told in built.quarantined if "Votre table des zonages est illisible" in told]


def test_no_copy_is_told_of_when_there_is_none_or_a_sound_one(tmp_path: Path) -> None:
    path = tmp_path / "zonage.csv"
    assert build_profile(pack(), Dossier({"commune": "45234"}), TODAY, path).quarantined == ()
    path.write_bytes(b"code;classe;arrete\n00000;;2026-07-30\n45234;1_ZIP;2026-09-01\n")
    built = build_profile(pack(), Dossier({"commune": "45234"}), TODAY, path)
    assert built.quarantined == ()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
def test_a_pipe_in_the_place_of_the_copy_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "zonage.csv"
    os.mkfifo(path)
    assert kept_rows(path, ["45234"]) == Kept(damaged=True)
