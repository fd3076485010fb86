"""Profiles drawn by hypothesis from the facts of the rule pack: answers, ticks and a day, whatever they mix."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from medinstall.domain.fact import Fact, NonAnswer, Value
from medinstall.domain.profile import Profile, Tick
from medinstall.dossier.replay import Dossier
from medinstall.rules.answers import inconsistencies
from tests.building import pack, profile_of

EVERY = {fact.id: fact for fact in pack().facts}
COMMUNES = ("45234", "67482", "59350", "75056", "97411", "97608", "13055", "2A004")
DEPARTEMENTS = ("45", "67", "59", "971", "976", "2A", "62")
MONTH_ENDS = (date(2027, 1, 31), date(2027, 2, 28), date(2028, 2, 29), date(2027, 3, 31), date(2026, 12, 31))
FIRST, LAST = date(2023, 1, 1), date(2031, 12, 31)

quick = settings(
    max_examples=8,
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
"""The default run: a few seconds; the same examples each time in CI."""

days = st.sampled_from(MONTH_ENDS) | st.dates(FIRST, LAST)
todays = st.sampled_from((*MONTH_ENDS, date(2026, 11, 22))) | st.dates(date(2025, 6, 1), date(2029, 6, 30))


def known(fact: Fact) -> st.SearchStrategy[Value]:
    """Return the answers that say something."""
    match fact.kind:
        case "choice":
            return st.sampled_from([choice.value for choice in fact.choices])
        case "yes_no":
            return st.booleans()
        case "number":
            return st.integers(int(fact.minimum), int(min(fact.maximum, 200_000)))
        case "commune":
            return st.sampled_from(COMMUNES)
        case "departement":
            return st.sampled_from(DEPARTEMENTS)
        case "date":
            return days | st.just(NonAnswer.NEVER) if fact.never else days


def said(fact: Fact) -> st.SearchStrategy[Value]:
    """Return every answer, « inconnu » among them, the last to be tried."""
    return known(fact) | st.just(NonAnswer.UNKNOWN)


ASKED = {name: said(fact) for name, fact in EVERY.items() if fact.kind != "choice" or fact.choices}


@st.composite
def answers(draw: st.DrawFn, /, **given: Value) -> dict[str, Value]:
    """Draw answers that do not contradict one another; `given` ones are always there."""
    missing = draw(st.sets(st.sampled_from(sorted(ASKED))))
    drawn: dict[str, Value] = {name: draw(values) for name, values in ASKED.items() if name not in missing}
    drawn |= given
    if isinstance(drawn.get("commune"), str):
        drawn.pop("departement", None)
    if list(inconsistencies(drawn)):
        drawn.pop("date_resiliation", None)
    return drawn


@st.composite
def ticks(draw: st.DrawFn, today: date) -> dict[str, Tick]:
    """Draw what was reported of some steps, never later than today."""
    back = st.integers(0, 400).map(lambda days: today - timedelta(days=days))
    found = {}
    for step in draw(st.sets(st.sampled_from(sorted(pack().step)), max_size=5)):
        filed = draw(st.none() | back) if pack().step[step].can_be_filed else None
        found[step] = Tick(filed_on=filed, done_on=draw(st.none() | back))
    return found


@st.composite
def profiles(draw: st.DrawFn, /, **given: Any) -> Profile:
    """Draw a whole profile."""
    today = draw(todays)
    found = build(draw(answers(**given)), draw(ticks(today)), today)
    some = st.sets(st.sampled_from(sorted(pack().step)), max_size=3)
    put_off = {step: today + timedelta(days=draw(st.integers(-30, 200))) for step in draw(some)}
    return found._replace(put_off=put_off, dismissed=dict.fromkeys(draw(some), "sans objet ici"))


def build(said: Mapping[str, Value], ticked: Mapping[str, Tick], today: date) -> Profile:
    """Return the profile of known answers and ticks, places looked up."""
    return profile_of(pack(), dict(said), Dossier(ticks=dict(ticked)), today)


def with_answer(profile: Profile, fact: str, value: Value) -> Profile:
    """Return the profile with one more answer, or another one; what was deduced from the place is deduced anew."""
    said = {name: answer for name, answer in profile.answers.items() if name not in profile.deduced}
    found = build({**said, fact: value}, profile.ticks, profile.today)
    return found._replace(put_off=profile.put_off, dismissed=profile.dismissed)
