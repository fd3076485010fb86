"""What rules that changed rest on, in words: the sources of the last visit, and those of today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from medinstall.domain.plan import Plan
from medinstall.french import long_date, typography
from medinstall.text import clean
from medinstall.wording.changes import ChangesView
from medinstall.wording.phrasing import Wording

Sources = tuple[str, ...]


def rule_changes_part(rules: Mapping[str, tuple[Sources, Sources]], plan: Plan) -> list[tuple[str, ChangesView]]:
    """Return the part that names old and new sources; none when no rule changed.

    `rules` gives, by step or aid, what it rested on at the last visit and now: « source, a space, checked on ».
    """
    wording = Wording(plan)
    titles = {step.id: wording.title(step) for step in plan.steps}
    titles |= {aid.id: wording.title(aid) for aid in plan.aids}
    groups = tuple((titles.get(rule, clean(rule)), _lines(*both, plan)) for rule, both in rules.items())
    view = ChangesView("Ce qui a changé dans les règles s’appuie sur ces sources.", groups)
    return [("Sources de ces règles", view)] if groups else []


def _lines(before: Sources, after: Sources, plan: Plan) -> tuple[str, ...]:
    if before == after:
        return (typography(f"Mêmes sources : {_told(after, plan)}"),)
    kept = set(before) & set(after)
    old = [source for source in before if source not in kept]
    new = [source for source in after if source not in kept]
    return tuple(
        typography(f"{label} : {_told(sources, plan)}") for label, sources in (("Avant", old), ("Maintenant", new))
    )


def _told(sources: Iterable[str], plan: Plan) -> str:
    return " ; ".join(_source(source, plan) for source in sources) or "aucune"


def _source(text: str, plan: Plan) -> str:
    name, _, day = text.rpartition(" ")
    known = plan.pack.source.get(name)
    return f"{known.title if known else clean(name)} (vérifiée le {_day(day)})"


def _day(text: str) -> str:
    try:
        return long_date(date.fromisoformat(text))
    except ValueError:
        return clean(text)
