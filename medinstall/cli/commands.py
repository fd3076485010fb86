"""The typer application: the global options, and the commands, each imported and built when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Annotated

import typer
from typer._click.core import Command
from typer._click.core import Context as ClickContext

from medinstall.cli.context import Context, day
from medinstall.cli.declaring import DECLARED, HELP, Declared
from medinstall.cli.french import FrenchCommand, FrenchGroup
from medinstall.cli.version import version as program_version

# In the order of the help page: a dossier is made, read, followed, changed, handed over.
MODULES = {
    "nouveau": "changing",
    "reprendre": "changing",
    "dossiers": "reading",
    "liste": "reading",
    "etape": "reading",
    "cocher": "following",
    "decocher": "following",
    "noter": "following",
    "reporter": "following",
    "ecarter": "following",
    "reprendre-etape": "following",
    "aides": "reading",
    "pourquoi": "reading",
    "secteurs": "knowledge",
    "calendrier": "timeline",
    "pieces": "exporting",
    "courrier": "exporting",
    "simuler": "changing",
    "modifier": "changing",
    "annuler": "changing",
    "exporter": "exporting",
    "sources": "knowledge",
    "glossaire": "knowledge",
    "diagnostic": "knowledge",
    "completion": "knowledge",
    "verifier": "proving",
    "oublier": "changing",
    "completer": "completing",
}
ALIASES = {
    "start": "nouveau",
    "resume": "reprendre",
    "list": "liste",
    "done": "cocher",
    "edit": "modifier",
    "undo": "annuler",
    "aids": "aides",
    "why": "pourquoi",
    "export": "exporter",
    "forget": "oublier",
}
HIDDEN = (*ALIASES, "completer")


class Commands(FrenchGroup):
    """The group of all commands; asked for one, it imports one module and builds that command alone."""

    def list_commands(self, ctx: ClickContext) -> list[str]:  # noqa: ARG002 - click's signature
        """Return every name, the hidden ones last."""
        return [*MODULES, *ALIASES]

    def get_command(self, ctx: ClickContext, cmd_name: str) -> Command | None:  # noqa: ARG002 - click's signature
        """Return the command of that name, None when there is none."""
        found = declared(cmd_name)
        if found is None:
            return None
        one = typer.Typer(add_completion=False, rich_markup_mode=None)
        hidden = cmd_name in HIDDEN
        one.command(cmd_name, cls=FrenchCommand, context_settings=found.settings, hidden=hidden)(found.function)
        return typer.main.get_command(one)

    def summaries(self) -> Mapping[str, str]:
        """Return what each command of the help page does, without building it."""
        found = {name: declared(name) for name in MODULES if name not in HIDDEN}
        return {name: each.summary for name, each in found.items() if each is not None}


def declared(name: str) -> Declared | None:
    """Return the command declared under a French or an English name."""
    french = ALIASES.get(name, name)
    if french not in MODULES:
        return None
    import_module(f"medinstall.cli.{MODULES[french]}")
    return DECLARED[french]


app = typer.Typer(
    name="medinstall",
    cls=Commands,
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
        print(program_version())  # noqa: T201 - results go to stdout
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
