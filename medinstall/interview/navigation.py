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


class Navigation:
    """Where the doctor is: the screens answered, the one shown again, the facts promised next."""

    def __init__(self, history: Iterable[Screen] = (), editing: Screen | None = None) -> None:
        self.history = list(history)
        self.revisiting: int | None = None  # index in the history of the screen shown again; None at the front
        self.editing = editing  # an answer being changed from the summary
        self.queue: list[str] = []  # facts to ask one by one before anything else
        self.amounts: Literal["to_offer", "wanted", "declined"] = "to_offer"


class Progress(NamedTuple):
    """The number of a question and how many may still follow it; None for what is optional."""

    number: int
    remaining: int | None


def begin(session: Session) -> Navigation:
    """Return the walk of a dossier just opened: what is answered counts as walked, in the order of the questions."""
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
    return Navigation(history)


def next_screen(session: Session, walk: Navigation) -> Screen | None:
    """Return the screen to show now, None when every question and every amount wanted has been asked."""
    if walk.editing is not None:
        return walk.editing
    if walk.revisiting is not None:
        return walk.history[walk.revisiting]
    return next(iter(ahead(session, walk)), None) or _amounts(session, walk)


def ahead(session: Session, walk: Navigation) -> list[Screen]:
    """Return the screens still possible, in order, as far as can be known now; amounts are not counted."""
    open_now, answers = session.open(), session.answers()
    queued = [fact for fact in walk.queue if fact in open_now or fact in answers]
    left = [fact for fact in session.facts if fact.id in open_now and fact.id not in queued]
    left.sort(key=lambda fact: open_now.index(fact.id))
    screens = [Screen("ask", (fact,)) for fact in queued]
    for fact in left:
        mates = _mates(fact, left, session)
        screen = Screen("tick", mates) if len(mates) > 1 else Screen("ask", (fact.id,))
        if screen not in screens:
            screens.append(screen)
    return screens


def progress(session: Session, walk: Navigation, screen: Screen) -> Progress:
    """Return the number of `screen` and how many screens may follow it at most."""
    by_id = {fact.id: fact for fact in session.facts}
    number = walk.history.index(screen) + 1 if screen in walk.history else len(walk.history) + 1
    if screen.kind == "offer" or by_id[screen.facts[0]].optional:
        return Progress(number, None)
    ahead_now = [other for other in ahead(session, walk) if other != screen]
    ticks = [other for other in (*ahead_now, screen) if other.kind == "tick"]
    answers = session.answers()
    details = sum(by_id[fact].unticked is not None and fact not in answers for other in ticks for fact in other.facts)
    return Progress(number, len(ahead_now) + details)


def answered(walk: Navigation, screen: Screen, then: Iterable[str] = ()) -> None:
    """Note that `screen` has its answer; the facts `then` come next, then the first open question."""
    walk.queue = [*then, *(fact for fact in walk.queue if fact not in screen.facts)]
    if walk.editing is None and walk.revisiting is None and screen not in walk.history:
        walk.history.append(screen)
    walk.editing = walk.revisiting = None


def go_back(session: Session, walk: Navigation) -> bool:
    """Move to the screen before the one shown; False when there is none. No answer is taken back."""
    if walk.editing is not None:
        walk.editing = None
        return True
    before = _before(session, walk)
    if before is not None:
        walk.revisiting = before
    return before is not None


def has_before(session: Session, walk: Navigation) -> bool:
    """Return whether there is a screen to go back to."""
    return walk.editing is not None or _before(session, walk) is not None


def _before(session: Session, walk: Navigation) -> int | None:
    """Return the place in the history of the screen before the one shown, None when there is none."""
    answers = session.answers()
    for index in reversed(range(len(walk.history) if walk.revisiting is None else walk.revisiting)):
        screen = walk.history[index]
        if screen.kind == "offer" or any(fact in answers for fact in screen.facts):
            return index
    return None


def ticks(session: Session, walk: Navigation, screen: Screen) -> frozenset[str]:
    """Return the facts of a checkbox screen ticked by earlier answers, or ticked and still waiting for their detail."""
    answers = session.answers()
    ticked = {fact.id for fact in session.facts if answers.get(fact.id) is True or _has_detail(fact, answers)}
    return frozenset(screen.facts) & {*ticked, *walk.queue}


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


def _amounts(session: Session, walk: Navigation) -> Screen | None:
    answers = session.answers()
    left = tuple(fact for fact in session.optional() if fact not in answers)
    if not left or walk.amounts == "declined":
        return None
    return Screen("offer", left) if walk.amounts == "to_offer" else Screen("ask", left[:1])


def _mates(fact: Fact, left: Sequence[Fact], session: Session) -> tuple[str, ...]:
    """Return the open facts ticked on the same screen; none when the screen was shown and only details are left."""
    mates = [mate for mate in left if fact.screen and mate.screen == fact.screen]
    seen = any(other.screen == fact.screen and other.id in session.answers() for other in session.facts)
    if seen and all(mate.unticked is not None for mate in mates):
        return ()
    return tuple(mate.id for mate in mates)


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
