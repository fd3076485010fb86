"""The interview's side of a dossier: what is open now, and each answer on disk before the next question."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from medinstall.domain.fact import Choice, Fact, NonAnswer, Value
from medinstall.domain.profile import Profile
from medinstall.dossier.journal import Journal
from medinstall.engine.open_questions import open_questions, optional_questions, worded
from medinstall.french import full_date, typography
from medinstall.places.directory import departements, find_commune, find_departement
from medinstall.rules.answers import inconsistencies, unusual_dates
from medinstall.usecases.moving import moved_words, with_moves
from medinstall.usecases.recording import record_answers
from medinstall.usecases.workspace import Opened, Workspace
from medinstall.wording.deductions import confirm_words, deduced_words, read_words
from medinstall.wording.phrasing import answer_in_words

SEARCHED = 60  # communes: a postcode has 46 at most
MAIN_PLACE = "commune"
DEPENDENT = ("departement", "caisse", "date_resiliation")


def missing_facts(workspace: Workspace, opened: Opened) -> tuple[str, ...]:
    """Return the ids of the facts still to ask."""
    return open_questions(workspace.pack, opened.profile)


class DossierSession:
    """One dossier being filled in: `interview.session.Session` over a journal held for writing."""

    def __init__(self, workspace: Workspace, journal: Journal) -> None:
        self.name = journal.name
        self.sections = dict(workspace.pack.sections)
        self.is_saved = True  # whether the last answer given is on disk
        self._workspace = workspace
        self._journal = journal
        self._read()

    def _read(self) -> None:
        """Read what the journal holds now, and word the questions after it."""
        self.opened = self._workspace.of_journal(self._journal)
        self.facts = worded(self._workspace.pack, self._profile)

    @property
    def _profile(self) -> Profile:
        return self.opened.profile

    @property
    def deduced(self) -> Mapping[str, str]:
        """Where the answers come from that the place gives."""
        return {fact: deduced_words(each, self._workspace.pack) for fact, each in self._profile.deduced.items()}

    def guidance(self, fact: str) -> str:
        """What the doctor's own zoning table answers, to be confirmed; without one, where the answer is to be read."""
        found = self._profile.deduced.get(fact)
        if found is not None and found.to_confirm:
            return confirm_words(self.describe(fact, found.value), found)
        pack = self._workspace.pack
        own = (origin for origin, table in pack.fact[fact].known_from if pack.place_table[table].imported)
        origin = next(own, "")
        place = self._profile.place if origin == MAIN_PLACE else self._profile.second_place
        return read_words(place) if origin else ""

    def answers(self) -> Mapping[str, Value]:
        """Every answer so far, those settled by another answer included."""
        return self._profile.answers

    def open(self) -> tuple[str, ...]:
        """Ids of the facts to ask now, in order."""
        return open_questions(self._workspace.pack, self._profile)

    def optional(self) -> tuple[str, ...]:
        """Ids of the amounts that may be given last."""
        return optional_questions(self._workspace.pack, self._profile)

    def choices(self, fact: str) -> tuple[Choice, ...]:
        """The choices of a fact in this dossier."""
        known = self._workspace.pack.fact[fact]
        if known.kind == "departement":
            return tuple(Choice(found.code, f"{found.code} {found.name}") for found in departements())
        if fact == "caisse":
            return tuple(Choice(fund, fund) for fund in self._profile.place.funds)
        return next(one.choices for one in self.facts if one.id == fact)

    def search(self, text: str) -> tuple[Choice, ...]:
        """At most sixty communes that match what is being typed."""
        from medinstall.places.commune_search import label, search

        return tuple(Choice(commune.code, label(commune)) for commune in search(text, SEARCHED))

    def describe(self, fact: str, value: Value) -> str:
        """The French words of an answer."""
        known = self._workspace.pack.fact[fact]
        if value is NonAnswer.UNKNOWN:
            return "je ne sais pas encore"
        if isinstance(value, date):
            return full_date(value)
        return typography(_place_name(known, value) or answer_in_words(known, value))

    def save(self, changes: Mapping[str, Value | None]) -> tuple[str, ...]:
        """Put answers on disk before returning. Return notices to show."""
        pack = self._workspace.pack
        moved = with_moves(pack, self._profile, changes)
        released = self._contradicted(moved)
        self.is_saved = False
        record_answers(self._workspace, self._journal, self._profile, {**moved, **dict.fromkeys(released)})
        self.is_saved = True
        self._read()
        reopened = "« {} » n’allait plus avec cette réponse : la question est rouverte."
        told = moved_words(pack, moved, changes, self._profile)
        told += tuple(reopened.format(pack.fact[fact].label) for fact in released)
        unusual = unusual_dates(pack.fact, self._profile.answers, self._workspace.today) if _has_date(changes) else ()
        return (*told, *unusual)

    def _contradicted(self, changes: Mapping[str, Value | None]) -> tuple[str, ...]:
        """Return the earlier answers that a new one makes impossible: they are asked again, never guessed."""
        kept = {fact: value for fact, value in self._profile.answers.items() if fact not in changes}
        new = {fact: value for fact, value in changes.items() if value is not None}
        return tuple(fact for fact in DEPENDENT if fact in kept and any(inconsistencies({**new, fact: kept[fact]})))


def _has_date(changes: Mapping[str, Value | None]) -> bool:
    return any(isinstance(value, date) for value in changes.values())


def _place_name(fact: Fact, value: Value) -> str:
    if fact.kind == "commune" and (commune := find_commune(str(value))):
        home = find_departement(commune.departement)
        return f"{commune.name} ({home.name})" if home else commune.name
    home = find_departement(str(value)) if fact.kind == "departement" else None
    return home.name if home else ""
