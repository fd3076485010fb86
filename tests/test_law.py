"""The report of the articles to read again: on a small package in the real format, with one fault of each kind."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from medinstall.domain.pack import RulePack
from medinstall.domain.source import Article, Evidence, Source
from medinstall.engine.source_usage import source_usages
from medinstall.rules.checks import check
from medinstall.rules.table import Faults
from tests.building import pack as rules
from tests.law.__main__ import main
from tests.law.package import CODES, CodeArticle, Version, day_of_code, read_code, spelled
from tests.law.report import Finding, as_text, compare, words_changed

CSS = "Code de la sécurité sociale"
TODAY = date(2026, 11, 27)
READ = "La date d'effet est le premier jour du trimestre civil suivant."


def milliseconds(day: str) -> int:
    return int((date.fromisoformat(day) - date(1970, 1, 1)).total_seconds() * 1000)


def node(number: str, text: str, *versions: tuple[str, str, str]) -> dict[str, Any]:
    """Return an article as the package writes it; the first version is the one in force."""
    all_of_it = [
        {"id": id_, "etat": "VIGUEUR", "dateDebut": milliseconds(since), "dateFin": milliseconds(until)}
        for id_, since, until in versions
    ]
    return {"type": "article", "data": {**all_of_it[0], "num": number, "texte": text, "articleVersions": all_of_it}}


@pytest.fixture
def package(tmp_path: Path) -> Callable[..., Path]:
    def write(*articles: dict[str, Any]) -> Path:
        (tmp_path / "data").mkdir(exist_ok=True)
        for code in CODES.values():
            section = {"type": "section", "data": {"title": "Livre I"}, "children": list(articles)}
            tree = {"type": "code", "data": {"cid": code, "dateModif": "2026-03-14"}, "children": [section]}
            (tmp_path / "data" / f"{code}.json").write_text(json.dumps(tree), encoding="utf-8")
        return tmp_path

    return write


def finding(folder: Path, article: Article, read: dict[str, str], review_by: date = date(2026, 12, 31)) -> Finding:
    """Return what is said of one article that a step cites."""
    pack = rules()
    source = Source("an-article", "Un article", CSS, kind="article", articles=(article,))
    evidence = (Evidence("an-article", TODAY, review_by, "high"),)
    step = pack.step["carmf"]._replace(evidence=evidence)
    small: RulePack = pack._replace(sources=(source,), steps=(step,), aids=(), alerts=(), sectors=())
    (found,) = compare(small, {CSS: read_code(folder, CSS)}, read, TODAY)
    return found


IN_FORCE = ("LEGIARTI1", "2023-03-05", "2999-01-01")
CITED = Article(CSS, "R. 643-1", "LEGIARTI1", date(2023, 3, 5))


def test_an_article_that_is_as_it_was_read_needs_nobody(package: Callable[..., Path]) -> None:
    found = finding(package(node("R643-1", READ, IN_FORCE)), CITED, {"LEGIARTI1": READ})
    assert (found.status, found.needs_reader) == ("unchanged", False)


def test_one_word_altered_is_found_and_shown(package: Callable[..., Path]) -> None:
    altered = READ.replace("suivant", "précédent")
    found = finding(package(node("R643-1", altered, IN_FORCE)), CITED, {"LEGIARTI1": READ})
    assert (found.status, found.needs_reader) == ("altered", True)
    assert "[-suivant.-] {+précédent.+}" in "\n".join(as_text([found]))


def test_a_newer_version_comes_with_its_id_its_day_and_both_texts(package: Callable[..., Path]) -> None:
    newer = ("LEGIARTI2", "2026-04-01", "2999-01-01")
    found = finding(package(node("R643-1", "Le premier jour du mois.", newer)), CITED, {"LEGIARTI1": READ})
    assert found.status == "newer"
    assert found.version == Version("LEGIARTI2", date(2026, 4, 1), None)
    assert (found.before, found.now) == (READ, "Le premier jour du mois.")


def test_an_end_to_come_needs_a_reader_until_the_source_says_it(package: Callable[..., Path]) -> None:
    ends, then = ("LEGIARTI1", "2023-03-05", "2027-01-01"), ("LEGIARTI3", "2027-01-01", "2999-01-01")
    folder = package(node("R643-1", READ, ends, then))
    found = finding(folder, CITED, {"LEGIARTI1": READ})
    assert (found.status, found.following) == ("ending", Version("LEGIARTI3", date(2027, 1, 1), None))
    known = CITED._replace(until=date(2027, 1, 1))
    assert finding(folder, known, {"LEGIARTI1": READ}).status == "end known"
    assert finding(folder, known, {"LEGIARTI1": READ}, review_by=date(2027, 1, 2)).status == "ending"


def test_a_version_that_the_package_only_announces_waits_for_a_newer_package(package: Callable[..., Path]) -> None:
    ends, then = ("LEGIARTI1", "2023-03-05", "2026-09-01"), ("LEGIARTI3", "2026-09-01", "2999-01-01")
    folder = package(node("R643-1", READ, ends, then))
    announced = CITED._replace(id="LEGIARTI3", since=date(2026, 9, 1))
    found = finding(folder, announced, {"LEGIARTI1": READ})
    assert (found.status, found.needs_reader) == ("announced", False)
    came = package(node("R643-1", "Le premier jour du mois.", then))
    assert finding(came, announced, {"LEGIARTI1": READ}).status == "not read"


def test_a_version_that_never_held_does_not_follow(package: Callable[..., Path]) -> None:
    stillborn = ("LEGIARTI4", "2026-01-01", "2025-12-31")
    found = read_code(package(node("R643-1", READ, IN_FORCE, stillborn)), CSS)["R. 643-1"]
    assert found.following is None


def test_an_article_that_is_gone_comes_with_the_nearest_number(package: Callable[..., Path]) -> None:
    found = finding(package(node("R643-2", READ, IN_FORCE)), CITED, {"LEGIARTI1": READ})
    assert (found.status, found.nearest) == ("not found", "R. 643-2")


def test_an_article_never_read_needs_a_reader(package: Callable[..., Path]) -> None:
    folder = package(node("R643-1", READ, IN_FORCE))
    assert finding(folder, CITED._replace(id=""), {}).status == "not read"
    assert finding(folder, CITED, {}).status == "not read"


def test_the_command_reads_the_kept_texts(package: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(package(node("R643-1", READ, IN_FORCE))), "--json"]) == 1
    found = {item["number"]: item for item in json.loads(capsys.readouterr().out)}
    assert found["R. 643-1"]["status"] in ("altered", "newer")
    assert found["R. 643-1"]["rules"]


def test_a_folder_that_is_not_the_package_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([str(tmp_path)])
    assert stopped.value.code == 2
    assert "not the package" in capsys.readouterr().err


def test_every_cited_article_of_the_two_codes_was_read_or_is_not_called_sure() -> None:
    read = json.loads(Path("tests/law/read.json").read_text(encoding="utf-8"))
    found = [
        (article, {use.evidence.confidence for use in usage.uses if use.evidence})
        for usage in source_usages(rules(), TODAY)
        for article in usage.source.articles
        if article.code in CODES
    ]
    assert len(found) > 50
    assert [article.number for article, _ in found if not article.id] == []
    assert [article.number for article, sure in found if article.id not in read and "high" in sure] == []


@pytest.mark.parametrize("written", ["R643-1", "R. 643-1", "R*643-1", "R. 643-1 "])
def test_a_number_is_spelled_one_way(written: str) -> None:
    assert spelled(written) == "R. 643-1"


def test_the_day_of_the_code_is_read_from_its_head(package: Callable[..., Path]) -> None:
    assert day_of_code(package(), CSS) == date(2026, 3, 14)


def test_far_unchanged_words_are_cut_short() -> None:
    before = " ".join(f"mot{number}" for number in range(60))
    shown = words_changed(before, before.replace("mot0 ", "autre "))
    assert shown.startswith("[-mot0-] {+autre+} mot1")
    assert "[…]" in shown


def test_a_code_article_keeps_the_next_version_only(package: Callable[..., Path]) -> None:
    old = ("LEGIARTI0", "1990-01-01", "2023-03-05")
    article = node("R643-1", READ, IN_FORCE, old)
    found: CodeArticle = read_code(package(article), CSS)["R. 643-1"]
    assert found.following is None


def test_a_review_after_the_end_of_the_article_is_refused() -> None:
    pack = rules()
    ends = Article(CSS, "R. 643-1", "LEGIARTI1", date(2023, 3, 5), until=date(2027, 1, 1))
    sources = tuple(s._replace(articles=(ends,)) if s.id == "r643-1" else s for s in pack.sources)
    broken = pack._replace(sources=sources)
    faults = Faults()
    check(broken, faults)
    assert any("R. 643-1 cesse le 2027-01-01" in line and "carmf" in line for line in faults.lines)
    faults = Faults()
    check(pack, faults)
    assert faults.lines == []
