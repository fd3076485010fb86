"""Dates as people type them. Pure: the day it is comes as an argument."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from difflib import get_close_matches

from medinstall.domain.date_rule import Duration
from medinstall.domain.fact import FIRST_DAY, LAST_DAY
from medinstall.engine.month_arithmetic import add
from medinstall.french import DAYS, MONTHS, long_date
from medinstall.interview.parse_error import ParseError, fold
from medinstall.text import shown

FIRST_YEAR, LAST_YEAR = FIRST_DAY.year, LAST_DAY.year

_MONTHS = {fold(name): number for number, name in enumerate(MONTHS, 1)}
_SPOKEN = {"hier": -1, "aujourd'hui": 0, "demain": 1, "apres-demain": 2, "apres demain": 2}
_NUMBERS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8,
    "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "quinze": 15, "vingt": 20, "trente": 30,
}  # fmt: skip
_UNITS = {"jour": (0, 1), "semaine": (0, 7), "mois": (1, 0), "an": (12, 0), "annee": (12, 0)}  # months, days

_WEEKDAY = re.compile(rf"({'|'.join(DAYS)})(?:,? +(.+))?")
_RELATIVE = re.compile(r"(dans|d'ici|il y a) (\d{1,4}|[a-z]+) (jour|semaine|mois|annee|an)s?")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2}) ?[-/. ] ?(\d{1,2})(?: ?[-/. ] ?(\d{4}|\d{2}))?")
_WRITTEN = re.compile(r"(\d{1,2})(?:er|e)?[ \-./]*([a-z]+)\.?(?:[ \-./]*(\d{4}|\d{2}))?")
_MONTH = re.compile(r"(?:en |debut (?:de )?)?([a-z]{3,})\.?[ /.-]*(\d{4})|(\d{1,2}) ?[/.-] ?(\d{4})")
_NO_MONTH = re.compile(r"(?:[a-z]+ )?\d{4}")


def read_date(text: str, today: date, *, past: bool = False) -> date:
    """Return the day meant by `text` (« 15/01/2027 », « 1er mars », « dans 3 mois »), the first one of a month alone.

    Without a year it is the next such day after `today`, and two digits are a year of this century; where the day is
    to be `past`, the last such day, and a year that has come. Raises ParseError.
    """
    words = _words(text)
    past = (past or fold(text).endswith(" dernier")) and not fold(text).endswith(" prochain")
    found = _WEEKDAY.fullmatch(words)
    if not found:
        return _in_range(_day(words, today, past))
    wanted, rest = DAYS.index(found[1]), found[2]
    if rest is None and past:
        return today - timedelta(days=(today.weekday() - wanted - 1) % 7 + 1)
    if rest is None:
        return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)
    day = _in_range(_day(rest, today, past))
    if day.weekday() != wanted:
        raise ParseError(f"Le {long_date(day)} est un {DAYS[day.weekday()]}, pas un {found[1]} : vérifiez la date.")
    return day


def is_month_alone(text: str) -> bool:
    """Tell whether a text that `read_date` understands names a month and no day."""
    return bool(_MONTH.fullmatch(_words(text)))


def _words(text: str) -> str:
    return re.sub(r" (prochaine?|derniere?)$", "", re.sub(r"^(le|la) ", "", fold(text)))


def _day(words: str, today: date, past: bool) -> date:
    if words in _SPOKEN:
        return today + timedelta(days=_SPOKEN[words])
    if found := _RELATIVE.fullmatch(words):
        return _relative(found[1], found[2], found[3], today)
    if found := _ISO.fullmatch(words):
        return _calendar_day(int(found[3]), int(found[2]), found[1], today, past)
    if found := _MONTH.fullmatch(words):
        month, year = (_month(found[1]), found[2]) if found[1] else (int(found[3]), found[4])
        return _calendar_day(1, month, year, today, past)
    if found := _NUMERIC.fullmatch(words):
        return _calendar_day(int(found[1]), int(found[2]), found[3], today, past)
    if found := _WRITTEN.fullmatch(words):
        return _calendar_day(int(found[1]), _month(found[2]), found[3], today, past)
    if _NO_MONTH.fullmatch(words):
        raise ParseError("Il manque le mois : tapez par exemple « 1er mars 2027 » ou « mars 2027 ».")
    raise ParseError("Date non comprise : tapez par exemple 15/01/2027 ou « dans 3 mois ».")


def _relative(word: str, amount: str, unit: str, today: date) -> date:
    number = int(amount) if amount.isdigit() else _NUMBERS.get(amount)
    if number is None:
        raise ParseError("Durée non comprise : tapez par exemple « dans 3 mois » ou « dans 15 jours ».")
    signed = -number if word == "il y a" else number
    months, days = _UNITS[unit]
    try:
        return add(today, Duration(months * signed, days * signed))
    except (ValueError, OverflowError):
        raise _out_of_range() from None


def _month(word: str) -> int:
    if word in _MONTHS:
        return _MONTHS[word]
    starts = [name for name in _MONTHS if len(word) >= 3 and name.startswith(word)]
    if len(starts) == 1:
        return _MONTHS[starts[0]]
    near = get_close_matches(word, list(_MONTHS), n=1)
    advice = f"vouliez-vous dire {MONTHS[_MONTHS[near[0]] - 1]} ?" if near else "tapez par exemple 15 janvier 2027."
    raise ParseError(f"Le mois « {shown(word, 15)} » n’existe pas : {advice}")


def _calendar_day(day: int, month: int, year: str | None, today: date, past: bool) -> date:
    if not 1 <= month <= 12:
        raise ParseError("Il n’y a que douze mois : tapez le jour, le mois, puis l’année (15/01/2027).")
    if year is None:
        return _nearest(day, month, today, past)
    full = int(year) + (2000 if len(year) == 2 else 0)
    if past and len(year) == 2 and (full, month, day) > (today.year, today.month, today.day):
        full -= 100
    if not FIRST_YEAR <= full <= LAST_YEAR:
        raise _out_of_range()
    if not 1 <= day <= monthrange(full, month)[1]:
        raise _no_such_day(month, monthrange(full, month)[1], f" {full}")
    return date(full, month, day)


def _nearest(day: int, month: int, today: date, past: bool) -> date:
    """Return the first such day after today, or the last one until today."""
    for years in range(9):  # two 29 February may lie eight years apart
        year = today.year - years if past else today.year + years
        if 1 <= day <= monthrange(year, month)[1] and (date(year, month, day) > today) is not past:
            return date(year, month, day)
    raise _no_such_day(month, 29 if month == 2 else monthrange(today.year, month)[1], "")


def _no_such_day(month: int, last: int, year: str) -> ParseError:
    return ParseError(f"{MONTHS[month - 1].capitalize()}{year} va du 1er au {last} : corrigez le jour.")


def _in_range(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _out_of_range()
    return day


def _out_of_range() -> ParseError:
    return ParseError(f"L’année doit être comprise entre {FIRST_YEAR} et {LAST_YEAR}.")
