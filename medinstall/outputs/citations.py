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

    def cite(self, ids: Iterable[str]) -> str:
        """Return « (1, 3) », the numbers in the list that ends the document; empty for no known source."""
        numbers = [str(self._number(each)) for each in dict.fromkeys(ids) if each in self._known]
        return f"({', '.join(numbers)})" if numbers else ""

    @property
    def listed(self) -> tuple[SourceView, ...]:
        """The sources cited so far, in the order of their numbers."""
        return tuple(self._known[each] for each in self._numbers)

    def _number(self, source: str) -> int:
        return self._numbers.setdefault(source, len(self._numbers) + 1)
