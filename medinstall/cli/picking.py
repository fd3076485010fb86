"""What is offered, in a terminal, in the place of an argument that is missing: a list to pick from, or a line to type.

As for completion, the metavar of an argument says what it takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from medinstall.cli.context import Context
from medinstall.domain.fact import Choice
from medinstall.errors import Refusal
from medinstall.usecases.exports import FORMS

if TYPE_CHECKING:
    from medinstall.domain.profile import Profile
    from medinstall.wording.steps import StepView


def pick_argument(context: Context, command: str, metavar: str) -> list[str] | None:
    """Return the words that stand for a missing argument; None when nothing is offered, [] when one goes back."""
    offer = _BY_METAVAR.get(metavar)
    if offer is None:
        return None
    found = offer(context, command)
    if not found:
        return []
    return _beside_here(context, found) if command == "simuler" else [found]


def pick_step(context: Context, command: str) -> str | None:
    """Return one of the steps that a command may be about, in the order of the checklist, those done last."""
    from medinstall.wording.plan_view import PlanView

    _, plan = context.plan()
    view = PlanView(plan)
    rows = sorted((*view.listed, *view.aside), key=lambda row: not row.is_open)
    choices = [Choice(row.id, row.title, _told(row)) for row in rows if _concerns(row, command, plan.profile)]
    if not choices:
        raise Refusal("il n’y a pas de démarche à choisir ici", remedy="« medinstall liste » les montre toutes")
    return _choose(context, choices, "Quelle démarche ?")


def pick_dossier(context: Context, _command: str = "") -> str | None:
    """Return the name of a dossier."""
    workspace = context.workspace
    current = workspace.default()
    choices = [Choice(name, name, "le dernier ouvert" if name == current else "") for name in workspace.names()]
    if not choices:
        raise Refusal("vous n’avez pas encore de dossier", remedy="commencez avec « medinstall »")
    return _choose(context, choices, "Quel dossier ?")


def pick_letter(context: Context, letters: Iterable[tuple[str, str]]) -> str | None:
    """Return the step of one of `letters`, which have titles."""
    choices = [Choice(step, title) for step, title in letters]
    if not choices:
        raise Refusal("aucune lettre ne vous concerne, d’après vos réponses")
    return _choose(context, choices, "Quelle lettre ?")


def pick_term(context: Context) -> str | None:
    """Return a term of the glossary, "" for all of it."""
    terms = (Choice(term, term) for term, _ in context.workspace.pack.glossary)
    return _choose(context, (Choice("", "Tout le glossaire"), *terms), "Quel terme ?")


def pick_form(context: Context, _command: str = "") -> str | None:
    """Return a format of export."""
    choices = (Choice(name, form.label, f"{form.purpose} ({name})") for name, form in FORMS.items())
    return _choose(context, choices, "Sous quelle forme ?")


def _choose(context: Context, choices: Iterable[Choice], title: str) -> str | None:
    from medinstall.interview.asking import choose

    return choose(tuple(choices), title, context.plain)


def _concerns(row: StepView, command: str, profile: Profile) -> bool:
    from medinstall.usecases.setting_aside import is_ticked

    match command:
        case "decocher":
            return is_ticked(row.id, profile)
        case "reporter":
            return row.is_open
        case "ecarter":
            return row.is_open and not row.is_aside
        case "reprendre-etape":
            return row.id in {*profile.put_off, *profile.dismissed}
    return row.state != "sans_objet"


def _told(row: StepView) -> str:
    from medinstall.french import numeric_date

    due = f"au plus tard le {numeric_date(row.due.on)}" if row.due is not None and row.is_open else ""
    return ", ".join(part for part in (row.sign.word, due) if part)


def _rule(context: Context, command: str) -> str | None:
    """Return a step or an aid, after which of the two is wanted."""
    kinds = (Choice("step", "Une démarche"), Choice("aid", "Une aide"))
    kind = _choose(context, kinds, "Pourquoi… quoi ?")
    if kind != "aid":
        return pick_step(context, command) if kind else None
    from medinstall.wording.plan_view import PlanView

    aids = (Choice(aid.id, aid.title, aid.sign.word) for aid in PlanView(context.plan()[1]).aids)
    return _choose(context, aids, "Quelle aide ?")


def _change(context: Context, _command: str) -> str | None:
    """Return « FAIT=VALEUR », asked for as in the interview and not saved."""
    from medinstall.cli.editing import EQUALS
    from medinstall.interview.run import ask
    from medinstall.usecases.interview_session import DossierSession
    from medinstall.usecases.what_if import as_typed

    workspace = context.workspace
    with workspace.hold(context.name) as journal:
        workspace.notice(*journal.notices)
        session = DossierSession(workspace, journal)
        found = ask(session, None, today=workspace.today, simple=context.plain)
    return f"{found[0]}{EQUALS}{as_typed(found[1])}" if found is not None else None


def _beside_here(context: Context, change: str) -> list[str]:
    """Return a change to try; that of the commune stands against the commune of today, place beside place."""
    from medinstall.cli.editing import AGAINST, EQUALS

    fact = change.partition(EQUALS)[0]
    here = context.opened().profile.answers.get(fact)
    if fact != "commune" or not isinstance(here, str):
        return [change]
    return [f"{fact}{EQUALS}{here}", AGAINST, change]


def _words(context: Context, _command: str) -> str | None:
    from medinstall.interview.asking import write

    return write("Que cherchez-vous ?", "Mots", context.plain)


def _shell(context: Context, _command: str) -> str | None:
    from medinstall.cli.shells import SCRIPTS

    return _choose(context, (Choice(name, name) for name in SCRIPTS), "Quel interpréteur de commandes ?")


_BY_METAVAR: dict[str, Callable[[Context, str], str | None]] = {
    "DEMARCHE": pick_step,
    "DEMARCHE_OU_AIDE": _rule,
    "NOM": pick_dossier,
    "FORMAT": pick_form,
    "FAIT=VALEUR": _change,
    "SHELL": _shell,
    "MOT": _words,
}
