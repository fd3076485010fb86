"""An answer as a person says it: a commune by name or postcode, a choice by its label, a date as in the interview."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from medinstall.domain.fact import Choice, Fact, Kind, Value
from medinstall.domain.place import Commune
from medinstall.french import count, listing
from medinstall.interview.parse_error import ParseError, fold
from medinstall.interview.parsing import read, read_unsaid, read_yes_no
from medinstall.places.directory import all_funds, departements, find_commune, resolve
from medinstall.rules.values import Wrong, accepted, value_of
from medinstall.text import shown

LISTED = 12
FIVE_DIGITS = range(10_000, 100_000)


class Several(Wrong):
    """A name of several communes; `communes` are the first of them."""

    def __init__(self, communes: Sequence[Commune], more: int) -> None:
        self.communes = tuple(communes)
        self.more = more
        rest = (f"{more} autres",) if more else ()
        named = listing((*(f"{one.name} ({one.departement}, {one.code})" for one in communes), *rest))
        super().__init__(f"plusieurs communes répondent à ce nom : {named} ; donnez le code INSEE")


def typed_value(fact: Fact, raw: object, today: date) -> Value:
    """Return the answer of `raw`, strictly as `value_of` reads it, else as a person says it.

    Raises Wrong with what is accepted, Several for a commune that is not alone to be called so.
    """
    try:
        return value_of(fact, raw)
    except Wrong as wrong:
        if fact.kind == "commune" and isinstance(raw, int) and not isinstance(raw, bool):
            return _numbered(fact, raw, today)
        if not isinstance(raw, str):
            raise
        unsaid = read_unsaid(raw, never=bool(fact.never))
        if unsaid is not None:
            return unsaid
        try:
            said = _READERS[fact.kind](fact, raw, today)
        except ParseError as misread:
            if fact.kind != "date":
                raise wrong from None
            raise Wrong(f"{wrong} ; {misread.sentence[:1].lower()}{misread.sentence[1:].rstrip('.')}") from None
        if said is None:
            raise wrong
        return said


def understood(fact: Fact, raw: object, value: Value) -> str:
    """Return which commune is meant, in a sentence: where it was named, or where its code is also a postcode."""
    commune = find_commune(value) if fact.kind == "commune" and isinstance(value, str) else None
    if commune is None:
        return ""
    from medinstall.places.commune_search import named

    typed = str(raw).strip()
    where = f"{fact.id} : « {shown(typed)} », c’est {commune.name} ({commune.departement}), {commune.code}"
    if resolve(typed.upper()) is None:
        return f"{where}."
    served = named(typed) if typed.isdigit() and typed not in commune.postcodes else []
    named_ones = [f"{one.name} ({one.code})" for one in served[:3]]
    others = listing([*named_ones, *([count(len(served) - 3, "autre")] if served[3:] else [])])
    return f"{where} ; comme code postal : {others}." if others else ""


def _numbered(fact: Fact, raw: int, today: date) -> Value:
    if raw in FIVE_DIGITS:
        return typed_value(fact, str(raw), today)
    lost = f' ; un zéro s’est perdu : écrivez "{raw:05d}", entre guillemets' if 1_000 <= raw < FIVE_DIGITS[0] else ""
    raise Wrong(f"valeurs admises : {accepted(fact)}{lost}")


def _named(choices: Sequence[Choice], text: str) -> str | None:
    """Return the only choice that is called so: by its value, its label, or its label without what explains it."""
    words = fold(text).replace("_", " ")
    found = {
        choice.value
        for choice in choices
        for name in (choice.value, choice.label, choice.label.partition(" (")[0])
        if fold(name).replace("_", " ") == words
    }
    return found.pop() if len(found) == 1 else None


def _choice(fact: Fact, text: str, _: date) -> Value | None:
    return _named(fact.choices or [Choice(fund, fund) for fund in all_funds()], text)


def _departement(_: Fact, text: str, __: date) -> Value | None:
    homes = departements()
    return _named([Choice(home.code, home.name) for home in homes], text) or _named(
        [Choice(home.code, f"{home.code} {home.name}") for home in homes], text
    )


def _commune(_: Fact, text: str, __: date) -> Value | None:
    from medinstall.places.commune_search import named

    found = named(text)
    if len(found) > 1:
        raise Several(found[:LISTED], max(len(found) - LISTED, 0))
    return found[0].code if found else None


_READERS: dict[Kind, Callable[[Fact, str, date], Value | None]] = {
    "choice": _choice,
    "yes_no": lambda _, text, __: read_yes_no(text),
    "date": read,
    "number": read,
    "commune": _commune,
    "departement": _departement,
}
