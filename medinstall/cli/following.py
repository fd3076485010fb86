"""Commands that follow the steps: tick, note, put off, dismiss."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, TypeVar, get_args

import typer

from medinstall.cli.context import STEP, Context, Step, Yes, confirm, day, has_terminal
from medinstall.errors import UsageFault, nearest
from medinstall.text import fold, shown

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from medinstall.domain.profile import Answer
    from medinstall.usecases.recording import HeldStep

T = TypeVar("T")
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
    from medinstall.cli.ticking import tick
    from medinstall.usecases.recording import Report

    context: Context = ctx.obj
    workspace = context.workspace
    answer = None if reponse is None else _answer(reponse)
    filed = day(depose_le, "--depose-le", workspace.today)
    done = day(le, "--le", workspace.today)
    if done is None and (filed is None or answer is not None):
        done = workspace.today
    asks = not (steps or le or depose_le or reponse or note or reference)
    if not tick(context, steps or (), None if asks else Report(done, filed, note, reference, answer)):
        raise typer.Exit


def _answer(text: str) -> "Answer":
    """Return the answer of a body as typed. Raises UsageFault."""
    from medinstall.domain.profile import Answer

    answers: tuple[Answer, ...] = get_args(Answer)
    for answer in answers:
        if answer == fold(text.strip()):
            return answer
    near = nearest(text, answers)
    remedy = near or f"les réponses possibles sont {', '.join(answers)}"
    raise UsageFault(f"--reponse : « {shown(text)} » n’est pas une réponse", remedy=remedy)


def decocher(ctx: typer.Context, step: Step) -> None:
    """Retire la coche, ou le dépôt, d’une démarche."""
    from medinstall.usecases.setting_aside import untick

    with _held(ctx.obj, step) as held:
        untick(held)


def noter(
    ctx: typer.Context,
    step: Step,
    text: Annotated[str | None, typer.Argument(metavar="TEXTE", help="Ce qui est à retenir.")] = None,
) -> None:
    """Ajoute une note à une démarche, sans la cocher."""
    from medinstall.interview.asking import write
    from medinstall.usecases.setting_aside import add_note

    context: Context = ctx.obj
    with _held(context, step) as held:
        title = f"« {held.step.title} » : que faut-il retenir ?"
        add_note(held, _or_asked(text, lambda: write(title, "Note", context.plain)))


def reporter(
    ctx: typer.Context,
    step: Step,
    au: Annotated[
        str | None, typer.Option("--au", metavar="AAAA-MM-JJ", help="Jour où la démarche redevient à faire.")
    ] = None,
) -> None:
    """Met une démarche de côté jusqu’à un jour ; sa date limite, si elle en a une, ne bouge pas."""
    from medinstall.interview.asking import choose_day
    from medinstall.usecases.setting_aside import put_off

    context: Context = ctx.obj
    today = context.workspace.today
    until = day(au, "--au", today, past=False)
    with _held(context, step) as held:
        title = f"« {held.step.title} » : jusqu’à quel jour la remettre ?"
        put_off(held, _or_asked(until, lambda: choose_day(title, today, context.plain, past=False)))


def ecarter(
    ctx: typer.Context,
    step: Step,
    motif: Annotated[
        str | None, typer.Option("--motif", metavar="TEXTE", help="Pourquoi elle ne vous concerne pas.")
    ] = None,
    oui: Yes = False,
) -> None:
    """Retire de la liste une démarche qui ne vous concerne pas, avec votre motif."""
    from medinstall.interview.asking import write
    from medinstall.usecases.setting_aside import dismiss

    context: Context = ctx.obj
    with _held(context, step) as held:
        title = f"« {held.step.title} » : pourquoi ne vous concerne-t-elle pas ?"
        reason = _or_asked(motif, lambda: write(title, "Motif", context.plain))
        dismiss(held, reason, lambda question: oui or confirm(context, question))


def reprendre_etape(ctx: typer.Context, step: Step) -> None:
    """Remet dans la liste une démarche reportée ou écartée."""
    from medinstall.usecases.setting_aside import bring_back

    with _held(ctx.obj, step) as held:
        bring_back(held)


def _held(context: Context, step: str) -> "AbstractContextManager[HeldStep]":
    """Return a step of the dossier in use, held for writing while the block runs."""
    from medinstall.usecases.recording import held_step

    return held_step(context.workspace, context.name, step)


def _or_asked(given: T | None, ask: Callable[[], T | None]) -> T | None:
    """Return what was typed, else what is asked where somebody can be; leave the command when one goes back."""
    if given is not None or not has_terminal():
        return given
    asked = ask()
    if asked is None:
        raise typer.Exit
    return asked
