"""Commands that change a dossier as a whole: create, resume, answer, undo, forget."""

from pathlib import Path
from typing import Annotated

import typer

from medinstall.cli.context import Context, confirm
from medinstall.cli.stdio import say
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


def oublier(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NOM", help="Nom du dossier ; « medinstall dossiers » les montre.")],
    oui: Annotated[bool, typer.Option("--oui", help="Ne demande pas de confirmation.")] = False,
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


def modifier(
    ctx: typer.Context,
    change: Annotated[
        str | None, typer.Argument(metavar="FAIT", help="Réponse à changer, ou FAIT=VALEUR pour ne rien demander.")
    ] = None,
    oui: Annotated[bool, typer.Option("--oui", help="Ne demande pas de confirmation.")] = False,
) -> None:
    """Change une réponse : montre d’abord ce qui changerait, puis enregistre si vous confirmez."""
    from medinstall.cli.editing import edit

    edit(ctx.obj, change, confirmed=oui)


def simuler(
    ctx: typer.Context,
    changes: Annotated[
        list[str],
        typer.Argument(metavar="FAIT=VALEUR", help="Réponses à essayer ; --contre sépare deux à quatre variantes."),
    ],
) -> None:
    """Compare votre liste avec et sans un changement ; n’enregistre rien."""
    from medinstall.cli.editing import simulate

    simulate(ctx.obj, changes)


def annuler(
    ctx: typer.Context,
    historique: Annotated[bool, typer.Option("--historique", help="Montre le journal du dossier.")] = False,
    retablir: Annotated[bool, typer.Option("--retablir", help="Revient sur la dernière annulation.")] = False,
    oui: Annotated[bool, typer.Option("--oui", help="Ne demande pas de confirmation.")] = False,
) -> None:
    """Annule ce qu’a enregistré la dernière commande : montre quoi et l’effet, puis demande."""
    from medinstall.cli.editing import show_history, undo

    if historique:
        show_history(ctx.obj)
    else:
        undo(ctx.obj, confirmed=oui, redo=retablir)
