"""Screens: no word or number cut from 20 to 120 columns, nothing said by colour alone, user text harmless."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from functools import cache

import pytest
from rich.cells import cell_len

from medinstall.domain.plan import Plan
from medinstall.domain.profile import Tick
from medinstall.outputs.console import Console
from medinstall.outputs.screen_page import print_page
from medinstall.wording.aid_page import aid_page, aids_page
from medinstall.wording.dossiers_page import dossiers_page
from medinstall.wording.list_page import list_page
from medinstall.wording.step_page import step_page, step_reasons_page
from tests.unit.wording.build import TODAY, D, aid, example, plan, step

Draw = Callable[[Console], None]
HOSTILE = "[remplaçant] [/] :warning: \x1b[31m\x07 <script> | a | `x` \u202ebidi"
HARMLESS = "[remplaçant] [/] :warning: [31m <script> | a | `x` bidi"


def _screens(found: Plan, name: str = "cabinet-orleans") -> dict[str, Draw]:
    first = found.steps[0].id
    return {
        "list": lambda c: print_page(list_page(found, name, everything=True), c),
        "step": lambda c: print_page(step_page(found, first), c),
        "reasons": lambda c: print_page(step_reasons_page(found, found.steps[-1].id), c),
        "aids": lambda c: print_page(aids_page(found, name, {}), c),
        "aid": lambda c: print_page(aid_page(found, found.aids[0].id, (), ()), c),
        "dossiers": lambda c: print_page(dossiers_page([(name, found)], name), c),
    }


def _draw(draw: Draw, width: int = 80, *, simple: bool = False) -> str:
    file = io.StringIO()
    draw(Console(file, width=width, simple=simple))
    return file.getvalue()


SCREENS = _screens(example())
WIDTHS = range(20, 121)


@cache
def _vocabulary() -> AbstractSet[str]:
    """Return every word of the screens where nothing is narrow, and the rules that a width draws."""
    said = {
        word
        for draw in SCREENS.values()
        for width, simple in ((400, True), (69, False), (90, False), (400, False))
        for word in re.split(r"[\s\u00a0]+", _draw(draw, width, simple=simple))
    }
    return said | {word.rstrip(",:;") for word in said} | {"", "┃", "-"} | {"─" * width for width in WIDTHS}


@pytest.mark.parametrize("screen", SCREENS)
def test_no_word_is_cut_and_no_line_is_too_long(screen: str) -> None:
    for width in WIDTHS:
        for line in _draw(SCREENS[screen], width).splitlines():
            assert cell_len(line) <= width or " " not in line.strip(" -┃0123456789."), (width, line)
            words = {word.removesuffix("…") for word in re.split(r"[\s\u00a0]+", line)}
            assert words <= _vocabulary(), (width, line)


def test_no_number_is_cut() -> None:
    for width in WIDTHS:
        text = _draw(SCREENS["list"], width)
        assert "10\u00a0000\u00a0€" in text, width
        assert not re.search(r"\d[\n ]+(?:000|€|%)", text), width
        assert "31\u00a0décembre" in text or "décembre\u00a02026" in text, width


def test_what_to_do_next_stands_before_the_deadlines_and_they_before_the_aids() -> None:
    text = _draw(SCREENS["list"])
    places = [
        text.index(part)
        for part in ("À faire maintenant", "CE MOIS-CI", "AU DÉBUT ET APRÈS", "VOS AIDES", "À répondre")
    ]
    assert places == sorted(places)
    assert text.index("Irréversible") < text.index("À faire maintenant")


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_a_grave_alert_takes_one_line_and_all_its_words_elsewhere(width: int) -> None:
    told = [line for line in _draw(SCREENS["list"], width).splitlines() if "Irréversible" in line]
    assert len(told) == 1
    assert told[0].startswith("!! Irréversible\u00a0: Le secteur 1")
    everything = _draw(lambda c: print_page(list_page(example(), "x", everything=True), c), width)
    lines = everything.splitlines()
    start = next(number for number, line in enumerate(lines) if "CHOIX IRRÉVERSIBLE" in line)
    assert lines[start].startswith("┃ !!")
    assert "Le secteur 1 est" in lines[start + 1]


def test_ids_stand_beside_the_steps_from_100_columns() -> None:
    assert re.search(r"S’inscrire.* ordre_inscription$", _draw(SCREENS["list"], 100), re.MULTILINE)
    assert not re.search(r"S’inscrire.* ordre_inscription$", _draw(SCREENS["list"], 99), re.MULTILINE)


def test_read_by_a_program_a_step_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)  # pytest gives one to its workers
    lines = _draw(SCREENS["list"], 40, simple=True).splitlines()
    assert "31/12/2026 S’inscrire au tableau de l’Ordre (Ordre)" in lines


def test_simple_mode_is_plain_lines_without_glyph() -> None:
    for draw in SCREENS.values():
        text = _draw(draw, simple=True)
        assert not set(text) & set("✓×□·…┃─→●")
        assert "\x1b" not in text
    assert "Irréversible\u00a0: Le secteur 1" in _draw(SCREENS["list"], simple=True)


@pytest.fixture
def colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")


def test_colour_says_nothing_that_words_do_not(monkeypatch: pytest.MonkeyPatch, colours: None) -> None:
    coloured = {name: _draw(draw) for name, draw in SCREENS.items()}
    monkeypatch.delenv("FORCE_COLOR")
    for name, draw in SCREENS.items():
        assert "\x1b[" in coloured[name]
        assert re.sub(r"\x1b\[[\d;]*m", "", coloured[name]) == _draw(draw)


def test_no_color_is_honoured(monkeypatch: pytest.MonkeyPatch, colours: None) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    text = _draw(SCREENS["list"])
    assert not re.search(r"\x1b\[(?:\d+;)*3\d", text)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_legacy_encoding_gets_no_glyph_it_cannot_write(screen: str) -> None:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding="cp1252", errors="strict")
    SCREENS[screen](Console(file, width=80))
    file.flush()
    assert raw.getvalue().decode("cp1252")


@pytest.mark.parametrize("simple", [True, False])
@pytest.mark.parametrize("width", [40, 80, 120])
def test_user_text_comes_out_to_the_letter_and_drives_nothing(width: int, simple: bool) -> None:
    ticked = step("a", state="faite", tick=Tick(TODAY, D, HOSTILE, HOSTILE))
    found = plan(ticked, aid())
    for name, draw in _screens(found, HOSTILE).items():
        text = _draw(draw, width, simple=simple)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
        flat = " ".join(text.split())
        if name in ("step", "dossiers") or (name == "list" and width == 40):
            assert HARMLESS in flat or all(word in flat for word in HARMLESS.split())


def test_an_address_stays_whole_on_its_own_line() -> None:
    url = "https://www.legifrance.gouv.fr/loi"
    for width in (20, 40, 80):
        assert [line.strip() for line in _draw(SCREENS["step"], width).splitlines()].count(url) == 1


def test_no_dossier_says_how_to_begin() -> None:
    assert "medinstall nouveau" in _draw(lambda c: print_page(dossiers_page([], None), c))


def test_nothing_to_do_is_said() -> None:
    found = plan(step(state="faite", tick=Tick(done_on=TODAY)))
    text = _draw(lambda c: print_page(list_page(found, "x"), c))
    assert "rien à faire pour l’instant." in text
    assert "medinstall cocher" not in text


def test_an_overdue_step_is_said_to_be_late() -> None:
    found = (plan(step(state="en_retard", due=example().steps[0].due)))._replace()
    assert "En retard\u00a0: c’était" in _draw(lambda c: print_page(list_page(found, "x"), c))
