from __future__ import annotations

import asyncio
import io
import signal
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from medinstall.domain.fact import NonAnswer
from medinstall.interview.drawing import header_lines
from medinstall.interview.matches import typed_matches
from medinstall.interview.page import Move, Option, Page, Ticks
from medinstall.interview.prompts import Prompts
from medinstall.interview.question_view import BACK, REST, UNKNOWN, never
from tests.shelling import POSIX

from .sample import FACTS, START, TODAY, VISITS, Memory

ZONES = (Option("zip", "ZIP, prioritaire", "zone prioritaire"), Option("zac", "ZAC"), Option("hors", "Ni ZIP ni ZAC"))
LIST = Page(
    "Quelle zone ?", "Lieu", "question 4, la dernière", "Pour les aides.", options=ZONES, entries=(UNKNOWN, BACK)
)
TICKS = Page("Qu’est-ce qui vous concerne ?", options=ZONES, entries=(REST, BACK))
DATE = Page("Quel jour ?", prompt="Date", entries=(never(START), UNKNOWN, BACK))
COMMUNE = Page("Où ?", prompt="Commune", entries=(UNKNOWN, BACK))
UP, DOWN, ESCAPE, PASTE, PASTED = "\x1b[A", "\x1b[B", "\x1b", "\x1b[200~", "\x1b[201~"
CTRL_N, CTRL_P = "\x0e", "\x10"
TOMORROW = TODAY.replace(day=23)

Ask = Callable[[str, Callable[[Prompts], Any]], Any]


def in_order(value: object) -> str:
    """Return the name of a value in a test; what is ticked always in the same order."""
    return ascii((sorted(value.chosen), value.rest_unknown) if isinstance(value, Ticks) else value)


@pytest.fixture
def pipe() -> Iterator[PipeInput]:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield pipe


@pytest.fixture
def ask(pipe: PipeInput) -> Ask:
    def press(keys: str, question: Callable[[Prompts], Any]) -> Any:
        pipe.send_text(keys)
        return question(Prompts(io.StringIO()))

    return press


@pytest.mark.parametrize(
    ("keys", "reply"),
    [
        ("\r", "zip"),
        (DOWN + "\r", "zac"),
        (UP + "\r", Move.BACK),
        (CTRL_N * 2 + CTRL_P + "\r", "zac"),
        (UP * 2 + "\r", NonAnswer.UNKNOWN),
        (ESCAPE, Move.BACK),
        ("bc ?\r", "zip"),
        ("\n", "zip"),
        ("3\r", "hors"),
        ("9\r", "zip"),
        ("n\r", "hors"),
        ("z\r", "zac"),
        ("j\r", NonAnswer.UNKNOWN),
        ("\x1b[F\r", Move.BACK),
        ("\x1b[F\x1b[H\r", "zip"),
        ("\x1b[6~\r", Move.BACK),
        ("\x1b[6~\x1b[5~\r", "zip"),
        (f"{PASTE}\n\t\x1a{PASTED}\r", "zip"),
    ],
    ids=ascii,
)
def test_one_is_chosen_with_the_arrows(keys: str, reply: object, ask: Ask) -> None:
    assert ask(keys, lambda prompts: prompts.choose(LIST)) == reply


def test_the_earlier_answer_is_pointed_at(ask: Ask) -> None:
    page = Page("Quelle zone ?", options=ZONES, entries=(UNKNOWN, BACK), current=ZONES[2])
    assert ask("\r", lambda prompts: prompts.choose(page)) == "hors"
    unknown = Page("Quelle zone ?", options=ZONES, entries=(UNKNOWN, BACK), current=UNKNOWN)
    assert ask("\r", lambda prompts: prompts.choose(unknown)) is NonAnswer.UNKNOWN


def test_an_earlier_answer_no_longer_listed_points_at_the_first(ask: Ask) -> None:
    page = Page("Quelle zone ?", options=ZONES, entries=(UNKNOWN, BACK), current=Option("gone", "Disparue"))
    assert ask("\r", lambda prompts: prompts.choose(page)) == "zip"


def test_a_list_without_options_still_has_its_entries(ask: Ask) -> None:
    assert ask("\r", lambda prompts: prompts.choose(Page("?", entries=(UNKNOWN, BACK)))) is NonAnswer.UNKNOWN


@pytest.mark.parametrize(
    ("keys", "reply"),
    [
        (" \r", Ticks(frozenset({"zip"}))),
        (f" {DOWN}{DOWN} \r", Ticks(frozenset({"zip", "hors"}))),
        (" " + " " + "\r\r", Ticks(frozenset())),
        ("\r\r", Ticks(frozenset())),
        ("\r \r", Ticks(frozenset({"zip"}))),
        ("ai\r\r", Ticks(frozenset())),
        (f"{UP}\r", Move.BACK),
        (f"{UP}{UP} ", Ticks(frozenset(), rest_unknown=True)),
        (f" {UP}{UP}\r", Ticks(frozenset({"zip"}), rest_unknown=True)),
        (ESCAPE, Move.BACK),
    ],
    ids=in_order,
)
def test_boxes_are_ticked_with_the_space_bar(keys: str, reply: object, ask: Ask) -> None:
    assert ask(keys, lambda prompts: prompts.tick(TICKS, frozenset())) == reply


def test_boxes_ticked_before_are_ticked(ask: Ask) -> None:
    assert ask(f"{DOWN} \r", lambda prompts: prompts.tick(TICKS, frozenset({"zip", "zac"}))) == Ticks(
        frozenset({"zip"})
    )


@pytest.mark.parametrize(
    ("keys", "reply"),
    [
        ("demain\r", TOMORROW),
        ("31/2\r\x7f1/27\r", TODAY.replace(year=2027, month=1, day=31)),
        (f"{PASTE}23/11/2026\n{PASTED}\r", TOMORROW),
        (f"{PASTE}23\tnovembre\n2026\x1a{PASTED}\r", TOMORROW),
        ("jamais\r", NonAnswer.NEVER),
        (f"{DOWN}\r", NonAnswer.NEVER),
        ("?\r\x7fnsp\r", NonAnswer.UNKNOWN),
        (f"{UP}\r", Move.BACK),
        (f"bientôt\r{DOWN}{DOWN}\r", NonAnswer.UNKNOWN),
        (f"demain{ESCAPE}", Move.BACK),
    ],
    ids=ascii,
)
def test_a_date_is_typed(keys: str, reply: object, ask: Ask) -> None:
    matches = typed_matches(Memory(), START, TODAY)
    assert ask(keys, lambda prompts: prompts.type_in(DATE, matches)) == reply


def test_a_number_is_typed(ask: Ask) -> None:
    page = Page("Combien ?", prompt="Nombre", entries=(UNKNOWN, BACK))
    matches = typed_matches(Memory(), VISITS, TODAY)
    assert ask("99\r\x7f\x7f2,5 jours\r", lambda prompts: prompts.type_in(page, matches)) == 2.5


def test_the_earlier_date_is_kept_by_enter(ask: Ask) -> None:
    page = Page("Quel jour ?", prompt="Date", entries=(UNKNOWN, BACK), current=Option(TOMORROW, "demain"))
    matches = typed_matches(Memory(), START, TODAY)
    assert ask("\r", lambda prompts: prompts.type_in(page, matches)) == TOMORROW
    assert ask("aujourd'hui\r", lambda prompts: prompts.type_in(page, matches)) == TODAY


@pytest.mark.parametrize(
    ("keys", "reply"),
    [
        ("orl\r", "45234"),
        ("évr\r", "91228"),
        (f"évr{DOWN}\r", "14260"),
        (f"{PASTE}orl\n{PASTED}\r", "45234"),
        ("xyz\r\x7f\x7f\x7forl\r", "45234"),
        (f"{DOWN}\r", NonAnswer.UNKNOWN),
        ("?\r\x7fnsp\r", NonAnswer.UNKNOWN),
    ],
    ids=ascii,
)
def test_a_commune_is_found_while_typing(keys: str, reply: object, ask: Ask) -> None:
    matches = typed_matches(Memory(), FACTS[3], TODAY)
    assert ask(keys, lambda prompts: prompts.type_in(COMMUNE, matches)) == reply


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_ctrl_c_and_ctrl_d_leave_every_prompt(key: str, ask: Ask) -> None:
    matches = typed_matches(Memory(), START, TODAY)
    for question in (
        lambda prompts: prompts.choose(LIST),
        lambda prompts: prompts.tick(TICKS, frozenset({"zip"})),
        lambda prompts: prompts.type_in(DATE, matches),
    ):
        with pytest.raises(KeyboardInterrupt):
            ask(f"{key}\r", question)


def test_a_terminal_gone_leaves(pipe: PipeInput) -> None:
    pipe.close()
    with pytest.raises(KeyboardInterrupt):
        Prompts(io.StringIO()).choose(LIST)


def test_keys_left_over_do_not_answer_the_next_question(pipe: PipeInput) -> None:
    prompts = Prompts(io.StringIO())
    pipe.send_text(f"\r{DOWN}{DOWN}\r")
    assert prompts.choose(LIST) == "zip"
    pipe.send_text(f"{DOWN}\r")
    assert prompts.choose(LIST) == "zac"


@pytest.mark.parametrize("columns", range(20, 100, 5))
def test_the_question_is_wrapped_at_words(columns: int) -> None:
    page = Page("Comment l’agence classe-t-elle votre lieu ?", "Lieu", "question 4", "Pour les aides, à l’adresse.")
    lines = [text for _, text in header_lines(page, columns)]
    assert all(len(line) < columns for line in lines)
    assert " ".join(" ".join(lines).split()) == f"{page.heading} {page.question} {page.why}"


def test_an_address_longer_than_the_screen_keeps_its_end() -> None:
    address = "https://www.ars.fr/" + "zonage-des-medecins-" * 8
    page = Page("Quelle zone ?", hint=f"Se lit sur Rezone. Page de la région : {address}")
    lines = [text for _, text in header_lines(page, 60)]
    assert all(len(line) < 60 for line in lines)
    assert address in "".join(line.strip() for line in lines)


def test_done_is_printed_under_the_title_of_its_section_once() -> None:
    out = io.StringIO()
    prompts = Prompts(out)
    prompts.done("Lieu", "Zone : ZIP")
    prompts.done("Lieu", "Dr X [remplaçant] : oui")
    prompts.done("Cabinet", "Local : seul")
    assert out.getvalue().replace("\u00a0", " ") == (
        "\n── Lieu\n ✓ Zone : ZIP\n ✓ Dr X [remplaçant] : oui\n\n── Cabinet\n ✓ Local : seul\n"
    )


@POSIX
def test_no_signal_handler_is_left_when_the_loop_closes(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """With one left, a Ctrl-C during the close writes to a closed wakeup descriptor, and Python says so in English."""
    close = asyncio.SelectorEventLoop.close
    descriptors = []

    def closing(loop: asyncio.SelectorEventLoop) -> None:
        descriptors.append(signal.set_wakeup_fd(-1))
        close(loop)

    monkeypatch.setattr(asyncio.SelectorEventLoop, "close", closing)
    ask("\r", lambda prompts: prompts.choose(LIST))
    assert descriptors == [-1]
