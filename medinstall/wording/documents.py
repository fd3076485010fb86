"""Every paper the steps ask for, once, with the bodies that ask for it and by when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from medinstall.domain.plan import Plan
from medinstall.domain.rule import Document
from medinstall.french import count
from medinstall.wording.blocks import Block, Bullets, Heading, Page, Paragraph, Space, lists
from medinstall.wording.labels import AT_ONCE, quoted
from medinstall.wording.phrasing import limit
from medinstall.wording.plan_view import PlanView
from medinstall.wording.steps import StepView


class DocumentView(NamedTuple):
    """One paper. `asked_by`: « document demandé par 4 organismes »; `asked`: the steps that ask for it, in order."""

    label: str
    asked_by: str
    asked: tuple[StepView, ...]

    @property
    def waiting(self) -> tuple[StepView, ...]:
        """The steps that still wait for it: neither done, nor their file handed in."""
        return tuple(step for step in self.asked if not _is_given(step))


class DocumentGroup(NamedTuple):
    """The papers that one step is the first to ask for. Each stands in one group alone."""

    first: StepView
    documents: tuple[DocumentView, ...]

    @property
    def title(self) -> str:
        """The step, whom it is done with, and when."""
        return f"{self.first.title}\u00a0: {self.first.who}, {when_asked(self.first)}"

    def told(self, document: DocumentView) -> str:
        """Return the paper, and how many bodies ask for it when the first step is not alone."""
        return f"{document.label}\u00a0: {document.asked_by}" if len(document.asked) > 1 else document.label

    def others(self, document: DocumentView) -> tuple[str, ...]:
        """Return who asks for a paper of the group after the first step, what for and by when."""
        others = (step for step in document.asked if step is not self.first)
        return tuple(f"aussi {step.who}, pour {quoted(step.title)}\u00a0: {when_asked(step)}" for step in others)


class DocumentsView(NamedTuple):
    """The papers still to gather, the most urgent first, then those already handed over to all who ask."""

    groups: tuple[DocumentGroup, ...]
    given: tuple[DocumentView, ...]
    total: str


def documents_view(view: PlanView) -> DocumentsView:
    """Return the papers of the steps in the list."""
    steps = sorted(view.listed, key=_first_day)
    found = [_document(document, steps) for document in view.plan.pack.documents]
    needed = [document for document in found if document.waiting]
    firsts = dict.fromkeys(document.waiting[0] for document in needed)
    return DocumentsView(
        groups=tuple(
            DocumentGroup(first, tuple(document for document in needed if document.waiting[0] is first))
            for first in sorted(firsts, key=_first_day)
        ),
        given=tuple(document for document in found if document.asked and not document.waiting),
        total=count(len(needed), "document"),
    )


def _document(document: Document, steps: Iterable[StepView]) -> DocumentView:
    asked = tuple(step for step in steps if document.id in step.plan.bring)
    label = asked[0].say(document.label) if asked else document.label
    bodies = len({step.who for step in asked})
    words = f"document demandé par {count(bodies, 'organisme')}"
    if bodies < len(asked):
        words += f", pour {count(len(asked), 'démarche')}"
    return DocumentView(label, words, asked)


def _is_given(step: StepView) -> bool:
    return step.state in ("faite", "deposee")


def _first_day(step: StepView) -> date:
    day = step.due or step.target or step.provisional
    return day.on if day else date.max


def when_asked(step: StepView) -> str:
    """Return by when a step wants its papers."""
    if _is_given(step):
        return "déjà remis"
    if step.due:
        when = f"au plus tard le {step.due.words}"
    elif step.target:
        when = f"de préférence {AT_ONCE if step.is_aim_past else f'le {step.target.words}'}"
    elif step.provisional:
        when = f"date provisoire, le {step.provisional.words}"
    else:
        when = "sans date pour l’instant"
    return when if step.is_certain else f"{when} (si cette démarche vous concerne)"


def documents_page(plan: Plan) -> Page:
    """Return the papers to gather, the most urgent first, then those already handed over."""
    view = documents_view(PlanView(plan))
    blocks: list[Block] = [Heading("Documents à réunir", view.total)]
    for group in view.groups:
        step = group.first
        when = f"{step.who}\u00a0: {when_asked(step)} ({step.id})"
        blocks += [Space(), Paragraph(step.title, "strong"), Paragraph(when)]
        for document in group.documents:
            blocks.append(Bullets((group.told(document),), to_bring=True))
            blocks.append(Bullets(group.others(document), inset=3))
    given = (f"{document.label}\u00a0: {document.asked_by}" for document in view.given)
    return (*blocks, *lists(("Déjà remis", tuple(given))), Space(), Paragraph(limit(plan), "quiet"))
