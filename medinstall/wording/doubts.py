"""What a rule leaves in doubt, said to a doctor: whom to ask. Who read what, and when, stands in `sources` alone."""

from __future__ import annotations

from collections.abc import Iterable

from medinstall.domain.rule import Evidence


def warnings_of(evidence: Iterable[Evidence], stale: bool, who: str) -> tuple[str, ...]:
    """Return what to have confirmed, and by whom; nothing for a rule that rests on sure sources."""
    lines = []
    if stale:
        lines.append(f"Cette règle a dépassé sa date de relecture\u00a0: à confirmer {who}.")
    if any(item.confidence == "low" for item in evidence):
        lines.append(doubt(who))
    return tuple(lines)


def doubt(who: str) -> str:
    """Return the sentence for what no source settles."""
    return f"À confirmer {who}\u00a0: une au moins des sources est fragile."
