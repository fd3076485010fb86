"""What the commands that only read do, once their words are understood: checklist, steps, aids, dossiers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from medinstall.cli.stdio import put, say
from medinstall.errors import Refusal
from medinstall.text import shown

if TYPE_CHECKING:
    from medinstall.cli.context import Context


def show_list(context: Context, *, as_json: bool = False, everything: bool = False, until: date | None = None) -> None:
    """Print the checklist, as it was on the evening of `until`; `everything` adds what does not apply."""
    opened, plan = context.plan(until)
    if as_json:
        from medinstall.outputs.plan_json import plan_json
        from medinstall.usecases.changes import all_unlocks

        put_json(plan_json(plan, opened.name, all_unlocks(plan)))
        return
    from medinstall.outputs.terminal_text import print_list
    from medinstall.wording.checklist import list_view

    print_list(list_view(plan, opened.name), context.console, simple=context.simple, everything=everything)


def show_step(context: Context, step: str) -> None:
    """Print one step in full. Raises Refusal when there is none of that name."""
    from medinstall.outputs.terminal_text import print_step
    from medinstall.usecases.recording import find_step
    from medinstall.wording.checklist import step_view

    _, plan = context.plan()
    print_step(step_view(plan, find_step(plan.pack, step)), context.console, simple=context.simple)


def show_aids(context: Context, *, as_json: bool = False) -> None:
    """Print every aid, what it rests on, and what would open it."""
    from medinstall.usecases.changes import all_unlocks

    opened, plan = context.plan()
    unlocks = all_unlocks(plan)
    if as_json:
        from medinstall.outputs.plan_json import plan_json

        found = plan_json(plan, opened.name, unlocks)
        put_json({key: found[key] for key in ("schema", "dossier", "today", "rules", "aids", "totals")})
        return
    from medinstall.outputs.terminal_text import print_aids
    from medinstall.wording.checklist import aids_view

    print_aids(aids_view(plan, opened.name, unlocks), context.console, simple=context.simple)


def show_reasons(context: Context, name: str) -> None:
    """Print the reasoning for a step or an aid. Raises Refusal when there is none of that name."""
    from medinstall.engine.counterfactuals import losses, unlocks
    from medinstall.outputs.terminal_text import print_aid_reasons, print_step_reasons
    from medinstall.wording.checklist import aid_view, step_view

    _, plan = context.plan()
    if name in plan.pack.aid:
        view = aid_view(plan, name, unlocks(plan.pack, plan.profile, name), losses(plan.pack, plan.profile, name))
        print_aid_reasons(view, context.console, simple=context.simple)
    elif name in plan.pack.step:
        print_step_reasons(step_view(plan, name), context.console, simple=context.simple)
    else:
        from medinstall.errors import suggestion

        near = suggestion(name, (*plan.pack.aid, *plan.pack.step)).removeprefix(" ; ")
        remedy = near or "« medinstall liste » les montre"
        raise Refusal(f"« {shown(name)} » n’est ni une démarche ni une aide", remedy=remedy)


def show_dossiers(context: Context, *, as_json: bool = False) -> None:
    """Print a line a dossier; those that cannot be read are told on stderr."""
    from medinstall.usecases.dossiers import summaries, summary_json

    found, notices = summaries(context.workspace)
    if as_json:
        put_json([summary_json(summary) for summary in found])
    else:
        from medinstall.outputs.terminal_text import print_dossiers
        from medinstall.wording.checklist import dossier_view

        views = [dossier_view(summary.plan, summary.name, summary.current) for summary in found]
        print_dossiers(views, context.console, simple=context.simple)
    for notice in notices:
        say(notice)


def put_json(found: object) -> None:
    """Write JSON on stdout, in UTF-8 whatever the terminal."""
    import json

    put((json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode())
