"""Builders shared by the tests: the shipped rule pack, a profile from raw answers, its plan as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from medinstall.domain.fact import Value
from medinstall.domain.pack import RulePack
from medinstall.domain.plan import Plan
from medinstall.domain.profile import Profile, Tick
from medinstall.dossier.replay import Dossier
from medinstall.engine.counterfactuals import unlocks
from medinstall.engine.plan import plan_of
from medinstall.outputs.plan_json import plan_json
from medinstall.rules.answers import read_answers
from medinstall.rules.cache import load_rules
from medinstall.rules.values import raw_of
from medinstall.usecases.profiles import build_profile

TODAY = date(2026, 11, 22)


@cache
def pack() -> RulePack:
    """Return the rule pack shipped with the program."""
    return load_rules()


def profile(
    answers: Mapping[str, object],
    today: date = TODAY,
    done: Mapping[str, date] | None = None,
    filed: Mapping[str, date] | None = None,
    dismissed: Mapping[str, str] | None = None,
) -> Profile:
    """Return the profile of raw answers; a wrong one fails the test. `dismissed`: the reason, by step."""
    values, faults = read_answers(pack().fact, answers)
    assert not faults, faults
    steps = {*(done or {}), *(filed or {})}
    ticks = {step: Tick((filed or {}).get(step), (done or {}).get(step)) for step in steps}
    return profile_of(pack(), values, Dossier(ticks=ticks, dismissed=dismissed or {}), today)


def profile_of(rules: RulePack, answers: Mapping[str, Value], dossier: Dossier, today: date) -> Profile:
    """Return the profile that `answers` make, with what `dossier` says of the steps."""
    raw = {fact: raw_of(value) for fact, value in answers.items()}
    found = build_profile(rules, dossier._replace(answers=raw), today).profile
    assert answers.keys() <= found.answers.keys(), "none is set aside"
    return found


def plan(answers: Mapping[str, object], today: date = TODAY, **reported: Any) -> Plan:
    """Return the plan of raw answers."""
    return plan_of(pack(), profile(answers, today, **reported))


def as_json(found: Plan, unlocked: frozenset[str] | None = None) -> dict[str, Any]:
    """Return a plan as a script receives it; with `unlocked`, what would unlock those aids alone."""
    aids = found.pack.aid if unlocked is None else unlocked
    changes = {aid: unlocks(found.pack, found.profile, aid) if aid in aids else () for aid in found.pack.aid}
    return plan_json(found, "essai", changes)
