from __future__ import annotations

from datetime import date

import pytest

from medinstall.domain.plan import Day
from medinstall.wording.dates import date_view, derivation
from medinstall.wording.phrasing import Wording

from .build import D, day, plan

ANCHOR = "Premier jour d’activité libérale"
START = "31 mars 2027 (premier jour d’activité libérale)"


@pytest.mark.parametrize(
    ("counted", "words"),
    [
        (day(date(2027, 4, 30), months=1, clamped=True), f"{START} + 1 mois = 30 avril 2027 (avril n’a pas de 31)"),
        (day(date(2027, 1, 31), months=-2), f"{START} – 2 mois = 31 janvier 2027"),
        (
            day(date(2027, 2, 28), months=-1, clamped=True),
            f"{START} – 1 mois = 28 février 2027 (février 2027 n’a pas de 31)",
        ),
        (day(date(2027, 4, 15), days=15), f"{START} + 15 jours = 15 avril 2027"),
        (
            day(date(2026, 12, 31), months=3, count="latest_start"),
            f"Dernier jour qui laisse 3 mois avant le {START} : 31 décembre 2026",
        ),
        (day(date(2027, 12, 31), count="year_end"), f"31 décembre de l’année du {START} = 31 décembre 2027"),
        (
            day(date(2027, 4, 1), count="next_quarter"),
            f"Premier jour du trimestre civil qui suit le {START} = 1er avril 2027",
        ),
        (day(D), ANCHOR),
    ],
)
def test_a_date_shows_its_sum(counted: Day, words: str) -> None:
    assert derivation(counted, ANCHOR).replace("\u00a0", " ") == words


def test_an_anchor_without_words_leaves_the_sum_readable() -> None:
    assert derivation(day(date(2027, 4, 30), months=1), "").replace("\u00a0", " ") == (
        "31 mars 2027 + 1 mois = 30 avril 2027"
    )
    assert derivation(day(D), "").replace("\u00a0", " ") == "31 mars 2027"


def test_a_legal_date_tells_its_text_and_the_last_working_day() -> None:
    due = day(date(2027, 2, 28), months=-1, text="R. 123-239 du code de commerce")
    view = date_view(due, Wording(plan()), lambda text: text, date(2027, 2, 26))
    assert view is not None
    assert view.words.replace("\u00a0", " ") == "dim. 28 février 2027"
    assert view.basis == "délai légal"
    assert view.practical.replace("\u00a0", " ") == "soit ven. 26 février 2027 : dernier jour ouvré"
    assert [line.replace("\u00a0", " ") for line in view.explained] == [
        f"{START} – 1 mois = 28 février 2027",
        "Base légale : R. 123-239 du code de commerce",
        "Dernier jour ouvré : ven. 26 février 2027 (le 28 février 2027 est un dimanche)",
    ]


def test_a_working_day_needs_no_other() -> None:
    view = date_view(day(date(2027, 4, 30)), Wording(plan()), lambda text: text, date(2027, 4, 30))
    assert view is not None
    assert view.practical == ""


def test_a_holiday_is_told_as_such() -> None:
    due = day(date(2027, 5, 6))
    view = date_view(due, Wording(plan()), lambda text: text, date(2027, 5, 5))
    assert view is not None
    assert view.explained[-1].endswith("(le 6\u00a0mai\u00a02027 est férié)")


def test_no_date_no_view() -> None:
    assert date_view(None, Wording(plan()), lambda text: text) is None
