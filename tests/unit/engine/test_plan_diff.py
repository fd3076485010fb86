"""A difference is exact: written into the old outline it gives the new one, and its inverse undoes it."""

from __future__ import annotations

from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from medinstall.domain.fact import Value
from medinstall.domain.profile import Profile
from medinstall.engine.plan import plan_of
from medinstall.engine.plan_diff import Difference, Outline, difference, outline_of
from medinstall.rules.answers import inconsistencies
from tests.building import pack
from tests.generating import ASKED, profiles, quick, with_answer


@st.composite
def editing(draw: st.DrawFn) -> tuple[Profile, str, Value]:
    fact = draw(st.sampled_from(sorted(ASKED)))
    drawn = draw(profiles())
    value = draw(ASKED[fact])
    assume(not list(inconsistencies({**drawn.answers, fact: value})))
    return drawn, fact, value


@quick
@given(editing())
def test_a_difference_says_everything_and_its_inverse_undoes_it(drawn: tuple[Profile, str, Value]) -> None:
    profile, fact, value = drawn
    before = outline_of(plan_of(pack(), profile))
    after = outline_of(plan_of(pack(), with_answer(profile, fact, value)))
    there, back = difference(before, after), difference(after, before)
    assert not difference(before, before)
    assert patched(before, there) == after
    assert patched(patched(before, there), back) == before
    assert {turned(change) for change in there} == set(back)
    if fact in profile.answers:
        restored = with_answer(with_answer(profile, fact, value), fact, profile.answers[fact])
        assert not difference(before, outline_of(plan_of(pack(), restored)))


def turned(change: Difference) -> Difference:
    return change._replace(before=change.after, after=change.before)


def patched(outline: Outline, changes: tuple[Difference, ...]) -> Outline:
    """Return the outline with differences written into it: the proof that they say everything."""
    tables: dict[str, dict[str, dict[str, Any]]] = {
        "step": {subject: dict(fields) for subject, fields in outline.steps.items()},
        "aid": {subject: dict(fields) for subject, fields in outline.aids.items()},
        "start": {"start": dict(outline.start)},
        "totals": {"totals": dict(outline.totals)},
        "alert": {alert: {"stands": True} for alert in outline.alerts},
    }
    for change in changes:
        fields = tables[change.kind].setdefault(change.subject, {})
        assert (fields.get(change.field) or False) == (change.before or False)
        fields[change.field] = change.after
    standing = frozenset(alert for alert, fields in tables["alert"].items() if fields["stands"])
    return Outline(tables["step"], tables["aid"], standing, tables["start"]["start"], tables["totals"]["totals"])
