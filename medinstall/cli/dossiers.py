"""Commands about dossiers as a whole: create, resume, list, forget."""

from pathlib import Path
from typing import Annotated

import typer

from medinstall.cli.context import AsJson, Context, Yes, confirm
from medinstall.cli.stdio import put_json, say
from medinstall.errors import Refusal
from medinstall.text import verbatim


def nouveau(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NOM", help="Nom du dossier.")] = "mon-installation",
    answers: Annotated[
        Path | None,
        typer.Option("--reponses", metavar="FICHIER", help="Réponses en TOML ou JSON exporté ; rien n’est demandé."),
    ] = None,
) -> None:
    """Crée un dossier et pose les questions, ou lit les réponses dans un fichier."""
    context: Context = ctx.obj
    if answers is None:
        from medinstall.cli.interview import start

        start(ctx, name)
        return
    from medinstall.usecases.import_answers import new_from_file

    new_from_file(context.workspace, name, answers)


def reprendre(
    ctx: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="NOM", help="Nom du dossier (sinon : le dernier ouvert).")
    ] = None,
) -> None:
    """Reprend un dossier où vous l’aviez laissé."""
    from medinstall.cli.interview import resume, show_list

    context: Context = ctx.obj
    resume(ctx, context.workspace.pick(name if name is not None else context.dossier), show_list)


def dossiers(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Liste vos dossiers : nom, date de début, avancement, prochaine échéance."""
    from medinstall.usecases.dossiers import every_plan, summary_json

    context: Context = ctx.obj
    current = context.workspace.default()
    found, notices = every_plan(context.workspace)
    if as_json:
        put_json([summary_json(name, plan, current=name == current) for name, plan in found])
    else:
        from medinstall.wording.dossiers_page import dossiers_page

        context.show(dossiers_page(found, current))
    context.workspace.tell(*notices)


def oublier(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NOM", help="Nom du dossier ; « medinstall dossiers » les montre.")],
    oui: Yes = False,
) -> None:
    """Supprime un dossier et toutes ses traces, après confirmation."""
    context: Context = ctx.obj
    workspace = context.workspace
    if not workspace.exists(name):
        raise Refusal(f"le dossier « {name} » n’existe pas", remedy="« medinstall dossiers » les montre")
    question = f"Supprimer définitivement le dossier « {name} » ?"
    if not oui and not confirm(context, question, "il faut confirmer la suppression"):
        say("Rien n’a été supprimé.")
        return
    for path in workspace.forget(name):
        say(f"Supprimé : {verbatim(str(path))}")
