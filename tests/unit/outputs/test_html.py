"""The page, read by html5lib and opened in a headless Chromium."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import subprocess
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import html5lib
import pytest

from medinstall.domain.plan import Plan, Reason, State
from medinstall.domain.source import Source
from medinstall.domain.truth import Truth
from medinstall.french import MONTHS
from medinstall.outputs.html import page
from medinstall.outputs.markup import tag, text
from medinstall.text import clean
from medinstall.wording.labels import capital
from medinstall.wording.plan_view import PlanView
from medinstall.wording.schedule import scheduled_days
from tests.unit.wording.build import D, day, example, pack, plan, step

from .hostile import HOSTILE, carrying

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), ""
)
NO_CHARACTER = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
XHTML = "{http://www.w3.org/1999/xhtml}"


def _page(found: Plan, name: str = "essai") -> str:
    return page(PlanView(found, name))


def _tree(document: str) -> Any:
    return html5lib.HTMLParser(strict=True).parse(document)


def _words(tree: Any) -> str:
    return "".join(tree.itertext())


def _tags(tree: Any) -> Counter[str]:
    return Counter(str(element.tag) for element in tree.iter())


def test_it_is_valid_html_in_french() -> None:
    document = _page(example())
    tree = _tree(document)
    assert document.startswith("<!DOCTYPE html>")
    assert tree.get("lang") == "fr"
    assert tree.find(f".//{XHTML}title").text == "Mon installation\u00a0: essai"


def test_no_script_no_address_is_fetched_and_the_policy_forbids_all_but_its_own_style() -> None:
    tree = _tree(_page(example()))
    assert not {"script", "img", "iframe", "link", "object", "form", "input"} & {
        name.removeprefix(XHTML) for name in _tags(tree)
    }
    style = tree.find(f".//{XHTML}style").text
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = next(meta.get("content") for meta in tree.iter(f"{XHTML}meta") if meta.get("http-equiv"))
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'")
    assert "url(" not in style
    assert "@import" not in style
    assert not any(element.get("style") for element in tree.iter())
    assert not any(name.startswith("on") for element in tree.iter() for name, _ in element.items())


def test_every_link_inside_leads_somewhere_and_no_id_stands_twice() -> None:
    tree = _tree(_page(example()))
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    inside = {link.get("href")[1:] for link in tree.iter(f"{XHTML}a") if link.get("href").startswith("#")}
    assert len(ids) == len(set(ids))
    assert inside <= set(ids)


def test_headings_follow_one_another() -> None:
    levels = [
        int(element.tag[-1]) for element in _tree(_page(example())).iter() if re.search(r"}h[1-6]$", str(element.tag))
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_it_says_every_date_with_its_basis_and_how_it_was_counted() -> None:
    words = _words(_tree(_page(example()))).replace("\u00a0", " ")
    assert "ven. 30 avril 2027 (délai légal)" in words
    assert "+ 1 mois = 30 avril 2027 (avril n’a pas de 31)" in words
    assert "Établi le 22 novembre 2026, règles vérifiées le 22 novembre 2026." in words


def test_what_to_do_now_stands_first_and_the_months_hold_every_date() -> None:
    written = _page(example())
    assert written.index('id="maintenant"') < written.index('id="alertes"') < written.index('id="dates"')
    months = re.findall(r'<div class="mois"><h3>(.*?)</h3>', written)
    days = scheduled_days(example())
    assert months == list(dict.fromkeys(f"{capital(MONTHS[day.on.month - 1])} {day.on.year}" for day in days))
    assert written.count('<span class="quand">') == len(days)


@pytest.mark.parametrize(("state", "css", "told"), [("faite", "faite", " fait"), ("deposee", "target", " déposé")])
def test_the_months_say_what_is_done_or_waits_for_its_answer(state: State, css: str, told: str) -> None:
    found = plan(step(target=day(date(2027, 1, 29), None), state=state))
    months = _tree(_page(found)).find(".//*[@class='frise']")
    [line] = [
        line for line in months.iter(f"{XHTML}li") if line.find(f".//{XHTML}a[@href='#demarche-ordre']") is not None
    ]
    assert line.get("class") == css
    assert _words(line).endswith(told)


def test_a_bare_plan_gives_a_page_too() -> None:
    assert "Rien à faire pour l’instant." in _words(_tree(_page(plan(), "vide")))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_name_or_note_is_shown_to_the_letter_and_adds_nothing(hostile: str) -> None:
    tree, harmless = _tree(_page(carrying(hostile), hostile)), _tree(_page(carrying("mot"), "mot"))
    shown = NO_CHARACTER.sub("\ufffd", clean(hostile))
    assert _words(tree).count(f"Note{shown}") == 2
    assert f"Mon installation\u00a0: {shown}" in _words(tree)
    assert _tags(tree) == _tags(harmless)


def test_markup_is_only_what_was_built_as_such() -> None:
    assert text("<b>") == "&lt;b&gt;"
    assert tag("p", "a<b", tag("b", "c"), class_='x"y', id=None) == '<p class="x&quot;y">a&lt;b<b>c</b></p>'


def test_sources_are_numbered_in_the_order_in_which_they_are_read() -> None:
    own = Reason(("zone",), Truth.YES, "Zone", ("decret",))
    sources = (*pack().sources, Source("decret", "Décret", "Légifrance", "https://legifrance.fr/d"))
    found = plan(step(due=day(D), reasons=(own,)), pack=pack(sources=sources))
    numbers = [int(number) for number in re.findall(r">\[(\d+)\]</a>", _page(found))]
    assert list(dict.fromkeys(numbers)) == [1, 2]


# --- Chromium ---


def _opened(document: str, folder: Path) -> tuple[str, list[str]]:
    """Return what Chromium said while showing a page, and the addresses it asked for."""
    file, log = folder / "page.html", folder / "net.json"
    file.write_text(document, encoding="utf-8")
    quiet = ("--disable-background-networking", "--disable-component-update", "--no-first-run", "--disable-sync")
    done = subprocess.run(
        [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", *quiet, f"--user-data-dir={folder / 'profile'}",
         "--enable-logging=stderr", f"--log-net-log={log}", f"--screenshot={folder / 'page.png'}", file.as_uri()],
        capture_output=True, timeout=120, check=False, cwd=folder,
    )  # fmt: skip
    assert (folder / "page.png").stat().st_size > 1000
    events = json.loads(log.read_text(encoding="utf-8"))["events"]
    asked = (str(event.get("params", {}).get("url", "")) for event in events)
    return done.stderr.decode(errors="replace"), [url for url in asked if "exemple.invalid" in url]


@pytest.mark.skipif(not CHROMIUM, reason="Chromium n’est pas installé : la page n’est pas ouverte")
def test_chromium_shows_it_without_a_request_nor_an_error(tmp_path: Path) -> None:
    note = '<img src="http://exemple.invalid/note.png"><script src="http://exemple.invalid/x.js"></script>'
    said, asked = _opened(_page(carrying(note), note), tmp_path)
    assert "CONSOLE" not in said
    assert asked == []


@pytest.mark.slow
@pytest.mark.skipif(not CHROMIUM, reason="Chromium n’est pas installé : la page n’est pas ouverte")
def test_the_guard_sees_a_request_and_an_error(tmp_path: Path) -> None:
    bad = '<!DOCTYPE html><p>x<img src="http://exemple.invalid/a.png"><script>console.error("non")</script>' + " " * 900
    said, asked = _opened(bad, tmp_path)
    assert "CONSOLE" in said
    assert asked
