from __future__ import annotations

import io
import os
import signal
import threading

import pytest

from medinstall.domain.fact import NonAnswer
from medinstall.interview.matches import typed_matches
from medinstall.interview.page import Move, Option, Page, Reply, Ticks
from medinstall.interview.plain import Plain
from medinstall.interview.question_view import BACK, REST, UNKNOWN, never
from tests.shelling import POSIX

from .sample import FACTS, START, TODAY, Memory

ZONES = (Option("zip", "ZIP, prioritaire", "zone prioritaire"), Option("zac", "ZAC"), Option("hors", "Ni ZIP ni ZAC"))
YES_NO = (Option(True, "Oui"), Option(False, "Non"))
LIST = Page(
    "Quelle zone ?", "Lieu", "question 4, la dernière", "Pour les aides.", options=ZONES, entries=(UNKNOWN, BACK)
)
TICKS = Page("Qu’est-ce qui vous concerne ?", options=ZONES, entries=(REST, BACK))
DATE = Page("Quel jour ?", prompt="Date", entries=(never(START), UNKNOWN, BACK))
COMMUNE = Page("Où ?", prompt="Commune", entries=(UNKNOWN, BACK))


@pytest.fixture
def out() -> io.StringIO:
    return io.StringIO()


def typing(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("1\n", "zip"),
        (" 2 \n", "zac"),
        ("zac\n", "zac"),
        ("ni\n", "hors"),
        ("NSP\n", NonAnswer.UNKNOWN),
        ("je ne sais pas\n", NonAnswer.UNKNOWN),
        ("<\n", Move.BACK),
        ("retour\n", Move.BACK),
        ("9\n0\nz\nx\n\n3\n", "hors"),
        ("\x1b[B\x1b[A2\n", "zac"),
    ],
    ids=ascii,
)
def test_a_list_is_answered_by_number_word_or_key(
    text: str, reply: Reply, out: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    typing(monkeypatch, text)
    assert Plain(out).choose(LIST) == reply


def test_what_a_list_shows(out: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    typing(monkeypatch, "4\n1\n")
    Plain(out).choose(LIST)
    assert out.getvalue().replace("\u00a0", " ") == (
        "\nLieu · question 4, la dernière\nQuelle zone ?\nPour les aides.\n"
        "  1. ZIP, prioritaire : zone prioritaire\n  2. ZAC\n  3. Ni ZIP ni ZAC\n"
        "nsp : je ne sais pas encore\n< : revenir à la question précédente\n"
        "? : pourquoi cette question ; q : quitter\n"
        "Votre réponse : Tapez un numéro de 1 à 3, ou l’une des touches indiquées.\nVotre réponse : "
    )


@pytest.mark.parametrize(("text", "reply"), [("o\n", True), ("N\n", False), ("oui\n", True), ("2\n", False)])
def test_yes_and_no_by_letter(text: str, reply: bool, out: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    typing(monkeypatch, text)
    assert Plain(out).choose(Page("Vrai ?", options=YES_NO, entries=(UNKNOWN, BACK))) is reply


def test_an_empty_line_keeps_the_earlier_answer(out: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    typing(monkeypatch, "\n")
    page = Page("Quelle zone ?", options=ZONES, entries=(UNKNOWN, BACK), current=ZONES[1])
    assert Plain(out).choose(page) == "zac"
    assert "Entrée seule\u00a0: garder «\u00a0ZAC\u00a0»" in out.getvalue()


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("1 3\n", Ticks(frozenset({"zip", "hors"}))),
        ("1,2;3\n", Ticks(frozenset({"zip", "zac", "hors"}))),
        ("0\n", Ticks(frozenset())),
        ("\n4\nx\n2\n", Ticks(frozenset({"zac"}))),
        ("nsp\n", Ticks(frozenset(), rest_unknown=True)),
        ("2 nsp\n", Ticks(frozenset({"zac"}), rest_unknown=True)),
        ("<\n", Move.BACK),
    ],
    ids=range(7),
)
def test_boxes_are_ticked_by_their_numbers(
    text: str, reply: object, out: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    typing(monkeypatch, text)
    assert Plain(out).tick(TICKS, frozenset()) == reply


def test_an_empty_line_keeps_what_was_ticked(out: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    typing(monkeypatch, "\n")
    assert Plain(out).tick(TICKS, frozenset({"zip", "hors"})) == Ticks(frozenset({"zip", "hors"}))
    assert "garder 1, 3" in out.getvalue()


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("demain\n", TODAY.replace(day=23)),
        ("31/2/27\n23/11\n", TODAY.replace(day=23)),
        ("\ndemain\n", TODAY.replace(day=23)),
        ("jamais\n", NonAnswer.NEVER),
        ("pas encore\n", NonAnswer.NEVER),
        ("NSP\n", NonAnswer.UNKNOWN),
        ("<\n", Move.BACK),
    ],
)
def test_a_date_is_typed(text: str, reply: Reply, out: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    typing(monkeypatch, text)
    assert Plain(out).type_in(DATE, typed_matches(Memory(), START, TODAY)) == reply


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("orl\n", "45234"),
        ("évr\n1\n", "91228"),
        ("évr\n2\n", "14260"),
        ("évr\norl\n", "45234"),
        ("xyz\norl\n", "45234"),
    ],
)
def test_a_commune_is_typed_then_numbered(
    text: str, reply: str, out: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    typing(monkeypatch, text)
    assert Plain(out).type_in(COMMUNE, typed_matches(Memory(), FACTS[3], TODAY)) == reply


def test_a_commune_not_found_is_told(out: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    typing(monkeypatch, "xyz\nnsp\n")
    Plain(out).type_in(COMMUNE, typed_matches(Memory(), FACTS[3], TODAY))
    assert "essayez un autre début de nom, ou le code postal" in " ".join(out.getvalue().split())


def test_a_question_mark_tells_why_and_asks_again(out: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    typing(monkeypatch, "?\n2\n")
    assert Plain(out).choose(LIST) == "zac"
    assert "Votre réponse\u00a0: Pour les aides.\n" in out.getvalue()


def test_a_month_alone_is_told_as_its_first_day(out: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    typing(monkeypatch, "mars 2027\n")
    assert Plain(out).type_in(DATE, typed_matches(Memory(), START, TODAY)) == TODAY.replace(2027, 3, 1)
    assert "lundi 1er mars 2027 : faute de jour, le premier du mois." in out.getvalue().replace("\u00a0", " ")


@pytest.mark.parametrize("text", ["", "9", "q\n", "Q\n2\n"])
def test_the_end_of_the_input_leaves(text: str, out: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    typing(monkeypatch, text)
    with pytest.raises(KeyboardInterrupt):
        Plain(out).choose(LIST)


def test_bytes_that_are_no_text_are_asked_again(out: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"\xe9\xff\n2\n"), encoding="utf-8")
    monkeypatch.setattr("sys.stdin", stdin)
    with pytest.raises(KeyboardInterrupt):  # the decoder drops what it had read: nothing is left
        Plain(out).choose(LIST)
    assert "Tapez un numéro" in out.getvalue()


def test_done_says_it_in_words(out: io.StringIO) -> None:
    plain = Plain(out)
    plain.done("Lieu", "Zone : ZIP")
    assert out.getvalue().replace("\u00a0", " ") == "Noté. Zone : ZIP\n"


def test_what_a_screen_cannot_show_is_counted(out: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [Option(str(number), f"Commune {number}") for number in range(18)]
    typing(monkeypatch, "31260\n12\n")
    assert Plain(out).type_in(COMMUNE, lambda text: many if text == "31260" else ()) == "11"
    assert "… et 6 autres : précisez le nom." in out.getvalue().replace("\u00a0", " ")


def test_a_menu_has_no_reason_to_give(out: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    typing(monkeypatch, "1\n1\n")
    for page in (LIST, LIST._replace(why="")):
        out.truncate(out.seek(0))
        Plain(out).choose(page)
        assert ("pourquoi cette question" in out.getvalue()) is bool(page.why)
        assert "q : quitter" in out.getvalue().replace("\u00a0", " ")


@POSIX
def test_a_signal_that_interrupts_no_read_leaves_too(out: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = os.openpty()
    sent = threading.Timer(0.5, signal.raise_signal, [signal.SIGINT])  # from another thread: the read goes on
    give_up = threading.Timer(20, os.write, [ours, b"2\n"])
    with os.fdopen(theirs, encoding="utf-8") as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        sent.start()
        give_up.start()
        with pytest.raises(KeyboardInterrupt):
            Plain(out).choose(LIST)
    assert give_up.is_alive(), "it left before anything was typed"
    give_up.cancel()
    give_up.join()
    os.close(ours)
