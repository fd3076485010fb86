"""Changing answers: what that would do, seen before it is saved or without saving it; and saving it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from medinstall.actions import how_to
from medinstall.domain.fact import Fact, Value
from medinstall.domain.pack import RulePack
from medinstall.domain.plan import Plan
from medinstall.dossier.journal import Journal
from medinstall.engine.open_questions import dormant
from medinstall.engine.plan_diff import Difference, difference, outline_of
from medinstall.errors import Refusal, UsageFault, nearest
from medinstall.french import listing, typography
from medinstall.rules.answers import inconsistencies, unusual_dates
from medinstall.rules.values import Wrong, raw_of
from medinstall.text import shown
from medinstall.usecases.moving import moved_words, with_moves
from medinstall.usecases.profiles import Built, build_profile
from medinstall.usecases.recording import record_answers
from medinstall.usecases.typed import Several, typed_value, understood
from medinstall.usecases.workspace import Opened, Workspace
from medinstall.wording.phrasing import Wording

APART = f"effacez d’abord l’autre réponse avec « {how_to('take_answer_back')} », puis recommencez"


class Future(NamedTuple):
    """A plan with some answers changed, what sets it apart from the present one, and answers it puts to sleep.

    `moved`: what to tell of the answers that were given for another place. `denied`: of those that the place denies.
    """

    changes: Mapping[str, Value]
    before: Plan
    plan: Plan
    differences: tuple[Difference, ...]
    asleep: tuple[str, ...]
    awake: tuple[str, ...]
    moved: tuple[str, ...]
    denied: tuple[str, ...]


def find_fact(pack: RulePack, name: str) -> Fact:
    """Return a fact by its id. Raises Refusal with the nearest one."""
    fact = pack.fact.get(name.casefold())
    if fact is None:
        near = nearest(name, pack.fact)
        raise Refusal(
            f"la réponse « {shown(name)} » n’existe pas", remedy=near or f"« {how_to('all_answers')} » les montre"
        )
    return fact


def read_answer(workspace: Workspace, name: str, typed: str) -> tuple[str, Value]:
    """Return a fact and the answer typed to it, as people say it; tell which commune is meant.

    Raises Refusal, UsageFault for a name of several communes.
    """
    fact = find_fact(workspace.pack, name)
    try:
        value = typed_value(fact, typed, workspace.today)
    except Several as several:
        raise _several(fact.id, typed, several) from None
    except Wrong as wrong:
        raise Refusal(f"{fact.id} : « {shown(typed)} » n’est pas admis", remedy=str(wrong)) from None
    if sentence := understood(fact, typed, value):
        workspace.tell(sentence)
    return fact.id, value


def as_typed(value: Value) -> str:
    """Return what one types to give an answer."""
    raw = raw_of(value)
    return ("non", "oui")[raw] if isinstance(raw, bool) else str(raw)


def _several(fact: str, typed: str, several: Several) -> UsageFault:
    from medinstall.places.commune_search import label

    communes = [f"{fact}={commune.code} : {label(commune)}" for commune in several.communes]
    return UsageFault(
        f"« {shown(typed)} » est le nom ou le code postal de plusieurs communes",
        remedy=f"reprenez l’un de ces codes, ou précisez : {how_to('name_commune', fact)}",
        faults=[*communes, *([f"… et {several.more} autres"] if several.more else [])],
    )


def future(workspace: Workspace, opened: Opened, changes: Mapping[str, Value]) -> Future:
    """Return the plan that `changes` would give. Raises Refusal when they contradict other answers."""
    full = with_moves(workspace.pack, opened.profile, changes)
    built = changed(workspace, opened, full)
    profile = built.profile
    before, after = workspace.plan(opened.profile), workspace.plan(profile)
    slept, sleeps = dormant(workspace.pack, opened.profile), dormant(workspace.pack, profile)
    return Future(
        changes=changes,
        before=before,
        plan=after,
        differences=difference(outline_of(before), outline_of(after)),
        asleep=tuple(fact for fact in sleeps if fact not in slept and fact not in full),
        awake=tuple(fact for fact in slept if fact in profile.answers and fact not in sleeps and fact not in full),
        moved=moved_words(workspace.pack, full, changes, profile),
        denied=tuple(sentence for sentence in built.quarantined if sentence not in opened.notices),
    )


def changed(workspace: Workspace, opened: Opened, changes: Mapping[str, Value | None]) -> Built:
    """Return the profile with some answers changed, or taken back (None); nothing is saved."""
    kept = {fact: raw for fact, raw in opened.dossier.answers.items() if fact not in changes}
    new = {fact: raw_of(value) for fact, value in changes.items() if value is not None}
    dossier = opened.dossier._replace(answers={**kept, **new})
    built = build_profile(workspace.pack, dossier, workspace.today, workspace.zoning)
    faults = list(inconsistencies(built.profile.answers))
    if faults:
        raise Refusal("cette réponse en contredit une autre", faults=faults, remedy=APART)
    return built


def save_change(workspace: Workspace, journal: Journal, found: Future) -> None:
    """Put the answers of a future on disk; tell which are unusual, or not what the place says. Raises Refusal."""
    pack, profile = workspace.pack, found.before.profile
    record_answers(workspace, journal, profile, with_moves(pack, profile, found.changes))
    workspace.tell(*found.denied, *unusual_dates(pack.fact, found.plan.profile.answers, workspace.today))
    workspace.remember(journal.name)
    workspace.tell(f"Enregistré : {told(found, pack)}.")


def told(found: Future, pack: RulePack) -> str:
    """Return the answers of a future in words."""
    wording = Wording(found.plan)
    answers = (f"{pack.fact[fact].label} : {wording.answer(fact, value)}" for fact, value in found.changes.items())
    return typography(listing(answers))


def effects(found: Future, pack: RulePack) -> Iterator[str]:
    """Yield what becomes of the other answers: those put to sleep, those that count again, those of another place."""
    for facts, sentence in (
        (found.asleep, "Gardé, mais sans effet désormais : {}."),
        (found.awake, "Compte de nouveau : {}."),
    ):
        if facts:
            yield sentence.format(listing(pack.fact[fact].label for fact in facts))
    yield from found.moved
