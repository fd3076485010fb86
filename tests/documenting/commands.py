"""The page of commands: the help pages themselves, with the hidden English names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import typer

from medinstall.cli.commands import ALIASES, app
from medinstall.cli.french import help_page
from medinstall.french import listing


@cache
def root() -> Any:
    """Return the application as the parser sees it."""
    return typer.main.get_command(app)


@cache
def commands() -> dict[str, Any]:
    """Return every command by name, the hidden ones too."""
    return {name: root().get_command(None, name) for name in root().list_commands(None)}


def visible() -> dict[str, Any]:
    """Return the commands that `--aide` lists, by name."""
    return {name: root().get_command(None, name) for name in root().summaries()}


def aliases(name: str) -> list[str]:
    """Return the hidden names of a command."""
    return [alias for alias, french in ALIASES.items() if french == name]


def commands_page() -> Iterator[str]:
    """Yield the page of the program itself, then one part a command."""
    whole = root()
    context = typer.Context(whole, info_name="medinstall")
    yield _fenced(help_page(whole, context))
    for name, command in visible().items():
        yield f"## medinstall {name}"
        yield _fenced(help_page(command, typer.Context(command, parent=context, info_name=name)))
        if found := aliases(name):
            yield f"S’écrit aussi {listing((f'`medinstall {alias}`' for alias in found), 'ou')}."


def _fenced(text: str) -> str:
    return f"```text\n{text.rstrip()}\n```"
