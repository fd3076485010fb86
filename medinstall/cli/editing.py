"""Commands that change an answer or take a recording back, its effect shown first; and those that compare futures."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from medinstall.cli.context import Context, Yes, confirm, has_terminal
from medinstall.cli.stdio import say, show
from medinstall.errors import UsageFault
from medinstall.french import long_date
from medinstall.text import shown

if TYPE_CHECKING:
    from medinstall.domain.fact import Value
    from medinstall.usecases.history import Preview
    from medinstall.usecases.interview_session import DossierSession
    from medinstall.usecases.workspace import Workspace

MOST_VARIANTS = 4
AGAINST = "--contre"
EQUALS = "="  # between a fact and its answer


def modifier(
    ctx: typer.Context,
    change: Annotated[
        str | None, typer.Argument(metavar="FAIT", help="Réponse à changer, ou FAIT=VALEUR pour ne rien demander.")
    ] = None,
    oui: Yes = False,
) -> None:
    """Change une réponse : montre d’abord ce qui changerait, puis enregistre si vous confirmez."""
    from medinstall.usecases.interview_session import DossierSession
    from medinstall.usecases.what_if import effects, future, save_change, told
    from medinstall.wording.changes import changes_page, changes_view

    context: Context = ctx.obj
    workspace = context.workspace
    with workspace.hold(context.name) as journal:
        session = DossierSession(workspace, journal)
        workspace.notice(*session.opened.notices)
        fact, answer = _new_answer(context, session, change)
        found = future(workspace, session.opened, {fact: answer})
        view = changes_view(found.differences, found.plan, found.before)
        context.show(changes_page([(told(found, workspace.pack), view)]))
        show(effects(found, workspace.pack))
        what = f"il faut confirmer ce changement de « {fact} »"
        remedy = "ajoutez --oui pour l’enregistrer sans question"
        if not oui and not confirm(context, "Enregistrer cette réponse ?", what, remedy):
            _leave("Rien n’a été enregistré.")
        save_change(workspace, journal, found)


def _new_answer(context: Context, session: "DossierSession", change: str | None) -> "tuple[str, Value]":
    """Return the new answer, typed with its fact or asked at the keyboard; leave when the doctor changes nothing."""
    from medinstall.usecases.what_if import find_fact

    workspace = context.workspace
    if change is not None and EQUALS in change:
        return _read(change, workspace)
    if change is not None:
        find_fact(workspace.pack, change)
    if not has_terminal():
        raise UsageFault(
            "il manque la nouvelle réponse, et aucun terminal n’est ouvert pour la demander",
            remedy="écrivez-la ainsi : medinstall modifier zone=zip --oui",
        )
    from medinstall.interview.run import ask

    return ask(session, change, today=workspace.today, simple=context.plain) or _leave("Rien n’a changé.")


def _leave(sentence: str) -> NoReturn:
    say(sentence)
    raise typer.Exit


def _read(change: str, workspace: "Workspace") -> "tuple[str, Value]":
    from medinstall.usecases.what_if import read_answer

    fact, equals, answer = change.partition(EQUALS)
    if not equals:
        raise UsageFault(
            f"il manque la réponse à « {shown(fact)} »", remedy="écrivez FAIT=VALEUR, par exemple : zone=zip"
        )
    return read_answer(workspace, fact.strip(), answer.strip())


def _parsed(changes: Sequence[str], workspace: "Workspace") -> "dict[str, Value]":
    """Return the answers of a variant. Raises UsageFault when one of them has two values."""
    answers: dict[str, Value] = {}
    for change in changes:
        fact, answer = _read(change, workspace)
        if fact in answers:
            raise UsageFault(f"« {fact} » a deux valeurs dans une variante", remedy="séparez-les par --contre")
        answers[fact] = answer
    return answers


def simuler(
    ctx: typer.Context,
    changes: Annotated[
        list[str],
        typer.Argument(metavar="FAIT=VALEUR", help="Réponses à essayer ; --contre sépare deux à quatre variantes."),
    ],
) -> None:
    """Compare votre liste avec et sans un changement ; n’enregistre rien."""
    from medinstall.usecases.what_if import future, told
    from medinstall.wording.changes import changes_page, changes_view
    from medinstall.wording.places_page import places_page

    context: Context = ctx.obj
    workspace = context.workspace
    variants = _variants(changes)
    opened = context.opened()
    parsed = [_parsed(texts, workspace) for texts in variants]
    found = [future(workspace, opened, answers) for answers in parsed]
    if len(found) > 1 and all(isinstance(one.changes.get("commune"), str) for one in found):
        context.show(places_page([one.plan for one in found]))
        return
    parts = [
        (f"Avec {told(one, workspace.pack)}", changes_view(one.differences, one.plan, one.before)) for one in found
    ]
    context.show(changes_page(parts))


def _variants(words: Sequence[str]) -> list[list[str]]:
    """Return the answers to try, variant by variant. Raises UsageFault."""
    variants: list[list[str]] = [[]]
    for word in words:
        if word == AGAINST:
            variants.append([])
        elif word.startswith("-"):
            raise UsageFault(
                f"l’option « {word} » n’existe pas", remedy="« medinstall simuler --aide » aide à l’écrire"
            )
        else:
            variants[-1].append(word)
    if not all(variants):
        raise UsageFault("une variante est vide", remedy="écrivez FAIT=VALEUR de chaque côté de --contre")
    if len(variants) > MOST_VARIANTS:
        raise UsageFault(f"{len(variants)} variantes, c’est trop", remedy=f"comparez-en {MOST_VARIANTS} au plus")
    return variants


def annuler(
    ctx: typer.Context,
    historique: Annotated[bool, typer.Option("--historique", help="Montre le journal du dossier.")] = False,
    retablir: Annotated[bool, typer.Option("--retablir", help="Revient sur la dernière annulation.")] = False,
    oui: Yes = False,
) -> None:
    """Annule ce qu’a enregistré la dernière commande : montre quoi et l’effet, puis demande."""
    from medinstall.usecases.history import lines, take_back
    from medinstall.wording.blocks import Paragraph
    from medinstall.wording.changes import changes_page, changes_view

    context: Context = ctx.obj
    if historique:
        show(lines(context.workspace, context.opened()))
        return
    verb = "Rétablir" if retablir else "Annuler"

    def agree(found: "Preview") -> bool:
        title = f"{verb} ce qui a été enregistré le {long_date(found.on)} : {found.what}"
        changes = changes_page([("", changes_view(found.differences, found.plan))])
        context.show((Paragraph(title, "strong"), *changes))
        return oui or confirm(context, f"{verb} ce qui précède ?")

    take_back(context.workspace, context.name, agree, redo=retablir)
