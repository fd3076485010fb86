"""The command that shows the time line."""

from __future__ import annotations

import typer

from medinstall.cli.context import Context
from medinstall.cli.declaring import command


@command("calendrier")
def calendrier(ctx: typer.Context) -> None:
    """Affiche tout ce qui est daté autour de votre premier jour d’activité, mois par mois."""
    from medinstall.outputs.screen_timeline import print_calendar
    from medinstall.wording.timeline import calendar_view

    context: Context = ctx.obj
    opened, plan = context.plan()
    print_calendar(calendar_view(plan, opened.name), context.console, simple=context.simple)
