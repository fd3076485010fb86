from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medinstall.domain.fact import Choice, Fact, NonAnswer
from medinstall.french import full_date, long_date, numeric_date
from medinstall.interview.dates import is_month_alone, read_date
from medinstall.interview.parse_error import ParseError, fold
from medinstall.interview.parsing import (
    matching,
    read,
    read_departement,
    read_number,
    read_unsaid,
    read_yes_no,
)
from tests.building import pack

from .sample import BASE, START, TODAY, VISITS

DATES = {
    "15/01/2027": date(2027, 1, 15),
    "15-01-2027": date(2027, 1, 15),
    "15.1.27": date(2027, 1, 15),
    "1/3/27": date(2027, 3, 1),
    "15 janvier 2027": date(2027, 1, 15),
    "15 janv. 2027": date(2027, 1, 15),
    "15 JANV 27": date(2027, 1, 15),
    "le 15 janvier 2027": date(2027, 1, 15),
    "  15\tjanvier\n2027 ": date(2027, 1, 15),
    "15\u00a0janvier\u202f2027": date(2027, 1, 15),
    "2027-01-15": date(2027, 1, 15),
    "2027/1/15": date(2027, 1, 15),
    "1er mars 2027": date(2027, 3, 1),
    "1ᵉʳ mars 2027": date(2027, 3, 1),
    "15 fevrier 2027": date(2027, 2, 15),
    "15 févr. 2027": date(2027, 2, 15),
    "15 juil. 2027": date(2027, 7, 15),
    "15 aout 2027": date(2027, 8, 15),
    "1 mars": date(2027, 3, 1),
    "1er mars prochain": date(2027, 3, 1),
    "22 novembre": date(2027, 11, 22),
    "23/11": date(2026, 11, 23),
    "29 février": date(2028, 2, 29),
    "29/02/2028": date(2028, 2, 29),
    "dans 3 mois": date(2027, 2, 22),
    "dans trois mois": date(2027, 2, 22),
    "dans 15 jours": date(2026, 12, 7),
    "dans une semaine": date(2026, 11, 29),
    "Dans 1 an": date(2027, 11, 22),
    "d'ici deux semaines": date(2026, 12, 6),
    "il y a 2 ans": date(2024, 11, 22),
    "demain": date(2026, 11, 23),
    "après-demain": date(2026, 11, 24),
    "aujourd’hui": TODAY,
    "Aujourd'hui": TODAY,
    "hier": date(2026, 11, 21),
    "lundi 15 mars 2027": date(2027, 3, 15),
    "lundi, 15 mars 2027": date(2027, 3, 15),
    "lundi": date(2026, 11, 23),
    "dimanche prochain": date(2026, 11, 29),
    "mars 2027": date(2027, 3, 1),
    "Févr. 2027": date(2027, 2, 1),
    "début mars 2027": date(2027, 3, 1),
    "en mars 2027": date(2027, 3, 1),
    "03/2027": date(2027, 3, 1),
    "15 octobre dernier": date(2026, 10, 15),
    "lundi dernier": date(2026, 11, 16),
    "\ufeff15/01/2027\u200b": date(2027, 1, 15),
    "15\u00ad janvier\u2060 2027": date(2027, 1, 15),
    "15–01—2027": date(2027, 1, 15),
    "15‐01−2027": date(2027, 1, 15),
    "01/01/1950": date(1950, 1, 1),
    "31/12/2100": date(2100, 12, 31),
}

MISREAD = {
    "31/02/2027": "Février 2027 va du 1er au 28\u00a0: corrigez le jour.",
    "29/02/2027": "Février 2027 va du 1er au 28\u00a0: corrigez le jour.",
    "31 avril": "Avril va du 1er au 30\u00a0: corrigez le jour.",
    "0/3/2027": "Mars 2027 va du 1er au 31\u00a0: corrigez le jour.",
    "01/15/2027": "Il n’y a que douze mois\u00a0: tapez le jour, le mois, puis l’année (15/01/2027).",
    "2027-13-01": "Il n’y a que douze mois\u00a0: tapez le jour, le mois, puis l’année (15/01/2027).",
    "bientôt": "Date non comprise\u00a0: tapez par exemple 15/01/2027 ou «\u00a0dans 3\u00a0mois\u00a0».",
    "1/1/1": "Date non comprise\u00a0: tapez par exemple 15/01/2027 ou «\u00a0dans 3\u00a0mois\u00a0».",
    "2027": "Il manque le mois\u00a0: tapez par exemple «\u00a01er mars 2027\u00a0» ou «\u00a0mars 2027\u00a0».",
    "marz 2027": "Le mois «\u00a0marz\u00a0» n’existe pas\u00a0: vouliez-vous dire mars\u00a0?",
    "13/2027": "Il n’y a que douze mois\u00a0: tapez le jour, le mois, puis l’année (15/01/2027).",
    "fin mars 2027": "Date non comprise\u00a0: tapez par exemple 15/01/2027 ou «\u00a0dans 3\u00a0mois\u00a0».",
    "15 janvrier 2027": "Le mois «\u00a0janvrier\u00a0» n’existe pas\u00a0: vouliez-vous dire janvier\u00a0?",
    "15 xyz 2027": "Le mois «\u00a0xyz\u00a0» n’existe pas\u00a0: tapez par exemple 15 janvier 2027.",
    "15 jui 2027": "Le mois «\u00a0jui\u00a0» n’existe pas\u00a0: vouliez-vous dire juin\u00a0?",
    "dans plusieurs mois": "Durée non comprise\u00a0: tapez par exemple «\u00a0dans 3\u00a0mois\u00a0» ou "
    "«\u00a0dans 15\u00a0jours\u00a0».",
    "dans 9999 ans": "L’année doit être comprise entre 1950 et 2100.",
    "dans 200 ans": "L’année doit être comprise entre 1950 et 2100.",
    "il y a 90 ans": "L’année doit être comprise entre 1950 et 2100.",
    "01/01/1949": "L’année doit être comprise entre 1950 et 2100.",
    "01/01/2101": "L’année doit être comprise entre 1950 et 2100.",
    "lundi 16 mars 2027": "Le 16\u00a0mars\u00a02027 est un mardi, pas un lundi\u00a0: vérifiez la date.",
}


@pytest.mark.parametrize(("text", "day"), DATES.items(), ids=ascii)
def test_a_date_is_read_as_people_type_it(text: str, day: date) -> None:
    assert read_date(text, TODAY) == day


@pytest.mark.parametrize(("text", "sentence"), MISREAD.items(), ids=ascii)
def test_what_is_no_date_gets_one_sentence_that_mends_it(text: str, sentence: str) -> None:
    with pytest.raises(ParseError) as misread:
        read_date(text, TODAY)
    assert misread.value.sentence == sentence


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("15 octobre", date(2026, 10, 15)),
        ("22 novembre", TODAY),
        ("23/11", date(2025, 11, 23)),
        ("29 février", date(2024, 2, 29)),
        ("15/10/98", date(1998, 10, 15)),
        ("22/11/26", TODAY),
        ("15/10/2027", date(2027, 10, 15)),
        ("lundi", date(2026, 11, 16)),
        ("dimanche", date(2026, 11, 15)),
        ("samedi 21 novembre", date(2026, 11, 21)),
        ("mars 2025", date(2025, 3, 1)),
        ("1er mars prochain", date(2027, 3, 1)),
    ],
)
def test_a_date_of_the_past_is_the_last_such_day(text: str, day: date) -> None:
    assert read_date(text, TODAY, past=True) == day
    assert read(START._replace(past=True), text, TODAY) == day


def test_two_digits_are_never_a_year_to_come_of_the_past() -> None:
    with pytest.raises(ParseError, match="entre 1950 et 2100"):
        read_date("23/11/26", TODAY, past=True)


def test_a_month_alone_is_told_from_a_whole_date() -> None:
    assert [is_month_alone(text) for text in ("mars 2027", "Début mars 2027", "3/2027")] == [True] * 3
    assert not any(is_month_alone(text) for text in ("1er mars 2027", "1/3/2027", "2027-03-01", "dans 3 mois"))


@given(st.dates(date(1950, 1, 1), date(2100, 12, 31)))
def test_every_date_the_program_writes_is_read_back(day: date) -> None:
    for text in (numeric_date(day), long_date(day), full_date(day), day.isoformat(), f"{day:%d.%m.%Y}"):
        assert read_date(text, TODAY) == day


@given(st.dates(date(2026, 1, 1), date(2090, 1, 1)), st.integers(1, 31), st.integers(1, 12))
def test_a_date_without_its_year_is_the_next_such_day(today: date, day: int, month: int) -> None:
    try:
        found = read_date(f"{day}/{month}", today)
    except ParseError:
        return
    assert (found.day, found.month) == (day, month)
    assert found > today
    assert found - today <= timedelta(days=366 if (day, month) != (29, 2) else 366 * 4)


@given(st.text(max_size=40) | st.text("0123456789/-. ljuinmarsdvtb'’", max_size=25))
def test_whatever_is_typed_gives_a_value_or_one_sentence(text: str) -> None:
    for reader in (
        lambda: read_date(text, TODAY),
        lambda: read_number(text, 0, 50, "années"),
        lambda: read_yes_no(text),
        lambda: read_departement(text),
    ):
        sentence = "."
        try:
            reader()
        except ParseError as misread:
            sentence = misread.sentence
        assert len(sentence) < 130
        assert sentence[-1] in ".?"
    matching(text, (Choice("a", "A"),))


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("2", "années", 2),
        ("2,5", "années", 2.5),
        ("2.5", "années", 2.5),
        ("2,0", "années", 2),
        ("2 ans", "années", 2),
        ("2 années", "ans", 2),
        ("1 200", "", 1200),
        ("12 000 €", "€ par an", 12000),
        ("12\u00a0000\u202f€", "€ par an", 12000),
        ("12000 euros", "€ par an", 12000),
        ("12000 euros par an", "€ par an", 12000),
        ("50 %", "%", 50),
        ("50 pour cent", "%", 50),
        ("4 demi-journées", "demi-journées par mois", 4),
        ("4 demi-journées par mois", "demi-journées par mois", 4),
        ("0", "jours", 0),
        ("1 jour", "jours", 1),
    ],
)
def test_a_number_is_read_as_people_type_it(text: str, unit: str, value: float) -> None:
    found = read_number(text, 0, 1_000_000, unit)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "unit", "word"),
    [
        ("deux", "années", "en chiffres"),
        ("", "années", "en chiffres"),
        ("12.000", "€ par an", "12000"),
        ("12,000 €", "€ par an", "12000"),
        ("18 mois", "années", "en années"),
        ("2 ans et demi", "années", "en années"),
        ("12 k€", "€ par an", "€ par an"),
        ("-1", "années", "compris entre 0 et 50"),
        ("51", "années", "compris entre 0 et 50"),
        ("1e9", "années", "en chiffres"),
        ("nan", "années", "en chiffres"),
    ],
)
def test_what_is_no_such_number_is_told(text: str, unit: str, word: str) -> None:
    with pytest.raises(ParseError) as misread:
        read_number(text, 0, 50, unit)
    assert word in misread.value.sentence


def test_yes_and_no_take_one_letter_or_the_word() -> None:
    assert [read_yes_no(text) for text in ("o", "O", "oui", "Oui ")] == [True] * 4
    assert [read_yes_no(text) for text in ("n", "N", "non", " NON")] == [False] * 4
    with pytest.raises(ParseError, match=r"o \(oui\) ou par n \(non\)"):
        read_yes_no("peut-être")


def test_not_knowing_and_never_are_answers_where_they_make_sense() -> None:
    assert read_unsaid("nsp") is NonAnswer.UNKNOWN
    assert read_unsaid("Je ne sais pas") is NonAnswer.UNKNOWN
    assert read_unsaid("jamais") is None
    assert read_unsaid("Pas encore", never=True) is NonAnswer.NEVER
    assert read(START, "jamais", TODAY) is NonAnswer.NEVER
    assert read(START, "demain", TODAY) == date(2026, 11, 23)
    assert read(VISITS, "3 jours", TODAY) == 3
    assert read(BASE, "12 000 €", TODAY) == 12000


def test_a_departement_is_its_number() -> None:
    assert [read_departement(text) for text in ("45", " 2a", "971", "01")] == ["45", "2A", "971", "01"]
    for text in ("20", "99", "loiret", "00", "9711"):
        with pytest.raises(ParseError):
            read_departement(text)


def test_matching_prefers_exact_then_the_beginning() -> None:
    choices = (Choice("oui", "Oui"), Choice("plus", "Oui, en ZFRR « plus »"), Choice("non", "Non"))
    assert matching("oui", choices) == choices[:1]
    assert matching("OU", choices) == choices[:2]
    assert matching("zfrr", choices) == choices[1:2]
    assert matching(" ", choices) == ()


def test_folding_forgets_case_accents_and_spaces() -> None:
    assert fold("  L’Haÿ-les-Roses\u00a0 œuf ") == "l'hay-les-roses oeuf"


@pytest.mark.parametrize("fact", [fact for fact in pack().facts if fact.never], ids=lambda fact: fact.id)
def test_what_has_not_happened_is_typed_in_the_words_shown(fact: Fact) -> None:
    assert read(fact, fact.never, TODAY) is NonAnswer.NEVER
    assert read(fact._replace(never=""), "2026-01-01", TODAY) == date(2026, 1, 1)
    with pytest.raises(ParseError):
        read(fact._replace(never=""), fact.never, TODAY)
