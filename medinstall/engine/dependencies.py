"""The answers behind a derived fact."""

from __future__ import annotations

from collections.abc import Iterator

from medinstall.domain.criterion import facts_of
from medinstall.domain.pack import RulePack


def asked_facts_behind(pack: RulePack, name: str) -> Iterator[str]:
    """Yield the asked facts that a fact comes from: itself, or those of the date or the sum it stands for.

    Facts that the engine derives from rules (`verdict.<aid>`, `en_cours.<aid>`…) have none here.
    """
    if name in pack.fact:
        yield name
    elif name in pack.derived_date:
        for rule in pack.derived_date[name].rules:
            yield from asked_facts_behind(pack, rule.anchor)
            if rule.when is not None:
                yield from facts_of(rule.when)
    elif name in pack.derived_number:
        yield from (fact for fact, _ in pack.derived_number[name].parts)
