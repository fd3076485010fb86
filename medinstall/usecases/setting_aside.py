"""What the doctor says of a step without reporting it done: a note, a later day, that it does not concern them.

Also the way back: a tick, a later day or a dismissal taken back. Each raises Refusal or UsageFault, and then records
nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from medinstall.actions import how_to
from medinstall.domain.plan import StepPlan
from medinstall.domain.profile import Profile
from medinstall.domain.truth import Truth
from medinstall.dossier.events import Dismissed, Noted, PutOff, Resumed, Unticked
from medinstall.errors import Refusal, UsageFault
from medinstall.french import long_date
from medinstall.usecases.recording import HeldStep

LIST = f"« {how_to('all_steps')} » montre où en est chaque démarche"


def add_note(held: HeldStep, text: str | None) -> None:
    """Add a note to a step."""
    if text is None or not text.strip():
        raise UsageFault("il manque la note", remedy=how_to("write_note"))
    held.record(Noted(held.step.id, *held.workspace.now(), note=text), f"Noté : {held.step.title}")


def put_off(held: HeldStep, until: date | None) -> None:
    """Leave a step aside until a day."""
    step = held.step
    if until is None:
        raise UsageFault("il manque le jour", remedy="donnez celui où la démarche redevient à faire")
    _check_open(step)
    if until <= held.workspace.today:
        raise Refusal(f"le {long_date(until)} n’est pas à venir", remedy="donnez un jour après aujourd’hui")
    told = f"Reporté au {long_date(until)} : {step.title}{_limit(step, until)}"
    held.record(PutOff(step.id, until, *held.workspace.now()), told)


def dismiss(held: HeldStep, reason: str | None, agree: Callable[[str], bool]) -> None:
    """Take a step out of the list, with the doctor's reason; `agree` is asked about an obligatory one."""
    step = held.step
    if reason is None or not reason.strip():
        raise UsageFault("il manque le motif", remedy="dites en quelques mots pourquoi elle ne vous concerne pas")
    _check_open(step)
    question = f"« {step.title} » est obligatoire d’après vos réponses. L’écarter quand même ?"
    if step.rule.is_duty and step.applies is Truth.YES and not agree(question):
        held.workspace.tell("Rien n’a été enregistré.")
    else:
        held.record(Dismissed(step.id, reason, *held.workspace.now()), f"Écarté : {step.title}")


def bring_back(held: HeldStep) -> None:
    """Put back in the list a step that was put off or dismissed."""
    step = held.step
    if step.id not in {*held.profile.put_off, *held.profile.dismissed}:
        raise Refusal(f"« {step.title} » n’est ni reportée ni écartée", remedy=LIST)
    held.record(Resumed(step.id, *held.workspace.now()), f"Repris : {step.title}")


def untick(held: HeldStep) -> None:
    """Take back the last report on a step."""
    step = held.step
    if not is_ticked(step.id, held.profile):
        raise Refusal(f"« {step.title} » n’est pas cochée", remedy=LIST)
    held.record(Unticked(step.id, *held.workspace.now()), f"Décoché : {step.title}")


def is_ticked(step: str, profile: Profile) -> bool:
    """Return whether a step was reported done or handed in: an answer that settles it is no tick to take back."""
    tick = profile.ticks.get(step)
    return tick is not None and (tick.done_on is not None or tick.filed_on is not None)


def _check_open(step: StepPlan) -> None:
    """Raise Refusal when nothing is left to do of a step."""
    if step.applies is Truth.NO:
        why = f"« {how_to('explain', step.id)} » montre lesquelles"
        raise Refusal(f"« {step.title} » ne vous concerne déjà pas, d’après vos réponses", remedy=why)
    if step.state == "faite":
        answer = f"« {how_to('change_answer')} » change la réponse qui la règle"
        remedy = answer if step.tick.done_on is None else "décochez-la d’abord, si c’est une erreur"
        raise Refusal(f"« {step.title} » est déjà faite", remedy=remedy)


def _limit(step: StepPlan, until: date) -> str:
    """Return what to add when a step has a date that does not move."""
    if step.due is None:
        return ""
    passed = " : c’est après" if until > step.due.on else ""
    return f" ; sa date limite reste le {long_date(step.due.on)}{passed}"
