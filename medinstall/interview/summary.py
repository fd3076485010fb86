"""The words before the first question and after the last one. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from medinstall.french import long_date, typography
from medinstall.interview.navigation import is_implied
from medinstall.interview.page import Move, Option, Page
from medinstall.interview.question_view import BACK
from medinstall.interview.session import Session

FINISH = "finish"
NOTHING = Option(Move.BACK, "Ne rien changer")


def welcome(folder: str, rules_on: date) -> tuple[str, ...]:
    """Return what this is, the folder where the data stay, how to leave, and the honest limit."""
    return (
        "medinstall prépare votre installation : démarches, dates et aides.",
        f"Vos réponses restent sur cet ordinateur, rien n'est envoyé : {folder}",  # last, whole: a path is copied
        "Pour quitter : Ctrl-C (Ctrl et C). Chaque réponse est déjà enregistrée.",
        f"Information, non conseil juridique. Règles vérifiées le {long_date(rules_on)}.",
    )


def end_page(session: Session) -> Page:
    """Return the page that shows every answer, to be agreed to or changed one by one."""
    return Page(
        question=typography("Tout est-il juste ?"),
        why=typography("Choisissez une réponse pour la changer."),
        options=(Option(FINISH, "Oui, terminer"), *_answer_rows(session)),
        entries=(BACK,),
    )


def change_page(session: Session) -> Page:
    """Return the page that asks which answer to change."""
    return Page(
        question="Quelle réponse voulez-vous changer ?",
        options=tuple(_answer_rows(session)),
        entries=(NOTHING,),
    )


def _answer_rows(session: Session) -> Iterator[Option]:
    """Yield the answers as label and words, in the order of the questions."""
    answers = session.answers()
    for fact in session.facts:
        if fact.id in answers:
            words = typography(session.describe(fact.id, answers[fact.id]))
            implied = "déduit" if is_implied(fact, session.facts, answers) else ""
            origin = session.deduced.get(fact.id, implied)
            yield Option(fact.id, typography(fact.label), f"{words} ({origin})" if origin else words)
