"""A new dossier from a file of answers."""

from __future__ import annotations

from pathlib import Path

from medinstall.dossier.events import together
from medinstall.engine.open_questions import dormant, open_questions
from medinstall.french import count, listing
from medinstall.rules.answers import unusual_dates
from medinstall.usecases.answers_file import read_answers_file
from medinstall.usecases.recording import answered, check_answers
from medinstall.usecases.workspace import Workspace


def new_from_file(workspace: Workspace, name: str, path: Path) -> None:
    """Save the answers of a file in a new dossier.

    Raises Refusal, and saves nothing, when a line is wrong or the name is taken.
    """
    workspace.check_new(name)
    found = read_answers_file(path, workspace.pack, workspace.today)
    check_answers(found.answers)
    events = answered(found.answers, workspace)
    with workspace.create(name, [together(events)] if events else []) as journal:
        opened = workspace.of_journal(journal)
    workspace.remember(name)
    pack, profile = workspace.pack, opened.profile
    workspace.tell(*found.notices, *opened.notices, *unusual_dates(pack.fact, profile.answers, workspace.today))
    workspace.tell(f"Dossier « {name} » enregistré : {count(len(found.answers), 'réponse')}.")
    if unused := [fact for fact in dormant(pack, profile) if fact in found.answers]:
        labels = listing(f"{pack.fact[fact].label} ({fact})" for fact in unused)
        workspace.tell(f"Gardé mais sans effet avec vos autres réponses : {labels}.")
    if missing := open_questions(pack, profile):
        labels = listing(f"{pack.fact[fact].label} ({fact})" for fact in missing)
        workspace.tell(f"Il reste à répondre : {labels}.")
