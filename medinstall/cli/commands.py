"""The typer application: global options, and every command by its module."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from medinstall import __version__
from medinstall.cli.context import Context, day
from medinstall.cli.french import FrenchCommand, FrenchGroup

HELP = {"help_option_names": ["--aide", "-h", "--help"]}

app = typer.Typer(
    name="medinstall",
    cls=FrenchGroup,
    help=(
        "Prépare votre installation de médecin libéral : démarches datées, aides, sources.\n\n"
        "Sans commande : commence l’entretien, le reprend, ou affiche votre liste de démarches."
    ),
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=HELP,
)


def _version(wanted: bool) -> None:
    if wanted:
        from medinstall.catalog.locate import data_folder
        from medinstall.catalog.proof.digest import SHORT, digest

        print(f"medinstall {__version__}, règles {digest(data_folder())[:SHORT]}")  # noqa: T201
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    ctx: typer.Context,
    dossier: Annotated[
        str | None, typer.Option("--dossier", "-d", metavar="NOM", help="Dossier à ouvrir (sinon : le dernier ouvert).")
    ] = None,
    aujourdhui: Annotated[
        str | None, typer.Option("--aujourdhui", metavar="AAAA-MM-JJ", help="Fait le calcul comme si c’était ce jour.")
    ] = None,
    simple: Annotated[
        bool, typer.Option("--simple", help="Texte simple, à la suite : lecteurs d’écran, terminaux limités.")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", help="Affiche la version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Prepare the context, and run the interview or the checklist when no command is named."""
    del version  # its callback has spoken
    ctx.obj = Context(dossier, day(aujourdhui, "--aujourdhui") if aujourdhui is not None else None, simple)
    if ctx.invoked_subcommand is None:
        from medinstall.cli.interview import begin

        begin(ctx.obj)


def command(name: str, alias: str = "", **settings: bool) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return the decorator that adds a command under its French name, and a hidden English one."""
    context_settings = {**HELP, **settings}

    def add(function: Callable[..., None]) -> Callable[..., None]:
        app.command(name, cls=FrenchCommand, context_settings=context_settings)(function)
        if alias:
            app.command(alias, cls=FrenchCommand, context_settings=context_settings, hidden=True)(function)
        return function

    return add


from medinstall.cli import changing, exporting, knowledge, proving, reading, timeline  # noqa: E402, F401 - each module adds its commands
