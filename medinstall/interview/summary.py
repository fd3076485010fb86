"""The words before the first question and after the last one. Pure."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from medinstall.domain.fact import Fact
from medinstall.french import long_date, typography
from medinstall.interview.navigation import is_implied
from medinstall.interview.question_view import BACK, Move, Option, Page
from medinstall.interview.session import Session

TO_ANSWERS = Option(Move.BACK, "Revenir à vos réponses")


class About(NamedTuple):
    """What is told at the first run: the folder where dossiers lie, and the day the rules were checked."""

    folder: str = ""
    rules_on: date | None = None


def welcome(about: About) -> tuple[str, ...]:
    """Return what this is, where the data stay, how to leave, and the honest limit."""
    where = f" : {about.folder}" if about.folder else "."  # last, whole: a path is copied
    checked = f" Règles vérifiées le {long_date(about.rules_on)}." if about.rules_on else ""
    return (
        "medinstall prépare votre installation : démarches, dates et aides.",
        f"Vos réponses restent sur cet ordinateur, rien n'est envoyé{where}",
        "Pour quitter : Ctrl-C (Ctrl et C). Chaque réponse est déjà enregistrée.",
        f"Information, non conseil juridique.{checked}",
    )


def groups(session: Session) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the answers as label and words, under the titles of their sections, in the order of the questions."""
    found: dict[str, list[tuple[str, str]]] = {}
    for fact in _answered(session):
        found.setdefault(session.sections.get(fact.section, ""), []).append(
            (typography(fact.label), _words(session, fact))
        )
    return list(found.items())


def end_page() -> Page:
    """Return the page under the summary."""
    return Page(
        question=typography("Tout est-il juste ?"),
        options=(Option("finish", "Oui, terminer"), Option("change", "Changer une réponse")),
        entries=(BACK,),
    )


def change_page(session: Session, way_back: Option = TO_ANSWERS) -> Page:
    """Return the page that asks which answer to change."""
    return Page(
        question="Quelle réponse voulez-vous changer ?",
        options=tuple(Option(fact.id, typography(fact.label), _words(session, fact)) for fact in _answered(session)),
        entries=(way_back,),
    )


def _answered(session: Session) -> list[Fact]:
    answers = session.answers()
    return [fact for fact in session.facts if fact.id in answers]


def _words(session: Session, fact: Fact) -> str:
    answers = session.answers()
    words = typography(session.describe(fact.id, answers[fact.id]))
    return f"{words} (déduit)" if is_implied(fact, session.facts, answers) else words
