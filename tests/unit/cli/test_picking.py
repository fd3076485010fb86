from __future__ import annotations

from pathlib import Path

import pytest

from medinstall.cli import picking
from medinstall.cli.context import Context
from medinstall.cli.home import entries_of
from medinstall.domain.fact import Choice
from medinstall.errors import Refusal
from medinstall.usecases.recording import step_of
from tests.building import TODAY
from tests.inside import inside, started


@pytest.fixture
def offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is offered in a dossier where `lieu` is done by an answer, and nothing is ticked."""
    monkeypatch.setenv("MEDINSTALL_HOME", str(tmp_path / "home"))
    started(tmp_path / "home")
    found: list[str] = []

    def choose(_: Context, choices: list[Choice], __: str) -> None:
        found[:] = [choice.value for choice in choices]

    monkeypatch.setattr(picking, "_choose", choose)
    return found


def test_what_an_answer_settled_is_not_offered_to_be_unticked(offered: list[str]) -> None:
    context = Context(today=TODAY)
    assert step_of(context.plan()[1], "lieu").state == "faite"
    with pytest.raises(Refusal):
        picking.pick_step(context, "decocher")
    inside("cocher", "rcp").check(0)
    picking.pick_step(context, "decocher")
    assert offered == ["rcp"]


def test_what_was_left_aside_is_offered_to_be_brought_back(offered: list[str]) -> None:
    inside("reporter", "prevoyance", "--au", "2027-01-10").check(0)
    inside("ecarter", "impots", "--motif", "non", "--oui").check(0)
    picking.pick_step(Context(today=TODAY), "reprendre-etape")
    assert set(offered) == {"prevoyance", "impots"}
    picking.pick_step(Context(today=TODAY), "ecarter")
    assert "prevoyance" in offered
    assert "impots" not in offered


def test_what_can_be_done_next_with_a_step_is_offered_alone(offered: list[str]) -> None:
    context = Context(today=TODAY)

    def first(step: str) -> str:
        plan = context.plan()[1]
        return entries_of(step_of(plan, step), plan.profile)[0].value

    assert (first("lieu"), first("rcp")) == ("pourquoi", "cocher")
    inside("cocher", "rcp").check(0)
    inside("cocher", "lieu").check(0)
    assert (first("lieu"), first("rcp")) == ("decocher", "decocher")
