"""Changing one answer: what it changes, in words, and saving it once agreed to."""

from __future__ import annotations

from collections.abc import Iterator

from medinstall.domain.pack import RulePack
from medinstall.dossier.journal import Journal
from medinstall.french import listing
from medinstall.rules.answers import unusual_dates
from medinstall.usecases.moving import with_moves
from medinstall.usecases.recording import record_answers
from medinstall.usecases.what_if import Future
from medinstall.usecases.workspace import Workspace
from medinstall.wording.phrasing import Wording


def save_change(workspace: Workspace, journal: Journal, found: Future) -> None:
    """Put the answers of a future on disk; tell which dates in it are unusual. Raises Refusal."""
    pack, profile = workspace.pack, found.before.profile
    record_answers(workspace, journal, profile, with_moves(pack, profile, found.changes))
    workspace.tell(*unusual_dates(pack.fact, found.plan.profile.answers, workspace.today))
    workspace.remember(journal.name)
    workspace.tell(f"Enregistré : {told(found, pack)}.")


def told(found: Future, pack: RulePack) -> str:
    """Return the answers of a future in words."""
    wording = Wording(found.plan)
    return listing(f"{pack.fact[fact].label} : {wording.answer(fact, value)}" for fact, value in found.changes.items())


def effects(found: Future, pack: RulePack) -> Iterator[str]:
    """Yield what becomes of the other answers: those put to sleep, those that count again, those of another place."""
    for facts, sentence in (
        (found.asleep, "Gardé, mais sans effet désormais : {}."),
        (found.awake, "Compte de nouveau : {}."),
    ):
        if facts:
            yield sentence.format(listing(pack.fact[fact].label for fact in facts))
    yield from found.moved
