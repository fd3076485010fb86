"""Starting, resuming and filling a dossier at the keyboard."""

from __future__ import annotations

import sys

from medinstall.app.interviewing import DossierSession
from medinstall.app.workspace import DEFAULT_NAME, missing_answers
from medinstall.cli.context import Context, has_terminal, tell
from medinstall.errors import Interrupted
from medinstall.interview.run import run
from medinstall.interview.summary import About
from medinstall.store.journal import Journal


def begin(context: Context) -> None:
    """Start the interview, resume it at the first open question, or show the checklist: the one command to know."""
    workspace = context.workspace
    name = context.dossier or workspace.default()
    if name is None and workspace.names():
        name = workspace.pick(None)
    if name is None or not workspace.exists(name):
        start(context, name or DEFAULT_NAME)
        return
    opened = workspace.read(name)
    from medinstall.engine.questions import open_questions

    if open_questions(workspace.pack, opened.profile):
        resume(context, name)
    else:
        show_list(context, name)


def start(context: Context, name: str) -> None:
    """Create a dossier and interview the doctor."""
    if not has_terminal():
        first = tuple(fact.id for fact in context.workspace.pack.facts if not fact.optional)[:5]
        raise missing_answers("il faut un terminal pour répondre aux questions", first, context.workspace.pack, name)
    with context.workspace.create(name) as journal:
        _interview(context, journal)
    show_list(context, name)


def resume(context: Context, name: str) -> None:
    """Resume a dossier where it stopped."""
    with context.workspace.hold(name) as journal:
        session = DossierSession(context.workspace, journal)
        if session.open() and not has_terminal():
            what = "il reste des questions, et aucun terminal n’est ouvert pour y répondre"
            raise missing_answers(what, session.open(), context.workspace.pack, name)
        for notice in journal.notices:
            tell(notice)
        if session.open():
            _interview(context, journal)
    show_list(context, name)


def _interview(context: Context, journal: Journal) -> None:
    workspace = context.workspace
    workspace.remember(journal.name)
    about = About(str(workspace.home), workspace.pack.checked_on)
    session = DossierSession(workspace, journal)
    try:
        run(session, today=workspace.today, simple=context.plain, out=sys.stdout, about=about)
    except KeyboardInterrupt:
        raise Interrupted(
            "toutes vos réponses sont enregistrées",
            remedy=f"pour reprendre où vous en étiez : medinstall reprendre {journal.name}",
        ) from None


def show_list(context: Context, name: str) -> None:
    """Print the checklist of a dossier and make it the one in use."""
    from medinstall.render.terminal import print_list
    from medinstall.render.view_list import list_view

    opened = context.workspace.read(name)
    for notice in opened.notices:
        tell(notice)
    context.workspace.remember(name)
    view = list_view(context.workspace.plan(opened.profile), name)
    print_list(view, context.console, simple=context.simple)
