"""What a module of commands says of each of its functions: its French name, and how the parser must treat it."""

from __future__ import annotations

from collections.abc import Callable
from inspect import getdoc
from typing import Any, NamedTuple

HELP = {"help_option_names": ["--aide", "-h", "--help"]}


class Declared(NamedTuple):
    """One command: the function that carries it out, and its settings for the parser."""

    function: Callable[..., None]
    settings: dict[str, Any]

    @property
    def summary(self) -> str:
        """What the command does, in a line."""
        return (getdoc(self.function) or "").split("\n")[0]


DECLARED: dict[str, Declared] = {}


def command(name: str, **settings: Any) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return the decorator that declares a command under its French name; `commands.py` says where to find it."""

    def declare(function: Callable[..., None]) -> Callable[..., None]:
        DECLARED[name] = Declared(function, {**HELP, **settings})
        return function

    return declare
