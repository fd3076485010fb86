from __future__ import annotations

from collections.abc import Mapping

import pytest

from medinstall.domain.fact import NonAnswer, Value
from medinstall.interview import navigation as flow
from medinstall.interview.navigation import Navigation, Progress, Screen

from .sample import BASE, FACTS, TODAY, Memory

START: dict[str, Value] = {"parcours": "jeune", "date_debut": TODAY, "commune": "45234"}
TICK = Screen("tick", ("travaux", "cesp", "personnel", "visites"))


def ask(fact: str) -> Screen:
    return Screen("ask", (fact,))


def answer(session: Memory, walk: Navigation, **changes: Value) -> None:
    screen = flow.next_screen(session, walk)
    assert screen is not None
    session.save(changes)
    flow.answered(walk, screen)


def tick(session: Memory, walk: Navigation, *ticked: str) -> dict[str, Value | None]:
    screen = flow.next_screen(session, walk)
    assert screen is not None
    assert screen.kind == "tick"
    changes, then = flow.tick_changes(session, screen, ticked), flow.details(session, screen, ticked)
    session.save(changes)
    flow.answered(walk, screen, then)
    return changes


def test_questions_come_in_order_and_settled_ones_are_not_asked() -> None:
    session = Memory()
    walk = flow.begin(session)
    assert flow.next_screen(session, walk) == ask("parcours")
    answer(session, walk, parcours="jeune")
    assert flow.next_screen(session, walk) == ask("date_debut")


def test_facts_of_one_screen_are_ticked_together() -> None:
    session = Memory(START)
    walk = flow.begin(session)
    assert flow.next_screen(session, walk) == TICK
    assert tick(session, walk, "cesp", "personnel") == {"travaux": False, "cesp": True, "visites": 0}


def test_what_needs_a_detail_is_asked_right_after_it_was_ticked() -> None:
    session = Memory({"parcours": "jeune", "commune": "45234"})
    session.pointless = lambda fact, answers: fact == "date_debut" and "cesp" not in answers
    walk = flow.begin(session)
    tick(session, walk, "personnel", "visites")
    assert flow.next_screen(session, walk) == ask("personnel")
    answer(session, walk, personnel="assistant")
    assert flow.next_screen(session, walk) == ask("visites")
    answer(session, walk, visites=3)
    assert flow.next_screen(session, walk) == ask("date_debut")


def test_two_details_left_after_a_stop_are_asked_alone() -> None:
    session = Memory(START | {"travaux": True, "cesp": False})
    assert flow.next_screen(session, flow.begin(session)) == ask("personnel")


def test_one_fact_alone_makes_no_checkbox_screen() -> None:
    session = Memory(START)
    session.pointless = lambda fact, _answers: fact in TICK.facts and fact != "cesp"
    assert flow.next_screen(session, flow.begin(session)) == ask("cesp")


def test_what_is_not_ticked_may_be_unknown() -> None:
    changes = flow.tick_changes(Memory(START), TICK, ("cesp",), rest_unknown=True)
    assert changes == {
        "travaux": NonAnswer.UNKNOWN, "cesp": True, "personnel": NonAnswer.UNKNOWN, "visites": NonAnswer.UNKNOWN,
    }  # fmt: skip


def test_progress_counts_what_was_answered_and_what_may_follow() -> None:
    session = Memory()
    walk = flow.begin(session)
    assert flow.progress(session, walk, ask("parcours")) == Progress(1, 6)  # 3 facts, 1 screen, its 2 details
    answer(session, walk, parcours="jeune")
    assert flow.progress(session, walk, ask("date_debut")) == Progress(2, 4)
    answer(session, walk, date_debut=TODAY)
    answer(session, walk, commune="45234")
    assert flow.progress(session, walk, TICK) == Progress(4, 2)
    tick(session, walk, "personnel")
    assert flow.progress(session, walk, ask("personnel")) == Progress(5, 0)


@pytest.mark.parametrize("ticked", [(), ("cesp",), ("personnel", "visites"), TICK.facts])
def test_what_may_still_follow_never_grows(ticked: tuple[str, ...]) -> None:
    session = Memory()
    walk = flow.begin(session)
    given = START | {"premiere": True, "personnel": "assistant", "visites": 2}
    left = 99
    while (screen := flow.next_screen(session, walk)) and screen.kind != "offer":
        number, remaining = flow.progress(session, walk, screen)
        assert remaining is not None
        assert remaining < left
        left = remaining
        assert number == len(walk.history) + 1
        if screen.kind == "tick":
            tick(session, walk, *ticked)
        else:
            answer(session, walk, **{screen.facts[0]: given[screen.facts[0]]})


def test_going_back_shows_earlier_screens_and_takes_nothing_back() -> None:
    session = Memory()
    walk = flow.begin(session)
    answer(session, walk, parcours="remplacant")
    answer(session, walk, premiere=False)
    assert flow.go_back(session, walk)
    assert flow.next_screen(session, walk) == ask("premiere")
    assert flow.progress(session, walk, ask("premiere")).number == 2
    assert flow.go_back(session, walk)
    assert flow.next_screen(session, walk) == ask("parcours")
    assert not flow.go_back(session, walk)
    assert session.given == {"parcours": "remplacant", "premiere": False}
    answer(session, walk, parcours="remplacant")
    assert flow.next_screen(session, walk) == ask("date_debut")
    assert flow.progress(session, walk, ask("date_debut")).number == 3


def test_a_resumed_dossier_goes_back_over_its_answers_in_order() -> None:
    session = Memory(START | {"travaux": True, "cesp": False, "personnel": "assistant", "visites": 0})
    walk = flow.begin(session)
    back = []
    while flow.go_back(session, walk):
        back.append(flow.next_screen(session, walk))
    assert back == [ask("personnel"), TICK, ask("commune"), ask("date_debut"), ask("parcours")]


def test_going_back_skips_what_has_no_answer_any_more() -> None:
    session = Memory(START)
    walk = flow.begin(session)
    del session.given["commune"]
    flow.go_back(session, walk)
    assert flow.next_screen(session, walk) == ask("date_debut")


@pytest.mark.parametrize(
    ("given", "ticked", "changes", "queue"),
    [
        ({"travaux": True, "personnel": "assistant"}, ("travaux", "personnel"), {"cesp": False, "visites": 0}, []),
        ({"travaux": True, "cesp": False}, ("cesp",), {"travaux": False, "cesp": True, "personnel": "aucun"}, []),
        ({"personnel": "aucun", "visites": 2}, ("personnel",), {"personnel": None, "visites": 0}, ["personnel"]),
        ({"personnel": NonAnswer.UNKNOWN}, ("personnel",), {"personnel": None}, ["personnel"]),
    ],
)
def test_ticking_again_changes_only_what_differs(
    given: Mapping[str, Value], ticked: tuple[str, ...], changes: dict[str, Value | None], queue: list[str]
) -> None:
    session = Memory(given)
    found = flow.tick_changes(session, TICK, ticked)
    defaults: dict[str, Value] = {"travaux": False, "cesp": False, "visites": 0}
    assert found == {**{k: v for k, v in defaults.items() if given.get(k) != v and k not in ticked}, **changes}
    assert flow.details(session, TICK, ticked) == queue


def test_earlier_answers_are_ticked() -> None:
    given: dict[str, Value] = {"travaux": True, "cesp": NonAnswer.UNKNOWN, "personnel": "assistant", "visites": 0}
    assert flow.ticks(Memory(given), Navigation(), TICK) == {"travaux", "personnel"}


def test_what_was_ticked_and_waits_for_its_detail_is_still_ticked() -> None:
    session = Memory(START)
    walk = flow.begin(session)
    tick(session, walk, "cesp", "visites")
    assert flow.go_back(session, walk)
    assert flow.ticks(session, walk, TICK) == {"cesp", "visites"}
    tick(session, walk, "cesp")
    assert session.given["visites"] == 0
    assert flow.next_screen(session, walk) == Screen("offer", ("socle",))


def test_amounts_are_offered_last_and_asked_only_if_wanted() -> None:
    given = START | {"travaux": False, "cesp": False, "personnel": "aucun", "visites": 0}
    session = Memory(given)
    walk = flow.begin(session)
    offer = flow.next_screen(session, walk)
    assert offer == Screen("offer", (BASE.id,))
    assert flow.progress(session, walk, offer).remaining is None
    walk.amounts = "declined"
    assert flow.next_screen(session, walk) is None
    walk.amounts = "wanted"
    assert flow.next_screen(session, walk) == ask("socle")
    answer(session, walk, socle=NonAnswer.UNKNOWN)
    assert flow.next_screen(session, walk) is None
    assert flow.go_back(session, walk)
    assert flow.next_screen(session, walk) == ask("socle")


def test_changing_one_answer_comes_back_to_the_summary() -> None:
    given = START | {"travaux": False, "cesp": False, "personnel": "aucun", "visites": 0, "socle": 1}
    session = Memory(given)
    walk = flow.begin(session)
    history = list(walk.history)
    walk.editing = ask("cesp")
    answer(session, walk, cesp=True)
    assert flow.next_screen(session, walk) is None
    walk.editing = ask("cesp")
    assert flow.go_back(session, walk)
    assert flow.next_screen(session, walk) is None
    assert walk.history == history


def test_an_answer_that_another_or_the_place_gives_is_known_as_such() -> None:
    session = Memory({"parcours": "jeune"})
    assert flow.is_implied(FACTS[1], FACTS, session.answers())
    assert not flow.is_implied(FACTS[1], FACTS, {"parcours": "jeune", "premiere": False})
    assert not flow.is_implied(FACTS[1], FACTS, {"parcours": "jeune"})
