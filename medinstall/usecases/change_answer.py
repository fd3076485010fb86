"""Changing one answer: seen first, saved once agreed to."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from medinstall.domain.fact import Value
from medinstall.domain.pack import RulePack
from medinstall.french import listing
from medinstall.rules.answers import unusual_dates
from medinstall.usecases.interview_session import DossierSession
from medinstall.usecases.moving import with_moves
from medinstall.usecases.recording import record_answers
from medinstall.usecases.what_if import Future, future
from medinstall.usecases.workspace import Workspace
from medinstall.wording.phrasing import Wording

Ask = Callable[[DossierSession], tuple[str, Value]]


def change_answer(workspace: Workspace, name: str, ask: Ask, agree: Callable[[Future], None]) -> Iterator[str]:
    """Save the answer that `ask` returns, once `agree` has seen what it changes; yield what there is to tell.

    Either leaves by raising, and nothing is saved.
    """
    with workspace.hold(name) as journal:
        opened = workspace.of_journal(journal)
        yield from opened.notices
        found = future(workspace, opened, dict([ask(DossierSession(workspace, journal))]))
        agree(found)
        record_answers(workspace, journal, opened.profile, with_moves(workspace.pack, opened.profile, found.changes))
        yield from unusual_dates(workspace.pack.fact, found.plan.profile.answers, workspace.today)
    workspace.remember(name)
    yield f"Enregistré : {told(found, workspace.pack)}."


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
