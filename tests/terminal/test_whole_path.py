"""The main job through the real command: interview, kill, resume, tick, export."""

from __future__ import annotations

import json
import re
import signal
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from tests import commanding

from .screens import CTRL_C, ENTER, ESCAPE, READY, Medinstall

DAY = ("--aujourdhui", "2026-11-22")
SCREENS_AT_MOST = 16  # the bar for a new GP, secteur 1, in a known zone


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def plan(home: Path) -> dict[str, Any]:
    return dict(json.loads(commanding.Medinstall(home)("liste", "--json").out))


def five_answers(home: Path) -> Medinstall:
    terminal = Medinstall(*DAY, MEDINSTALL_HOME=str(home))
    terminal.wait(READY)
    terminal.press(ENTER, "Quelle est votre spécialité ?")
    terminal.press(ENTER, "D’où venez-vous ?")
    terminal.press(ENTER, "Êtes-vous inscrit")
    terminal.press(ENTER, "Où avez-vous obtenu")
    terminal.press(ENTER, "Quel sera votre premier jour")
    terminal.press("31/03/2027" + ENTER, "Dans quelle commune")
    return terminal


def the_rest(terminal: Medinstall) -> None:
    """Answer from the commune to the last question: a GP in Orléans, secteur 1, in a ZIP."""
    terminal.press("orleans", "Orléans — 45000")
    terminal.press(ENTER, "classe-t-elle votre lieu")
    terminal.press(ENTER, "le créez-vous ou le reprenez-vous")
    terminal.press(ENTER, "Comment exercerez-vous")
    terminal.press(ENTER, "À quel titre")
    terminal.press(ENTER, "Quand signez-vous")
    terminal.press("31 janvier 2027" + ENTER, "Quel secteur")
    terminal.press(ENTER, "Cochez ce qui est vrai")
    terminal.press(" ", "[x] Travaux")
    terminal.press(ENTER, "Tout est-il juste ?")


def test_a_killed_interview_is_resumed_finished_ticked_and_exported(home: Path, tmp_path: Path) -> None:
    first = five_answers(home)
    first.child.kill(signal.SIGKILL)
    first.end()
    assert len(plan(home)["answers"]) - 3 == 6, "six answers, and the three that « jeune diplômé » settles"

    second = Medinstall(*DAY, MEDINSTALL_HOME=str(home))
    second.wait("Dans quelle commune")
    the_rest(second)
    second.press(ENTER, "» Ouvrir une démarche")
    assert "À faire maintenant" in second.text
    second.press(ESCAPE)
    assert second.end() == 0

    medinstall, exported = commanding.Medinstall(home), tmp_path / "liste.md"
    assert medinstall("cocher", "lieu", "rcp", "--le", "2026-11-20").code == 0
    assert medinstall("exporter", "md", "-o", str(exported)).code == 0
    assert ticks_of(exported) == ticks_in(plan(home))


def ticks_of(path: Path) -> dict[str, bool]:
    """Return the tasks of a Markdown file: title → ticked."""
    tokens = MarkdownIt("commonmark").parse(path.read_text(encoding="utf-8"))
    items = [token.content for token in tokens if token.type == "inline" and token.content[:3] in ("[ ]", "[x]")]
    return {re.split(r"\*\*", item)[1].replace("\u00a0", " "): item.startswith("[x]") for item in items}


def ticks_in(found: dict[str, Any]) -> dict[str, bool]:
    """Return the same from the plan."""
    steps = [step for step in found["steps"] if step["applies"] is not False]
    return {step["title"].replace("\u00a0", " "): step["state"] == "faite" for step in steps}


@pytest.mark.slow
def test_a_new_gp_in_a_known_zone_passes_few_screens_and_ctrl_c_keeps_every_answer(home: Path) -> None:
    terminal = five_answers(home)
    the_rest(terminal)
    numbers = [int(number) for number in re.findall(r"question (\d+)", terminal.raw)]
    assert max(numbers) <= SCREENS_AT_MOST
    terminal.press(CTRL_C)
    assert terminal.end() == 130
    terminal.wait("medinstall reprendre mon-installation")
    assert plan(home)["answers"]["travaux"] is True
