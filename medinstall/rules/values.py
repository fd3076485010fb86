"""One answer from outside (a file, a command, the journal), read strictly: what it means, or what is accepted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from medinstall.domain.fact import FIRST_DAY, LAST_DAY, Fact, Kind, NonAnswer, Value
from medinstall.errors import suggestion
from medinstall.french import number
from medinstall.places.directory import all_funds, find_departement, resolve

YES_NO = {"oui": True, "non": False, "true": True, "false": False}
LARGEST = 10**9  # of a number that is worth spelling


class Wrong(ValueError):
    """A value that cannot be an answer; the message says what is accepted."""


def value_of(fact: Fact, raw: object) -> Value:
    """Return the answer that `raw` (TOML, JSON or typed text) gives to `fact`; raise Wrong when it gives none."""
    if raw == NonAnswer.UNKNOWN.value:
        return NonAnswer.UNKNOWN
    if raw == NonAnswer.NEVER.value and fact.never:
        return NonAnswer.NEVER
    return _READERS[fact.kind](fact, raw)


def raw_of(value: Value) -> str | bool | int | float:
    """Return an answer as JSON holds it: dates in ISO 8601, « inconnu », « jamais »."""
    if isinstance(value, NonAnswer):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def accepted(fact: Fact) -> str:
    """Return the words that say what `fact` accepts."""
    words = {
        "choice": ", ".join(choice.value for choice in fact.choices) or "le nom d’une caisse du département",
        "yes_no": "oui ou non",
        "date": "une date (AAAA-MM-JJ)",
        "number": f"un nombre de {number(fact.minimum)} à {number(fact.maximum)} ({fact.unit})",
        "commune": "le nom d’une commune, son code postal ou son code INSEE",
        "departement": "un département, par son code (45, 2A, 971) ou son nom",
    }[fact.kind]
    return f"{words}, jamais, inconnu" if fact.never else f"{words}, inconnu"


def _choice(fact: Fact, raw: object) -> Value:
    if isinstance(raw, int | float) and not isinstance(raw, bool) and abs(raw) < LARGEST:
        raw = f"{raw:g}"
    if isinstance(raw, str) and not fact.choices and raw in all_funds():  # which département it is of: checked later
        return raw
    if isinstance(raw, str) and raw in (choice.value for choice in fact.choices):
        return raw
    near = suggestion(raw, (choice.value for choice in fact.choices)) if isinstance(raw, str) else ""
    raise Wrong(f"valeurs admises : {accepted(fact)}{near}")


def _yes_no(fact: Fact, raw: object) -> Value:
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, str) and raw.strip().lower() in YES_NO:
        return YES_NO[raw.strip().lower()]
    raise Wrong(f"valeurs admises : {accepted(fact)}")


def _date(fact: Fact, raw: object) -> Value:
    if isinstance(raw, str):
        try:
            raw = date.fromisoformat(raw.strip())
        except ValueError:
            raw = None
    if not isinstance(raw, date) or isinstance(raw, datetime):
        raise Wrong(f"valeurs admises : {accepted(fact)}")
    if not FIRST_DAY <= raw <= LAST_DAY:
        raise Wrong(f"une date de {FIRST_DAY.year} à {LAST_DAY.year} est attendue")
    return raw


def _number(fact: Fact, raw: object) -> Value:
    if isinstance(raw, str):
        try:
            raw = float(raw.strip().replace(",", "."))
        except ValueError:
            raw = None
    if not isinstance(raw, int | float) or isinstance(raw, bool) or not fact.minimum <= raw <= fact.maximum:
        raise Wrong(f"valeurs admises : {accepted(fact)}")
    return int(raw) if raw == int(raw) else raw


def _commune(fact: Fact, raw: object) -> Value:
    found = resolve(raw.strip().upper()) if isinstance(raw, str) else None
    if found is None:
        raise Wrong(f"valeurs admises : {accepted(fact)}")
    return found.commune.code


def _departement(fact: Fact, raw: object) -> Value:
    code = f"{raw:02d}" if isinstance(raw, int) and not isinstance(raw, bool) and abs(raw) < LARGEST else raw
    found = find_departement(code.strip().upper()) if isinstance(code, str) else None
    if found is None:
        raise Wrong(f"valeurs admises : {accepted(fact)}")
    return found.code


_READERS: dict[Kind, Callable[[Fact, object], Value]] = {
    "choice": _choice,
    "yes_no": _yes_no,
    "date": _date,
    "number": _number,
    "commune": _commune,
    "departement": _departement,
}
