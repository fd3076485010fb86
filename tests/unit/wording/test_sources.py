from __future__ import annotations

from datetime import date, timedelta

import pytest

from medinstall.engine.source_usage import Citation, source_usages
from medinstall.wording.sources import SourcesView, UsageView, named, published, sources_view
from tests.building import TODAY, pack

OVERDUE = date(2027, 1, 1)


def view(today: date = TODAY, *, overdue: bool = False) -> SourcesView:
    return sources_view(pack(), source_usages(pack(), today), today, overdue=overdue)


def usage(name: str, today: date = TODAY) -> UsageView:
    return next(found for _, views in view(today).kinds for found in views if found.id == name)


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2024-12-22", "22 décembre 2024"),
        ("2024-11", "11/2024"),
        ("2024", "2024"),
        ("sans date", "sans date"),
        ("2025-2026", "2025-2026"),
        ("", ""),
    ],
)
def test_a_date_of_publication_in_words(when: str, words: str) -> None:
    assert _plain(published(when)) == words


def test_every_source_is_shown_once_under_its_kind() -> None:
    shown = [found.id for _, views in view().kinds for found in views]
    assert sorted(shown) == sorted(source.id for source in pack().sources)
    kinds = {label: [found.id for found in views] for label, views in view().kinds}
    assert list(kinds) == [
        "Articles de codes",
        "Lois, décrets, arrêtés",
        "Convention médicale",
        "Organismes",
        "Presse et syndicats",
        "Pages privées",
    ]
    assert "l162-5-10-css" in kinds["Articles de codes"]
    assert "ameli-optam" in kinds["Organismes"]


def test_an_article_says_which_version_was_read_and_until_when_it_holds() -> None:
    (told,) = usage("l162-5-10-css").articles
    assert _plain(told) == (
        "L. 162-5-10, version du 17 août 2004, en vigueur jusqu’au 31 décembre 2026 (LEGIARTI000006740760)"
    )
    assert usage("l1434-4").articles == ()  # a code of which no dated copy was read


def test_a_publisher_that_the_title_names_is_not_told_twice() -> None:
    assert named("Article 1 du code du travail", "Code du travail") == "Article 1 du code du travail"
    assert named("Vos aides", "Assurance Maladie") == "Vos aides, Assurance Maladie"


def test_a_source_says_what_rests_on_it_and_how_well_it_is_known() -> None:
    found = usage("ameli-optam")
    holds = dict(found.holds)
    assert "Secteur 2 avec l’OPTAM" in holds["Secteurs"]
    assert list(holds) == [kind for kind in ("Démarches", "Aides", "Secteurs", "Alertes") if kind in holds]
    assert _plain(found.checks[0].sentence).startswith("Vérifiée le 22 novembre 2026, à relire le ")
    assert found.url.startswith("https://")


def test_titles_are_finished() -> None:
    for _, views in view().kinds:
        for found in views:
            assert not any(sign in text for _, text in found.holds for sign in "{}")


def test_a_day_after_its_review_a_source_is_overdue() -> None:
    review = next(use.evidence.review_by for use in _uses("ameli-optam") if use.evidence)
    assert not usage("ameli-optam", review).overdue
    late = usage("ameli-optam", review + timedelta(days=1))
    assert late.overdue
    assert "périmée depuis le" in _plain(late.checks[0].sentence)


def _uses(name: str) -> tuple[Citation, ...]:
    return next(found.uses for found in source_usages(pack(), TODAY) if found.source.id == name)


def test_only_what_is_overdue_when_asked() -> None:
    assert view(overdue=True).kinds == ()
    assert _plain(view(overdue=True).summary).endswith("aucune n’est périmée au 22 novembre 2026.")
    late = view(OVERDUE, overdue=True)
    assert late.kinds
    assert all(found.overdue for _, views in late.kinds for found in views)
    assert "Prochaine relecture prévue" in _plain(late.next_review)


def test_no_review_is_promised_when_all_are_past() -> None:
    assert view(date(2040, 1, 1)).next_review == ""


def test_every_statement_set_aside_is_shown_with_what_holds_today() -> None:
    statements = [statement for _, found in view().documents for statement in found]
    assert len(statements) == len(pack().stale)
    assert all(statement.current and statement.sources for statement in statements)
    assert len(view().documents) == 5
