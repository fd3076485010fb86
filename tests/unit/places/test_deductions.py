"""What the commune alone answers: every commune of France, and the places that are not like the others."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from medinstall.domain.fact import NonAnswer
from medinstall.dossier.replay import Dossier
from medinstall.locate import data_folder
from medinstall.places.deductions import deductions
from medinstall.usecases.profiles import build_profile
from tests.building import pack, plan, profile

CLASSES = {"zfrr": "zfrr", "zfrr_plus": "zfrr_plus", "zfrr_maintien": "zfrr", "": "non"}


def table(name: str) -> dict[str, dict[str, str]]:
    """Return a table of `data/places` as a reader of CSV sees it, by its first column."""
    with (data_folder() / "places" / name).open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file, delimiter=";")}


def communes() -> Iterator[str]:
    """Yield the code of every commune, arrondissement and overseas commune."""
    for name in ("communes.csv", "arrondissements_municipaux.csv", "communes_com.csv"):
        yield from table(name)


@pytest.mark.slow
def test_every_commune_has_the_class_of_its_table() -> None:
    classed, listed = table("france_ruralites.csv"), table("qpv.csv")
    seen: Counter[object] = Counter()
    today = table("communes.csv")
    for code in communes():
        found = deductions(pack(), {"commune": code})
        given = found["france_ruralites"].value if "france_ruralites" in found else None
        overseas = code.startswith(("975", "977", "978"))
        wanted = None if overseas else CLASSES.get(classed.get(code, {"classe": ""})["classe"])
        assert given == wanted, code
        quarter = found["qpv"].value if "qpv" in found else None
        assert quarter == (None if overseas else True if code.startswith("976") else None if code in listed else False)
        seen[given] += code in today
    assert seen["zfrr_plus"] == 4_456
    assert seen["zfrr"] == 13_313 + 2_134
    assert seen[None] == 31  # classed in part: the address, or the former commune, decides


@pytest.mark.parametrize(
    ("commune", "ruralites", "qpv"),
    [
        ("45234", "non", None),  # Orléans has quarters: asked
        ("18023", None, False),  # a merged commune, classed in part
        ("23096", "zfrr", None),
        ("75056", "non", None),  # Paris as a whole
        ("75101", "non", False),
        ("75109", "non", None),  # on the edge of a quarter
        ("69386", "non", False),
        ("13201", "non", None),
        ("97608", "non", True),
        ("97411", None, None),
        ("97502", None, None),
        ("97701", None, None),
        ("97801", None, None),
    ],
)
def test_a_place_answers_what_it_can(commune: str, ruralites: str | None, qpv: bool | None) -> None:
    found = deductions(pack(), {"commune": commune})
    assert (found["france_ruralites"].value if "france_ruralites" in found else None) == ruralites
    assert (found["qpv"].value if "qpv" in found else None) == qpv


def test_the_departement_answers_where_it_can() -> None:
    found = deductions(pack(), {"departement": "976"})
    assert (found["qpv"].value, found["qpv"].origin) == (True, "departement")
    assert deductions(pack(), {"departement": "45"}) == {}


def test_the_deduction_says_its_table_and_its_day() -> None:
    found = profile({"commune": "18015"}).deduced["france_ruralites"]
    assert (found.origin, found.source, found.on) == ("commune", "dgcl-frr-2025", date(2025, 7, 10))


def test_what_is_kept_for_a_time_is_told() -> None:
    found = deductions(pack(), {"commune": "01060"})["france_ruralites"]
    assert found.value == "zfrr"
    assert "2029" in found.note


def test_a_typed_answer_wins_and_a_contradiction_is_told() -> None:
    typed = profile({"commune": "75101", "france_ruralites": "zfrr"})
    assert typed.answers["france_ruralites"] == "zfrr"
    assert "france_ruralites" not in typed.deduced
    dossier = Dossier(answers={"commune": "75101", "france_ruralites": "zfrr", "qpv": False})
    (told,) = build_profile(pack(), dossier, date(2026, 11, 28)).quarantined
    assert "votre réponse est gardée" in told


def test_a_doctor_who_does_not_know_is_told_what_the_place_says() -> None:
    dossier = Dossier(answers={"commune": "75101", "qpv": "inconnu"})
    built = build_profile(pack(), dossier, date(2026, 11, 28))
    assert built.profile.answers["qpv"] is NonAnswer.UNKNOWN
    assert "non d’après la commune" in built.quarantined[0]


def test_what_the_place_gives_is_not_open() -> None:
    assert "france_ruralites" not in plan({"commune": "45234"}).unknown
    assert "qpv" in plan({"commune": "45234", "france_ruralites": "zfrr"}).unknown
