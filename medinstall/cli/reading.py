"""Commands that only read: checklist, steps, aids, time line."""

from typing import Annotated

import typer

from medinstall.cli.context import STEP, AsJson, Context, Step, day
from medinstall.cli.stdio import put_json, say


def liste(
    ctx: typer.Context,
    as_json: AsJson = False,
    tout: Annotated[bool, typer.Option("--tout", help="Montre aussi ce qui ne vous concerne pas.")] = False,
    au: Annotated[
        str | None, typer.Option("--au", metavar="AAAA-MM-JJ", help="Rejoue le dossier tel qu’il était ce jour-là.")
    ] = None,
    semaine: Annotated[bool, typer.Option("--semaine", help="Seulement ce qui est à faire cette semaine.")] = False,
    mois: Annotated[bool, typer.Option("--mois", help="Seulement ce qui est à faire dans le mois.")] = False,
    chez: Annotated[
        str | None, typer.Option("--chez", metavar="MOT", help="Seulement les démarches chez cet interlocuteur.")
    ] = None,
    obligatoires: Annotated[bool, typer.Option("--obligatoires", help="Seulement les démarches obligatoires.")] = False,
) -> None:
    """Affiche vos démarches dans l’ordre : la prochaine d’abord, puis les échéances et les aides."""
    context: Context = ctx.obj
    opened, plan = context.plan(day(au, "--au", context.workspace.today))
    if as_json:
        from medinstall.outputs.plan_json import plan_json
        from medinstall.usecases.explain import all_unlocks

        put_json(plan_json(plan, opened.name, all_unlocks(plan)))
        return
    from medinstall.wording.groups import MONTH, WEEK
    from medinstall.wording.list_page import Filter, list_page

    chosen = Filter(WEEK if semaine else MONTH if mois else None, chez or "", obligatoires)
    context.show(list_page(plan, opened.name, everything=tout, chosen=chosen))


def etape(ctx: typer.Context, step: Step) -> None:
    """Montre une démarche en entier : pourquoi, quand, quoi apporter, ce que vous recevez, les sources."""
    from medinstall.usecases.recording import find_step
    from medinstall.wording.step_page import step_page

    context: Context = ctx.obj
    _, plan = context.plan()
    context.show(step_page(plan, find_step(plan.pack, step)))


def aides(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Résume vos aides : verdict, montant, date de versement, raisons, et ce qui en ouvrirait d’autres."""
    from medinstall.usecases.explain import all_unlocks

    context: Context = ctx.obj
    opened, plan = context.plan()
    unlocks = all_unlocks(plan)
    if as_json:
        from medinstall.outputs.plan_json import plan_json

        found = plan_json(plan, opened.name, unlocks)
        put_json({key: found[key] for key in ("schema", "dossier", "today", "rules", "aids", "totals")})
        return
    from medinstall.wording.aid_page import aids_page

    context.show(aids_page(plan, opened.name, unlocks))


def pourquoi(ctx: typer.Context, name: Annotated[str, typer.Argument(metavar="DEMARCHE_OU_AIDE", help=STEP)]) -> None:
    """Donne le raisonnement complet pour une démarche ou une aide, critère par critère."""
    from medinstall.usecases.explain import find_step_or_aid, ways
    from medinstall.wording.aid_page import aid_page
    from medinstall.wording.step_page import step_reasons_page

    context: Context = ctx.obj
    _, plan = context.plan()
    name = find_step_or_aid(plan.pack, name)
    is_aid = name in plan.pack.aid
    context.show(aid_page(plan, name, *ways(plan, name)) if is_aid else step_reasons_page(plan, name))


def calendrier(ctx: typer.Context) -> None:
    """Affiche tout ce qui est daté autour de votre premier jour d’activité, mois par mois."""
    from medinstall.wording.timeline_page import timeline_page

    context: Context = ctx.obj
    opened, plan = context.plan()
    context.show(timeline_page(plan, opened.name))


def agenda(
    ctx: typer.Context,
    jours: Annotated[int, typer.Option("--jours", metavar="N", min=1, max=3660, help="Nombre de jours à venir.")] = 30,
    tous: Annotated[bool, typer.Option("--tous", help="Réunit tous vos dossiers sur une page.")] = False,
    as_json: AsJson = False,
) -> None:
    """Montre jour par jour ce qui est dû, attendu ou à commencer dans les trente jours à venir."""
    from medinstall.usecases.dossiers import every_plan
    from medinstall.wording import agenda as wording

    context: Context = ctx.obj
    if tous:
        held, notices = every_plan(context.workspace)
        context.workspace.tell(*notices)
    else:
        opened, plan = context.plan()
        held = [(opened.name, plan)]
    if as_json:
        put_json([{**entry._asdict(), "on": entry.on.isoformat()} for entry in wording.agenda(held, jours)])
    elif held:
        context.show(wording.agenda_page(held, jours))
    else:
        say("Aucun dossier : « medinstall nouveau » en crée un.")


def chercher(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="MOT", help="Un ou plusieurs mots, accents ou non.")],
    as_json: AsJson = False,
) -> None:
    """Cherche des mots dans les démarches, aides, alertes, documents, questions et termes ; dit comment les ouvrir."""
    from medinstall.wording.search import found_page, search

    context: Context = ctx.obj
    _, plan = context.plan()
    found = search(plan, words)
    if as_json:
        put_json([{"kind": hit.kind, "title": hit.title, "command": ["medinstall", *hit.command]} for hit in found])
    else:
        context.show(found_page(found, words))


def contacts(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Liste vos interlocuteurs : adresses connues, et les démarches où chacun intervient."""
    from medinstall.wording.contacts import contacts_json, contacts_page

    context: Context = ctx.obj
    opened, plan = context.plan()
    if as_json:
        put_json(contacts_json(plan))
    else:
        context.show(contacts_page(plan, opened.name))
