"""The interview, from the first open question to the summary; and one answer asked again by other commands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from medinstall.actions import worded
from medinstall.domain.fact import Value
from medinstall.errors import Refusal, layout
from medinstall.french import full_date, listing
from medinstall.interview.asking import asking
from medinstall.interview.navigation import Navigation, Screen, begin, details, tick_changes
from medinstall.interview.page import Asker, Move, Page, Reply
from medinstall.interview.question_view import ask_page, fact_of, is_typed, offer_page, tick_page
from medinstall.interview.session import Session
from medinstall.interview.summary import FINISH, NOTHING, change_page, end_page


def run(session: Session, *, today: date, simple: bool, actions: Mapping[str, str], first: Iterable[str] = ()) -> None:
    """Ask what is open, each answer on disk before the next question, until the summary is agreed to.

    `actions` says how to do what a sentence names, `first` is told where nothing is answered yet. Raises UsageFault
    without a terminal, KeyboardInterrupt when the doctor or a signal leaves.
    """
    with asking(simple) as asker:
        if not session.answers():
            for sentence in first:
                asker.tell(sentence)
        _Interview(session, asker, today, actions).run()


def ask(session: Session, fact: str | None, *, today: date, simple: bool) -> tuple[str, Value] | None:
    """Return a fact and the new answer asked for it, not saved; None when the doctor changes nothing. Raises as `run`.

    Without `fact`, which answer to change is asked first.
    """
    with asking(simple) as asker:
        while True:
            chosen = fact or asker.choose(change_page(session))
            if not isinstance(chosen, str):
                return None
            screen = Screen("ask", (chosen,))
            page = ask_page(Navigation(session, editing=screen), screen)
            kept = tuple(entry for entry in page.entries if entry.reply is not Move.BACK)
            reply = _reply(session, asker, page._replace(entries=(*kept, NOTHING)), chosen, today)
            if not isinstance(reply, Move):
                return chosen, reply
            if fact:
                return None


class _Interview:
    """One sitting: where one is, and what each reply does."""

    def __init__(self, session: Session, asker: Asker, today: date, actions: Mapping[str, str]) -> None:
        self._session = session
        self._asker = asker
        self._today = today
        self._actions = actions
        self._navigation = begin(session)

    def run(self) -> None:
        """Ask until nothing is open and the summary is agreed to."""
        while True:
            screen = self._navigation.next_screen()
            if screen is not None:
                {"ask": self._ask, "tick": self._tick, "offer": self._offer}[screen.kind](screen)
            elif self._agreed():
                return

    def _ask(self, screen: Screen) -> None:
        fact = fact_of(self._session, screen.facts[0])
        page = ask_page(self._navigation, screen)
        reply = _reply(self._session, self._asker, page, fact.id, self._today)
        if isinstance(reply, Move):
            self._back()
        else:
            words = self._session.describe(fact.id, reply)
            if self._settle({fact.id: reply}, page.section, f"{fact.label} : {words}"):
                self._navigation.answered(screen)

    def _tick(self, screen: Screen) -> None:
        page = tick_page(self._navigation, screen)
        ticked = self._asker.tick(page, self._navigation.ticks(screen))
        if isinstance(ticked, Move):
            self._back()
            return
        labels = [option.label for option in page.options if option.reply in ticked.chosen]
        words = f"Coché : {listing(labels)}" if labels else "Rien de coché"
        unsure = " ; le reste, je ne sais pas encore" if ticked.rest_unknown else ""
        then = details(self._session, screen, ticked.chosen)
        changes = tick_changes(self._session, screen, ticked.chosen, ticked.rest_unknown)
        if self._settle(changes, page.section, f"{words}{unsure}"):
            self._navigation.answered(screen, then)

    def _offer(self, screen: Screen) -> None:
        reply = self._asker.choose(offer_page(self._session, screen))
        if isinstance(reply, Move):
            self._back()
            return
        self._navigation.amounts = "wanted" if reply else "declined"
        self._navigation.answered(screen)

    def _settle(self, changes: Mapping[str, Value | None], section: str, words: str) -> bool:
        """Save what changes and say so; return False when it is refused, which is told and asked again."""
        answers = {fact: value for fact, value in self._session.answers().items() if fact not in self._session.deduced}
        changed = {fact: value for fact, value in changes.items() if fact not in answers or answers[fact] != value}
        try:
            notices = self._session.save(changed) if changed else ()
        except Refusal as refusal:
            for line in layout(refusal, self._actions).splitlines():
                self._asker.tell(line)
            return False
        self._asker.done(section, words)
        for notice in notices:
            self._asker.tell(worded(notice, self._actions))
        return True

    def _back(self) -> None:
        if not self._navigation.go_back():
            self._asker.tell("C’est la première question : il n’y en a pas avant.")

    def _agreed(self) -> bool:
        """Show every answer; return True when they are agreed to, else go where the doctor wants."""
        reply = self._asker.choose(end_page(self._session))
        if reply is Move.BACK:
            self._back()
        elif isinstance(reply, str) and reply != FINISH:
            self._navigation.editing = Screen("ask", (reply,))
        return reply == FINISH


def _reply(session: Session, asker: Asker, page: Page, fact: str, today: date) -> Reply:
    known = fact_of(session, fact)
    if is_typed(known):
        from medinstall.interview.matches import typed_matches

        matches = typed_matches(session, known, today)
        reply = asker.type_in(page, matches)
        kept: Reply | None = session.answers().get(fact)
        while known.ahead and isinstance(reply, date) and reply < today and reply != kept:
            asker.tell(f"Le {full_date(reply)} est passé : donnez le jour prévu, ou le même s’il est juste.")
            kept, reply = reply, asker.type_in(page, matches)
        return reply
    return asker.choose(page)
