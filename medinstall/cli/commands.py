"""The typer application: the global options, and the commands, each imported and built when it is asked for.

The annotations of a command are objects, not texts: typer would evaluate each text, twice.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from inspect import getdoc
from typing import Annotated, Any

import typer
from typer._click.core import Command
from typer._click.core import Context as ClickContext
from typer.core import TyperGroup

from medinstall import __version__
from medinstall.cli.context import Context, day
from medinstall.cli.french import French, FrenchCommand
from medinstall.cli.stdio import show
from medinstall.errors import UsageFault, nearest
from medinstall.text import shown


def _in_any_case(name: str) -> str:
    """Return the name of a command or of a long option as it is declared; one letter means what it is."""
    return name.casefold() if len(name) > 1 else name


HELP: dict[str, Any] = {"help_option_names": ["--aide", "-h", "--help"], "token_normalize_func": _in_any_case}
# The module that holds the function of each command, in the order of the help page: a dossier is made, read, followed,
# changed, handed over.
MODULES = {
    "nouveau": "dossiers",
    "reprendre": "dossiers",
    "dossiers": "dossiers",
    "liste": "reading",
    "etape": "reading",
    "cocher": "following",
    "decocher": "following",
    "noter": "following",
    "reporter": "following",
    "ecarter": "following",
    "reprendre-etape": "following",
    "aides": "reading",
    "agenda": "reading",
    "chercher": "reading",
    "pourquoi": "reading",
    "secteurs": "knowledge",
    "calendrier": "reading",
    "contacts": "reading",
    "pieces": "exporting",
    "courrier": "exporting",
    "simuler": "editing",
    "modifier": "editing",
    "annuler": "editing",
    "exporter": "exporting",
    "sources": "knowledge",
    "glossaire": "knowledge",
    "diagnostic": "knowledge",
    "completion": "knowledge",
    "zonage": "zoning",
    "verifier": "proving",
    "oublier": "dossiers",
    "completer": "completion",
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
SETTINGS: dict[str, dict[str, Any]] = {
    "simuler": {"ignore_unknown_options": True},
    "completer": {"help_option_names": [], "ignore_unknown_options": True},
}


class Commands(French, TyperGroup):
    """The group of all commands; asked for one, it imports one module and builds that command alone."""

    def list_commands(self, ctx: ClickContext) -> list[str]:  # noqa: ARG002 - click's signature
        """Return every name, the hidden ones last."""
        return [*MODULES, *ALIASES]

    def get_command(self, ctx: ClickContext, cmd_name: str) -> Command | None:  # noqa: ARG002 - click's signature
        """Return the command of that name, None when there is none."""
        name = cmd_name.casefold()
        found = function_of(name)
        if found is None:
            return None
        one = typer.Typer(add_completion=False, rich_markup_mode=None)
        settings = {**HELP, **SETTINGS.get(name, {})}
        one.command(name, cls=FrenchCommand, context_settings=settings, hidden=name in HIDDEN)(found)
        return typer.main.get_command(one)

    def resolve_command(self, ctx: ClickContext, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        """Return the command named; raise UsageFault with the nearest one."""
        name = args[0]
        if name.startswith("-"):
            return super().resolve_command(ctx, args)  # no command: an option that does not exist
        command = self.get_command(ctx, name)
        if command is None:
            near = nearest(name, self.summaries(), 0.5)
            what = f"la commande « {shown(name)} » n’existe pas"
            raise UsageFault(what, remedy=near or "« medinstall --aide » liste les commandes")
        return name, command, args[1:]

    def summaries(self) -> Mapping[str, str]:
        """Return what each command of the help page does, in a line, without building it."""
        found = {name: function_of(name) for name in MODULES if name not in HIDDEN}
        return {name: (getdoc(each) or "").split("\n")[0] for name, each in found.items()}


def function_of(name: str) -> Callable[..., None] | None:
    """Return the function that carries out a command, under its French or English name; None when there is none."""
    french = ALIASES.get(name, name)
    if french not in MODULES:
        return None
    found: Callable[..., None] = getattr(import_module(f"medinstall.cli.{MODULES[french]}"), french.replace("-", "_"))
    return found


app = typer.Typer(
    name="medinstall",
    cls=Commands,
    help=(
        "Prépare votre installation de médecin libéral : démarches datées, aides, sources.\n\n"
        "Sans commande : commence l’entretien, le reprend, ou affiche votre page d’accueil."
    ),
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=HELP,
)


def _version(wanted: bool) -> None:
    """Say the version of the program, and the beginning of the hash that the certificate gives to its rules."""
    if wanted:
        from medinstall.locate import data_folder
        from medinstall.verify.digest import SHORT, digest

        show([f"medinstall {__version__}, règles {digest(data_folder())[:SHORT]}"])
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
    sans_pager: Annotated[
        bool, typer.Option("--sans-pager", help="Écrit tout à la suite, sans la visionneuse (PAGER, sinon less).")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", help="Affiche la version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Prepare the context, and run the interview or show the home screen when no command is named."""
    del version  # its callback has spoken
    ctx.obj = Context(dossier, day(aujourdhui, "--aujourdhui"), simple, not sans_pager)
    if ctx.invoked_subcommand is None:
        from medinstall.cli.interview import begin

        begin(ctx)
