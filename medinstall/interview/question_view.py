"""The words of each question, as pages. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from medinstall.domain.fact import Fact, NonAnswer
from medinstall.french import count, number
from medinstall.interview.navigation import Navigation, Screen
from medinstall.interview.page import Move, Option, Page, option_of, shown_text
from medinstall.interview.session import Session
from medinstall.text import clean

UNKNOWN = Option(NonAnswer.UNKNOWN, "Je ne sais pas encore")
BACK = Option(Move.BACK, "Revenir à la question précédente")
REST = Option(Move.REST_UNKNOWN, "Je ne sais pas encore pour le reste")
YES, NO = Option(True, "Oui"), Option(False, "Non")

_PROMPTS = {"date": "Date", "number": "Nombre", "commune": "Commune", "departement": "Département"}
_HINTS = {
    "date": "Par exemple : 15/01/2027, 1er mars 2027, mars 2027, dans 3 mois.",
    "commune": "Tapez le début du nom ou le code postal.",
    "departement": "Tapez son numéro ou le début de son nom.",
}


def fact_of(session: Session, fact: str) -> Fact:
    """Return the fact whose id is `fact`."""
    return next(one for one in session.facts if one.id == fact)


def never(fact: Fact) -> Option:
    """Return the entry that says that what a date tells of has not happened."""
    return Option(NonAnswer.NEVER, shown_text(fact.never))


def is_typed(fact: Fact) -> bool:
    """Return whether the answer is typed rather than chosen in a list."""
    return fact.kind in _PROMPTS


def ask_page(navigation: Navigation, screen: Screen) -> Page:
    """Return the page of a fact asked alone."""
    session = navigation.session
    fact = fact_of(session, screen.facts[0])
    options = () if is_typed(fact) else _options(session, fact)
    current, warning = _current(session, fact, options)
    return Page(
        section=_section(session, fact),
        place=_place(navigation, screen),
        question=shown_text(fact.question),
        why=shown_text(fact.why),
        hint=shown_text(session.guidance(fact.id) or fact.hint or _number_hint(fact) or _HINTS.get(fact.kind, "")),
        prompt=_PROMPTS.get(fact.kind, ""),
        options=options,
        entries=(*((never(fact),) if fact.never else ()), UNKNOWN, *_way_back(navigation)),
        current=current,
        warning=warning,
    )


def tick_page(navigation: Navigation, screen: Screen) -> Page:
    """Return the page of facts ticked together."""
    session = navigation.session
    facts = [fact_of(session, fact) for fact in screen.facts]
    return Page(
        section=_section(session, facts[0]),
        place=_place(navigation, screen),
        question="Qu’est-ce qui vous concerne ?",
        why=shown_text("Cochez ce qui est vrai pour vous. Le reste compte pour « non »."),
        options=tuple(Option(fact.id, shown_text(fact.screen_label or fact.label)) for fact in facts),
        entries=(REST, *_way_back(navigation)),
    )


def offer_page(session: Session, screen: Screen) -> Page:
    """Return the page that offers to give amounts."""
    facts = [fact_of(session, fact) for fact in screen.facts]
    labels = shown_text(" ; ".join(fact.label for fact in facts))
    return Page(
        section=_section(session, facts[0]),
        place="facultatif",
        question=shown_text("Souhaitez-vous préciser des montants ?"),
        why=shown_text(f"Ils servent seulement à chiffrer des aides, ou un droit à payer : {labels}."),
        options=(Option(False, "Non, passer"), Option(True, shown_text(f"Oui ({count(len(facts), 'question')})"))),
        entries=(BACK,),
    )


def _way_back(navigation: Navigation) -> tuple[Option, ...]:
    """Return the entry that goes back, nothing on the first screen."""
    return (BACK,) if navigation.has_before() else ()


def _options(session: Session, fact: Fact) -> tuple[Option, ...]:
    if fact.kind == "yes_no":
        return (YES, NO)
    return tuple(map(option_of, session.choices(fact.id)))


def _current(session: Session, fact: Fact, options: Sequence[Option]) -> tuple[Option | None, str]:
    """Return the earlier answer, or why it can no longer be kept."""
    value = session.answers().get(fact.id)
    if value is None:
        return None, ""
    if isinstance(value, NonAnswer):
        kept = UNKNOWN if value is NonAnswer.UNKNOWN else never(fact)
        return (kept, "") if kept is UNKNOWN or fact.never else (None, "")
    if is_typed(fact):
        return Option(value, shown_text(session.describe(fact.id, value))), ""
    for option in options:
        if option.reply == value:
            return option, ""
    return None, shown_text(f"Votre réponse précédente (« {clean(str(value))[:40]} ») n'est plus proposée.")


def _section(session: Session, fact: Fact) -> str:
    return shown_text(session.sections.get(fact.section, ""))


def _place(navigation: Navigation, screen: Screen) -> str:
    if navigation.editing is not None:
        return "modification"
    number, remaining = navigation.progress(screen)
    if remaining is None:
        return "facultatif"
    return f"question {number}, {f'encore {remaining} au plus' if remaining else 'la dernière'}"


def _number_hint(fact: Fact) -> str:
    if fact.kind != "number":
        return ""
    return f"Un nombre de {number(fact.minimum)} à {number(fact.maximum)} ({fact.unit})."
