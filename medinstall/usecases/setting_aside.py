"""What the doctor says of a step without reporting it done: a note, a later day, that it does not concern them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeAlias, TypeVar

from medinstall.actions import how_to
from medinstall.domain.plan import StepPlan
from medinstall.domain.profile import Profile
from medinstall.domain.truth import Truth
from medinstall.dossier.events import Dismissed, Noted, PutOff, Resumed
from medinstall.errors import Refusal, UsageFault
from medinstall.french import long_date
from medinstall.usecases.recording import LOOK, Recorded, record_one
from medinstall.usecases.workspace import Workspace

DUTIES = ("obligatoire", "obligatoire_par_contrat")

T = TypeVar("T")
Ask: TypeAlias = Callable[[StepPlan], T | None]  # gives what is to be said of the step; None where nobody can be asked
Agree: TypeAlias = Callable[[str], bool]


def add_note(workspace: Workspace, name: str, step: str, ask: Ask[str]) -> Iterator[str]:
    """Add a note to a step; yield what there is to tell. Raises Refusal."""

    def noted(found: StepPlan, _: Profile) -> Recorded:
        text = ask(found)
        if text is None or not text.strip():
            raise UsageFault("il manque la note", remedy=how_to("write_note"))
        event = Noted(found.id, at=workspace.clock(), day=workspace.today, note=text)
        return event, f"Noté : {found.title}"

    return record_one(workspace, name, step, noted)


def put_off(workspace: Workspace, name: str, step: str, ask: Ask[date]) -> Iterator[str]:
    """Leave a step aside until a day; yield what there is to tell. Raises Refusal."""

    def later(found: StepPlan, _: Profile) -> Recorded:
        until = ask(found)
        if until is None:
            raise UsageFault("il manque le jour", remedy="donnez celui où la démarche redevient à faire")
        _check_open(found)
        if until <= workspace.today:
            raise Refusal(f"le {long_date(until)} n’est pas à venir", remedy="donnez un jour après aujourd’hui")
        event = PutOff(found.id, until, at=workspace.clock(), day=workspace.today)
        return event, f"Reporté au {long_date(until)} : {found.title}{_limit(found, until)}"

    return record_one(workspace, name, step, later)


def dismiss(workspace: Workspace, name: str, step: str, ask: Ask[str], agree: Agree) -> Iterator[str]:
    """Take a step out of the list, with the doctor's reason; yield what there is to tell. Raises Refusal.

    `agree` is asked about an obligatory one.
    """

    def out(found: StepPlan, _: Profile) -> Recorded | None:
        reason = ask(found)
        if reason is None or not reason.strip():
            raise UsageFault("il manque le motif", remedy="dites en quelques mots pourquoi elle ne vous concerne pas")
        _check_open(found)
        question = f"« {found.title} » est obligatoire d’après vos réponses. L’écarter quand même ?"
        if found.rule.obligation in DUTIES and found.applies is Truth.YES and not agree(question):
            return None
        event = Dismissed(found.id, reason, at=workspace.clock(), day=workspace.today)
        return event, f"Écarté : {found.title}"

    return record_one(workspace, name, step, out)


def bring_back(workspace: Workspace, name: str, step: str) -> Iterator[str]:
    """Put back in the list a step that was put off or dismissed; yield what there is to tell. Raises Refusal."""

    def back(found: StepPlan, profile: Profile) -> Recorded:
        if found.id not in {*profile.put_off, *profile.dismissed}:
            raise Refusal(f"« {found.title} » n’est ni reportée ni écartée", remedy=LOOK)
        event = Resumed(found.id, at=workspace.clock(), day=workspace.today)
        return event, f"Repris : {found.title}"

    return record_one(workspace, name, step, back)


def _check_open(step: StepPlan) -> None:
    """Raise Refusal when nothing is left to do of a step."""
    if step.applies is Truth.NO:
        why = f"« {how_to('explain', step.id)} » montre lesquelles"
        raise Refusal(f"« {step.title} » ne vous concerne déjà pas, d’après vos réponses", remedy=why)
    if step.tick.done_on is not None:
        raise Refusal(f"« {step.title} » est déjà faite", remedy="décochez-la d’abord, si c’est une erreur")


def _limit(step: StepPlan, until: date) -> str:
    """Return what to add when a step has a date that does not move."""
    if step.due is None:
        return ""
    passed = " : c’est après" if until > step.due.on else ""
    return f" ; sa date limite reste le {long_date(step.due.on)}{passed}"
