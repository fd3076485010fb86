"""What people type, turned into a value of the profile or into a sentence that says how to mend it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from medinstall.domain.fact import Choice, Fact, NonAnswer, Value
from medinstall.french import number as in_french
from medinstall.interview.dates import read_date
from medinstall.interview.parse_error import ParseError, fold

_YES, _NO = ("o", "oui"), ("n", "non")
_UNKNOWN = ("inconnu", "je ne sais pas", "je ne sais pas encore", "ne sais pas", "nsp")
_NEVER, _NEVER_BEGINS = ("non", "aucune"), ("jamais", "pas encore", "pas de ")
_NUMBER = re.compile(r"(-?\d[\d ]*(?:[.,]\d+)?) ?(\D*)")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_WORDS = {"€": ("€", "euro", "euros", "eur"), "%": ("%", "pour cent"), "ans": ("an", "ans", "annee", "annees")}
_DEPARTEMENT = re.compile(r"0[1-9]|1\d|2[1-9ab]|[3-8]\d|9[0-5]|97[1-8]|98[4-9]")


def read(fact: Fact, text: str, today: date) -> Value:
    """Return the value of `text` for a date or a number, `NonAnswer` words included. Raises ParseError."""
    unsaid = read_unsaid(text, never=bool(fact.never))
    if unsaid is not None:
        return unsaid
    if fact.kind == "date":
        return read_date(text, today, past=fact.past)
    return read_number(text, fact.minimum, fact.maximum, fact.unit)


def read_unsaid(text: str, *, never: bool = False) -> NonAnswer | None:
    """Return UNKNOWN for « nsp » or « je ne sais pas », NEVER for « pas encore » where it is an answer, else None."""
    words = fold(text)
    if words in _UNKNOWN:
        return NonAnswer.UNKNOWN
    return NonAnswer.NEVER if never and (words in _NEVER or words.startswith(_NEVER_BEGINS)) else None


def read_yes_no(text: str) -> bool:
    """Return True for « o » or « oui », False for « n » or « non », whatever the case. Raises ParseError."""
    words = fold(text)
    if words in _YES:
        return True
    if words in _NO:
        return False
    raise ParseError("Répondez par o (oui) ou par n (non).")


def read_number(text: str, minimum: float, maximum: float, unit: str = "") -> int | float:
    """Return the number in `text` (« 2,5 », « 12 000 € »), an int when it is whole. Raises ParseError."""
    found = _NUMBER.fullmatch(fold(text))
    if not found:
        raise ParseError("Tapez un nombre en chiffres, par exemple 2 ou 2,5.")
    digits, tail = found[1].replace(" ", ""), found[2].strip()
    if _THOUSANDS.fullmatch(digits):
        plain = re.sub(r"[.,]", "", digits)
        raise ParseError(f"Milliers ou décimales ? Tapez {plain}, sans point ni virgule, ou moins de décimales.")
    if tail and not _same_unit(tail, unit):
        raise ParseError(f"Donnez un nombre {_in_unit(unit)}, par exemple {in_french(max(minimum, min(2, maximum)))}.")
    value = float(digits.replace(",", "."))
    if not minimum <= value <= maximum:
        raise ParseError(f"Le nombre doit être compris entre {in_french(minimum)} et {in_french(maximum)}.")
    return int(value) if value.is_integer() else value


def _same_unit(tail: str, unit: str) -> bool:
    """Return whether `tail` names `unit`, wholly or by its first word (« mois » for « mois par an »)."""
    full = fold(unit)
    first = full.split(" ")[0]
    key = "ans" if first in _WORDS["ans"] else first
    names = {full, first, first.removesuffix("s"), *_WORDS.get(key, ())}
    return tail in names or tail in {full.replace(first, name, 1) for name in names}


def _in_unit(unit: str) -> str:
    return f"en {unit}" if unit and unit[0].isalpha() else f"({unit})" if unit else "sans unité"


def matching(text: str, choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """Return the choices meant by `text`: exactly, else those it begins, else those that hold it."""
    words = fold(text)
    if not words:
        return ()
    names = [(choice, fold(choice.label), fold(choice.value)) for choice in choices]
    exact = [choice for choice, label, value in names if words in (label, value)]
    begun = [choice for choice, label, value in names if label.startswith(words) or value.startswith(words)]
    return tuple(exact or begun or [choice for choice, label, _ in names if words in label])


def read_departement(text: str) -> str:
    """Return the code of a département (« 45 », « 2A », « 971 ») where no list is at hand. Raises ParseError."""
    words = fold(text)
    if not _DEPARTEMENT.fullmatch(words):
        raise ParseError("Tapez le numéro du département, par exemple 45, 2A ou 974.")
    return words.upper()
