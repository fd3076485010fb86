"""The page of commands: the help pages themselves, with the hidden English names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import typer

from medinstall.cli.commands import app
from medinstall.cli.french import help_page
from medinstall.french import listing

UNTOLD = ("completer",)  # for the completion scripts alone


@cache
def root() -> Any:
    """Return the application as the parser sees it."""
    return typer.main.get_command(app)


def visible() -> dict[str, Any]:
    """Return the commands that `--aide` lists, by name."""
    return {name: command for name, command in root().commands.items() if not command.hidden}


def aliases(command: Any) -> list[str]:
    """Return the hidden names of a command."""
    others = root().commands.items()
    return [name for name, other in others if other.hidden and name not in UNTOLD and _same(other, command)]


def _same(one: Any, other: Any) -> bool:
    return bool(one.callback.__wrapped__ is other.callback.__wrapped__)


def commands_page() -> Iterator[str]:
    """Yield the page of the program itself, then one part a command."""
    whole = root()
    context = typer.Context(whole, info_name="medinstall")
    yield _fenced(help_page(whole, context))
    for name, command in visible().items():
        yield f"## medinstall {name}"
        yield _fenced(help_page(command, typer.Context(command, parent=context, info_name=name)))
        if found := aliases(command):
            yield f"S’écrit aussi {listing((f'`medinstall {alias}`' for alias in found), 'ou')}."


def _fenced(text: str) -> str:
    return f"```text\n{text.rstrip()}\n```"
