"""Commands that change a dossier: create, resume, tick, forget."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from medinstall.cli.context import Context, day, has_terminal
from medinstall.cli.declaring import command
from medinstall.cli.stdio import say
from medinstall.errors import Refusal, UsageFault
from medinstall.text import verbatim

DayOption = Annotated[
    str | None, typer.Option("--le", metavar="AAAA-MM-JJ", help="Jour où c’est fait (sinon : ce jour).")
]
FiledOption = Annotated[
    str | None,
    typer.Option("--depose-le", metavar="AAAA-MM-JJ", help="Jour du dépôt du dossier ; la réponse est attendue."),
]


@command("nouveau")
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

        start(context, name)
        return
    from medinstall.usecases.import_answers import new_from_file

    for sentence in new_from_file(context.workspace, name, answers):
        say(sentence)


@command("reprendre")
def reprendre(ctx: typer.Context, name: Annotated[str | None, typer.Argument(metavar="NOM")] = None) -> None:
    """Reprend un dossier où vous l’aviez laissé."""
    from medinstall.cli.interview import resume

    context: Context = ctx.obj
    resume(context, context.workspace.pick(name if name is not None else context.dossier))


@command("cocher")
def cocher(
    ctx: typer.Context,
    steps: Annotated[list[str] | None, typer.Argument(metavar="DEMARCHE")] = None,
    le: DayOption = None,
    depose_le: FiledOption = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXTE", help="Note à garder avec la coche.")] = None,
    reference: Annotated[
        str | None, typer.Option("--reference", metavar="NUMERO", help="Numéro de dossier ou de récépissé.")
    ] = None,
) -> None:
    """Coche des démarches faites, ou note le dépôt d’un dossier ; sans nom, montre celles à cocher."""
    from medinstall.usecases.recording import Report, find_step, record_tick

    context: Context = ctx.obj
    workspace = context.workspace
    name = workspace.pick(context.dossier)
    chosen = steps or _picked(context, name)
    filed = day(depose_le, "--depose-le") if depose_le is not None else None
    done = day(le, "--le") if le is not None else (workspace.today if filed is None else None)
    with workspace.hold(name) as journal:
        for step in chosen:
            find_step(workspace.pack, step)
        for step in chosen:
            for warning in record_tick(journal, step, Report(done, filed, note, reference), workspace):
                say(warning)
            title = workspace.pack.step[step].title
            say(f"{'Coché' if filed is None else 'Dépôt noté'} : {title}")
    workspace.remember(name)


def _picked(context: Context, name: str) -> list[str]:
    """Return the steps ticked on a screen that shows those that can be done now."""
    plan = context.workspace.plan(context.workspace.read(name).profile)
    doable = [step for step in plan.steps if step.state in ("en_retard", "urgente", "a_faire", "deposee")]
    if not has_terminal():
        raise UsageFault(
            "il manque la démarche à cocher, et aucun terminal n’est ouvert pour la choisir",
            remedy="par exemple : medinstall cocher rcp",
            faults=(f"{step.id} : {step.title}" for step in doable),
        )
    if not doable:
        raise Refusal("aucune démarche ne peut être cochée aujourd’hui", remedy="« medinstall liste » montre la suite")
    from medinstall.domain.fact import Choice
    from medinstall.interview.run import pick

    choices = [Choice(step.id, step.title) for step in doable]
    return pick(choices, "Quelles démarches sont faites ?", context.plain)


@command("decocher")
def decocher(ctx: typer.Context, step: Annotated[str, typer.Argument(metavar="DEMARCHE")]) -> None:
    """Retire la coche, ou le dépôt, d’une démarche."""
    from medinstall.usecases.recording import record_untick

    context: Context = ctx.obj
    name = context.workspace.pick(context.dossier)
    with context.workspace.hold(name) as journal:
        record_untick(journal, step, context.workspace)
    say(f"Décoché : {context.workspace.pack.step[step].title}")
    context.workspace.remember(name)


@command("oublier")
def oublier(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NOM")],
    oui: Annotated[bool, typer.Option("--oui", help="Ne demande pas de confirmation.")] = False,
) -> None:
    """Supprime un dossier et toutes ses traces, après confirmation."""
    from medinstall.dossier.forget import delete

    context: Context = ctx.obj
    workspace = context.workspace
    if not workspace.exists(name):
        raise Refusal(f"le dossier « {name} » n’existe pas", remedy="« medinstall dossiers » les montre")
    if not oui:
        if not has_terminal():
            raise UsageFault("il faut confirmer la suppression", remedy="ajoutez --oui")
        from medinstall.interview.run import confirm

        if not confirm(f"Supprimer définitivement le dossier « {name} » ?", context.plain):
            say("Rien n’a été supprimé.")
            return
    for path in delete(workspace.home, name, workspace.clock()):
        say(f"Supprimé : {verbatim(str(path))}")


@command("modifier")
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


@command("simuler", ignore_unknown_options=True)
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


@command("annuler")
def annuler(
    ctx: typer.Context,
    historique: Annotated[bool, typer.Option("--historique", help="Montre le journal du dossier.")] = False,
) -> None:
    """Annule le dernier évènement du dossier : une réponse, une coche, une note."""
    from medinstall.cli.editing import show_history, undo

    if historique:
        show_history(ctx.obj)
    else:
        undo(ctx.obj)
