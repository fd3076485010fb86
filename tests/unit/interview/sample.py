"""Eight facts and a session in memory: enough for every path of the interview, and independent of data/."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from medinstall.actions import how_to
from medinstall.domain.fact import Choice, Fact, NonAnswer, Value
from medinstall.errors import Refusal
from medinstall.french import full_date

TODAY = date(2026, 11, 22)
COMMUNES = {"45234": "Orléans (45)", "91228": "Évry-Courcouronnes (91)", "14260": "Évrecy (14)"}

ORIGIN = Fact(
    "parcours", "choice", "vous", 0, "D’où venez-vous ?", "Tout en dépend.", "Parcours",
    choices=(Choice("jeune", "Jeune diplômé"), Choice("remplacant", "Remplaçant")),
    settles=(("jeune", (("premiere", True),)),),
)  # fmt: skip
FIRST = Fact("premiere", "yes_no", "vous", 1, "Est-ce la première ?", "Les aides.", "Première installation")
START = Fact(
    "date_debut", "date", "vous", 2, "Quel jour ?", "Les dates.", "Premier jour", never="Pas encore, ou jamais"
)
PLACE = Fact("commune", "commune", "lieu", 3, "Dans quelle commune ?", "La caisse.", "Commune")
WORKS = Fact(
    "travaux", "yes_no", "lieu", 4, "Des travaux ?", "La mairie.", "Travaux", screen="s", screen_label="Des travaux"
)
CESP = Fact("cesp", "yes_no", "lieu", 5, "Le CESP ?", "La zone.", "CESP", screen="s", screen_label="Un CESP")
STAFF = Fact(
    "personnel", "choice", "lieu", 6, "Qui ?", "Une aide.", "Personnel", screen="s", screen_label="Du personnel",
    unticked="aucun", choices=(Choice("aucun", "Personne"), Choice("assistant", "Un assistant")),
)  # fmt: skip
VISITS = Fact(
    "visites", "number", "lieu", 7, "Combien ?", "Payé.", "Visites", screen="s", screen_label="Des visites",
    unticked=0, unit="jours", maximum=31,
)  # fmt: skip
BASE = Fact("socle", "number", "montants", 8, "Quel socle ?", "Chiffrer.", "Socle", optional=True, unit="€ par an",
            maximum=1_000_000)  # fmt: skip
FACTS = (ORIGIN, FIRST, START, PLACE, WORKS, CESP, STAFF, VISITS, BASE)


class Memory:
    """A session that keeps its answers in memory, and every save in order."""

    name = "essai"
    sections: Mapping[str, str] = {"vous": "Vous", "lieu": "Votre lieu", "montants": "Vos montants"}

    def __init__(self, given: Mapping[str, Value] | None = None, facts: tuple[Fact, ...] = FACTS) -> None:
        self.facts = facts
        self.given: dict[str, Value] = dict(given or {})
        self.saves: list[dict[str, Value | None]] = []
        self.refused: Callable[[Mapping[str, Value | None]], str] = lambda _changes: ""
        self.pointless: Callable[[str, Mapping[str, Value]], bool] = lambda _fact, _answers: False

    @property
    def deduced(self) -> Mapping[str, str]:
        return {}

    def guidance(self, fact: str) -> str:  # noqa: ARG002
        return ""

    def answers(self) -> Mapping[str, Value]:
        settled: dict[str, Value] = {}
        for fact in self.facts:
            for value, decided in fact.settles:
                if self.given.get(fact.id) == value:
                    settled |= dict(decided)
        return settled | self.given

    def open(self) -> tuple[str, ...]:
        return tuple(fact.id for fact in self._left() if not fact.optional)

    def optional(self) -> tuple[str, ...]:
        return tuple(fact.id for fact in self._left() if fact.optional)

    def choices(self, fact: str) -> tuple[Choice, ...]:
        return next(one.choices for one in self.facts if one.id == fact)

    def search(self, text: str) -> tuple[Choice, ...]:
        found = [Choice(code, label) for code, label in COMMUNES.items() if text.casefold() in label.casefold()]
        return tuple(found)

    def describe(self, fact: str, value: Value) -> str:  # noqa: ARG002
        if isinstance(value, NonAnswer):
            return value.value
        if isinstance(value, date):
            return full_date(value)
        return COMMUNES.get(str(value), str(value))

    def save(self, changes: Mapping[str, Value | None]) -> tuple[str, ...]:
        if sentence := self.refused(changes):
            raise Refusal(sentence, remedy=f"voyez « {how_to('history')} »", faults=("fermé",))
        self.saves.append(dict(changes))
        for fact, value in changes.items():
            if value is None:
                self.given.pop(fact, None)
            else:
                self.given[fact] = value
        return (f"Une réponse est mise de côté : « {how_to('history')} ».",) if "premiere" in changes else ()

    def _left(self) -> list[Fact]:
        answers = self.answers()
        return [fact for fact in self.facts if fact.id not in answers and not self.pointless(fact.id, answers)]
