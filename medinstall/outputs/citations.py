"""Sources numbered in the order in which a document cites them."""

from __future__ import annotations

from collections.abc import Iterable

from medinstall.outputs.markdown_escape import link
from medinstall.wording.view import SourceView


class Citations:
    """Gives each source its number the first time it is cited; what is never cited is never listed."""

    def __init__(self, sources: Iterable[SourceView]) -> None:
        """Know the sources that may be cited; of several mentions, one that says how well it is known wins."""
        self._known: dict[str, SourceView] = {}
        self._numbers: dict[str, int] = {}
        for source in sources:
            if source.id not in self._known or not self._known[source.id].checked_on:
                self._known[source.id] = source

    def cite(self, ids: Iterable[str]) -> str:
        """Return « [1](https://…) [3](https://…) », or « (3) » without an address; empty for no known source."""
        return " ".join(self._one(each) for each in dict.fromkeys(ids) if each in self._known)

    @property
    def listed(self) -> tuple[SourceView, ...]:
        """The sources cited so far, in the order of their numbers."""
        return tuple(self._known[each] for each in self._numbers)

    def _one(self, source: str) -> str:
        number = self._numbers.setdefault(source, len(self._numbers) + 1)
        url = self._known[source].url
        return link(f"{number}", url) if url else f"({number})"
