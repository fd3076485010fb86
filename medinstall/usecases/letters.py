"""The letters that can be drafted, and why one is refused."""

from __future__ import annotations

from collections.abc import Callable

from medinstall.actions import how_to
from medinstall.domain.letter import LetterRule
from medinstall.domain.pack import RulePack
from medinstall.domain.plan import Plan
from medinstall.domain.truth import Truth
from medinstall.errors import Refusal, nearest
from medinstall.french import listing, long_date
from medinstall.rules.letters import letter_ids, load_letter
from medinstall.text import shown
from medinstall.usecases.recording import step_of
from medinstall.wording.letter import LettersView
from medinstall.wording.phrasing import Wording
from medinstall.wording.steps import StepView


def known_letters(pack: RulePack) -> tuple[str, ...]:
    """Return one line a letter: the id of its step and what it is for."""
    return tuple(f"{step} : {load_letter(step, pack).title}" for step in letter_ids())


def letter_for(step: str, plan: Plan) -> LetterRule:
    """Return the letter of a step, typed in any case. Raises Refusal when there is none, or the step does not apply."""
    if step.lower() not in letter_ids():
        near = nearest(step, letter_ids())
        raise Refusal(
            f"aucune lettre ne s’appelle « {shown(step)} »",
            remedy=near or f"prenez une lettre de cette liste, par exemple : {how_to('draft_letter', 'site_distinct')}",
            faults=known_letters(plan.pack),
        )
    rule = load_letter(step.lower(), plan.pack)
    found = step_of(plan, rule.step)
    if found.applies is Truth.NO:
        view = StepView(found, Wording(plan))
        raise Refusal(
            f"la démarche « {view.title} » ne vous concerne pas, d’après vos réponses ({view.remark})",
            remedy=f"« {how_to('explain', rule.step)} » dit pourquoi, « {how_to('change_answer')} » change une réponse",
        )
    return rule


def letter_notices(step: str, plan: Plan) -> tuple[str, ...]:
    """Return what to tell before the draft is read: a doubt, or a step already done."""
    view = StepView(step_of(plan, step), Wording(plan))
    done_on, notices = view.plan.tick.done_on, []
    if not view.is_certain:
        notices.append(f"Cette démarche {view.remark}.")
    if done_on:
        notices.append(f"Cette démarche est cochée, faite le {long_date(done_on)}.")
    return tuple(notices)


def concerned_letters(plan: Plan) -> tuple[tuple[str, str], ...]:
    """Return the ids and titles of the letters that concern this doctor, or may."""
    applying = {step.id for step in plan.steps if not step.is_aside}
    return tuple((step, load_letter(step, plan.pack).title) for step in letter_ids() if step in applying)


def letter_file(view: LettersView, suffix: str) -> str | bytes:
    """Return the letters in the form that a file name asks for. Raises Refusal, ImportError without typst."""
    from medinstall.outputs.letter_files import letter_docx, letter_markdown, letter_pdf, letter_text

    makers: dict[str, Callable[[LettersView], str | bytes]] = {
        ".txt": letter_text, ".md": letter_markdown, ".docx": letter_docx, ".pdf": letter_pdf,
    }  # fmt: skip
    if suffix.lower() not in makers:
        forms = listing(makers, "ou")
        raise Refusal(f"une lettre ne s’écrit pas en « {shown(suffix)} »", remedy=f"finissez le nom par {forms}")
    try:
        return makers[suffix.lower()](view)
    except ModuleNotFoundError as error:
        if not f"{error.name}".startswith("docx"):
            raise
        raise Refusal(
            "le format .docx demande le module python-docx, qui n’est pas installé",
            remedy="installez l’extra « lettres », ou finissez le nom du fichier par .txt",
        ) from error
