"""Which screen comes next, and which came before. Pure: every path can be tested without a terminal."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from medinstall.domain.fact import Fact, NonAnswer, Value
from medinstall.interview.session import Session


class Screen(NamedTuple):
    """One thing to ask: a fact alone, several facts to tick, or whether amounts may be given."""

    kind: Literal["ask", "tick", "offer"]
    facts: tuple[str, ...]


class Progress(NamedTuple):
    """The number of a question and how many may still follow it; None for what is optional."""

    number: int
    remaining: int | None


class Navigation:
    """Where the doctor is in a session: the screens answered, the one shown again, the facts promised next."""

    def __init__(self, session: Session, history: Iterable[Screen] = (), editing: Screen | None = None) -> None:
        self.session = session
        self.history = list(history)
        self.revisiting: int | None = None  # index in the history of the screen shown again; None at the front
        self.editing = editing  # an answer being changed from the summary
        self.queue: list[str] = []  # facts to ask one by one before anything else
        self.amounts: Literal["to_offer", "wanted", "declined"] = "to_offer"

    def next_screen(self) -> Screen | None:
        """Return the screen to show now, None when every question and every amount wanted has been asked."""
        if self.editing is not None:
            return self.editing
        if self.revisiting is not None:
            return self.history[self.revisiting]
        return next(iter(self._ahead()), None) or self._amounts()

    def _ahead(self) -> list[Screen]:
        """Return the screens still possible, in order, as far as can be known now; amounts are not counted."""
        open_now, answers = self.session.open(), self.session.answers()
        queued = [fact for fact in self.queue if fact in open_now or fact in answers]
        left = [fact for fact in self.session.facts if fact.id in open_now and fact.id not in queued]
        left.sort(key=lambda fact: open_now.index(fact.id))
        screens = [Screen("ask", (fact,)) for fact in queued]
        for fact in left:
            mates = self._mates(fact, left)
            screen = Screen("tick", mates) if len(mates) > 1 else Screen("ask", (fact.id,))
            if screen not in screens:
                screens.append(screen)
        return screens

    def progress(self, screen: Screen) -> Progress:
        """Return the number of `screen` and how many screens may follow it at most."""
        by_id = {fact.id: fact for fact in self.session.facts}
        number = self.history.index(screen) + 1 if screen in self.history else len(self.history) + 1
        if screen.kind == "offer" or by_id[screen.facts[0]].optional:
            return Progress(number, None)
        ahead_now = [other for other in self._ahead() if other != screen]
        ticks = [other for other in (*ahead_now, screen) if other.kind == "tick"]
        answers = self.session.answers()
        ticked = [by_id[fact] for other in ticks for fact in other.facts]
        details = sum(fact.unticked is not None and fact.id not in answers for fact in ticked)
        return Progress(number, len(ahead_now) + details)

    def answered(self, screen: Screen, then: Iterable[str] = ()) -> None:
        """Note that `screen` has its answer; the facts `then` come next, then the first open question."""
        self.queue = [*then, *(fact for fact in self.queue if fact not in screen.facts)]
        if self.editing is None and self.revisiting is None and screen not in self.history:
            self.history.append(screen)
        self.editing = self.revisiting = None

    def go_back(self) -> bool:
        """Move to the screen before the one shown; False when there is none. No answer is taken back."""
        if self.editing is not None:
            self.editing = None
            return True
        before = self._before()
        if before is not None:
            self.revisiting = before
        return before is not None

    def has_before(self) -> bool:
        """Return whether there is a screen to go back to."""
        return self.editing is not None or self._before() is not None

    def _before(self) -> int | None:
        """Return the place in the history of the screen before the one shown, None when there is none."""
        answers = self.session.answers()
        for index in reversed(range(len(self.history) if self.revisiting is None else self.revisiting)):
            screen = self.history[index]
            if screen.kind == "offer" or any(fact in answers for fact in screen.facts):
                return index
        return None

    def ticks(self, screen: Screen) -> frozenset[str]:
        """Return the facts of a checkbox screen that are ticked: by earlier answers, or waiting for their detail."""
        answers = self.session.answers()
        ticked = {fact.id for fact in self.session.facts if answers.get(fact.id) is True or _has_detail(fact, answers)}
        return frozenset(screen.facts) & {*ticked, *self.queue}

    def _amounts(self) -> Screen | None:
        answers = self.session.answers()
        left = tuple(fact for fact in self.session.optional() if fact not in answers)
        if not left or self.amounts == "declined":
            return None
        return Screen("offer", left) if self.amounts == "to_offer" else Screen("ask", left[:1])

    def _mates(self, fact: Fact, left: Sequence[Fact]) -> tuple[str, ...]:
        """Return the open facts ticked on the same screen; none when the screen was shown and only details are left."""
        mates = [mate for mate in left if fact.screen and mate.screen == fact.screen]
        seen = any(other.screen == fact.screen and other.id in self.session.answers() for other in self.session.facts)
        if seen and all(mate.unticked is not None for mate in mates):
            return ()
        return tuple(mate.id for mate in mates)


def begin(session: Session) -> Navigation:
    """Return where a dossier just opened is: what is answered counts as shown, in the order of the questions."""
    answers, history = session.answers(), list[Screen]()
    given = [fact for fact in session.facts if fact.id in answers and not _implied(fact, session)]
    for fact in given:
        mates = [mate for mate in given if fact.screen and mate.screen == fact.screen]
        if len(mates) < 2:
            history.append(Screen("ask", (fact.id,)))
            continue
        together = Screen("tick", tuple(mate.id for mate in mates))
        if together not in history:
            history.append(together)
            history += [Screen("ask", (mate.id,)) for mate in mates if _has_detail(mate, answers)]
    return Navigation(session, history)


def tick_changes(
    session: Session, screen: Screen, ticked: Collection[str], rest_unknown: bool = False
) -> dict[str, Value | None]:
    """Return what ticking `ticked` changes.

    A ticked yes/no is True and an unticked one False; a fact with a detail gets its `unticked` value, or is opened.
    With `rest_unknown`, what is not ticked is unknown.
    """
    answers = session.answers()
    changes: dict[str, Value | None] = {}
    for fact in (fact for fact in session.facts if fact.id in screen.facts):
        if rest_unknown and fact.id not in ticked:
            changes[fact.id] = NonAnswer.UNKNOWN
        elif fact.unticked is None:
            changes[fact.id] = fact.id in ticked
        elif fact.id not in ticked:
            changes[fact.id] = fact.unticked
        elif not _has_detail(fact, answers):
            changes[fact.id] = None
    return {fact: value for fact, value in changes.items() if answers.get(fact) != value}


def details(session: Session, screen: Screen, ticked: Collection[str]) -> list[str]:
    """Return the facts newly ticked that need a detail, to be asked right after."""
    answers = session.answers()
    chosen = [fact for fact in session.facts if fact.id in screen.facts and fact.id in ticked]
    return [fact.id for fact in chosen if fact.unticked is not None and not _has_detail(fact, answers)]


def _has_detail(fact: Fact, answers: Mapping[str, Value]) -> bool:
    return fact.unticked is not None and answers.get(fact.id, fact.unticked) not in (fact.unticked, NonAnswer.UNKNOWN)


def _implied(fact: Fact, session: Session) -> bool:
    """Return whether other answers give this one, so that it was never asked."""
    answers = session.answers()
    if fact.kind == "departement":
        return isinstance(answers.get("commune"), str)
    return fact.id in session.deduced or is_implied(fact, session.facts, answers)


def is_implied(fact: Fact, facts: Iterable[Fact], answers: Mapping[str, Value]) -> bool:
    """Return whether the answer of `fact` is the one that another answer gives."""
    value = answers.get(fact.id)
    settled = (
        dict(decided).get(fact.id)
        for other in facts
        for given, decided in other.settles
        if answers.get(other.id) == given
    )
    return value is not None and value in settled
