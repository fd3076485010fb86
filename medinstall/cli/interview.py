"""Starting, resuming and filling a dossier at the keyboard."""

from __future__ import annotations

import os
from collections.abc import Callable

import typer

from medinstall.cli.actions import COMMANDS
from medinstall.cli.context import Context, has_terminal
from medinstall.cli.home import home, say_unless_interrupted, show_page
from medinstall.errors import Interrupted, MedinstallError, UsageFault
from medinstall.interview.run import run
from medinstall.interview.summary import welcome
from medinstall.text import clean
from medinstall.usecases.interview_session import DossierSession, missing_facts
from medinstall.usecases.workspace import DEFAULT_NAME, Opened

FIRST_FACTS = 5  # enough to see what is asked; the interview shows the rest as it goes


def begin(ctx: typer.Context) -> None:
    """Start the interview, resume it at the first open question, or show the home screen: the one command to know."""
    context: Context = ctx.obj
    workspace = context.workspace
    name = context.dossier if context.dossier is not None else workspace.default()
    if name is None and workspace.names():
        name = workspace.pick(None)
    if name is None or not workspace.exists(name):
        start(ctx, name or DEFAULT_NAME)
    else:
        resume(ctx, name, show_page)


def start(ctx: typer.Context, name: str) -> None:
    """Create a dossier and interview the doctor, then show the home screen."""
    _fill_new(ctx.obj, name)
    _stay_home(ctx, name)


def resume(ctx: typer.Context, name: str, without_terminal: Callable[[Context, str], None]) -> None:
    """Resume a dossier where it stopped, then show the home screen, or what is shown where nobody can choose."""
    _catch_up(ctx.obj, name)
    if has_terminal():
        _stay_home(ctx, name)
    else:
        without_terminal(ctx.obj, name)


def _stay_home(ctx: typer.Context, name: str) -> None:
    """Show the home screen of a dossier, then of those the doctor goes on with."""
    while other := home(ctx, name):
        try:
            (_fill_new if other.is_new else _catch_up)(ctx.obj, other.name)
            name = other.name
        except MedinstallError as error:
            say_unless_interrupted(error)


def _fill_new(context: Context, name: str) -> None:
    """Create a dossier and interview the doctor."""
    if not context.workspace.exists(name) and not has_terminal():  # an existing name is refused below
        first = [fact for fact in context.workspace.pack.facts if not fact.optional][:FIRST_FACTS]
        raise UsageFault(
            "il faut un terminal pour répondre aux questions",
            remedy=(
                f"{_in_a_terminal(f'medinstall nouveau {name}')}, "
                f"ou donnez les réponses dans un fichier : medinstall nouveau {name} --reponses FICHIER"
            ),
            faults=(f"{fact.id} : {fact.question}" for fact in first),
        )
    with context.workspace.create(name) as journal:
        _interview(context, DossierSession(context.workspace, journal))


def _in_a_terminal(command: str) -> str:
    """Return how to run a command where one can answer: Git Bash on Windows gives programs no terminal."""
    if os.environ.get("MSYSTEM"):
        return "dans Git Bash, lancez « winpty medinstall », ou ouvrez PowerShell"
    return f"lancez « {command} » dans un terminal"


def _catch_up(context: Context, name: str) -> None:
    """Say what changed since the last visit, and ask the questions still open."""
    workspace = context.workspace
    opened = workspace.read(name)
    missing = missing_facts(workspace, opened)
    if missing and not has_terminal():
        raise UsageFault(
            "il reste des questions, et aucun terminal n’est ouvert pour y répondre",
            remedy=(
                f"{_in_a_terminal(f'medinstall reprendre {name}')}, ou donnez les réponses dans un fichier "
                "(« medinstall nouveau NOM --reponses FICHIER »)."
            ),
            faults=(f"{fact} : {workspace.pack.fact[fact].question}" for fact in missing),
        )
    workspace.notice(*opened.notices)
    _say_what_changed(context, opened)
    if missing:
        with workspace.hold(name) as journal:
            workspace.notice(*journal.notices)
            _interview(context, DossierSession(workspace, journal))


def _say_what_changed(context: Context, opened: Opened) -> None:
    """Print the difference since the last visit, by cause; nothing when there is none."""
    from medinstall.usecases.visits import since_last_visit

    since = since_last_visit(context.workspace, opened)
    if since is None:
        return
    from medinstall.wording.changes import changes_page, since_parts
    from medinstall.wording.rule_changes import rule_changes_part

    plan = context.workspace.plan(opened.profile)
    parts = [*since_parts(since.day, since.causes, plan), *rule_changes_part(since.rules, plan)]
    if parts:
        context.show(changes_page(parts))


def _interview(context: Context, session: DossierSession) -> None:
    workspace = context.workspace
    workspace.remember(session.name)
    first = welcome(clean(str(workspace.home)), workspace.pack.checked_on)
    try:
        run(session, today=workspace.today, simple=context.plain, actions=COMMANDS, first=first)
    except KeyboardInterrupt:
        what = "toutes vos réponses sont enregistrées"
        raise Interrupted(
            what if session.is_saved else "vos réponses sont enregistrées, sauf la dernière",
            remedy=f"reprenez avec « medinstall reprendre {session.name} »",
        ) from None


def show_list(context: Context, name: str) -> None:
    """Print the checklist, and keep what was seen for the next visit."""
    from medinstall.usecases.visits import visit
    from medinstall.wording.list_page import list_page

    context.show(list_page(visit(context.workspace, name), name))
