from __future__ import annotations

import io

import pytest

from medinstall.cli.stdio import say
from medinstall.errors import Refusal, layout
from medinstall.streams import replace_unprintable
from medinstall.text import clean, fold, transliterate, verbatim

EIGHT_BITS = ("iso8859-15", "cp437", "mac_roman", "cp1250", "cp1253", "iso8859-9", "koi8-r", "cp874", "ascii", "cp850")
RARE = "§ ¤ © ½ £ ¿ Æ ð Þ ✓ — é \u00ad 日"


@pytest.mark.parametrize("encoding", EIGHT_BITS)
def test_every_8_bit_alphabet_spells_what_it_lacks(encoding: str) -> None:
    written = io.BytesIO()
    stream = io.TextIOWrapper(written, encoding=encoding)
    replace_unprintable(stream)
    stream.write(RARE)
    stream.flush()
    assert transliterate(RARE, encoding).encode(encoding) == written.getvalue()


def test_a_half_stays_a_half() -> None:
    assert transliterate("reste ½ journée", "ascii") == "reste 1/2 journee"


@pytest.mark.parametrize("character", ["\ufffe", "\uffff", "\ufdd0", "\U0001fffe"])
def test_a_noncharacter_reaches_no_file(character: str) -> None:
    assert clean(f"x{character}y") == "x\ufffdy"


def test_folding_ignores_case_accents_and_ligatures() -> None:
    assert fold("Œuvre À L’ÉTÉ") == "oeuvre a l'ete"


def test_a_path_is_told_byte_for_byte(capsys: pytest.CaptureFixture[str]) -> None:
    path = verbatim("/tmp/l'été/x : v2.md")
    say(f"Écrit : {path}")
    assert capsys.readouterr().err == "Écrit\u00a0: /tmp/l'été/x : v2.md\n"


def test_the_place_of_an_error_can_be_pasted(capsys: pytest.CaptureFixture[str]) -> None:
    command = verbatim("cd '/a'")
    say(layout(Refusal("l'accès est refusé", "/tmp/l'été", f"tapez {command}"), {}, verbatim))
    told = capsys.readouterr().err
    assert "l’accès est refusé" in told
    assert "Où\u00a0: /tmp/l'été\n" in told
    assert "tapez cd '/a'\n" in told
