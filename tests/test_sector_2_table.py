"""Access to secteur 2, against a decision table written from the law (convention, articles 13-1, 14 and 15-3), not from
the data: every combination of its facts, the unknown among them.
"""

from __future__ import annotations

from itertools import product

import pytest

from medinstall.domain.fact import NonAnswer, Value
from medinstall.domain.profile import Profile
from medinstall.domain.truth import Truth
from medinstall.engine.open_questions import unknown_facts
from medinstall.engine.situation import Situation
from tests.building import TODAY, pack

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
UNTOLD = NonAnswer.UNKNOWN

# Title → (a permanent appointment is asked, years of service asked, what fewer years, or no appointment, come to).
HELD = {
    "ahu": (False, 0, NO),  # T2: the title is enough
    "ccu_mg": (False, 0, NO),  # T3
    "medecin_armees": (False, 0, NO),  # T5
    "ccu_ah": (False, 2, UNKNOWN),  # T1: acquired after two years; under two, the caisse decides
    "assistant_hopitaux": (False, 2, NO),  # T4: one year as docteur junior counts, and only one
    "ph_temps_plein": (True, 0, NO),  # T6: no seniority
    "ph_temps_partiel": (True, 5, NO),  # T7
}
CASE_BY_CASE = ("ph_autre_quotite", "espic", "titre_etranger")  # in no row of the table: to be confirmed
JUNIOR_AT_MOST = 1
EXCEPTIONS = (
    "specialite_nouvelle",
    "activite_intra_hospitaliere",
    "hors_convention",
    "clinicat_medecine_generale",
)

FACTS: dict[str, tuple[Value, ...]] = {
    "premiere_installation": (True, False, UNTOLD),
    "exception_premiere_installation": ("aucune", *EXCEPTIONS, UNTOLD),
    "titre_hospitalier": ("aucun", *HELD, *CASE_BY_CASE, UNTOLD),
    "nomination_permanente": (True, False, UNTOLD),
    "annees_fonction": (0, 1, 1.5, 2, 4.5, 5, 50, UNTOLD),
    "annees_docteur_junior": (0, 0.5, 1, 2, UNTOLD),
}


def first_installation(first: Value, exception: Value) -> Truth:
    """Article 15-3: four situations do not count as a first installation."""
    if first is True or exception not in ("aucune", UNTOLD):
        return YES
    return NO if first is False and exception == "aucune" else UNKNOWN


def long_enough(title: Value, asked: float, years: Value, junior: Value) -> Truth:
    """Years may lie anywhere between 0 and 50, those as docteur junior between 0 and 2."""
    low, high = (0.0, 50.0) if isinstance(years, NonAnswer) else (float(str(years)), float(str(years)))
    if title == "assistant_hopitaux":
        least, most = (0.0, 2.0) if isinstance(junior, NonAnswer) else (float(str(junior)), float(str(junior)))
        low, high = low + min(least, JUNIOR_AT_MOST), high + min(most, JUNIOR_AT_MOST)
    if low >= asked:
        return YES
    return NO if high < asked else UNKNOWN


def title_opens(title: Value, permanent: Value, years: Value, junior: Value) -> Truth:
    """Articles 13-1 and 14."""
    if title in CASE_BY_CASE or title is UNTOLD:
        return UNKNOWN
    if title == "aucun":
        return NO
    appointment, asked, otherwise = HELD[str(title)]
    named = YES if not appointment or permanent is True else NO if permanent is False else UNKNOWN
    found = min(named, long_enough(title, asked, years, junior))
    return otherwise if found is NO else found


def access(answers: dict[str, Value]) -> Truth:
    """`S2_allowed = first_installation_ok AND title_ok`."""
    first = first_installation(answers["premiere_installation"], answers["exception_premiere_installation"])
    rest = [answers[name] for name in list(FACTS)[2:]]
    return min(first, title_opens(*rest))


def engine(answers: dict[str, Value], sector: str) -> Truth:
    value = Situation(pack(), Profile(TODAY, answers))[f"acces.{sector}"].value
    return UNKNOWN if value is None else YES if value is True else NO


# whoever practises already keeps the sector; OPTAM-ACO is for this specialty alone
ANY_OPTION: dict[str, Value] = {"parcours": "hospitalier", "specialite": "anesthesie_chirurgie_obstetrique"}


@pytest.mark.sampled(3)
@pytest.mark.parametrize("sector", ["secteur_2", "secteur_2_optam", "secteur_2_optam_aco"])
def test_every_combination(sector: str) -> None:
    checked = 0
    for values in product(*FACTS.values()):
        answers = dict(zip(FACTS, values, strict=True))
        assert engine({**ANY_OPTION, **answers}, sector) is access(answers), answers
        checked += 1
    assert checked == 3 * 6 * 12 * 3 * 8 * 5  # 25 920


def test_the_table_covers_every_choice() -> None:
    for name in ("titre_hospitalier", "exception_premiere_installation"):
        assert {choice.value for choice in pack().fact[name].choices} == set(FACTS[name]) - {UNTOLD}


INSTALLED: dict[str, Value] = {"parcours": "deja_installe", "premiere_installation": False}
FOLLOWS: dict[str, Value] = {**INSTALLED, "exception_premiere_installation": "aucune"}


@pytest.mark.parametrize("held", ["secteur_2", "secteur_2_optam", "secteur_2_optam_aco"])
@pytest.mark.parametrize("title", ["aucun", "ahu", "espic", UNTOLD])
def test_an_installed_doctor_keeps_sector_2_whatever_the_title(held: str, title: Value) -> None:
    assert engine({**FOLLOWS, "secteur": held, "titre_hospitalier": title}, "secteur_2_optam") is YES


@pytest.mark.parametrize("title", ["aucun", "ahu", "espic", UNTOLD])
def test_sector_1_closes_sector_2_to_an_installed_doctor_whatever_the_title(title: Value) -> None:
    assert engine({**FOLLOWS, "secteur": "secteur_1", "titre_hospitalier": title}, "secteur_2") is NO


def test_a_newly_created_specialty_opens_sector_2_again() -> None:
    new = {**INSTALLED, "exception_premiere_installation": "specialite_nouvelle", "titre_hospitalier": "ahu"}
    assert engine({**new, "secteur": "secteur_1"}, "secteur_2") is YES
    assert engine({**new, "secteur": "secteur_1", "titre_hospitalier": "aucun"}, "secteur_2") is NO


@pytest.mark.parametrize("sector", ["secteur_1", "hors_convention"])
def test_the_other_sectors_ask_no_title(sector: str) -> None:
    assert engine({}, sector) is YES


def test_what_can_open_the_sector_is_asked() -> None:
    profile = Profile(TODAY, {"secteur": "secteur_2", "premiere_installation": False})
    assert {"exception_premiere_installation", "titre_hospitalier"} <= set(unknown_facts(Situation(pack(), profile)))
