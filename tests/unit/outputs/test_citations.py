from __future__ import annotations

from medinstall.outputs.citations import Citations
from medinstall.wording.blocks import SourceView

LAW = SourceView("loi", "Loi", "Légifrance", "https://loi.fr/(x)")
BARE = SourceView("article", "Article", "Code", "")


def test_numbers_follow_the_order_of_citation() -> None:
    cited = Citations([LAW, BARE])
    assert cited.cite(["article", "loi", "article"]) == "(1, 2)"
    assert cited.cite(["loi"]) == "(2)"
    assert [source.id for source in cited.listed] == ["article", "loi"]


def test_what_is_unknown_or_never_cited_is_not_listed() -> None:
    cited = Citations([LAW])
    assert cited.cite(["ailleurs"]) == ""
    assert cited.listed == ()


def test_the_mention_that_says_how_well_it_is_known_wins() -> None:
    checked = SourceView("loi", "Loi", "Légifrance", "", checked="Vérifiée le 22 novembre 2026.")
    for mentions in ((LAW, checked), (checked, LAW)):
        cited = Citations(mentions)
        cited.cite(["loi"])
        assert cited.listed == (checked,)
