from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from medinstall.outputs.layout import Span, cell, columns, paragraph, widths
from medinstall.text import wrap

WORDS = st.lists(st.text(alphabet="abéœ’-_ \u00a0", min_size=1, max_size=30), max_size=20).map(" ".join)


def _text(lines: list[tuple[Span, ...]]) -> list[str]:
    return ["".join(span.text for span in line) for line in lines]


@given(WORDS, st.integers(1, 60))
def test_no_word_is_cut_lost_or_moved(text: str, width: int) -> None:
    assert re.split(r"[ \u00a0]+", " ".join(wrap(text, width)).strip(" \u00a0")) == re.split(
        r"[ \u00a0]+", text.strip(" \u00a0")
    )


@given(WORDS, st.integers(1, 60))
def test_a_line_is_too_long_only_for_a_single_word(text: str, width: int) -> None:
    for line in wrap(text, width):
        assert len(line) <= width or " " not in line


@given(st.integers(1, 30))
def test_a_number_is_never_parted_from_itself_or_its_unit(width: int) -> None:
    text = (
        "au plus 1\u00a0234\u00a0567,50\u00a0€ ou 25\u00a0% «\u00a0mot\u00a0» le mer.\u00a030\u00a0septembre\u00a02027"
    )
    lines = wrap(text, width)
    assert any("1\u00a0234\u00a0567,50\u00a0€" in line for line in lines)
    assert any("25\u00a0%" in line for line in lines)
    assert any("«\u00a0mot\u00a0»" in line for line in lines)
    assert any("septembre\u00a02027" in line for line in lines)


def test_wide_characters_count_for_two() -> None:
    assert wrap("日本 日本", 5) == ["日本", "日本"]


def test_a_paragraph_hangs_under_its_first_line() -> None:
    assert _text(paragraph("un deux trois", 10, first="- ")) == ["- un deux", "  trois"]
    assert _text(paragraph("un deux trois", 10, first="10. ", rest="  ")) == ["10. un", "  deux", "  trois"]


def test_columns_stand_side_by_side() -> None:
    rows = [(cell("à faire"), cell(Span("un titre plutôt long", "bold"), "qui")), (cell("faite"), cell("court"))]
    sizes = widths(rows, 22, flexible=1, most={})
    assert sizes == [7, 13]
    assert _text(columns(rows[0], sizes)) == ["à faire  un titre", "         plutôt long", "         qui"]


def test_an_empty_cell_leaves_no_trailing_space() -> None:
    assert _text(columns((cell("a"), cell("")), [5, 5])) == ["a"]
