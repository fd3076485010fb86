"""The filters that narrow the checklist: by time, by body, to what is required."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from medinstall.text import fold, shown
from medinstall.wording.view import ListView, StepRow


class Filter(NamedTuple):
    """What to keep of the checklist: what is to be done `within` a time, with a body, what is required alone."""

    within: timedelta | None = None
    who: str = ""
    required: bool = False

    def keeps(self, row: StepRow, today: date) -> bool:
        """Tell whether a step stays; one that waits for an answer or is done is not to be done."""
        if self.within is not None:
            near = row.act_on is not None and row.act_on <= today + self.within
            if not (row.group == "retard" or (near and row.is_open)):
                return False
        if self.who and fold(self.who) not in fold(f"{row.who} {row.short_who}"):
            return False
        return not self.required or row.is_duty


EVERY_STEP = Filter()


def narrowed(view: ListView, chosen: Filter, today: date) -> ListView:
    """Return the checklist with the steps that a filter keeps, or what to say when it keeps none."""
    kept = [(title, tuple(row for row in rows if chosen.keeps(row, today))) for title, rows in view.groups]
    groups = tuple((title, rows) for title, rows in kept if rows)
    rows = tuple(row for row in view.rows if chosen.keeps(row, today))
    return view._replace(groups=groups, rows=rows, nothing="" if groups else _nothing(view, chosen))


def _nothing(view: ListView, chosen: Filter) -> str:
    """Return that a filter keeps nothing; with whom one deals, when the name of a body is unknown here."""
    if any(Filter(who=chosen.who).keeps(row, date.max) for row in view.rows):
        return "Aucune démarche ne répond à tous ces filtres à la fois."
    bodies = {fold(body): body for row in view.rows for body in (row.short_who or row.who,)}
    among = ", ".join(bodies[body] for body in sorted(bodies))
    return f"Aucune de vos démarches ne passe par «\u00a0{shown(chosen.who)}\u00a0». Interlocuteurs\u00a0: {among}."
