"""What changed since the last visit, by cause: the rules, the answers given since, or only time passing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from medinstall.domain.pack import RulePack
from medinstall.domain.plan import Plan
from medinstall.dossier.events import Event, Visited
from medinstall.dossier.replay import replay
from medinstall.engine.plan_diff import Difference, Outline, difference, outline_of
from medinstall.errors import Refusal
from medinstall.usecases.workspace import Opened, Workspace

UNCHANGED: Mapping[str, Any] = {}
Sources: TypeAlias = tuple[str, ...]  # « source, a space, checked on »


class SinceLastVisit(NamedTuple):
    """The difference since `day`: by cause (« answers », « rules », « time »), the three add up to the whole.

    `rules`: by step or aid that the rules changed, what it rested on then and rests on now, maybe the same.
    """

    day: date
    causes: Mapping[str, tuple[Difference, ...]]
    rules: Mapping[str, tuple[Sources, Sources]]


def since_last_visit(workspace: Workspace, opened: Opened) -> SinceLastVisit | None:
    """Return what changed since the last visit, None at the first one or when what it saw cannot be read: told."""
    last = opened.dossier.last_visit
    if last is None:
        return None
    events = [entry.event for entry in opened.dossier.history]
    snapshot = _last_snapshot(events)
    seen = _outline(snapshot)
    if seen is None:
        workspace.tell("Ce que montrait votre dernière visite est illisible : rien ne peut être comparé cette fois.")
        return None
    then = replay(events[: events.index(last)])
    old = workspace.profile_of(then, last.day)
    old_answers_then = outline_of(workspace.plan(old))
    old_answers_now = outline_of(workspace.plan(old._replace(today=workspace.today)))
    now = outline_of(workspace.plan(opened.profile))
    by_rules = difference(seen, old_answers_then)
    return SinceLastVisit(
        day=last.day,
        causes={
            "answers": difference(old_answers_now, now),
            "rules": by_rules,
            "time": difference(old_answers_then, old_answers_now),
        },
        rules=_rule_changes(by_rules, snapshot.get("sources", {}), _sources(workspace.pack)),
    )


def visit(workspace: Workspace, name: str) -> Plan:
    """Return the plan of a dossier about to be shown, noted as seen."""
    opened = workspace.read(name)
    plan = workspace.plan(opened.profile)
    _record(workspace, opened, plan)
    workspace.remember(name)
    return plan


def _record(workspace: Workspace, opened: Opened, plan: Plan) -> None:
    """Keep what the doctor is about to see, for the next visit; when that cannot be written it is told.

    Nothing twice on one day, and what is unchanged is not written again.
    """
    snapshot = _snapshot(plan)
    unchanged = _last_snapshot([entry.event for entry in opened.dossier.history]) == snapshot
    last = opened.dossier.last_visit
    if last is not None and last.day == workspace.today and unchanged:
        return
    visit = Visited(UNCHANGED if unchanged else snapshot, *workspace.now())
    try:
        with workspace.hold(opened.name) as journal:
            workspace.notice(*journal.notices)
            if len(journal.events()) == len(opened.dossier.history):  # else a window wrote what this visit did not see
                journal.append(visit)
    except Refusal as refusal:
        workspace.tell(f"Cette visite n’est pas notée pour la prochaine comparaison : {refusal.what}")


def _last_snapshot(events: Sequence[Event]) -> Mapping[str, Any]:
    """Return what the last visit saw: an empty snapshot stands for the same as before."""
    visits = (event for event in reversed(events) if isinstance(event, Visited) and event.snapshot)
    return next((dict(visit.snapshot) for visit in visits), UNCHANGED)


def _snapshot(plan: Plan) -> dict[str, Any]:
    outline = outline_of(plan)._asdict()
    outline["alerts"] = sorted(outline["alerts"])
    outline["steps"] = {step: _told(fields) for step, fields in outline["steps"].items()}
    outline["aids"] = {aid: _told(fields) for aid, fields in outline["aids"].items()}
    return {**outline, "sources": _sources(plan.pack), "rules": plan.pack.version}


def _told(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what is not known: the journal stays short, and reading gives None back."""
    return {name: value for name, value in fields.items() if value is not None}


def _outline(snapshot: Mapping[str, Any]) -> Outline | None:
    """Return what a snapshot holds, None when it is not wholly of the shape that can be compared and told."""
    steps, aids, sources = (snapshot.get(key, {}) for key in ("steps", "aids", "sources"))
    start, totals, alerts = snapshot.get("start", {}), snapshot.get("totals", {}), snapshot.get("alerts", [])
    sound = (
        all(_is_table(each, _is_fields) for each in (steps, aids))
        and all(_is_fields("", each) for each in (start, totals))
        and _is_words("", alerts)
        and _is_table(sources, _is_words)
    )
    return Outline(steps, aids, frozenset(alerts), start, totals) if sound else None


def _is_table(found: Any, is_item: Callable[[str, Any], bool]) -> bool:
    return isinstance(found, dict) and all(is_item(key, item) for key, item in found.items())


def _is_fields(_: str, found: Any) -> bool:
    return _is_table(found, _is_field)


def _is_words(_: str, found: Any) -> bool:
    return isinstance(found, list) and all(isinstance(item, str) for item in found)


def _is_field(name: str, value: Any) -> bool:
    """Tell whether a field holds what its name says: a day, an amount, a word or a yes or no."""
    if value is None:
        return True
    if name.rpartition("_")[2] in ("on", "by"):
        return _is_day(value)
    return isinstance(value, float | int) if name.endswith("eur") else isinstance(value, str | bool | float | int)


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _sources(pack: RulePack) -> dict[str, list[str]]:
    evidence = {**{step.id: step.evidence for step in pack.steps}, **{aid.id: aid.evidence for aid in pack.aids}}
    return {
        rule: [f"{item.source} {item.checked_on.isoformat()}" for item in items] for rule, items in evidence.items()
    }


def _rule_changes(
    changes: Sequence[Difference], before: Mapping[str, Any], after: Mapping[str, list[str]]
) -> dict[str, tuple[Sources, Sources]]:
    return {
        change.subject: (tuple(before.get(change.subject, ())), tuple(after.get(change.subject, ())))
        for change in changes
        if change.subject in before or change.subject in after
    }
