"""What changed since the last visit, by cause: the rules, the answers given since, or only time passing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from medinstall.domain.pack import RulePack
from medinstall.domain.plan import Plan
from medinstall.dossier.events import Event, Visited
from medinstall.dossier.journal import Journal
from medinstall.dossier.replay import replay
from medinstall.engine.plan import plan_of
from medinstall.engine.plan_diff import Difference, Outline, difference, outline_of
from medinstall.usecases.profiles import build_profile
from medinstall.usecases.workspace import Opened, Workspace

UNCHANGED: Mapping[str, Any] = {}


class RuleChange(NamedTuple):
    """What a rule that changed something rests on: « source, checked on » before and now, maybe the same."""

    rule: str
    before: tuple[str, ...]
    after: tuple[str, ...]


class SinceLastVisit(NamedTuple):
    """The difference since `day`, split by cause; the three add up to the whole."""

    day: date
    by_rules: tuple[Difference, ...]
    by_time: tuple[Difference, ...]
    by_answers: tuple[Difference, ...]
    rules: tuple[RuleChange, ...]

    def causes(self) -> dict[str, tuple[Difference, ...]]:
        """Return the three parts by cause: « answers », « rules », « time »."""
        return {"answers": self.by_answers, "rules": self.by_rules, "time": self.by_time}

    def __bool__(self) -> bool:
        """Tell whether anything changed."""
        return bool(self.by_rules or self.by_time or self.by_answers or self.rules)


def since_last_visit(workspace: Workspace, journal: Journal, opened: Opened) -> SinceLastVisit | None:
    """Return what changed since the last visit, None at the first one."""
    last = opened.dossier.last_visit
    if last is None:
        return None
    events = journal.events()
    snapshot = _last_snapshot(events)
    seen = _outline(snapshot)
    then = replay(events[: events.index(last)])
    old = build_profile(workspace.pack, then, last.day).profile
    old_answers_then = outline_of(plan_of(workspace.pack, old))
    old_answers_now = outline_of(plan_of(workspace.pack, old._replace(today=workspace.today)))
    now = outline_of(workspace.plan(opened.profile))
    by_rules = difference(seen, old_answers_then)
    return SinceLastVisit(
        day=last.day,
        by_rules=by_rules,
        by_time=difference(old_answers_then, old_answers_now),
        by_answers=difference(old_answers_now, now),
        rules=_rule_changes(by_rules, snapshot.get("sources", {}), _sources(workspace.pack)),
    )


def record_visit(journal: Journal, plan: Plan, opened: Opened, workspace: Workspace) -> None:
    """Keep what the doctor is about to see; nothing twice on one day, and what is unchanged is not written again."""
    snapshot = _snapshot(plan)
    unchanged = _last_snapshot(journal.events()) == snapshot
    last = opened.dossier.last_visit
    if last is None or last.day != workspace.today or not unchanged:
        journal.append(Visited(UNCHANGED if unchanged else snapshot, at=workspace.clock(), day=workspace.today))


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


def _outline(snapshot: Mapping[str, Any]) -> Outline:
    return Outline(
        steps=_tables(snapshot, "steps"),
        aids=_tables(snapshot, "aids"),
        alerts=frozenset(snapshot.get("alerts", ())),
        start=snapshot.get("start", {}),
        totals=snapshot.get("totals", {}),
    )


def _tables(snapshot: Mapping[str, Any], key: str) -> dict[str, Any]:
    found = snapshot.get(key, {})
    return dict(found) if isinstance(found, dict) else {}


def _sources(pack: RulePack) -> dict[str, list[str]]:
    evidence = {**{step.id: step.evidence for step in pack.steps}, **{aid.id: aid.evidence for aid in pack.aids}}
    return {
        rule: [f"{item.source} {item.checked_on.isoformat()}" for item in items] for rule, items in evidence.items()
    }


def _rule_changes(
    changes: Sequence[Difference], before: Mapping[str, Any], after: Mapping[str, list[str]]
) -> tuple[RuleChange, ...]:
    changed = dict.fromkeys(change.subject for change in changes)
    return tuple(
        RuleChange(rule, tuple(before.get(rule, ())), tuple(after.get(rule, ())))
        for rule in changed
        if rule in before or rule in after
    )
