"""Notes, references and names that carry markup, controls or code: every output shows them, none obeys them."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from medinstall.text import clean
from tests.breaking import HOSTILE
from tests.inside import inside, started

STEPS = ("lieu", "rcp", "ordre_inscription", "prevoyance", "compte_bancaire", "cpam", "convention", "cps", "affichage",
         "dechets", "impots", "carmf", "numerique", "at_mp", "inpi", "donnees_personnelles")  # fmt: skip
NOTES, REFERENCES = HOSTILE[: len(STEPS)], HOSTILE[len(STEPS) :]
EXPORTS = ("exporter md", "exporter md --complet", "exporter html -o -", "exporter ics", "exporter ics --taches")


class _Page(HTMLParser):
    """The elements of a page; no attribute may be a handler."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.said = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        assert not [name for name, value in attrs if name.startswith("on") or "example.org" in (value or "")]

    def handle_data(self, data: str) -> None:
        self.said += data


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MEDINSTALL_HOME", str(tmp_path_factory.mktemp("notes") / "home"))
        yield tmp_path_factory.getbasetemp()


def dossier(name: str, notes: tuple[str, ...], references: tuple[str, ...]) -> dict[str, str]:
    """Create a dossier whose steps bear notes and references; return what each export says of it."""
    started(Path(os.environ["MEDINSTALL_HOME"]), name)
    for step, note, reference in zip_longest(STEPS, notes, references, fillvalue="x"):
        inside("cocher", step, f"--note={note}", f"--reference={reference}").check(0)
    return {words: inside("--dossier", name, *words.split()).check(0).out for words in EXPORTS}


def markdown(text: str) -> tuple[Counter[str], str]:
    """Return what a Markdown file is made of, and its words."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    parts = [child for token in tokens for child in token.children or ()]
    kinds = Counter(
        token.type for token in (*tokens, *parts) if token.type not in ("text", "softbreak", "text_special")
    )
    return kinds, "".join(part.content for part in parts)


def joined(text: str) -> str:
    """Return a text without its spaces, with plain apostrophes: as it was before lines were cut and letters set."""
    return re.sub(r"\s+", "", text).replace("’", "'")


@pytest.mark.slow
def test_notes_are_shown_as_they_are_and_do_nothing(home: Path) -> None:
    tame = dossier("sage", (), ())
    wild = dossier("fou", NOTES, REFERENCES)
    expected = [clean(text).strip() for text in HOSTILE]

    plan: dict[str, Any] = json.loads(inside("liste", "--json").check(0).out)
    kept = {step["id"]: step for step in plan["steps"]}
    assert [kept[step]["note"] for step in STEPS] == expected[: len(STEPS)]
    assert [kept[step]["reference"] for step in STEPS][: len(REFERENCES)] == expected[len(STEPS) :]
    assert json.loads(inside("exporter", "json").check(0).out)["steps"] == plan["steps"]
    for words in ("liste", "liste --tout", "aides", "annuler --historique", "calendrier", "dossiers", "secteurs"):
        inside(*words.split()).check(0)
    for step in STEPS:
        said = joined(inside("etape", step).check(0).out)
        assert joined(kept[step]["note"]) in said
        assert joined(kept[step]["reference"]) in said

    for words in EXPORTS[:2]:
        kinds, said = markdown(wild[words])
        assert kinds == markdown(tame[words])[0]
        assert not [note for note in expected if joined(note) not in joined(said)]
    page = _Page(wild["exporter html -o -"])
    assert page.tags == _Page(tame["exporter html -o -"]).tags
    for words in EXPORTS[3:]:
        assert _properties(wild[words]) == _properties(tame[words])


def _properties(calendar: str) -> Counter[str]:
    """Return the properties of a calendar, folded lines put together."""
    return Counter(re.split("[:;]", line)[0] for line in re.sub("\r?\n ", "", calendar).splitlines())


@pytest.mark.parametrize("text", ["a" * 2_000_000, "é" * 600_000], ids=["a", "é"])
def test_a_note_of_megabytes_is_refused(text: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDINSTALL_HOME", str(home / "long"))
    journal = started(home / "long", f"n{text[0] == 'a'}")
    before = journal.read_bytes()
    inside("cocher", "lieu", "--note", text).check(1)
    assert journal.read_bytes() == before
