"""A session for the tests: the real facts, a JSON file for a disk, twenty communes, and simple conditions."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from medinstall.domain.fact import Choice, Fact, NonAnswer, Value
from medinstall.french import full_date, number
from medinstall.interview.parse_error import fold

FACTS = Path(__file__).parents[2] / "data" / "facts.toml"
COMMUNES = {
    "45234": "Orléans (Loiret, 45000)",
    "91228": "Évry-Courcouronnes (Essonne, 91000)",
    "14260": "Évrecy (Calvados, 14210)",
    "78251": "Évry-le-Château (Yvelines, 78000)",
    "93066": "Saint-Denis (Seine-Saint-Denis, 93200)",
    "97411": "Saint-Denis (La Réunion, 97400)",
    "45274": "Saint-Denis-de-l’Hôtel (Loiret, 45550)",
    "45200": "Montargis (Loiret, 45200)",
}
KNOWN = set(Fact._fields) - {"known_from", "moved", "variants"}
SECTEUR_2 = ("titre_hospitalier", "date_demande_convention")
PRACTITIONER = ("nomination_permanente", "annees_fonction", "annees_docteur_junior")
SECOND_SITE = ("commune_secondaire", "zone_secondaire", "date_ouverture_secondaire")
ELSEWHERE = (  # of the projects that tests/terminal/test_people.py plays with the real program
    "projet", "statut_poste", "devenir_poste", "quotite_gardee", "regime_remplacant", "sel_situation",
    "structure_groupe", "rachat", "prix_rachat", "local_logement", "emprunt", "conjoint_au_cabinet",
)  # fmt: skip
CONTRACT = ("date_signature_contrat", "jours_par_semaine", "majoration_ars", "hopital_proximite", "date_resiliation",
            "age", "age_confrere", "mois_stagiaire", "honoraires_zone", "part_opposable")  # fmt: skip


def load_facts(path: Path = FACTS) -> tuple[tuple[Fact, ...], dict[str, str]]:
    data = tomllib.loads(path.read_text("utf-8"))
    facts = []
    for order, (key, raw) in enumerate(data["fact"].items()):
        fields: dict[str, Any] = {"id": key, "order": order, **{name: raw[name] for name in raw if name in KNOWN}}
        fields["choices"] = tuple(Choice(**choice) for choice in raw.get("choices", ()))
        fields["settles"] = tuple(
            (value, tuple((fact, thaw(said)) for fact, said in decided.items()))
            for value, decided in raw.get("settles", {}).items()
        )
        facts.append(Fact(**fields))
    return tuple(facts), data["sections"]


def thaw(value: Any) -> Value:
    """Return a value as JSON or TOML spells it, as the profile holds it."""
    if value in ("inconnu", "jamais"):
        return NonAnswer(value)
    if isinstance(value, dict):
        return date.fromisoformat(value["date"])
    return value  # type: ignore[no-any-return]


def freeze(value: Value) -> object:
    if isinstance(value, NonAnswer):
        return value.value
    return {"date": value.isoformat()} if isinstance(value, date) else value


class FakeSession:
    def __init__(self, path: Path | None = None, facts: tuple[Fact, ...] = (), communes: Mapping[str, str] = COMMUNES):
        loaded, self.sections = load_facts()
        self.name = "essai"
        self.facts = facts or loaded
        self._path = path
        self._communes = communes
        self._given: dict[str, Value] = {}
        self.saves: list[dict[str, Value | None]] = []
        if path and path.exists():
            self._given = {key: thaw(value) for key, value in json.loads(path.read_text("utf-8")).items()}

    @property
    def deduced(self) -> Mapping[str, str]:
        return {}

    def guidance(self, fact: str) -> str:  # noqa: ARG002
        return ""

    def answers(self) -> Mapping[str, Value]:
        full = dict(self._given)
        for fact in self.facts:
            for value, decided in fact.settles:
                if self._given.get(fact.id) == value:
                    full = {**dict(decided), **full}
        return full

    def open(self) -> tuple[str, ...]:
        return tuple(key for key in self._left() if not self._fact(key).optional)

    def optional(self) -> tuple[str, ...]:
        return tuple(key for key in self._left() if self._fact(key).optional)

    def choices(self, fact: str) -> tuple[Choice, ...]:
        if fact == "departement":
            return (Choice("45", "45 Loiret"), Choice("2A", "2A Corse-du-Sud"), Choice("974", "974 La Réunion"))
        return self._fact(fact).choices

    def search(self, text: str) -> tuple[Choice, ...]:
        words = fold(text).replace("-", " ")
        found = [
            Choice(code, label)
            for code, label in self._communes.items()
            if fold(label).replace("-", " ").startswith(words) or words in label
        ]
        return tuple(found[:12])

    def describe(self, fact: str, value: Value) -> str:
        if isinstance(value, NonAnswer):
            return "je ne sais pas encore" if value is NonAnswer.UNKNOWN else "pas encore, ou jamais"
        if isinstance(value, bool):
            return "oui" if value else "non"
        if isinstance(value, date):
            return full_date(value)
        if isinstance(value, int | float):
            return f"{number(value)} {self._fact(fact).unit}"
        named = {choice.value: choice.label for choice in self._fact(fact).choices} | dict(self._communes)
        return named.get(value, value)

    def save(self, changes: Mapping[str, Value | None]) -> tuple[str, ...]:
        self.saves.append(dict(changes))
        for fact, value in changes.items():
            if value is None:
                self._given.pop(fact, None)
            else:
                self._given[fact] = value
        if self._path:
            said = {fact: freeze(value) for fact, value in self._given.items()}
            self._path.write_text(json.dumps(said, ensure_ascii=False, indent=1), "utf-8")
        return ()

    def _fact(self, fact: str) -> Fact:
        return next(one for one in self.facts if one.id == fact)

    def _left(self) -> tuple[str, ...]:
        answers = self.answers()
        return tuple(fact.id for fact in self.facts if fact.id not in answers and self._matters(fact.id, answers))

    def _matters(self, fact: str, answers: Mapping[str, Value]) -> bool:
        secteur = str(answers.get("secteur", ""))
        conditions = {
            "departement": answers.get("commune") is NonAnswer.UNKNOWN,
            "caisse": False,
            "exception_premiere_installation": False,
            **dict.fromkeys(ELSEWHERE, False),
            "socle_fmt": answers.get("medecin_traitant") is True,
            **dict.fromkeys(SECTEUR_2, not secteur or secteur.startswith("secteur_2")),
            **dict.fromkeys(PRACTITIONER, str(answers.get("titre_hospitalier", "")).startswith("ph_")),
            **dict.fromkeys(SECOND_SITE, answers.get("cabinet_secondaire") in ("creation", "reprise")),
            **dict.fromkeys(CONTRACT, answers.get("contrat_demographique", "aucun") != "aucun"),
        }
        return conditions.get(fact, True)
