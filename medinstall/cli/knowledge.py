"""Commands that explain: the sectors, the sources, the glossary, this installation, completion."""

from __future__ import annotations

from typing import Annotated

import typer

from medinstall.cli.commands import command
from medinstall.cli.context import Context
from medinstall.cli.reading import AsJson


@command("secteurs")
def secteurs(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Compare les secteurs d’exercice pour vous : accès, honoraires, remboursement, aides, ce qui est définitif."""
    from medinstall.engine.sectors import sectors_of

    context: Context = ctx.obj
    opened, plan = context.plan()
    found = sectors_of(plan.pack, plan.profile)
    if as_json:
        from medinstall.render.sectors_json import sectors_json

        print_json(sectors_json(found, plan, opened.name))
        return
    from medinstall.render.screen_sectors import print_sectors
    from medinstall.render.view_sectors import sectors_view

    print_sectors(sectors_view(found, plan, opened.name), context.console, simple=context.simple)


@command("sources")
def sources(
    ctx: typer.Context,
    perimees: Annotated[
        bool, typer.Option("--perimees", help="Seulement ce qui a dépassé sa date de relecture.")
    ] = False,
) -> None:
    """Montre chaque source : éditeur, dates, règles qu’elle fonde, et ce qui est périmé."""
    from medinstall.engine.footing import footings
    from medinstall.render.screen_sources import print_sources
    from medinstall.render.view_sources import sources_view

    context: Context = ctx.obj
    pack, today = context.workspace.pack, context.workspace.today
    view = sources_view(pack, footings(pack, today), today, overdue=perimees)
    print_sources(view, context.console, simple=context.simple)
