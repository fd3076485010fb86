from __future__ import annotations

from collections.abc import Mapping

import pytest

from medinstall.domain.fact import NonAnswer, Value
from medinstall.interview.navigation import Navigation, Progress, Screen, begin, details, is_implied, tick_changes

from .sample import BASE, FACTS, TODAY, Memory

START: dict[str, Value] = {"parcours": "jeune", "date_debut": TODAY, "commune": "45234"}
TICK = Screen("tick", ("travaux", "cesp", "personnel", "visites"))


def ask(fact: str) -> Screen:
    return Screen("ask", (fact,))


def answer(session: Memory, navigation: Navigation, **changes: Value) -> None:
    screen = navigation.next_screen()
    assert screen is not None
    session.save(changes)
    navigation.answered(screen)


def tick(session: Memory, navigation: Navigation, *ticked: str) -> dict[str, Value | None]:
    screen = navigation.next_screen()
    assert screen is not None
    assert screen.kind == "tick"
    changes, then = tick_changes(session, screen, ticked), details(session, screen, ticked)
    session.save(changes)
    navigation.answered(screen, then)
    return changes


def test_questions_come_in_order_and_settled_ones_are_not_asked() -> None:
    session = Memory()
    navigation = begin(session)
    assert navigation.next_screen() == ask("parcours")
    answer(session, navigation, parcours="jeune")
    assert navigation.next_screen() == ask("date_debut")


def test_facts_of_one_screen_are_ticked_together() -> None:
    session = Memory(START)
    navigation = begin(session)
    assert navigation.next_screen() == TICK
    assert tick(session, navigation, "cesp", "personnel") == {"travaux": False, "cesp": True, "visites": 0}


def test_what_needs_a_detail_is_asked_right_after_it_was_ticked() -> None:
    session = Memory({"parcours": "jeune", "commune": "45234"})
    session.pointless = lambda fact, answers: fact == "date_debut" and "cesp" not in answers
    navigation = begin(session)
    tick(session, navigation, "personnel", "visites")
    assert navigation.next_screen() == ask("personnel")
    answer(session, navigation, personnel="assistant")
    assert navigation.next_screen() == ask("visites")
    answer(session, navigation, visites=3)
    assert navigation.next_screen() == ask("date_debut")


def test_two_details_left_after_a_stop_are_asked_alone() -> None:
    session = Memory(START | {"travaux": True, "cesp": False})
    assert begin(session).next_screen() == ask("personnel")


def test_one_fact_alone_makes_no_checkbox_screen() -> None:
    session = Memory(START)
    session.pointless = lambda fact, _answers: fact in TICK.facts and fact != "cesp"
    assert begin(session).next_screen() == ask("cesp")


def test_what_is_not_ticked_may_be_unknown() -> None:
    changes = tick_changes(Memory(START), TICK, ("cesp",), rest_unknown=True)
    assert changes == {
        "travaux": NonAnswer.UNKNOWN, "cesp": True, "personnel": NonAnswer.UNKNOWN, "visites": NonAnswer.UNKNOWN,
    }  # fmt: skip


def test_progress_counts_what_was_answered_and_what_may_follow() -> None:
    session = Memory()
    navigation = begin(session)
    assert navigation.progress(ask("parcours")) == Progress(1, 6)  # 3 facts, 1 screen, its 2 details
    answer(session, navigation, parcours="jeune")
    assert navigation.progress(ask("date_debut")) == Progress(2, 4)
    answer(session, navigation, date_debut=TODAY)
    answer(session, navigation, commune="45234")
    assert navigation.progress(TICK) == Progress(4, 2)
    tick(session, navigation, "personnel")
    assert navigation.progress(ask("personnel")) == Progress(5, 0)


@pytest.mark.parametrize("ticked", [(), ("cesp",), ("personnel", "visites"), TICK.facts])
def test_what_may_still_follow_never_grows(ticked: tuple[str, ...]) -> None:
    session = Memory()
    navigation = begin(session)
    given = START | {"premiere": True, "personnel": "assistant", "visites": 2}
    left = 99
    while (screen := navigation.next_screen()) and screen.kind != "offer":
        number, remaining = navigation.progress(screen)
        assert remaining is not None
        assert remaining < left
        left = remaining
        assert number == len(navigation.history) + 1
        if screen.kind == "tick":
            tick(session, navigation, *ticked)
        else:
            answer(session, navigation, **{screen.facts[0]: given[screen.facts[0]]})


def test_going_back_shows_earlier_screens_and_takes_nothing_back() -> None:
    session = Memory()
    navigation = begin(session)
    answer(session, navigation, parcours="remplacant")
    answer(session, navigation, premiere=False)
    assert navigation.go_back()
    assert navigation.next_screen() == ask("premiere")
    assert navigation.progress(ask("premiere")).number == 2
    assert navigation.go_back()
    assert navigation.next_screen() == ask("parcours")
    assert not navigation.go_back()
    assert session.given == {"parcours": "remplacant", "premiere": False}
    answer(session, navigation, parcours="remplacant")
    assert navigation.next_screen() == ask("date_debut")
    assert navigation.progress(ask("date_debut")).number == 3


def test_a_resumed_dossier_goes_back_over_its_answers_in_order() -> None:
    session = Memory(START | {"travaux": True, "cesp": False, "personnel": "assistant", "visites": 0})
    navigation = begin(session)
    back = []
    while navigation.go_back():
        back.append(navigation.next_screen())
    assert back == [ask("personnel"), TICK, ask("commune"), ask("date_debut"), ask("parcours")]


def test_going_back_skips_what_has_no_answer_any_more() -> None:
    session = Memory(START)
    navigation = begin(session)
    del session.given["commune"]
    navigation.go_back()
    assert navigation.next_screen() == ask("date_debut")


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
    found = tick_changes(session, TICK, ticked)
    defaults: dict[str, Value] = {"travaux": False, "cesp": False, "visites": 0}
    assert found == {**{k: v for k, v in defaults.items() if given.get(k) != v and k not in ticked}, **changes}
    assert details(session, TICK, ticked) == queue


def test_earlier_answers_are_ticked() -> None:
    given: dict[str, Value] = {"travaux": True, "cesp": NonAnswer.UNKNOWN, "personnel": "assistant", "visites": 0}
    assert Navigation(Memory(given)).ticks(TICK) == {"travaux", "personnel"}


def test_what_was_ticked_and_waits_for_its_detail_is_still_ticked() -> None:
    session = Memory(START)
    navigation = begin(session)
    tick(session, navigation, "cesp", "visites")
    assert navigation.go_back()
    assert navigation.ticks(TICK) == {"cesp", "visites"}
    tick(session, navigation, "cesp")
    assert session.given["visites"] == 0
    assert navigation.next_screen() == Screen("offer", ("socle",))


def test_amounts_are_offered_last_and_asked_only_if_wanted() -> None:
    given = START | {"travaux": False, "cesp": False, "personnel": "aucun", "visites": 0}
    session = Memory(given)
    navigation = begin(session)
    offer = navigation.next_screen()
    assert offer == Screen("offer", (BASE.id,))
    assert navigation.progress(offer).remaining is None
    navigation.amounts = "declined"
    assert navigation.next_screen() is None
    navigation.amounts = "wanted"
    assert navigation.next_screen() == ask("socle")
    answer(session, navigation, socle=NonAnswer.UNKNOWN)
    assert navigation.next_screen() is None
    assert navigation.go_back()
    assert navigation.next_screen() == ask("socle")


def test_changing_one_answer_comes_back_to_the_summary() -> None:
    given = START | {"travaux": False, "cesp": False, "personnel": "aucun", "visites": 0, "socle": 1}
    session = Memory(given)
    navigation = begin(session)
    history = list(navigation.history)
    navigation.editing = ask("cesp")
    answer(session, navigation, cesp=True)
    assert navigation.next_screen() is None
    navigation.editing = ask("cesp")
    assert navigation.go_back()
    assert navigation.next_screen() is None
    assert navigation.history == history


def test_an_answer_that_another_or_the_place_gives_is_known_as_such() -> None:
    session = Memory({"parcours": "jeune"})
    assert is_implied(FACTS[1], FACTS, session.answers())
    assert not is_implied(FACTS[1], FACTS, {"parcours": "jeune", "premiere": False})
    assert not is_implied(FACTS[1], FACTS, {"parcours": "jeune"})
