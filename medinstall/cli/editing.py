"""Changing one answer with its preview, comparing futures, undoing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from typer import Exit

from medinstall.cli.context import Context, confirm, has_terminal
from medinstall.cli.stdio import say, show
from medinstall.domain.fact import Value
from medinstall.errors import UsageFault
from medinstall.french import long_date
from medinstall.text import shown
from medinstall.usecases import history
from medinstall.usecases.interview_session import DossierSession
from medinstall.usecases.what_if import Future, effects, find_fact, future, read_answer, save_change, told
from medinstall.wording.blocks import Paragraph
from medinstall.wording.changes import changes_page, changes_view
from medinstall.wording.places_page import places_page

MOST_VARIANTS = 4
AGAINST = "--contre"
EQUALS = "="  # between a fact and its answer


def edit(context: Context, change: str | None, *, confirmed: bool) -> None:
    """Show what a new answer changes, then save it once confirmed."""
    workspace = context.workspace
    with workspace.hold(context.name) as journal:
        session = DossierSession(workspace, journal)
        workspace.tell(*session.opened.notices)
        fact, answer = _new_answer(context, session, change)
        found = future(workspace, session.opened, {fact: answer})
        _preview(context, found)
        if not confirmed and not _agreed(fact, context):
            _leave("Rien n’a été enregistré.")
        save_change(workspace, journal, found)


def _leave(sentence: str) -> NoReturn:
    say(sentence)
    raise Exit


def _read(change: str, context: Context) -> tuple[str, Value]:
    fact, equals, answer = change.partition(EQUALS)
    if not equals:
        raise UsageFault(
            f"il manque la réponse à « {shown(fact)} »", remedy="écrivez FAIT=VALEUR, par exemple : zone=zip"
        )
    return read_answer(context.workspace, fact.strip(), answer.strip())


def _new_answer(context: Context, session: DossierSession, change: str | None) -> tuple[str, Value]:
    """Return the new answer, typed with its fact or asked at the keyboard; leave when the doctor changes nothing."""
    workspace = context.workspace
    if change is not None and EQUALS in change:
        return _read(change, context)
    if change is not None:
        find_fact(workspace.pack, change)
    if not has_terminal():
        raise UsageFault(
            "il manque la nouvelle réponse, et aucun terminal n’est ouvert pour la demander",
            remedy="écrivez-la ainsi : medinstall modifier zone=zip --oui",
        )
    from medinstall.interview.run import ask

    return ask(session, change, today=workspace.today, simple=context.plain) or _leave("Rien n’a changé.")


def _preview(context: Context, found: Future) -> None:
    pack = context.workspace.pack
    view = changes_view(found.differences, found.plan, found.before)
    context.show(changes_page([(told(found, pack), view)]))
    show(effects(found, pack))


def _agreed(fact: str, context: Context) -> bool:
    what, remedy = f"il faut confirmer ce changement de « {fact} »", "ajoutez --oui pour l’enregistrer sans question"
    return confirm(context, "Enregistrer cette réponse ?", what, remedy)


def simulate(context: Context, words: Sequence[str]) -> None:
    """Print what each variant would change; save nothing. `words`: FAIT=VALEUR, variants separated by --contre."""
    workspace = context.workspace
    variants = _variants(words)
    if len(variants) > MOST_VARIANTS:
        raise UsageFault(f"{len(variants)} variantes, c’est trop", remedy=f"comparez-en {MOST_VARIANTS} au plus")
    opened = context.opened()
    parsed = [dict(_read(text, context) for text in texts) for texts in variants]
    found = [future(workspace, opened, changes) for changes in parsed]
    if len(found) > 1 and all(isinstance(one.changes.get("commune"), str) for one in found):
        context.show(places_page([one.plan for one in found]))
        return
    parts = [
        (f"Avec {told(one, workspace.pack)}", changes_view(one.differences, one.plan, one.before)) for one in found
    ]
    context.show(changes_page(parts))


def _variants(words: Sequence[str]) -> list[list[str]]:
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
    return variants


def undo(context: Context, *, confirmed: bool, redo: bool) -> None:
    """Show what would be taken back, or given back, and what that changes; then do it once confirmed."""
    verb = "Rétablir" if redo else "Annuler"

    def agree(found: history.Preview) -> bool:
        title = f"{verb} ce qui a été enregistré le {long_date(found.on)} : {found.what}"
        changes = changes_page([("", changes_view(found.differences, found.plan))])
        context.show((Paragraph(title, "strong"), *changes))
        return confirmed or confirm(context, f"{verb} ce qui précède ?")

    history.take_back(context.workspace, context.name, agree, redo=redo)


def show_history(context: Context) -> None:
    """Print the journal in French, the newest last."""
    opened = context.opened()
    show(history.lines(context.workspace, opened))
