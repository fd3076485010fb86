"""Commands that explain: the sectors, the sources, the glossary, this installation, completion."""

import os
import shutil
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from medinstall.cli.context import AsJson, Context, has_terminal
from medinstall.cli.stdio import put, put_json
from medinstall.errors import UsageFault, nearest
from medinstall.french import listing
from medinstall.streams import is_terminal
from medinstall.text import shown

if TYPE_CHECKING:
    from medinstall.wording.diagnosis import Terminal

_SAID = ("LANG", "LC_ALL", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "ACCESSIBLE")  # variables that hold no name


def secteurs(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Compare les secteurs d’exercice pour vous : accès, honoraires, remboursement, aides, ce qui est définitif."""
    from medinstall.usecases.explain import compared_sectors

    context: Context = ctx.obj
    opened, plan = context.plan()
    found = compared_sectors(plan)
    if as_json:
        from medinstall.outputs.sectors_json import sectors_json

        put_json(sectors_json(found, plan, opened.name))
        return
    from medinstall.wording.sectors import sectors_page

    context.show(sectors_page(found, plan, opened.name))


def sources(
    ctx: typer.Context,
    perimees: Annotated[
        bool, typer.Option("--perimees", help="Seulement ce qui a dépassé sa date de relecture.")
    ] = False,
    a_relire: Annotated[
        bool, typer.Option("--a-relire", help="Ce qu’il faut relire, par jour et par enjeu, pour qui tient les règles.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Montre chaque source, des articles de codes aux pages privées : dates, règles qu’elle fonde, péremption."""
    from medinstall.usecases.explain import known_sources

    context: Context = ctx.obj
    pack, today = context.workspace.pack, context.workspace.today
    found = known_sources(context.workspace, overdue=perimees, to_read_again=a_relire)
    if as_json:
        from medinstall.outputs.sources_json import sources_json

        put_json(sources_json(pack, found, today))
        return

    if a_relire:
        from medinstall.wording.review_plan import review_plan_page

        context.show(review_plan_page(found, today))
        return
    from medinstall.usecases.zoning import zoning_words
    from medinstall.wording.sources import sources_page

    zoning = f"Zonage des communes\u00a0: {zoning_words(context.workspace)}."
    every = known_sources(context.workspace)
    context.show(sources_page(pack, every, today, zoning, overdue=perimees))


def glossaire(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="TERME", help="Un sigle ou un terme ; sans lui, tous.")
    ] = None,
) -> None:
    """Explique un sigle ou un terme, écrit avec ou sans accents ; sans terme, tout le glossaire."""
    from medinstall.usecases.glossary import look_up
    from medinstall.wording.glossary import glossary_page

    context: Context = ctx.obj
    if not words and has_terminal():
        from medinstall.cli.picking import pick_term

        term = pick_term(context)
        if term is None:
            return
        words = [term] if term else None
    entries = context.workspace.pack.glossary
    context.show(glossary_page(look_up(entries, " ".join(words)) if words else entries))


def diagnostic(ctx: typer.Context) -> None:
    """Montre versions, emplacements, droits et terminal, sans rien de personnel."""
    from medinstall.usecases.diagnosis import folder_of, machine, rules_of
    from medinstall.wording.diagnosis import diagnosis_page

    context: Context = ctx.obj
    workspace = context.workspace
    page = diagnosis_page(machine(), folder_of(workspace), rules_of(workspace), _terminal(context))
    context.show(page)


def _terminal(context: Context) -> "Terminal":
    """Return what is known of the terminal; environment variables that could hold a name are not read."""
    from medinstall.wording.diagnosis import Terminal

    size = shutil.get_terminal_size()
    return Terminal(
        width=context.console.width,
        columns=size.columns,
        lines=size.lines,
        encoding=getattr(sys.stdout, "encoding", None) or "",
        term=shown(os.environ.get("TERM", "")),
        colours="" if context.simple else context.console.rich.color_system or "",
        simple=context.simple,
        asked=context.plain,
        reads=is_terminal(sys.stdin),
        writes=is_terminal(sys.stdout),
        settings=tuple((name, shown(os.environ[name])) for name in _SAID if name in os.environ),
    )


def completion(
    shell: Annotated[str, typer.Argument(metavar="SHELL", help="bash, zsh, fish ou powershell")],
) -> None:
    """Écrit le script qui complète les commandes, les démarches, les aides et vos dossiers dans votre terminal."""
    from medinstall.cli.shells import SCRIPTS

    if shell not in SCRIPTS:
        near = nearest(shell, SCRIPTS)
        raise UsageFault(
            f"il n’y a pas de complétion pour « {shown(shell)} »",
            remedy=" ".join(part for part in (near, f"écrivez {listing(SCRIPTS, 'ou')}") if part),
        )
    put(SCRIPTS[shell].encode())
