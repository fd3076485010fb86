"""The commune picker: what people type, what they must be shown, and how fast."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medinstall.domain.place import Commune
from medinstall.locate import data_folder
from medinstall.places import commune_index
from medinstall.places import directory as places
from medinstall.places.commune_search import WIDEST_LABEL, label, search
from medinstall.places.csv_lookup import rows
from medinstall.places.directory import find_commune

FOLDER = data_folder() / "places"


def shown(query: str, limit: int = 12) -> list[str]:
    return [label(commune) for commune in search(query, limit)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Besancon", "Besançon — 25000 (25)"),
        ("BESANÇON", "Besançon — 25000 (25)"),
        ("st denis", "Saint-Denis — 97400 (974)"),
        ("st-denis", "Saint-Denis — 97400 (974)"),
        ("saint denis 93", "Saint-Denis — 93200 (93)"),
        ("Saint-Denis — 93200 (93)", "Saint-Denis — 93200 (93)"),
        ("oeuilly", "Œuilly — 02160 (02)"),
        ("œuilly 51", "Œuilly — 51480 (51)"),
        ("L Hay", "L’Haÿ-les-Roses — 94240 (94)"),
        ("l'hay", "L’Haÿ-les-Roses — 94240 (94)"),
        ("L’HAŸ", "L’Haÿ-les-Roses — 94240 (94)"),
        ("lhay", "L’Haÿ-les-Roses — 94240 (94)"),
        ("hay les roses", "L’Haÿ-les-Roses — 94240 (94)"),
        ("ste foy les lyon", "Sainte-Foy-lès-Lyon — 69110 (69)"),
        ("havre", "Le Havre — 76600 (76)"),
        ("le havre", "Le Havre — 76600 (76)"),
        ("la rochelle", "La Rochelle — 17000 (17)"),
        ("saint jean luz", "Saint-Jean-de-Luz — 64500 (64)"),
        ("chalon s/ saone", "Chalon-sur-Saône — 71100 (71)"),
        ("ascq", "Villeneuve-d’Ascq — 59491 (59)"),
        ("75001", "Paris 1er — 75001 (75)"),
        ("75 001", "Paris 1er — 75001 (75)"),
        ("01000", "Bourg-en-Bresse — 01000 (01)"),
        ("97150", "Saint-Martin — 97150 (978)"),
        ("marseille 6", "Marseille 6e — 13006 (13)"),
        ("paris 18", "Paris 18e — 75018 (75)"),
        ("paris 18ème", "Paris 18e — 75018 (75)"),
        ("Paris 1er", "Paris 1er — 75001 (75)"),
        ("paris 01", "Paris 1er — 75001 (75)"),
        ("paris 1", "Paris 1er — 75001 (75)"),
        ("lyon 3e", "Lyon 3e — 69003 (69)"),
        ("paris", "Paris — 75001 à 75020 (75)"),
        ("  orléans\n", "Orléans — 45000 (45)"),
        ("ajaccio 2a", "Ajaccio — 20000 (2A)"),
        ("str", "Strasbourg — 67000 (67)"),
        ("45000 Orléans", "Orléans — 45000 (45)"),
        ("orleans cedex", "Orléans — 45000 (45)"),
        ("45067 ORLEANS CEDEX 2", "Orléans — 45000 (45)"),
        ("31260 urau", "Urau — 31260 (31)"),
        ("20179 Ajaccio cedex", "Ajaccio — 20000 (2A)"),
    ],
)
def test_what_is_typed_shows_first(query: str, first: str) -> None:
    assert shown(query)[0] == first


@pytest.mark.parametrize(
    ("query", "among"),
    [
        ("evry", {"Évry — 89140 (89)", "Évry-Courcouronnes — 91000 (91)"}),
        ("ste foy", {"Sainte-Foy — 85150 (85)", "Sainte-Foy — 40190 (40)", "Sainte-Foy-lès-Lyon — 69110 (69)"}),
        ("st denis", {"Saint-Denis — 93200 (93)", "Saint-Denis — 11310 (11)", "Saint-Denis — 30500 (30)"}),
        ("st", {"Strasbourg — 67000 (67)", "Saint-Étienne — 42000 (42)"}),
        ("ste", {"Saint-Étienne — 42000 (42)", "Sainte-Marie — 97438 (974)"}),
        ("paris", {"Paris 1er — 75001 (75)", "Paris 2e — 75002 (75)"}),
        ("75001", {"Paris — 75001 à 75020 (75)"}),
        ("mar", {"Marseille — 13001 à 13016 (13)", "Martigues — 13117 (13)"}),
        ("pierrefitte sur seine", {"Saint-Denis (93), ex-Pierrefitte…"}),
        ("Bellegarde-sur-Valserine", {"Valserhône (01), ex-Bellegarde-su…"}),
    ],
)
def test_what_is_typed_shows_among_others(query: str, among: set[str]) -> None:
    assert among <= set(shown(query))


def test_the_full_name_comes_before_its_beginning_and_that_before_a_later_word() -> None:
    names = [commune.name for commune in search("bains", 50)]
    starts = [name.lower().startswith("bains") for name in names]
    assert names[0] == "Bains"
    assert starts == sorted(starts, reverse=True)
    assert any("-Bains" in name for name in names)


def test_a_former_name_gives_the_commune_of_today() -> None:
    found = search("pierrefitte sur seine")
    assert [(commune.code, commune.former) for commune in found] == [("93066", "Pierrefitte-sur-Seine")]
    assert [commune._replace(former=None) for commune in found] == [find_commune("93066")], "the same, however found"


def test_a_commune_found_by_its_own_name_is_not_shown_by_a_former_one() -> None:
    assert [commune.former for commune in search("saint-denis 93")][:1] == [None]


def test_a_postcode_shows_every_commune_it_serves_and_no_other() -> None:
    expected = {row["code"] for row in rows(FOLDER / places.COMMUNES) if "51300" in row["codes_postaux"].split()}
    found = search("51300", 100)
    assert {commune.code for commune in found} == expected
    assert len(found) > 20


@pytest.mark.parametrize("query", ["", " ", "-", "’", "xyzzy", "99999", "\x1b[31m", "…"])
def test_nothing_is_shown_for_what_means_nothing(query: str) -> None:
    assert search(query) == []


@given(st.text(max_size=200))
def test_anything_may_be_typed(query: str) -> None:
    found = search(query)
    assert len(found) <= 12
    assert len({commune.code for commune in found}) == len(found)


@pytest.mark.slow
def test_every_name_finds_its_commune() -> None:
    """Typed in full with its département; a sample of one in fifty."""
    for row in list(rows(FOLDER / places.COMMUNES))[::50]:
        codes = [commune.code for commune in search(f"{row['nom']} {row['departement']}")]
        assert row["code"] in codes, row


def test_every_former_name_finds_its_commune() -> None:
    for row in list(rows(FOLDER / places.FORMER))[::40]:
        assert row["commune_actuelle"] in [commune.code for commune in search(row["nom"], 60)], row


def test_labels_are_short_and_tell_communes_apart() -> None:
    labels = [
        label(Commune(row["code"], row["nom"], tuple(row["codes_postaux"].split()), row["departement"], row["region"]))
        for table in (places.COMMUNES, places.OVERSEAS)
        for row in rows(FOLDER / table)
    ]
    assert max(map(len, labels)) <= WIDEST_LABEL
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("93066", "Saint-Denis — 93200 (93)"),
        ("2A004", "Ajaccio — 20000 (2A)"),
        ("74109", "Éloise — 01200 (74)"),
        ("75118", "Paris 18e — 75018 (75)"),
        ("13055", "Marseille — 13001 à 13016 (13)"),
        ("31480", "Sainte-Foy-d’Aigrefeuille — 31570"),
        ("24381", "St-Barthélemy-de-Bussière — 24360"),
        ("51513", "St-Remy-en-Bouzemont-St-G… — 51290"),
    ],
)
def test_labels(code: str, expected: str) -> None:
    commune = find_commune(code)
    assert commune is not None
    assert label(commune) == expected


def test_the_label_of_a_former_name_stays_short() -> None:
    for row in list(rows(FOLDER / places.FORMER))[::60]:
        for commune in search(row["nom"]):
            assert len(label(commune)) <= WIDEST_LABEL


def test_the_index_in_the_repository_is_that_of_its_tables() -> None:
    """When it fails: python -m medinstall.places.commune_index."""
    assert commune_index.load_index(FOLDER) == commune_index.build(FOLDER)
    assert (FOLDER / commune_index.FILE).read_bytes().startswith(commune_index._fingerprint(FOLDER))


def a_few_lines(target: Path) -> Path:
    """Return a folder of the same tables, of Orléans alone, and their index; that of all France takes a second."""
    target.mkdir()
    for name in commune_index.TABLES:
        head, *lines = (FOLDER / name).read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if line.startswith("45234;")]
        (target / name).write_text("".join((head, *kept)), encoding="utf-8", newline="\n")
    shutil.copy(FOLDER / commune_index.FILE, target)
    return target


def test_an_edited_table_is_seen_at_once(tmp_path: Path) -> None:
    folder = a_few_lines(tmp_path / "places")
    table = folder / places.COMMUNES
    table.write_text(table.read_text(encoding="utf-8").replace(";Orléans;", ";Zzyzx-la-Neuve;"), encoding="utf-8")
    assert b"\nzzyzxlaneuve;45234\n" in commune_index.load_index(folder).names


@pytest.mark.parametrize("content", [b"garbage", b"", b"\0\0\0", b"0" * 64 + b"\0a\0b\0c"])
def test_a_damaged_or_missing_index_is_made_anew(tmp_path: Path, content: bytes) -> None:
    folder = a_few_lines(tmp_path / "places")
    (folder / commune_index.FILE).write_bytes(content)
    assert commune_index.load_index(folder) == commune_index.build(folder)
    (folder / commune_index.FILE).unlink()
    commune_index.load_index.cache_clear()
    assert commune_index.load_index(folder) == commune_index.build(folder)


def test_windows_line_ends_do_not_make_the_index_stale(tmp_path: Path) -> None:
    folder = a_few_lines(tmp_path / "places")
    before = commune_index._fingerprint(folder)
    for table in commune_index.TABLES:
        path = folder / table
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert commune_index._fingerprint(folder) == before
