"""The home screen: the page that says what to do now, and a menu from which every command can be reached.

Each entry of the menu is a command, run as if it had been typed; what it needs, it asks. Every one comes back here.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer
from typer._click import exceptions as click_errors
from typer.core import TyperGroup

from medinstall.cli.context import Context, confirm
from medinstall.cli.picking import pick_form, pick_step
from medinstall.cli.stdio import say_error
from medinstall.cli.ticking import tick
from medinstall.cli.usage_errors import usage_fault
from medinstall.domain.fact import Choice
from medinstall.errors import Interrupted, MedinstallError
from medinstall.interview.asking import choose, from_menu, write

if TYPE_CHECKING:
    from medinstall.domain.plan import StepPlan
    from medinstall.domain.profile import Profile

LEAVE, OTHER, MORE, EXPORT, STEP = "quitter", "dossier", "autres", "exporter", "etape"
MENU = (
    Choice(STEP, "Ouvrir une démarche"),
    Choice("cocher", "Cocher"),
    Choice("liste", "Toute la liste"),
    Choice("aides", "Aides"),
    Choice("calendrier", "Calendrier"),
    Choice("chercher", "Chercher"),
    Choice("modifier", "Changer une réponse"),
    Choice("simuler", "Comparer"),
    Choice(EXPORT, "Exporter"),
    Choice(MORE, "Autres pages"),
    Choice(OTHER, "Autre dossier"),
    Choice(LEAVE, "Quitter"),
)
PAGES = (
    Choice("agenda", "Les trente jours à venir"),
    Choice("contacts", "Organismes et adresses"),
    Choice("pourquoi", "Pourquoi une démarche ou une aide"),
    Choice("pieces", "Documents à réunir"),
    Choice("courrier", "Brouillons de lettres"),
    Choice("secteurs", "Secteurs côte à côte"),
    Choice("noter", "Noter quelque chose sur une démarche"),
    Choice("reporter", "Remettre une démarche à plus tard"),
    Choice("ecarter", "Écarter une démarche"),
    Choice("reprendre-etape", "Reprendre une démarche reportée ou écartée"),
    Choice("decocher", "Décocher une démarche"),
    Choice("annuler", "Annuler le dernier geste"),
    Choice("glossaire", "Glossaire"),
    Choice("sources", "Sources"),
)
TICK, UNTICK = Choice("cocher", "Cocher cette démarche"), Choice("decocher", "Décocher cette démarche")
REPLY = Choice("cocher", "Dire quelle est la réponse")
AFTER_STEP = (
    Choice("pourquoi", "Pourquoi, critère par critère"),
    Choice("noter", "Noter quelque chose"),
    Choice(LEAVE, "Revenir à l’accueil"),
)
TALKATIVE = ("modifier", "annuler")  # what they say under a page read in the pager is still to be read
SIZES = ((5, 4), (4, 4), (3, 4), (3, 2), (2, 2), (2, 1), (1, 1), (0, 1), (0, 0))  # rows and alerts, the richest first
NEW = ""  # no dossier has that name


class Other(NamedTuple):
    """Another dossier to go on with."""

    name: str
    is_new: bool


def home(ctx: typer.Context, name: str) -> Other | None:
    """Show the home screen of a dossier and do what is chosen, until the doctor leaves or wants another."""
    context: Context = ctx.obj
    context.dossier = name
    while True:
        show_page(context, name)
        chosen = from_menu(MENU, context.plain)
        if chosen is None or chosen == LEAVE:
            return None
        if chosen == OTHER:
            if other := _other_dossier(context):
                return other
        else:
            {STEP: _open_steps, MORE: _open_more, EXPORT: _export}.get(chosen, _do)(ctx, chosen)


def show_page(context: Context, name: str) -> None:
    """Print the home page, as much of it as leaves room for the menu, and keep what was seen for the next visit."""
    from medinstall.outputs.screen import Sheet
    from medinstall.outputs.screen_page import draw
    from medinstall.usecases.visits import visit
    from medinstall.wording.home import home_page

    plan, room = visit(context.workspace, name), _room(context)
    for rows, alerts in SIZES:
        sheet = Sheet(context.console)
        draw(home_page(plan, name, rows, alerts), sheet)
        if room is None or len(sheet.lines) <= room:
            break
    sheet.show()


def _room(context: Context) -> int | None:
    """Return the lines left above the menu; None where lines are only ever added."""
    if context.simple:
        return None
    from medinstall.interview.menu import menu_height

    console = context.console
    return console.height - menu_height([choice.label for choice in MENU], console.width)


def _do(ctx: typer.Context, *words: str) -> None:
    """Run a command as typed, and leave what it says on the screen until it is read."""
    console = ctx.obj.console
    console.went_to_pager = False
    if _run(ctx, *words) and not (console.went_to_pager and words[0] not in TALKATIVE):
        _pause(ctx.obj)


def _run(ctx: typer.Context, *words: str) -> bool:
    """Run a command as typed; return False when the doctor went back instead of saying what it needs."""
    root = ctx.find_root()
    assert isinstance(root.command, TyperGroup)
    command = root.command.get_command(root, words[0])
    assert command is not None
    try:
        with command.make_context(words[0], list(words[1:]), parent=root) as inner:
            command.invoke(inner)
    except typer.Exit:
        return False
    except click_errors.ClickException as error:
        say_error(usage_fault(error))
    except MedinstallError as error:
        say_unless_interrupted(error)
    return True


def say_unless_interrupted(error: MedinstallError) -> None:
    """Print why what was chosen was refused; raise what interrupts the program."""
    if isinstance(error, Interrupted):
        raise error
    say_error(error)


def _pause(context: Context) -> None:
    """Wait until the screen is read; where lines are only ever added, nothing goes away."""
    if not context.simple:
        choose((Choice(LEAVE, "Revenir à l’accueil"),), "", context.plain, back="")


def _open_steps(ctx: typer.Context, _chosen: str) -> None:
    """Show steps one after the other, and tick or explain them."""
    from medinstall.usecases.recording import step_of

    context: Context = ctx.obj
    while step := pick_step(context, STEP):
        _run(ctx, STEP, step)
        _, plan = context.plan()
        found = step_of(plan, step)
        then = choose(entries_of(found, plan.profile), found.title, context.plain, back="Revenir aux démarches")
        if then is not None:
            if then != LEAVE:
                _after_step(ctx, then, step)
            return


def entries_of(step: StepPlan, profile: Profile) -> tuple[Choice, ...]:
    """Return what can be done next with a step; one that an answer settles is neither ticked nor unticked."""
    from medinstall.usecases.setting_aside import is_ticked

    if step.state == "faite":
        return (UNTICK, *AFTER_STEP) if is_ticked(step.id, profile) else AFTER_STEP
    return (REPLY if step.state == "deposee" else TICK, *AFTER_STEP)


def _after_step(ctx: typer.Context, then: str, step: str) -> None:
    if then != "cocher":
        _do(ctx, then, step)
        return
    try:
        ticked = tick(ctx.obj, [step])
    except MedinstallError as error:
        say_unless_interrupted(error)
        ticked = True
    if ticked:
        _pause(ctx.obj)


def _open_more(ctx: typer.Context, _chosen: str) -> None:
    command = choose(PAGES, "Quelle page ?", ctx.obj.plain)
    if command is not None:
        _do(ctx, command)


def _export(ctx: typer.Context, _chosen: str) -> None:
    """Write an export beside the doctor, under the name of the dossier."""
    context: Context = ctx.obj
    form = pick_form(context)
    if form is None:
        return
    path = Path(f"{context.dossier}.{form}")
    replaces = path.exists()
    if not replaces or confirm(context, f"« {path} » existe déjà. Le remplacer ?"):
        _do(ctx, EXPORT, form, "-o", str(path), *(("--force",) if replaces else ()))


def _other_dossier(context: Context) -> Other | None:
    """Ask which dossier to go on with; None: this one."""
    others = [Choice(name, name) for name in context.workspace.names() if name != context.dossier]
    name = choose((*others, Choice(NEW, "Commencer un autre dossier")), "Quel dossier ?", context.plain)
    if name == NEW:
        name = write("Comment l’appeler ?", "Nom", context.plain)
        return None if name is None else Other(name, is_new=True)
    return None if name is None else Other(name, is_new=False)
