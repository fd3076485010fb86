"""French words and typography: dates, euros, lists, no-break spaces. Pure; used by every layer that speaks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from medinstall.text import NBSP

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet",
    "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
SHORT_DAYS = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")

_KEPT_TOGETHER = re.compile(
    r" (?:(?=[:;?!»€%])|(?<=« )"
    r"|(?<=\d )(?=(?:ans|an|mois|jours|jour|h|km)\b)"
    r"|(?:(?<=\bart\. )|(?<=\barticle )|(?<=\b[LRD]\. ))(?=\d))"
)


def typography(text: str) -> str:
    """Return `text` with no-break spaces where French wants them, and typographic apostrophes."""
    return _KEPT_TOGETHER.sub(NBSP, text.replace("'", "’"))


def day_number(day: date) -> str:
    """Return « 1er » or the number of the day."""
    return "1er" if day.day == 1 else str(day.day)


def long_date(day: date) -> str:
    """Return « 3 mars 2027 », unbreakable."""
    return NBSP.join((day_number(day), MONTHS[day.month - 1], str(day.year)))


def long_moment(at: datetime) -> str:
    """Return « 3 mars 2027 à 9 h 05 »."""
    return f"{long_date(at)} à {at.hour} h {at.minute:02}"


def full_date(day: date) -> str:
    """Return « mercredi 3 mars 2027 », unbreakable."""
    return f"{DAYS[day.weekday()]}{NBSP}{long_date(day)}"


def weekday_date(day: date) -> str:
    """Return « mer. 3 mars 2027 », unbreakable."""
    return f"{SHORT_DAYS[day.weekday()]}{NBSP}{long_date(day)}"


def numeric_date(day: date) -> str:
    """Return « 03/03/2027 »."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def number(value: float) -> str:
    """Return « 1 234,5 », with at most two decimals and none when they are zero."""
    text = f"{value:,.2f}".replace(",", NBSP).replace(".", ",")
    whole, _, cents = text.partition(",")
    return whole if cents == "00" else f"{whole},{cents.rstrip('0')}"


def euros(value: float) -> str:
    """Return « 10 000 € » or « 19,50 € »: cents are all or nothing."""
    text = f"{value:,.2f}".replace(",", NBSP).replace(".", ",")
    return f"{text.removesuffix(',00')}{NBSP}€"


def percent(value: float) -> str:
    """Return « 25 % »."""
    return f"{number(value)}{NBSP}%"


def listing(items: Iterable[str], last: str = "et") -> str:
    """Return « a, b et c »."""
    words = list(items)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def count(amount: int, singular: str, plural: str = "") -> str:
    """Return « 1 étape », « 3 étapes », « 0 étape »."""
    word = singular if abs(amount) < 2 else plural or f"{singular}s"
    return f"{number(amount)}{NBSP}{word}"
