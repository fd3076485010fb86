"""Commands that only read: checklist, steps, aids, dossiers."""

from __future__ import annotations

from typing import Annotated

import typer

from medinstall.cli import showing
from medinstall.cli.context import day
from medinstall.cli.declaring import command

AsJson = Annotated[bool, typer.Option("--json", help="Écrit du JSON, pour un script.")]


@command("liste")
def liste(
    ctx: typer.Context,
    as_json: AsJson = False,
    tout: Annotated[bool, typer.Option("--tout", help="Montre aussi ce qui ne vous concerne pas.")] = False,
    au: Annotated[
        str | None, typer.Option("--au", metavar="AAAA-MM-JJ", help="Rejoue le dossier tel qu’il était ce jour-là.")
    ] = None,
) -> None:
    """Affiche vos démarches dans l’ordre : la prochaine d’abord, puis les échéances et les aides."""
    until = day(au, "--au") if au is not None else None
    showing.show_list(ctx.obj, as_json=as_json, everything=tout, until=until)


@command("etape")
def etape(ctx: typer.Context, step: Annotated[str, typer.Argument(metavar="DEMARCHE")]) -> None:
    """Montre une démarche en entier : pourquoi, quand, quoi apporter, ce que vous recevez, les sources."""
    showing.show_step(ctx.obj, step)


@command("aides")
def aides(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Résume vos aides : verdict, montant, date de versement, raisons, et ce qui en ouvrirait d’autres."""
    showing.show_aids(ctx.obj, as_json=as_json)


@command("pourquoi")
def pourquoi(ctx: typer.Context, name: Annotated[str, typer.Argument(metavar="DEMARCHE_OU_AIDE")]) -> None:
    """Donne le raisonnement complet pour une démarche ou une aide, critère par critère."""
    showing.show_reasons(ctx.obj, name)


@command("dossiers")
def dossiers(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Liste vos dossiers : nom, date de début, avancement, prochaine échéance."""
    showing.show_dossiers(ctx.obj, as_json=as_json)
