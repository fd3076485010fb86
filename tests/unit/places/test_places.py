"""Communes, départements and bodies: each code answers, nothing is guessed, one look-up stays cheap."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from medinstall.domain.place import Commune, Place
from medinstall.errors import MedinstallError
from medinstall.locate import PACKAGE, data_folder
from medinstall.places import directory as places
from medinstall.places.csv_lookup import find_row, rows
from medinstall.places.directory import (
    departements,
    find_commune,
    find_departement,
    funds_of,
    place_of,
    resolve,
)

FOLDER = data_folder() / "places"
TABLES = sorted(path.name for path in FOLDER.glob("*.csv"))


def communes() -> list[str]:
    """Return the code of every commune."""
    return [row["code"] for table in (places.COMMUNES, places.OVERSEAS) for row in rows(FOLDER / table)]


@pytest.mark.parametrize("table", TABLES)
def test_a_table_can_be_bisected(table: str) -> None:
    text = (FOLDER / table).read_bytes()
    keys = [line.split(b";")[0] for line in text.splitlines()[1:]]
    assert keys == sorted(set(keys)), "sorted by the bytes of the first column, each key once"
    assert text.endswith(b"\n")
    assert b'"' not in text
    assert {line.count(b";") for line in text.splitlines()} == {text.splitlines()[0].count(b";")}


@pytest.mark.parametrize("table", TABLES)
def test_every_row_is_found_by_its_key(table: str) -> None:
    path = FOLDER / table
    every = list(rows(path))
    for row in every[:: max(1, len(every) // 300)] + every[-1:]:
        assert find_row(path, next(iter(row.values()))) == row


@pytest.mark.parametrize("key", ["", " ", "0", "00000", "01001;", "01001;L", "zzzzz", "code", "é", "\udcff", "9", "\n"])
def test_a_code_that_does_not_exist_is_not_found(key: str) -> None:
    assert resolve(key) is None
    assert find_departement(key) is None


def test_a_table_with_windows_line_ends_reads_the_same(tmp_path: Path) -> None:
    copy = tmp_path / "regions.csv"
    copy.write_bytes((FOLDER / "regions.csv").read_bytes().replace(b"\n", b"\r\n"))
    assert find_row(copy, "94") == find_row(FOLDER / "regions.csv", "94")
    assert list(rows(copy)) == list(rows(FOLDER / "regions.csv"))


@pytest.mark.slow
def test_every_commune_resolves_to_itself_in_a_known_departement() -> None:
    known = {departement.code: departement for departement in departements()}
    assert len(communes()) == 34_879
    for code in communes():
        commune = find_commune(code)
        assert commune is not None
        assert commune.code == code
        assert commune.region == known[commune.departement].region
        assert commune.postcodes


@pytest.mark.slow
def test_every_former_commune_resolves_to_one_of_today() -> None:
    today = set(communes())
    for table in (places.FORMER, places.FORMER_CODES):
        for row in rows(FOLDER / table):
            resolution = resolve(row["code"])
            assert resolution is not None
            assert resolution.commune.code in today
            assert (resolution.replaced is None) == (row["code"] in today)


def test_a_former_commune_is_replaced_and_told() -> None:
    pierrefitte = resolve("93059")
    assert pierrefitte is not None
    assert (pierrefitte.commune.name, pierrefitte.replaced) == ("Saint-Denis", "Pierrefitte-sur-Seine")
    courcouronnes = resolve("91182")
    assert courcouronnes is not None
    assert (courcouronnes.commune.name, courcouronnes.replaced) == ("Évry-Courcouronnes", "91182")


def test_a_commune_of_today_that_kept_the_code_of_a_former_one_is_not_replaced() -> None:
    resolution = resolve("93066")
    assert resolution is not None
    assert (resolution.commune.name, resolution.replaced) == ("Saint-Denis", None)


def test_an_arrondissement_lies_where_its_city_lies() -> None:
    assert find_commune("69383") == Commune("69383", "Lyon 3e Arrondissement", ("69003",), "69", "84")
    assert len([code for code in range(75101, 75121) if find_commune(str(code))]) == 20


@pytest.mark.slow
def test_no_commune_is_taken_from_a_postcode() -> None:
    """75001 and 93200 are postcodes only; 74109 (Éloise) is served by 01200 and stays in Haute-Savoie."""
    assert resolve("75001") is None
    assert resolve("93200") is None
    eloise = find_commune("74109")
    assert eloise is not None
    assert (eloise.postcodes, eloise.departement) == (("01200",), "74")
    for code in communes():
        commune = find_commune(code)
        assert commune is not None
        assert code.startswith(commune.departement)


def test_no_former_code_without_a_name_is_a_postcode_or_leaves_its_departement() -> None:
    postcodes = {postcode for row in rows(FOLDER / "communes.csv") for postcode in row["codes_postaux"].split()}
    for row in rows(FOLDER / places.FORMER_CODES):
        assert row["code"] not in postcodes
        assert row["code"][:2] == row["commune_actuelle"][:2]


def test_the_place_of_a_commune_names_its_bodies() -> None:
    orleans = place_of("45234")
    assert (orleans.commune_name, orleans.departement_name, orleans.region_name) == (
        "Orléans",
        "Loiret",
        "Centre-Val de Loire",
    )
    assert orleans.funds == ("CPAM du Loiret",)
    assert orleans.fund_email == "rps45.cpam-loiret@assurance-maladie.fr"
    assert orleans.council == "Conseil départemental de l'Ordre des médecins du Loiret"
    assert orleans.council_url == "https://conseil45.ordre.medecin.fr"
    assert orleans.urssaf == "Urssaf Centre-Val de Loire"
    assert orleans.ars == "ARS Centre-Val de Loire"
    assert orleans.paps_url == "https://www.centre-val-de-loire.paps.sante.fr"
    assert orleans.holiday_zones == {"45"}


def test_the_place_of_a_departement_is_that_of_its_communes_without_the_commune() -> None:
    place = place_of(departement="45")
    assert (place.commune, place.commune_name) == (None, None)
    assert (place.council, place.ars, place.holiday_zones) == (
        place_of("45234").council,
        place_of("45234").ars,
        place_of("45234").holiday_zones,
    )


@pytest.mark.parametrize("code", ["97501", "97502", "97701", "97801"])
def test_contacts_overseas_are_unknown_not_guessed(code: str) -> None:
    place = place_of(code)
    assert place.departement == code[:3]
    assert place.departement_name is not None
    assert place.funds == ()
    assert {place.council, place.urssaf, place.ars, place.urps, place.fund_email} == {None}


def test_an_address_that_was_not_seen_is_none() -> None:
    assert place_of("75056").council_url is None
    assert place_of("59350").urps_url is None


def test_several_funds_are_all_named_until_the_doctor_picks_one() -> None:
    assert funds_of("59") == (
        "CPAM des Flandres",
        "CPAM de Lille-Douai",
        "CPAM de Roubaix-Tourcoing",
        "CPAM du Hainaut",
    )
    assert place_of("59350").funds == funds_of("59")
    assert place_of("59350", fund="CPAM du Hainaut").funds == ("CPAM du Hainaut",)
    assert [d.code for d in departements() if len(funds_of(d.code)) > 1] == ["59", "62", "64", "76"]


def test_a_fund_left_from_another_departement_is_ignored() -> None:
    assert place_of("62041", fund="CPAM du Hainaut").funds == funds_of("62")


def test_without_commune_and_departement_nothing_is_known() -> None:
    assert place_of() == Place()


def test_a_place_that_does_not_exist_is_refused_in_french() -> None:
    with pytest.raises(MedinstallError, match="la commune « 99999 » n'existe pas"):
        place_of("99999")
    with pytest.raises(MedinstallError, match="le département « 20 » n'existe pas"):
        place_of(departement="20")


def test_departements_are_complete() -> None:
    assert len(departements()) == 104
    assert [d.code for d in departements()][-3:] == ["975", "977", "978"]
    for departement in departements()[:101]:
        place = place_of(departement=departement.code)
        assert None not in (place.region_name, place.council, place.urssaf, place.ars, place.urps)
        assert place.funds


def test_no_address_of_a_person_is_kept() -> None:
    emails = {row["caisse_email"] for row in rows(FOLDER / places.CONTACTS)} - {""}
    assert len(emails) == 6
    assert all(email.endswith("@assurance-maladie.fr") and "cpam" in email for email in emails)
    for table in (*TABLES, "README.md"):
        assert (FOLDER / table).read_text(encoding="utf-8").count("@") <= (6 if table == places.CONTACTS else 1)


def test_one_look_up_reads_a_few_lines_of_the_file() -> None:
    """Bisecting costs some 50 µs, parsing the table 100 ms: a bound between the two that no slow machine crosses."""
    find_commune("45234")
    start = time.process_time()
    for _ in range(20):
        find_commune("97617")
    assert (time.process_time() - start) / 20 < 0.01


def test_the_checkout_comes_first_and_an_installed_package_works_from_anywhere(tmp_path: Path) -> None:
    assert data_folder() == PACKAGE.parent / "data"
    site = tmp_path / "site-packages"
    shutil.copytree(PACKAGE, site / "medinstall", ignore=shutil.ignore_patterns("__pycache__", "_data"))
    shutil.copytree(FOLDER, site / "medinstall" / "_data" / "places")
    (site / "data" / "places").mkdir(parents=True)  # of another package
    code = (
        f"import sys; sys.path.insert(0, {str(site)!r})\n"
        "from medinstall.places.directory import place_of\n"
        "from medinstall.places.commune_search import search\n"
        "print(place_of('45234').funds[0], search('evry')[0].code)"
    )
    done = subprocess.run([sys.executable, "-I", "-X", "utf8", "-c", code], cwd="/", capture_output=True, check=False)
    assert done.stderr == b""
    assert done.stdout.decode().split() == ["CPAM", "du", "Loiret", "89162"]


def test_missing_data_are_told_in_french(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("medinstall.locate.PACKAGE", tmp_path / "medinstall")
    with pytest.raises(MedinstallError, match="introuvables"):
        data_folder.__wrapped__()
