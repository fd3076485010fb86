from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medinstall.french import typography
from medinstall.interview.line_writer import LineWriter, on_screen, wrap
from medinstall.text import shows, transliterate

SENTENCE = typography("Souhaitez-vous l'exonération ? Elle vaut 12 345 € : « un an » au plus, [remplaçant] :warning:")


@given(st.integers(20, 80))
def test_lines_break_at_plain_spaces_only(width: int) -> None:
    lines = wrap(SENTENCE, width, " ", "   ")
    assert on_screen(" ".join(line.strip(" ") for line in lines)) == on_screen(SENTENCE)
    assert all(len(line) <= width for line in lines)
    if width >= 30:
        assert not any(line.strip(" ").startswith((":", "?", "»", "€")) for line in lines)


def test_an_empty_text_is_one_empty_line() -> None:
    assert wrap("", 40, "  ") == [""]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp850", "latin-1", "utf-8", None, "no-such"])
def test_every_encoding_gets_something_readable(encoding: str | None) -> None:
    text = transliterate("✓ L’Haÿ : œuf à 12\u00a0345\u202f€ «\u00a0ô\u00a0» ─ …", encoding)
    assert shows(text, encoding if encoding not in (None, "no-such") else "ascii")
    assert "oeuf" in text or "œuf" in text
    assert text.startswith(("✓", "OK"))


@pytest.mark.parametrize("rich", [True, False])
def test_what_is_printed_is_never_markup(rich: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    out = io.StringIO()
    LineWriter(out, rich=rich).line(SENTENCE + " [/] [b]", "bold", " ", " ")
    printed = out.getvalue()
    for word in ("[remplaçant]", ":warning:", "[/]", "[b]"):
        assert word in printed
    assert all(len(line) <= 40 for line in printed.splitlines())


def test_nothing_printed_can_drive_the_terminal() -> None:
    out = io.StringIO()
    writer = LineWriter(out, rich=False)
    writer.line("a\x1b[31mb\x07\u202ec")
    writer.ask("d\x1b[2Je")
    assert out.getvalue() == "a[31mbc\nd[2Je "


def test_a_narrow_alphabet_never_stops_the_printing() -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    LineWriter(out, rich=True).line("✓ Médecine générale", "green")
    LineWriter(out, rich=False).ask("Réponse :")
    out.seek(0)
    assert out.read() == "OK Medecine generale\nReponse : "
