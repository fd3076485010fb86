"""Which words may come next on the command line: what the shells ask while one is being typed.

typer's own completion knows the commands and their options; it would still need a function on every argument, and
splits « zone=zip » at its sign. Here the metavar of an argument says what completes it, and nothing loads the rules.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from medinstall.usecases import titles as names

FILES = ":fichiers"  # what the scripts understand as « let the shell complete a file name »
Word = tuple[str, str]


class Place(NamedTuple):
    """Where the word being typed stands: the command, how many arguments it has already, an option waiting for one."""

    command: Any
    given: int
    awaiting: Any | None


def words_after(root: Any, before: Sequence[str], current: str) -> Iterator[Word]:
    """Yield the words that may stand after `before` and begin with `current`, each with a short explanation."""
    place = _place(root, before)
    for word, told in _offered(place, current):
        if word.startswith(current) or word == FILES:
            yield word, told


def _place(root: Any, before: Sequence[str]) -> Place:
    command, given, awaiting = root, 0, None
    for word in before:
        if awaiting is not None:
            awaiting = None
        elif word.startswith("-") and word != "-":
            awaiting = _takes_value(command, word)
        elif found := _command(command, word):
            command, given = found, 0
        else:
            given += 1
    return Place(command, given, awaiting)


def _command(group: Any, name: str) -> Any | None:
    """Return the command of that name, None when `group` is a command itself."""
    return group.get_command(None, name) if hasattr(group, "get_command") else None


def _takes_value(command: Any, word: str) -> Any | None:
    found = (option for option in _options(command) if word in option.opts)
    return next((option for option in found if not option.is_flag), None)


def _options(command: Any) -> list[Any]:
    found = [parameter for parameter in command.params if parameter.param_type_name == "option"]
    return [option for option in found if not option.hidden]


def _offered(place: Place, current: str) -> Iterator[Word]:
    if place.awaiting is not None:
        yield from _values(place.awaiting, place.command, current)
    elif current.startswith("-"):
        yield from _option_words(place.command, current)
    elif hasattr(place.command, "summaries"):
        if not place.given:  # an unknown command has no words
            yield from place.command.summaries().items()
    elif argument := _argument(place):
        yield from _values(argument, place.command, current)


def _option_words(command: Any, current: str) -> Iterator[Word]:
    """Yield the options, or the values of « --option= »."""
    name, sign, typed = current.partition("=")
    if sign:
        option = _takes_value(command, name)
        found = _values(option, command, typed) if option is not None else iter(())
        yield from ((f"{name}={word}" if word != FILES else word, told) for word, told in found)
        return
    yield from ((name, option.help or "") for option in _options(command) for name in option.opts)
    yield "--aide", "Affiche cette aide."


def _argument(place: Place) -> Any | None:
    arguments = [parameter for parameter in place.command.params if parameter.param_type_name == "argument"]
    if place.given < len(arguments):
        return arguments[place.given]
    return arguments[-1] if arguments and arguments[-1].nargs == -1 else None


def _values(parameter: Any, command: Any, current: str) -> Iterator[Word]:
    metavar = parameter.metavar or ""
    if metavar == "NOM" and command.name in ("nouveau", "start") and parameter.param_type_name == "argument":
        return  # a new name is nobody's to guess
    complete = _BY_METAVAR.get(metavar)
    if complete is not None:
        yield from complete(current)


def _rules(_: str) -> Iterator[Word]:
    yield from names.step_names()
    yield from names.aid_names()


def _answers(current: str) -> Iterator[Word]:
    """Yield « zone= », then « zone=zip » once the fact is typed."""
    fact, sign, _ = current.partition("=")
    if sign:
        yield from ((f"{fact}={value}", label) for value, label in names.value_names(fact))
    else:
        yield from ((f"{name}=", label) for name, label in names.fact_names())


def _facts(current: str) -> Iterator[Word]:
    yield from _answers(current) if "=" in current else names.fact_names()


def _dossiers(_: str) -> Iterator[Word]:
    yield from names.dossier_names(os.environ)


def _formats(_: str) -> Iterator[Word]:
    from medinstall.usecases.exports import FORMS

    yield from ((name, form.label) for name, form in FORMS.items())


def _shells(_: str) -> Iterator[Word]:
    from medinstall.cli.shells import SCRIPTS

    yield from ((shell, "") for shell in SCRIPTS)


def _files(_: str) -> Iterator[Word]:
    yield FILES, ""


_BY_METAVAR: dict[str, Callable[[str], Iterator[Word]]] = {
    "DEMARCHE": lambda _: names.step_names(),
    "DEMARCHE_OU_AIDE": _rules,
    "FAIT": _facts,
    "FAIT=VALEUR": _answers,
    "NOM": _dossiers,
    "FORMAT": _formats,
    "SHELL": _shells,
    "TERME": lambda _: names.term_names(),
    "FICHIER": _files,
}
