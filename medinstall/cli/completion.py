"""Which words may come next on the command line: what the shells ask while one is being typed.

typer's own completion knows the commands and their options; it would still need a function on every argument, and
splits « zone=zip » at its sign. Here the metavar of an argument says what completes it.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Annotated, Any, NamedTuple

import typer

from medinstall.cli.context import Context
from medinstall.cli.stdio import put
from medinstall.french import typography
from medinstall.text import clean
from medinstall.usecases.workspace import Workspace

FILES = ":fichiers"  # what the scripts understand as « let the shell complete a file name »
YES_NO = (("oui", ""), ("non", ""))
Word = tuple[str, str]


def completer(ctx: typer.Context, words: Annotated[list[str] | None, typer.Argument(metavar="MOT")] = None) -> None:
    """Écrit les mots qui peuvent suivre : ce que demandent les scripts de complétion."""
    context: Context = ctx.obj
    *before, current = words or ["."]
    found = words_after(ctx.find_root().command, context.workspace, before, current.removeprefix("."))
    lines = (f"{word}\t{clean(typography(told)).split('. ')[0]}" for word, told in found)
    put("".join(f"{line}\n" for line in lines).encode())


class Place(NamedTuple):
    """Where the word being typed stands: the command, how many arguments it has already, an option waiting for one."""

    command: Any
    given: int
    awaiting: Any | None


def words_after(root: Any, workspace: Workspace, before: Sequence[str], current: str) -> Iterator[Word]:
    """Yield the words that may stand after `before` and begin with `current`, each with a short explanation."""
    for word, told in _offered(_place(root, before), workspace, current):
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


def _offered(place: Place, workspace: Workspace, current: str) -> Iterator[Word]:
    if place.awaiting is not None:
        yield from _values(place.awaiting, place.command, workspace, current)
    elif current.startswith("-"):
        yield from _option_words(place.command, workspace, current)
    elif commands := place.command.summaries():
        if not place.given:  # an unknown command has no words
            yield from commands.items()
    elif argument := _argument(place):
        yield from _values(argument, place.command, workspace, current)


def _option_words(command: Any, workspace: Workspace, current: str) -> Iterator[Word]:
    """Yield the options, or the values of « --option= »."""
    name, sign, typed = current.partition("=")
    if sign:
        option = _takes_value(command, name)
        found = _values(option, command, workspace, typed) if option is not None else iter(())
        yield from ((f"{name}={word}" if word != FILES else word, told) for word, told in found)
        return
    yield from ((name, option.help or "") for option in _options(command) for name in option.opts)
    yield "--aide", "Affiche cette aide."


def _argument(place: Place) -> Any | None:
    arguments = [parameter for parameter in place.command.params if parameter.param_type_name == "argument"]
    if place.given < len(arguments):
        return arguments[place.given]
    return arguments[-1] if arguments and arguments[-1].nargs == -1 else None


def _values(parameter: Any, command: Any, workspace: Workspace, current: str) -> Iterator[Word]:
    metavar = parameter.metavar or ""
    if metavar == "NOM" and command.name in ("nouveau", "start") and parameter.param_type_name == "argument":
        return  # a new name is nobody's to guess
    complete = _BY_METAVAR.get(metavar)
    if complete is not None:
        yield from complete(workspace, current)


def _steps(workspace: Workspace, _: str) -> Iterator[Word]:
    yield from sorted((step.id, step.title) for step in workspace.pack.steps)


def _rules(workspace: Workspace, current: str) -> Iterator[Word]:
    yield from _steps(workspace, current)
    yield from sorted((aid.id, aid.title) for aid in workspace.pack.aids)


def _answers(workspace: Workspace, current: str) -> Iterator[Word]:
    """Yield « zone= », then « zone=zip » once the fact is typed."""
    name, sign, _ = current.partition("=")
    if not sign:
        yield from ((f"{fact.id}=", fact.label) for fact in workspace.pack.facts)
    elif fact := workspace.pack.fact.get(name):
        choices = YES_NO if fact.kind == "yes_no" else ((choice.value, choice.label) for choice in fact.choices)
        yield from ((f"{name}={value}", label) for value, label in choices)


def _facts(workspace: Workspace, current: str) -> Iterator[Word]:
    if "=" in current:
        yield from _answers(workspace, current)
    else:
        yield from ((fact.id, fact.label) for fact in workspace.pack.facts)


def _terms(workspace: Workspace, _: str) -> Iterator[Word]:
    yield from ((term, meaning) for term, meaning in workspace.pack.glossary if " " not in term)


def _dossiers(workspace: Workspace, _: str) -> Iterator[Word]:
    yield from ((name, "dossier") for name in workspace.names())


def _formats(_workspace: Workspace, _: str) -> Iterator[Word]:
    from medinstall.usecases.exports import FORMS

    yield from ((name, form.label) for name, form in FORMS.items())


def _shells(_workspace: Workspace, _: str) -> Iterator[Word]:
    from medinstall.cli.shells import SCRIPTS

    yield from ((shell, "") for shell in SCRIPTS)


def _files(_workspace: Workspace, _: str) -> Iterator[Word]:
    yield FILES, ""


_BY_METAVAR: dict[str, Callable[[Workspace, str], Iterator[Word]]] = {
    "DEMARCHE": _steps,
    "DEMARCHE_OU_AIDE": _rules,
    "FAIT": _facts,
    "FAIT=VALEUR": _answers,
    "NOM": _dossiers,
    "FORMAT": _formats,
    "SHELL": _shells,
    "TERME": _terms,
    "FICHIER": _files,
}
