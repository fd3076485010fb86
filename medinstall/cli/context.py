"""What every command shares: the global options, the workspace, where to print."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from medinstall.cli.saying import say
from medinstall.errors import UsageFault
from medinstall.model.text import clean

if TYPE_CHECKING:
    from rich.console import Console

    from medinstall.app.workspace import Opened, Workspace
    from medinstall.model.plan import Plan


@dataclass
class Context:
    """The global options of one run."""

    dossier: str | None = None
    today: date | None = None
    plain: bool = False

    @cached_property
    def workspace(self) -> Workspace:
        """The doctor's dossiers, as of the day asked about. Here, and nowhere else, is the clock."""
        from medinstall.app.workspace import Workspace

        today = self.today or datetime.now().astimezone().date()
        return Workspace(os.environ, today, lambda: datetime.now().astimezone())

    @property
    def simple(self) -> bool:
        """Tell whether output is plain and append-only: asked for, or the terminal can do no better."""
        return self.plain or bool(os.environ.get("ACCESSIBLE")) or is_poor(sys.stdout)

    @cached_property
    def console(self) -> Console:
        """Where results go."""
        from medinstall.render.console import console

        return console(simple=self.simple)

    def opened(self) -> Opened:
        """Return the dossier in use, its notices told."""
        name = self.workspace.pick(self.dossier)
        opened = self.workspace.read(name)
        for notice in opened.notices:
            say(notice)
        self.workspace.remember(name)
        return opened

    def plan(self) -> tuple[Opened, Plan]:
        """Return the dossier in use and its plan."""
        opened = self.opened()
        return opened, self.workspace.plan(opened.profile)


def is_poor(stream: object) -> bool:
    """Tell whether a stream is no terminal, or one that cannot move its cursor."""
    isatty = getattr(stream, "isatty", None)
    return not (isatty and isatty()) or os.environ.get("TERM") == "dumb"


def has_terminal() -> bool:
    """Tell whether somebody can be asked."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def day(text: str, option: str) -> date:
    """Return the day typed after an option; raise UsageFault in French."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UsageFault(
            f"{option} : « {clean(text)[:40]} » n’est pas une date", remedy="écrivez AAAA-MM-JJ, par exemple 2027-01-15"
        ) from None
