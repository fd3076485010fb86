"""What the interview needs from the rest of the program. It asks; the session knows, computes and saves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from medinstall.domain.fact import Choice, Fact, Value


class Session(Protocol):
    """One dossier being filled in."""

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact, in the order of the questions."""

    @property
    def sections(self) -> Mapping[str, str]:
        """Section id → its French title."""

    @property
    def deduced(self) -> Mapping[str, str]:
        """Where the answers come from that the place gives, by fact: « déduit de la commune, liste du … »."""

    def guidance(self, fact: str) -> str:
        """What to say under a question of this dossier: an answer to confirm, or where to read it; "" for nothing."""

    def answers(self) -> Mapping[str, Value]:
        """Every answer so far, those settled by another answer included."""

    def open(self) -> tuple[str, ...]:
        """Ids of the facts to ask now, in order: unanswered, and something still depends on them."""

    def optional(self) -> tuple[str, ...]:
        """Ids of the amounts that may be given last."""

    def choices(self, fact: str) -> tuple[Choice, ...]:
        """Return the choices of a fact in this dossier (funds of the département, the fact's own otherwise)."""

    def search(self, text: str) -> tuple[Choice, ...]:
        """At most sixty communes that match what is being typed: INSEE code and label; the likelier first."""

    def describe(self, fact: str, value: Value) -> str:
        """Return the French words of an answer (« Orléans (45) », « lundi 1er mars 2027 », « je ne sais pas »)."""

    def save(self, changes: Mapping[str, Value | None]) -> tuple[str, ...]:
        """Put answers on disk before returning; None takes one back. Return notices to show (French sentences)."""
