"""What a text typed may mean: the answers to choose among, or the sentence that says what was not understood."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from medinstall.domain.fact import Choice, Fact, NonAnswer
from medinstall.french import full_date, number, typography
from medinstall.interview.dates import is_month_alone
from medinstall.interview.page import Matches, Option, option_of
from medinstall.interview.parse_error import ParseError
from medinstall.interview.parsing import matching, read, read_departement, read_unsaid
from medinstall.interview.question_view import UNKNOWN, never
from medinstall.interview.session import Session
from medinstall.text import clean

FIRST_DAY = "faute de jour, le premier du mois"


def typed_matches(session: Session, fact: Fact, today: date) -> Matches:
    """Return the reader of what is typed for `fact`: the answers it may mean, the likelier first."""
    read_answer = _reader(session, fact, today)
    return lambda text: (UNKNOWN,) if read_unsaid(text) is NonAnswer.UNKNOWN else read_answer(text)


def _reader(session: Session, fact: Fact, today: date) -> Matches:
    if fact.kind == "commune":
        return lambda text: _found(text, session.search(clean(text)), "Aucune commune trouvée", "le code postal")
    if fact.kind != "departement":
        return lambda text: (_reading(fact, text, today),)
    choices = session.choices(fact.id)
    if choices:
        return lambda text: _found(text, matching(text, choices), "Aucun département trouvé", "le numéro")
    return lambda text: (Option(code := read_departement(text), f"Département {code}"),)


def _found(text: str, choices: Sequence[Choice], nothing: str, other: str) -> Sequence[Option]:
    if not choices:
        raise ParseError(f"{nothing} pour « {clean(text).strip()[:30]} » : essayez un autre début de nom, ou {other}.")
    return [option_of(choice) for choice in choices]


def _reading(fact: Fact, text: str, today: date) -> Option:
    value = read(fact, text, today)
    if isinstance(value, NonAnswer):
        return UNKNOWN if value is NonAnswer.UNKNOWN else never(fact)
    if isinstance(value, date):
        return Option(value, full_date(value), FIRST_DAY if is_month_alone(text) else "")
    return Option(value, typography(f"{number(float(value))} {fact.unit}".strip()))
