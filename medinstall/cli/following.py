"""Commands that follow the steps: tick, note, put off, dismiss."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from medinstall.cli.context import STEP, Context, confirm, day, has_terminal
from medinstall.cli.stdio import say
from medinstall.errors import Refusal, UsageFault, nearest
from medinstall.text import fold, shown

if TYPE_CHECKING:
    from medinstall.domain.profile import Answer

Step = Annotated[str, typer.Argument(metavar="DEMARCHE", help=STEP)]
DayOption = Annotated[
    str | None, typer.Option("--le", metavar="AAAA-MM-JJ", help="Jour où c’est fait (sinon : ce jour).")
]
FiledOption = Annotated[
    str | None,
    typer.Option("--depose-le", metavar="AAAA-MM-JJ", help="Jour du dépôt du dossier ; la réponse est attendue."),
]
AnswerOption = Annotated[
    str | None,
    typer.Option("--reponse", metavar="REPONSE", help="Réponse au dépôt : acceptee, refusee ou incomplete."),
]


def cocher(
    ctx: typer.Context,
    steps: Annotated[list[str] | None, typer.Argument(metavar="DEMARCHE", help=STEP)] = None,
    le: DayOption = None,
    depose_le: FiledOption = None,
    reponse: AnswerOption = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXTE", help="Note à garder avec la coche.")] = None,
    reference: Annotated[
        str | None, typer.Option("--reference", metavar="NUMERO", help="Numéro de dossier ou de récépissé.")
    ] = None,
) -> None:
    """Coche des démarches faites, ou note un dépôt et sa réponse ; sans nom, montre celles à cocher."""
    from medinstall.usecases.recording import Report, record_ticks

    context: Context = ctx.obj
    workspace = context.workspace
    name = workspace.pick(context.dossier)
    answer = None if reponse is None else _answer(reponse)
    filed = day(depose_le, "--depose-le", workspace.today) if depose_le is not None else None
    today = workspace.today if filed is None or answer is not None else None
    done = day(le, "--le", workspace.today) if le is not None else today
    chosen = steps or _picked(context, name)
    if not chosen:
        say("Rien n’a été coché.")
        raise typer.Exit
    if not (steps or le or depose_le or reponse or note or reference):
        from medinstall.cli.ticking import tick_asking

        tick_asking(context, chosen)
        return
    for sentence in record_ticks(workspace, name, chosen, Report(done, filed, note, reference, answer)):
        say(sentence)


def _answer(text: str) -> Answer:
    """Return the answer of a body as typed. Raises UsageFault."""
    from medinstall.domain.profile import Answer

    answers: tuple[Answer, ...] = get_args(Answer)
    for answer in answers:
        if answer == fold(text.strip()):
            return answer
    near = nearest(text, answers)
    remedy = near or f"les réponses possibles sont {', '.join(answers)}"
    raise UsageFault(f"--reponse : « {shown(text)} » n’est pas une réponse", remedy=remedy)


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


def decocher(ctx: typer.Context, step: Step) -> None:
    """Retire la coche, ou le dépôt, d’une démarche."""
    from medinstall.usecases.recording import record_untick

    context: Context = ctx.obj
    for sentence in record_untick(context.workspace, context.workspace.pick(context.dossier), step):
        say(sentence)


def noter(
    ctx: typer.Context,
    step: Step,
    text: Annotated[str | None, typer.Argument(metavar="TEXTE", help="Ce qui est à retenir.")] = None,
) -> None:
    """Ajoute une note à une démarche, sans la cocher."""
    from medinstall.usecases.setting_aside import add_note

    context: Context = ctx.obj
    if text is None and has_terminal():
        text = _written(context, _about(context, step, "que faut-il retenir ?"), "Note")
    for sentence in add_note(context.workspace, context.workspace.pick(context.dossier), step, text):
        say(sentence)


def reporter(
    ctx: typer.Context,
    step: Step,
    au: Annotated[
        str | None, typer.Option("--au", metavar="AAAA-MM-JJ", help="Jour où la démarche redevient à faire.")
    ] = None,
) -> None:
    """Met une démarche de côté jusqu’à un jour ; sa date limite, si elle en a une, ne bouge pas."""
    from medinstall.usecases.setting_aside import put_off

    context: Context = ctx.obj
    until = _day_to_come(context, step) if au is None and has_terminal() else None
    if au is not None:
        until = day(au, "--au", context.workspace.today, past=False)
    for sentence in put_off(context.workspace, context.workspace.pick(context.dossier), step, until):
        say(sentence)


def ecarter(
    ctx: typer.Context,
    step: Step,
    motif: Annotated[
        str | None, typer.Option("--motif", metavar="TEXTE", help="Pourquoi elle ne vous concerne pas.")
    ] = None,
    oui: Annotated[bool, typer.Option("--oui", help="Ne demande pas de confirmation.")] = False,
) -> None:
    """Retire de la liste une démarche qui ne vous concerne pas, avec votre motif."""
    from medinstall.usecases.setting_aside import dismiss

    context: Context = ctx.obj
    name = context.workspace.pick(context.dossier)
    if motif is None and has_terminal():
        motif = _written(context, _about(context, step, "pourquoi ne vous concerne-t-elle pas ?"), "Motif")
    for sentence in dismiss(context.workspace, name, step, motif, lambda question: oui or confirm(context, question)):
        say(sentence)


def _written(context: Context, title: str, prompt: str) -> str:
    """Return the words asked for; leave the command when one goes back."""
    from medinstall.interview.asking import write

    words = write(title, prompt, context.plain)
    if words is None:
        raise typer.Exit
    return words


def _about(context: Context, step: str, question: str) -> str:
    """Return a question that names the step it is about. Raises Refusal when there is no such step."""
    from medinstall.usecases.recording import step_of

    plan = context.workspace.plan(context.workspace.read(context.workspace.pick(context.dossier)).profile)
    return f"« {step_of(plan, step).title} » : {question}"


def _day_to_come(context: Context, step: str) -> date:
    """Return the day asked for; leave the command when one goes back."""
    from medinstall.interview.asking import choose_day

    title = _about(context, step, "jusqu’à quel jour la remettre ?")
    until = choose_day(title, context.workspace.today, context.plain, past=False)
    if until is None:
        raise typer.Exit
    return until


def reprendre_etape(ctx: typer.Context, step: Step) -> None:
    """Remet dans la liste une démarche reportée ou écartée."""
    from medinstall.usecases.setting_aside import bring_back

    context: Context = ctx.obj
    for sentence in bring_back(context.workspace, context.workspace.pick(context.dossier), step):
        say(sentence)
