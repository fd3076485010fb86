"""Sources numbered in the order in which a document cites them."""

from __future__ import annotations

from collections.abc import Iterable

from medinstall.wording.blocks import SourceView


class Citations:
    """Gives each source its number the first time it is cited; what is never cited is never listed."""

    def __init__(self, sources: Iterable[SourceView]) -> None:
        """Know the sources that may be cited; of several mentions, one that says how well it is known wins."""
        self._known: dict[str, SourceView] = {}
        self._numbers: dict[str, int] = {}
        for source in sources:
            if source.id not in self._known or not self._known[source.id].checked:
                self._known[source.id] = source

    def numbers(self, ids: Iterable[str]) -> dict[str, int]:
        """Return the sources that are known, by id, each with its number in the list that ends the document."""
        return {each: self._numbers.setdefault(each, len(self._numbers) + 1) for each in ids if each in self._known}

    def cite(self, ids: Iterable[str]) -> str:
        """Return « (1, 3) »; empty for no known source."""
        numbers = ", ".join(map(str, self.numbers(ids).values()))
        return f"({numbers})" if numbers else ""

    @property
    def listed(self) -> tuple[SourceView, ...]:
        """The sources cited so far, in the order of their numbers."""
        return tuple(self._known[each] for each in self._numbers)
