from __future__ import annotations

from datetime import date, timedelta

import pytest

from medinstall.domain.source import Source
from medinstall.engine.source_usage import Citation, source_usages
from medinstall.wording.blocks import Block, Heading, Labelled, Page, Paragraph, Space
from medinstall.wording.sources import SOURCE_KINDS, published_words, sources_page, title_words
from tests.building import TODAY, pack

OVERDUE = date(2027, 1, 1)


def page(today: date = TODAY, *, overdue: bool = False) -> Page:
    return sources_page(pack(), source_usages(pack(), today), today, "Zonage.", overdue=overdue)


def parts(today: date = TODAY, *, overdue: bool = False) -> dict[str, list[list[Block]]]:
    """Return the parts of the page by title; of each, what stands between two empty lines."""
    found: dict[str, list[list[Block]]] = {"": [[]]}
    for block in page(today, overdue=overdue):
        if isinstance(block, Heading):
            found[block.text] = []
        elif isinstance(block, Space):
            list(found.values())[-1].append([])
        else:
            list(found.values())[-1][-1].append(block)
    return found


def usage(name: str, today: date = TODAY) -> list[Block]:
    source = pack().source[name]
    held = (blocks for title in SOURCE_KINDS.values() for blocks in parts(today).get(title, []))
    return next(blocks for blocks in held if texts(blocks)[0].startswith(_plain(title_words(source))))


def texts(blocks: list[Block]) -> list[str]:
    return [_plain(block.text) for block in blocks if isinstance(block, Paragraph)]


def held(blocks: list[Block]) -> dict[str, str]:
    (labelled,) = (block for block in blocks if isinstance(block, Labelled))
    return {label: text.text for label, (text,) in labelled.pairs}


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
    assert _plain(published_words(when)) == words


def test_every_source_is_shown_once_under_its_kind() -> None:
    found = parts()
    kinds = [title for title in found if title in SOURCE_KINDS.values()]
    assert kinds == list(SOURCE_KINDS.values())
    assert sum(len(found[kind]) for kind in kinds) == len(pack().sources)
    titles = {kind: " ".join(texts([block for blocks in found[kind] for block in blocks])) for kind in kinds}
    for source in pack().sources:
        assert _plain(title_words(source)) in titles[SOURCE_KINDS[source.kind]]


def test_an_article_says_which_version_was_read_and_until_when_it_holds() -> None:
    assert "L. 162-5-10, version du 17 août 2004, en vigueur jusqu’au 31 décembre 2026 (LEGIARTI000006740760)" in texts(
        usage("l162-5-10-css")
    )
    assert "version du" not in " ".join(texts(usage("l1434-4")))  # a code of which no dated copy was read


def test_a_publisher_that_the_title_names_is_not_told_twice() -> None:
    article = Source("a", "Article 1 du code du travail", "Code du travail")
    assert title_words(article) == "Article 1 du code du travail"
    assert title_words(Source("b", "Vos aides", "Assurance Maladie")) == "Vos aides, Assurance Maladie"


def test_a_source_says_what_rests_on_it_and_how_well_it_is_known() -> None:
    holds = held(usage("ameli-optam"))
    assert "Secteur 2 avec l’OPTAM" in holds["Secteurs"]
    assert list(holds) == [kind for kind in ("Démarches", "Aides", "Secteurs", "Alertes") if kind in holds]
    assert texts(usage("ameli-optam"))[1].startswith("Vérifiée le 22 novembre 2026, à relire le ")


def test_titles_are_finished() -> None:
    for kind in SOURCE_KINDS.values():
        for blocks in parts()[kind]:
            assert not any(sign in text for text in held(blocks).values() for sign in "{}")


def test_a_day_after_its_review_a_source_is_overdue() -> None:
    review = next(use.evidence.review_by for use in _uses("ameli-optam") if use.evidence)
    tones = [block.tone for block in usage("ameli-optam", review) if isinstance(block, Paragraph)]
    assert "danger" not in tones
    late = [block for block in usage("ameli-optam", review + timedelta(days=1)) if isinstance(block, Paragraph)]
    assert late[0].tone == late[1].tone == "danger"
    assert "périmée depuis le" in _plain(late[1].text)


def _uses(name: str) -> tuple[Citation, ...]:
    return next(found.uses for found in source_usages(pack(), TODAY) if found.source.id == name)


def test_only_what_is_overdue_when_asked() -> None:
    assert not set(SOURCE_KINDS.values()) & set(parts(overdue=True))
    summary = texts(parts(overdue=True)[""][0])
    assert summary[1].endswith("aucune n’est périmée au 22 novembre 2026.")
    late = parts(OVERDUE, overdue=True)
    shown = [blocks for kind in SOURCE_KINDS.values() for blocks in late.get(kind, [])]
    assert shown
    assert all(isinstance(blocks[0], Paragraph) and blocks[0].tone == "danger" for blocks in shown)
    assert "Prochaine relecture prévue" in texts(late[""][0])[2]


def test_no_review_is_promised_when_all_are_past() -> None:
    assert texts(parts(date(2040, 1, 1))[""][0])[2] == ""


def test_every_statement_set_aside_is_shown_with_what_holds_today() -> None:
    documents = next(found for title, found in parts().items() if title.startswith("Ce que disent encore"))[:-1]
    assert len(documents) == 5
    statements = [block for blocks in documents for block in blocks if isinstance(block, Labelled)]
    assert len(statements) == len(pack().stale)
    assert all(texts and texts[0].text for statement in statements for _, texts in statement.pairs)
