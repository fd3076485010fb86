from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medinstall.domain.profile import Tick
from medinstall.dossier.events import Event, Filed, Noted, Ticked, Undone, Unticked, Visited
from medinstall.dossier.journal_parser import check_undo
from medinstall.dossier.replay import Dossier, replay
from medinstall.errors import Refusal

from .sample import DAY, NOW, answer, calm

MONDAY, TUESDAY, WEDNESDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)


def filed(on: date = MONDAY, note: str | None = None, reference: str | None = None) -> Filed:
    return Filed("carmf", on, note=note, reference=reference, at=NOW, day=DAY)


def ticked(on: date = TUESDAY, note: str | None = None, reference: str | None = None) -> Ticked:
    return Ticked("carmf", on, note=note, reference=reference, at=NOW, day=DAY)


def unticked() -> Unticked:
    return Unticked("carmf", at=NOW, day=DAY)


def noted(note: str | None = None, reference: str | None = None) -> Noted:
    return Noted("carmf", note=note, reference=reference, at=NOW, day=DAY)


def visited() -> Visited:
    return Visited({"seen": True}, at=NOW, day=DAY)


def undo(events: list[Event]) -> list[Event]:
    return [*events, replay(events).undo(NOW, DAY)]


def test_an_empty_journal_is_an_empty_dossier() -> None:
    assert replay([]) == Dossier()


def test_the_last_answer_holds_and_none_takes_it_back() -> None:
    assert replay([answer(value="secteur_1"), answer(value="secteur_2")]).answers == {"secteur": "secteur_2"}
    assert replay([answer(), answer(value=None)]).answers == {}
    assert replay([answer(value=None)]).answers == {}
    assert replay([answer(value=False), answer("age", 0)]).answers == {"secteur": False, "age": 0}


@pytest.mark.parametrize(
    ("events", "tick"),
    [
        ([filed()], Tick(filed_on=MONDAY)),
        ([ticked()], Tick(done_on=TUESDAY)),
        ([filed(), ticked()], Tick(MONDAY, TUESDAY)),
        ([ticked(), filed()], Tick(MONDAY, TUESDAY)),
        ([filed(), ticked(), unticked()], Tick(MONDAY)),
        ([filed(), ticked(), unticked(), unticked()], None),
        ([unticked()], None),
        ([filed(note="a", reference="1"), ticked()], Tick(MONDAY, TUESDAY, "a", "1")),
        ([filed(note="a", reference="1"), ticked(note="b")], Tick(MONDAY, TUESDAY, "b", "1")),
        ([ticked(note="a", reference="1"), unticked()], Tick(note="a", reference="1")),
        ([noted("a"), noted(reference="1")], Tick(note="a", reference="1")),
        ([noted("a", "1"), noted(note="")], Tick(reference="1")),
        ([noted("a"), noted("")], None),
    ],
)
def test_ticks(events: list[Event], tick: Tick | None) -> None:
    assert replay(events).ticks == ({} if tick is None else {"carmf": tick})


def test_undo_goes_back_one_event_at_a_time() -> None:
    events: list[Event] = [answer(value="secteur_1"), answer("zone", "zip"), ticked(), noted("a")]
    seen = []
    for _ in range(4):
        events = undo(events)
        dossier = replay(events)
        seen.append((dossier.answers, dossier.ticks))
    assert seen == [
        ({"secteur": "secteur_1", "zone": "zip"}, {"carmf": Tick(done_on=TUESDAY)}),
        ({"secteur": "secteur_1", "zone": "zip"}, {}),
        ({"secteur": "secteur_1"}, {}),
        ({}, {}),
    ]
    assert [entry.undone for entry in replay(events).history] == [True] * 4 + [False] * 4
    with pytest.raises(Refusal, match="rien à annuler"):
        undo(events)


def test_undo_gives_back_what_the_event_had_changed() -> None:
    assert replay(undo([answer(value="a"), answer(value="b")])).answers == {"secteur": "a"}
    assert replay(undo([answer(value="a"), answer(value=None)])).answers == {"secteur": "a"}
    assert replay(undo([ticked(note="a"), unticked()])).ticks == {"carmf": Tick(done_on=TUESDAY, note="a")}


def test_undo_after_new_events_takes_the_new_ones_first() -> None:
    events = undo([answer(value="a"), answer(value="b")])
    events = undo([*events, answer("zone", "zip")])
    assert replay(events).answers == {"secteur": "a"}
    assert replay(undo(events)).answers == {}


def test_visits_and_undos_are_not_undone() -> None:
    events = undo([answer(), visited(), visited()])
    assert events[-1] == Undone(1, at=NOW, day=DAY)
    assert replay(events).last_visit == visited()
    with pytest.raises(Refusal, match="rien à annuler"):
        replay(events).undo(NOW, DAY)


def test_up_to_a_day_included() -> None:
    events = [answer(value="a", day=MONDAY), answer(value="b", day=TUESDAY), answer(value="c", day=WEDNESDAY)]
    assert replay(events, date(2026, 11, 22)) == Dossier()
    assert replay(events, TUESDAY).answers == {"secteur": "b"}
    assert len(replay(events, TUESDAY).history) == 2
    assert replay(events, WEDNESDAY) == replay(events)


def test_what_was_undone_later_still_stood_that_day() -> None:
    events: list[Event] = [answer(value="a", day=MONDAY), Undone(1, at=NOW, day=WEDNESDAY)]
    assert replay(events, TUESDAY).answers == {"secteur": "a"}
    assert replay(events, WEDNESDAY).answers == {}


def test_a_clock_set_backwards_undoes_the_event_that_was_meant() -> None:
    events: list[Event] = [
        answer(value="a", day=MONDAY),
        answer(value="b", day=WEDNESDAY),
        Undone(2, at=NOW, day=TUESDAY),
    ]
    assert replay(events).answers == {"secteur": "a"}
    assert replay(events, TUESDAY).answers == {"secteur": "a"}


def test_events_count_in_the_order_of_the_journal() -> None:
    assert replay([answer(value="a", day=WEDNESDAY), answer(value="b", day=MONDAY)]).answers == {"secteur": "b"}


EVENTS = st.sampled_from(
    [answer(value="a"), answer(value=None), answer("zone", "zip"), filed(), ticked(note="n"), unticked(), noted("m")]
)


@calm
@given(st.lists(st.one_of(EVENTS, st.just(visited()), st.just("undo")), max_size=30))
def test_undo_is_a_stack(script: list[Event | str]) -> None:
    """The model: a stack of events; an undo pops it."""
    events: list[Event] = []
    stack: list[Event] = []
    for event in script:
        if not isinstance(event, str):
            events.append(event)
            stack += [event] if not isinstance(event, Visited) else []
        elif stack:
            made = replay(events).undo(NOW, DAY)
            check_undo(made, events, {e.target for e in events if isinstance(e, Undone)})
            events.append(made)
            stack.pop()
    dossier, plain = replay(events), replay(stack)
    assert (dossier.answers, dossier.ticks) == (plain.answers, plain.ticks)
    assert len(dossier.history) == len(events)
