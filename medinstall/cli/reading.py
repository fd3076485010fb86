"""Commands that only read: checklist, steps, aids, dossiers."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from medinstall.cli.commands import command
from medinstall.cli.context import Context, day
from medinstall.cli.saying import put, say
from medinstall.errors import Refusal
from medinstall.model.text import shown

AsJson = Annotated[bool, typer.Option("--json", help="Écrit du JSON, pour un script.")]


@command("liste", "list")
def liste(
    ctx: typer.Context,
    as_json: AsJson = False,
    tout: Annotated[bool, typer.Option("--tout", help="Montre aussi ce qui ne vous concerne pas.")] = False,
    au: Annotated[
        str | None, typer.Option("--au", metavar="AAAA-MM-JJ", help="Rejoue le dossier tel qu’il était ce jour-là.")
    ] = None,
) -> None:
    """Affiche vos démarches dans l’ordre : la prochaine d’abord, puis les échéances et les aides."""
    context: Context = ctx.obj
    opened, plan = context.plan(day(au, "--au") if au is not None else None)
    if as_json:
        from medinstall.app.changes import all_unlocks
        from medinstall.render.as_json import plan_json

        _print_json(plan_json(plan, opened.name, all_unlocks(plan)))
        return
    from medinstall.render.terminal import print_list
    from medinstall.render.view_list import list_view

    print_list(list_view(plan, opened.name), context.console, simple=context.simple, everything=tout)


@command("etape")
def etape(ctx: typer.Context, step: Annotated[str, typer.Argument(metavar="DEMARCHE")]) -> None:
    """Montre une démarche en entier : pourquoi, quand, quoi apporter, ce que vous recevez, les sources."""
    from medinstall.app.recording import find_step
    from medinstall.render.terminal import print_step
    from medinstall.render.view_list import step_view

    context: Context = ctx.obj
    _, plan = context.plan()
    print_step(step_view(plan, find_step(plan.pack, step)), context.console, simple=context.simple)


@command("aides", "aids")
def aides(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Résume vos aides : verdict, montant, date de versement, raisons, et ce qui en ouvrirait d’autres."""
    from medinstall.app.changes import all_unlocks

    context: Context = ctx.obj
    opened, plan = context.plan()
    unlocks = all_unlocks(plan)
    if as_json:
        from medinstall.render.as_json import plan_json

        found = plan_json(plan, opened.name, unlocks)
        _print_json({key: found[key] for key in ("schema", "dossier", "today", "rules", "aids", "totals")})
        return
    from medinstall.render.terminal import print_aids
    from medinstall.render.view_list import aids_view

    print_aids(aids_view(plan, opened.name, unlocks), context.console, simple=context.simple)


@command("pourquoi", "why")
def pourquoi(ctx: typer.Context, name: Annotated[str, typer.Argument(metavar="DEMARCHE_OU_AIDE")]) -> None:
    """Donne le raisonnement complet pour une démarche ou une aide, critère par critère."""
    from medinstall.catalog.node import suggestion
    from medinstall.engine.unlock import losses, unlocks
    from medinstall.render.terminal import print_aid_reasons, print_step_reasons
    from medinstall.render.view_list import aid_view, step_view

    context: Context = ctx.obj
    _, plan = context.plan()
    if name in plan.pack.aid:
        view = aid_view(plan, name, unlocks(plan.pack, plan.profile, name), losses(plan.pack, plan.profile, name))
        print_aid_reasons(view, context.console, simple=context.simple)
    elif name in plan.pack.step:
        print_step_reasons(step_view(plan, name), context.console, simple=context.simple)
    else:
        near = suggestion(name, (*plan.pack.aid, *plan.pack.step)).removeprefix(" ; ")
        remedy = near or "« medinstall liste » les montre"
        raise Refusal(f"« {shown(name)} » n’est ni une démarche ni une aide", remedy=remedy)


@command("dossiers")
def dossiers(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Liste vos dossiers : nom, date de début, avancement, prochaine échéance."""
    from medinstall.app.dossiers import summaries, summary_json

    context: Context = ctx.obj
    found, notices = summaries(context.workspace)
    if as_json:
        _print_json([summary_json(summary) for summary in found])
    else:
        from medinstall.render.terminal import print_dossiers
        from medinstall.render.view_list import dossier_view

        views = [dossier_view(summary.plan, summary.name, summary.current) for summary in found]
        print_dossiers(views, context.console, simple=context.simple)
    for notice in notices:
        say(notice)


def _print_json(found: object) -> None:
    """Write JSON on stdout, in UTF-8 whatever the terminal."""
    text = json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    put(text.encode())
