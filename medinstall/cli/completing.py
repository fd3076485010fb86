"""The hidden command that the completion scripts call while a line is being typed."""

from typing import Annotated

import typer

from medinstall.cli.stdio import put
from medinstall.french import typography
from medinstall.text import clean


def completer(ctx: typer.Context, words: Annotated[list[str] | None, typer.Argument(metavar="MOT")] = None) -> None:
    """Écrit les mots qui peuvent suivre : ce que demandent les scripts de complétion."""
    from medinstall.cli.completion import words_after

    *before, current = words or ["."]
    found = words_after(ctx.find_root().command, before, current.removeprefix("."))
    lines = (f"{word}\t{clean(typography(told)).split('. ')[0]}" for word, told in found)
    put("".join(f"{line}\n" for line in lines).encode())
