"""What holds all the words sought, accents ignored: steps, aids, alerts, papers, questions, terms. A pure index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from medinstall.domain.plan import Plan
from medinstall.french import count, typography
from medinstall.text import fold, shown
from medinstall.wording.blocks import Block, Commands, Heading, Page, Paragraph
from medinstall.wording.labels import quoted
from medinstall.wording.phrasing import Wording

KINDS = STEPS, AIDS, ALERTS, PAPERS, QUESTIONS, TERMS = (
    "Démarches",
    "Aides",
    "Alertes",
    "Documents",
    "Questions",
    "Glossaire",
)


class Found(NamedTuple):
    """One entry: what kind, its title, the arguments that open it, and all that is read in it."""

    kind: str
    title: str
    command: tuple[str, ...]
    text: str


def search(plan: Plan, words: Sequence[str]) -> tuple[Found, ...]:
    """Return the entries that hold every word, by kind; first those whose title holds them."""
    sought = [fold(word) for word in " ".join(words).split()]
    if not sought:
        return ()
    hits = [entry for entry in _entries(plan) if _holds(f"{entry.title} {entry.text}", sought)]
    return tuple(sorted(hits, key=lambda entry: (KINDS.index(entry.kind), not _holds(entry.title, sought))))


def found_page(found: Sequence[Found], words: Sequence[str]) -> Page:
    """Return what was found as a page, each with the command that opens it."""
    sought = shown(" ".join(words))
    title = Paragraph(f"{count(len(found), 'résultat')} pour {quoted(sought)}", "strong")
    if not found:
        return (
            title,
            Paragraph("Essayez un autre mot\u00a0: « medinstall glossaire » donne les termes."),
        )
    return (title, *(block for kind in KINDS for block in _part(kind, found)))


def _part(kind: str, found: Sequence[Found]) -> Iterator[Block]:
    entries = [entry for entry in found if entry.kind == kind]
    if entries:
        yield Heading(kind)
        yield Commands(tuple((entry.title, f"medinstall {' '.join(entry.command)}") for entry in entries))


def _holds(text: str, sought: Sequence[str]) -> bool:
    folded = fold(text)
    return all(word in folded for word in sought)


def _entries(plan: Plan) -> Iterator[Found]:
    wording, pack = Wording(plan), plan.pack
    papers = pack.document
    for step in plan.steps:
        say, rule = wording.of_step, step.rule
        held = (rule.id, wording.who(step), step.what, rule.sanction, *step.notes, *rule.receive)
        aside = " (ne vous concerne pas)" if step.is_aside else ""
        yield Found(STEPS, f"{say(step, step.title)}{aside}", ("etape", step.id), say(step, " ".join(held)))
    for aid in plan.aids:
        text = wording.of_aid(
            aid, " ".join((aid.id, aid.rule.what, aid.rule.claim, *(note.text for note in aid.rule.notes)))
        )
        yield Found(AIDS, wording.title(aid), ("pourquoi", aid.id), text)
    for alert in plan.alerts:
        text = wording.finished(alert.text, alert.rule.figures)
        step_of = ("etape", alert.rule.step) if alert.rule.step else ("liste", "--tout")
        yield Found(ALERTS, text.partition(". ")[0], step_of, text)
    asked = {item for step in plan.steps if not step.is_aside for item in step.bring}
    for item in sorted(asked & set(papers)):
        yield Found(PAPERS, wording.finished(papers[item].label), ("pieces",), item)
    for fact in pack.facts:
        text = f"{fact.id} {fact.why} {' '.join(choice.label for choice in fact.choices)}"
        yield Found(QUESTIONS, typography(fact.question), ("modifier", fact.id), text)
    for term, meaning in pack.glossary:
        yield Found(TERMS, typography(term), ("glossaire", term), meaning)
