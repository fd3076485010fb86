from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import date
from typing import Any

import pytest

from medinstall.domain.fact import Choice, NonAnswer, Value
from medinstall.errors import UsageFault
from medinstall.interview import asking
from medinstall.interview import run as running
from medinstall.interview.page import Matches, Move, Option, Page, Reply, Ticks
from medinstall.interview.summary import welcome

from .sample import TODAY, Memory

END = ("finish",)


class Script:
    """An asker that answers from a list and keeps what it was shown."""

    def __init__(self, *replies: object) -> None:
        self.replies: Iterator[Any] = iter(replies)
        self.pages: list[Page] = []
        self.said: list[str] = []
        self.before: Callable[[], None] = lambda: None

    def choose(self, page: Page) -> Reply:
        return self._next(page)  # type: ignore[no-any-return]

    def tick(self, page: Page, ticked: frozenset[str]) -> Ticks | Move:  # noqa: ARG002
        reply = self._next(page)
        return reply if isinstance(reply, Move | Ticks) else Ticks(frozenset(reply))

    def type_in(self, page: Page, matches: Matches) -> Reply:
        reply = self._next(page)
        return reply if isinstance(reply, Move) else matches(reply)[0].reply

    def done(self, section: str, words: str) -> None:  # noqa: ARG002
        self.said.append(words)

    def menu(self, page: Page) -> Any:
        return self._next(page)

    def tell(self, sentence: str) -> None:
        self.said.append(sentence)

    def _next(self, page: Page) -> Any:
        self.before()
        self.pages.append(page)
        return next(self.replies)


def play(session: Memory, monkeypatch: pytest.MonkeyPatch, *replies: object, script: Script | None = None) -> Script:
    script = script or Script(*replies)
    monkeypatch.setattr(running, "asking", lambda _simple: nullcontext(script))
    running.run(session, today=TODAY, simple=False, actions={"history": "medinstall annuler --historique"})
    return script


def test_a_whole_interview(monkeypatch: pytest.MonkeyPatch) -> None:
    session = Memory()
    script = play(
        session, monkeypatch, "jeune", "dans 3 mois", "orl", ["cesp", "personnel"], "assistant", True, "12 000 €", *END
    )
    assert session.given == {
        "parcours": "jeune",
        "date_debut": date(2027, 2, 22),
        "commune": "45234",
        "travaux": False,
        "cesp": True,
        "visites": 0,
        "personnel": "assistant",
        "socle": 12000,
    }
    assert [page.place for page in script.pages[:5]] == [
        "question 1, encore 6 au plus",
        "question 2, encore 4 au plus",
        "question 3, encore 3 au plus",
        "question 4, encore 2 au plus",
        "question 5, la dernière",
    ]
    assert Option("premiere", "Première installation", "True (déduit)") in script.pages[-1].options


def test_each_answer_is_saved_before_the_next_question(monkeypatch: pytest.MonkeyPatch) -> None:
    session, counts = Memory(), list[int]()
    script = Script("remplacant", True, "demain", "orl", [], False, *END)
    script.before = lambda: counts.append(len(session.saves))
    play(session, monkeypatch, script=script)
    assert counts == [0, 1, 2, 3, 4, 5, 5]


def test_going_back_offers_the_earlier_answer_and_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    session = Memory()
    script = play(
        session,
        monkeypatch,
        "jeune",
        "demain",
        Move.BACK,
        "demain",
        Move.BACK,
        Move.BACK,
        "jeune",
        "orl",
        [],
        False,
        *END,
    )
    again = script.pages[3]
    assert again.current is not None
    assert again.current.reply == date(2026, 11, 23)
    assert again.place == "question 2, encore 4 au plus"
    assert [list(save) for save in session.saves] == [
        ["parcours"], ["date_debut"], ["commune"], ["travaux", "cesp", "personnel", "visites"],
    ]  # fmt: skip


def test_the_first_question_has_none_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    script = play(Memory(), monkeypatch, Move.BACK, "jeune", "demain", "orl", [], False, *END)
    assert "C’est la première question : il n’y en a pas avant." in script.said


def test_what_is_not_known_is_saved_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    session = Memory()
    play(session, monkeypatch, "jeune", "jamais", "nsp", Ticks(frozenset({"cesp"}), rest_unknown=True), False, *END)
    assert session.given["date_debut"] is NonAnswer.NEVER
    assert session.given["commune"] is NonAnswer.UNKNOWN
    assert session.given["travaux"] is NonAnswer.UNKNOWN
    assert session.given["cesp"] is True


def test_a_refused_answer_is_told_and_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    session = Memory()
    session.refused = lambda changes: "cette date est impossible" if changes.get("date_debut") == TODAY else ""
    script = play(session, monkeypatch, "jeune", "aujourd'hui", "demain", "orl", [], False, *END)
    refusal = script.said.index("Erreur : cette date est impossible")
    assert script.said[refusal + 1 : refusal + 3] == [
        "  - fermé",
        "  Que faire : voyez « medinstall annuler --historique »",
    ]
    assert session.given["date_debut"] == date(2026, 11, 23)


def test_notices_are_told_in_the_words_of_the_front_end(monkeypatch: pytest.MonkeyPatch) -> None:
    script = play(Memory(), monkeypatch, "remplacant", True, "demain", "orl", [], False, *END)
    assert "Une réponse est mise de côté : « medinstall annuler --historique »." in script.said


def test_the_summary_changes_one_answer_and_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, Value] = {
        "parcours": "jeune", "date_debut": TODAY, "commune": "45234", "travaux": False, "cesp": False,
        "personnel": "aucun", "visites": 0, "socle": 1,
    }  # fmt: skip
    session = Memory(given)
    script = play(
        session, monkeypatch, "cesp", Move.BACK, "cesp", True, Move.BACK, "2", *END,
    )  # fmt: skip
    assert script.pages[1].place == "modification"
    assert session.given == given | {"cesp": True, "socle": 2}


def test_an_answer_no_longer_offered_is_told_and_asked_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    session = Memory({"parcours": "disparu"})
    script = play(session, monkeypatch, Move.BACK, "jeune", "demain", "orl", [], False, *END)
    page = script.pages[1]
    assert page.current is None
    assert page.warning == "Votre réponse précédente («\u00a0disparu\u00a0») n’est plus proposée."


@pytest.mark.parametrize("call", ["run", "pick", "confirm"])
def test_nobody_is_asked_without_a_terminal(call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: dict[str, Callable[[], object]] = {
        "run": lambda: running.run(Memory(), today=TODAY, simple=True, actions={}),
        "pick": lambda: asking.pick((Choice("a", "A"),), "Quoi ?", simple=True),
        "confirm": lambda: asking.confirm("Sûr ?", simple=True),
    }
    closed = io.StringIO()
    closed.close()
    for stdin in (io.StringIO("1\n"), closed, None):
        monkeypatch.setattr("sys.stdin", stdin)
        with pytest.raises(UsageFault) as fault:
            calls[call]()
        assert "terminal" in fault.value.what
        assert fault.value.exit_code == 2


def test_the_first_run_says_what_where_how_and_the_limit() -> None:
    what, where, leave, limit = welcome("/home/x", date(2026, 11, 22))
    assert "démarches" in what
    assert "/home/x" in where
    assert "Ctrl-C" in leave
    assert "conseil juridique" in limit
    assert "22\u00a0novembre\u00a02026" in limit


def test_a_day_gone_by_is_asked_again_and_kept_when_typed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    facts = tuple(fact._replace(ahead=fact.id == "date_debut") for fact in Memory().facts)
    session = Memory({"parcours": "jeune"}, facts)
    script = play(session, monkeypatch, "hier", "il y a 2 jours", "il y a 2 jours", "orl", [], False, *END)
    assert session.given["date_debut"] == date(2026, 11, 20)
    assert [said.replace("\u00a0", " ") for said in script.said if "est passé" in said] == [
        "Le samedi 21 novembre 2026 est passé : donnez le jour prévu, ou le même s’il est juste.",
        "Le vendredi 20 novembre 2026 est passé : donnez le jour prévu, ou le même s’il est juste.",
    ]
