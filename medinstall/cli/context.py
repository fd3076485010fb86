"""What every command shares: the global options, the workspace, where to print."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Annotated

import typer

from medinstall.cli.stdio import say
from medinstall.errors import UsageFault
from medinstall.streams import is_terminal
from medinstall.text import shown

if TYPE_CHECKING:
    from medinstall.domain.plan import Plan
    from medinstall.outputs.console import Console
    from medinstall.usecases.workspace import Opened, Workspace
    from medinstall.wording.blocks import Block

STEP = "Son nom court, comme rcp : « medinstall chercher MOT » le donne."
Step = Annotated[str, typer.Argument(metavar="DEMARCHE", help=STEP)]
Yes = Annotated[bool, typer.Option("--oui", help="Ne demande pas de confirmation.")]
AsJson = Annotated[bool, typer.Option("--json", help="Écrit du JSON, pour un script.")]


class Context:
    """The global options of one run."""

    def __init__(
        self, dossier: str | None = None, today: date | None = None, plain: bool = False, paged: bool = True
    ) -> None:
        self.dossier = dossier
        self.today = today
        self.plain = plain
        self.paged = paged

    @cached_property
    def workspace(self) -> Workspace:
        """The doctor's dossiers, as of the day asked about. Here, and nowhere else, is the clock."""
        from medinstall.usecases.workspace import Workspace

        today = self.today or datetime.now().astimezone().date()
        return Workspace(os.environ, today, lambda: datetime.now().astimezone(), say)

    @property
    def name(self) -> str:
        """The name of the dossier in use. Raises Refusal when there is none."""
        return self.workspace.pick(self.dossier)

    @property
    def simple(self) -> bool:
        """Tell whether output is plain and append-only: asked for, or the terminal can do no better."""
        return self.plain or os.environ.get("ACCESSIBLE", "") not in ("", "0") or is_poor(sys.stdout)

    @cached_property
    def console(self) -> Console:
        """Where results go; what is longer than the terminal, to the pager."""
        from medinstall.outputs.console import Console

        if self.simple or not (self.paged and has_terminal()):
            return Console(sys.stdout, simple=self.simple)
        from medinstall.outputs.pager import pager_of

        return Console(sys.stdout, pager=pager_of(os.environ))

    def show(self, page: Iterable[Block]) -> None:
        """Print a page where results go."""
        from medinstall.outputs.screen_page import print_page

        print_page(page, self.console)

    def opened(self, until: date | None = None) -> Opened:
        """Return the dossier in use, as it was on the evening of `until`, its notices told."""
        name = self.name
        opened = self.workspace.read(name, until)
        self.workspace.notice(*opened.notices)
        self.workspace.remember(name)
        return opened

    def plan(self, until: date | None = None) -> tuple[Opened, Plan]:
        """Return the dossier in use and its plan."""
        opened = self.opened(until)
        return opened, self.workspace.plan(opened.profile)


def is_poor(stream: object) -> bool:
    """Tell whether a stream is no terminal, unless FORCE_COLOR says otherwise, or one that cannot move its cursor."""
    shows = is_terminal(stream) or bool(os.environ.get("FORCE_COLOR"))
    return not shows or os.environ.get("TERM") in ("dumb", "unknown")


def has_terminal() -> bool:
    """Tell whether somebody can be asked."""
    return is_terminal(sys.stdin) and is_terminal(sys.stdout)


def confirm(context: Context, question: str, what: str = "", remedy: str = "ajoutez --oui") -> bool:
    """Ask a yes or no. Raises UsageFault when nobody can be asked: `what` is to be confirmed, and how to do without."""
    if not has_terminal():
        raise UsageFault(what or f"il faut confirmer, et personne ne peut répondre ici : {question}", remedy=remedy)
    from medinstall.interview.asking import confirm as asked

    return asked(question, context.plain)


def day(text: str | None, option: str, today: date | None = None, *, past: bool = True) -> date | None:
    """Return the day typed after an option, if any, as in the interview where `today` is given. Raises UsageFault."""
    if text is None:
        return None
    from medinstall.domain.fact import FIRST_DAY, LAST_DAY
    from medinstall.interview.dates import read_date
    from medinstall.interview.parse_error import ParseError

    try:
        found = read_date(text, today, past=past) if today else date.fromisoformat(text.strip())
    except (ValueError, ParseError):
        raise UsageFault(
            f"{option} : « {shown(text)} » n’est pas une date", remedy="écrivez AAAA-MM-JJ, par exemple 2027-01-15"
        ) from None
    if not FIRST_DAY <= found <= LAST_DAY:
        raise UsageFault(
            f"{option} : « {shown(text)} » est trop loin d’aujourd’hui",
            remedy=f"donnez une date de {FIRST_DAY.year} à {LAST_DAY.year}",
        )
    return found
