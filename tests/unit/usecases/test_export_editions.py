"""What earlier states of a dossier showed, and which edition an export is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medinstall.domain.plan import Plan
from medinstall.domain.profile import Profile, Tick
from medinstall.dossier.events import Answered, Event, Ticked, Undone, Visited
from medinstall.engine.plan import plan_of
from medinstall.engine.situation import steps_read
from medinstall.usecases import export_editions
from medinstall.usecases.export_editions import edition, vanished
from medinstall.usecases.workspace import Opened, Workspace
from medinstall.wording.schedule import ScheduledDay, scheduled_days
from tests.building import pack
from tests.generating import profiles

TODAY = date(2026, 11, 22)
NOON = datetime.combine(max(TODAY, pack().checked_on) + timedelta(days=1), time(12), UTC)  # written after the rules


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace({"MEDINSTALL_HOME": str(tmp_path)}, TODAY, lambda: NOON)


def _opened(workspace: Workspace, events: Sequence[Event]) -> Opened:
    with workspace.create("essai") as journal:
        for event in events:
            journal.append(event)
    return workspace.read("essai")


def _said(minute: int, fact: str, value: str | bool | None) -> Answered:
    return Answered(fact, value, at=NOON + timedelta(minutes=minute), day=TODAY)


def _keys(workspace: Workspace, opened: Opened) -> set[str]:
    return {view.key for view in vanished(workspace, opened)}


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """The day of each plan whose dates are looked at."""
    found: list[date] = []

    def look(plan: Plan) -> tuple[()]:
        found.append(plan.profile.today)
        return ()

    monkeypatch.setattr(export_editions, "scheduled_days", look)
    return found


STARTS = [_said(0, "date_debut", "2027-03-31"), _said(1, "cabinet", "creation")]


def test_nothing_has_vanished_from_a_dossier_that_only_grew(workspace: Workspace) -> None:
    opened = _opened(workspace, [*STARTS, _said(2, "travaux", True), _said(3, "secteur", "secteur_1")])
    assert _keys(workspace, opened) == set()


def test_an_answer_taken_back_takes_its_dates_with_it(workspace: Workspace) -> None:
    opened = _opened(workspace, [*STARTS, _said(2, "travaux", True), _said(3, "travaux", False)])
    gone = {view.key: view.on for view in vanished(workspace, opened)}
    assert gone["accessibilite"] == date(2026, 10, 31)
    assert {key.partition(".")[0] for key in gone} == {"accessibilite"}


def test_what_came_back_has_not_vanished(workspace: Workspace) -> None:
    events = [*STARTS, _said(2, "travaux", True), _said(3, "travaux", False)]
    undo = Undone(4, at=NOON + timedelta(minutes=4), day=TODAY)
    assert _keys(workspace, _opened(workspace, [*events, undo])) == set()


def test_a_date_that_moved_has_not_vanished_and_is_seen_where_it_was_last(workspace: Workspace) -> None:
    moved = [*STARTS, _said(2, "travaux", True), _said(3, "date_debut", "2027-06-30"), _said(4, "travaux", False)]
    gone = {view.key: view.on for view in vanished(workspace, _opened(workspace, moved))}
    assert gone["accessibilite"] == date(2027, 1, 31)
    assert {key.partition(".")[0] for key in gone} == {"accessibilite"}


def test_a_question_answered_for_the_first_time_cancels_nothing(workspace: Workspace) -> None:
    assert _keys(workspace, _opened(workspace, [*STARTS, _said(2, "travaux", False)])) == set()


def test_an_answer_once_not_known_cancels_what_hung_on_it(workspace: Workspace) -> None:
    opened = _opened(workspace, [*STARTS, _said(2, "travaux", "inconnu"), _said(3, "travaux", False)])
    assert {key.partition(".")[0] for key in _keys(workspace, opened)} == {"accessibilite"}


def test_the_states_of_the_same_answers_are_seen_on_their_first_and_last_day(
    workspace: Workspace, seen: list[date]
) -> None:
    later = Ticked("rcp", TODAY, at=NOON + timedelta(days=9), day=TODAY + timedelta(days=9))
    vanished(workspace, _opened(workspace, [STARTS[0], later]))
    assert seen == [TODAY, *[TODAY, TODAY + timedelta(days=9)] * 2]  # now, then without the tick and with it


def test_the_plans_to_make_do_not_grow_with_the_ticks(workspace: Workspace, seen: list[date]) -> None:
    days = [TODAY + timedelta(days=n % 5) for n in range(60)]
    ticks = [Ticked(step, day, at=NOON, day=TODAY) for day in days for step in ("rcp", "lieu")]
    vanished(workspace, _opened(workspace, [*STARTS, *ticks]))
    assert len(seen) == 1 + 1 + 2  # now, the first answer alone, then neither and both done


@given(
    profiles() | profiles(secteur="secteur_2", premiere_installation=True, cabinet="creation"),
    st.sampled_from([step for step in pack().step if step not in steps_read(pack())]),
    st.booleans(),
)
def test_a_step_that_no_other_reads_moves_its_own_dates_alone(profile: Profile, step: str, done: bool) -> None:
    """What lets the steps of no consequence be reported all at once."""
    tick = Tick(filed_on=profile.today, done_on=profile.today if done else None)
    before, after = plan_of(pack(), profile), plan_of(pack(), profile._replace(ticks={**profile.ticks, step: tick}))
    assert _of_others(step, scheduled_days(after)) == _of_others(step, scheduled_days(before))


def test_the_plans_to_make_grow_with_the_steps_that_others_read(workspace: Workspace, seen: list[date]) -> None:
    vanished(
        workspace,
        _opened(workspace, [*STARTS, *(Ticked(step, TODAY, at=NOON, day=TODAY) for step in pack().step)]),
    )
    assert len(seen) == 1 + 1 + 1 + 1 + len(steps_read(pack()))  # now, one answer alone, none done, the others, each


def _of_others(step: str, views: Iterable[ScheduledDay]) -> list[ScheduledDay]:
    return [view for view in views if view.step != step]


def test_a_clock_that_a_tick_started_has_vanished_once_it_is_undone(workspace: Workspace) -> None:
    wanted: list[Event] = [_said(2, "secteur", "secteur_2"), _said(3, "premiere_installation", True)]
    ticked: list[Event] = [Ticked("convention", TODAY, at=NOON, day=TODAY), Undone(5, at=NOON, day=TODAY)]
    steps = ("secteur_2_titres", "secteur_2_urssaf")
    opened = _opened(workspace, [*STARTS, *wanted, *ticked])
    assert _keys(workspace, opened) == {f"{step}.objectif" for step in steps}
    # their last days are provisional again: the same entries, moved
    kinds = {view.key: view.kind for view in scheduled_days(workspace.plan(opened.profile))}
    assert [kinds[step] for step in steps] == ["provisional", "provisional"]


def test_an_edition_grows_with_every_change_and_not_with_a_visit(workspace: Workspace) -> None:
    visit = Visited({"steps": {}}, at=NOON + timedelta(hours=1), day=TODAY)
    first = edition(_opened(workspace, [*STARTS, visit]), pack())
    assert first == (2, NOON + timedelta(minutes=1))
    with workspace.hold("essai") as journal:
        journal.append(_said(90, "travaux", False))
    assert edition(workspace.read("essai"), pack()) == (4, NOON + timedelta(minutes=90))


def test_an_edition_is_never_older_than_the_rules(workspace: Workspace) -> None:
    opened = _opened(workspace, [Answered("zone", "zip", at=datetime(2020, 1, 1, tzinfo=UTC), day=TODAY)])
    checked = datetime(pack().checked_on.year, pack().checked_on.month, pack().checked_on.day, tzinfo=UTC)
    assert edition(opened, pack()) == (1, checked)


def test_an_empty_dossier_has_an_edition(workspace: Workspace) -> None:
    assert edition(_opened(workspace, []), pack())[0] == 0
