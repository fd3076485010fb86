from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from medinstall.errors import Interrupted, MedinstallError, Refusal, UsageFault, layout
from medinstall.text import clean, shown

from .sample import calm

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def test_french_typography_is_left_alone() -> None:
    text = "« L’œuvre » : 12\u202f345\u00a0€ — ça va ? [remplaçant] :warning: <b>"
    assert clean(text) == text


def test_escape_sequences_and_bidi_controls_lose_their_power() -> None:
    assert clean("a\x1b]8;;http://x\x07b\x9b31m\x00\x7f" + BIDI + "c") == "a]8;;http://xb31mc"


def test_words_on_two_lines_stay_apart() -> None:
    assert clean("un\ndeux\ttrois\u2028quatre\x85cinq") == "un deux trois quatre cinq"


def test_half_a_surrogate_pair_can_be_written() -> None:
    assert clean("a\ud800b").encode("utf-8") == "a\ufffdb".encode()


@calm
@given(st.text(st.characters()))
def test_nothing_dangerous_survives(text: str) -> None:
    kept = clean(text)
    kept.encode("utf-8")
    assert not any(unicodedata.category(c) in {"Cc", "Zl", "Zp"} or unicodedata.bidirectional(c) in {
        "LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"} for c in kept)  # fmt: skip
    assert clean(kept) == kept


def test_a_long_text_is_quoted_short() -> None:
    assert shown("x" * 300) == "x" * 40 + "…"
    assert shown("x" * 40) == "x" * 40


def test_layout_says_what_where_and_how_to_mend_it() -> None:
    error = UsageFault(
        "La réponse « sector » n'existe pas.", "reponses.toml, ligne 7", "vouliez-vous dire « secteur » ?"
    )
    assert layout(error, {}) == (
        "Erreur : la réponse « sector » n'existe pas\n"
        "  Où : reponses.toml, ligne 7\n"
        "  Que faire : vouliez-vous dire « secteur » ?"
    )


def test_layout_gives_one_line_to_each_fault_and_none_to_a_line_end_in_one() -> None:
    error = Refusal("2 fautes.", faults=["ligne 1 : « a\nErreur : b »", "ligne 2"])
    assert layout(error, {}) == "Erreur : 2 fautes\n  - ligne 1 : « a Erreur : b »\n  - ligne 2"


def test_an_interruption_is_no_error() -> None:
    assert layout(Interrupted("tout est enregistré."), {}) == "Interrompu : tout est enregistré"


def test_exit_codes() -> None:
    assert [kind.exit_code for kind in (MedinstallError, Refusal, UsageFault, Interrupted)] == [1, 1, 2, 130]
