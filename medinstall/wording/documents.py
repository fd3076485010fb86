"""Every paper the steps ask for, once, with the bodies that ask for it and by when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from medinstall.domain.plan import Plan, StepPlan
from medinstall.domain.rule import Document
from medinstall.french import count
from medinstall.wording.blocks import Block, Bullets, Heading, Page, Paragraph, Space, lists
from medinstall.wording.labels import AT_ONCE, quoted
from medinstall.wording.phrasing import Wording, limit
from medinstall.wording.steps import step_row
from medinstall.wording.view import StepRow


class AskedView(NamedTuple):
    """One body that asks for a paper, and for which step. `given`: the step is done, or its file handed in."""

    who: str
    step: str
    title: str
    on: date
    when: str
    given: bool

    @property
    def sentence(self) -> str:
        """Who asks, what for, by when: finished French."""
        return f"{self.who}, pour {quoted(self.title)}\u00a0: {self.when}"


class DocumentView(NamedTuple):
    """One paper. `asked_by`: « document demandé par 4 organismes »; `asked`: by whom, the first day first."""

    id: str
    label: str
    asked_by: str
    asked: tuple[AskedView, ...]

    @property
    def waiting(self) -> tuple[AskedView, ...]:
        """Those who still wait for it."""
        return tuple(each for each in self.asked if not each.given)


class DocumentGroup(NamedTuple):
    """The papers that one step is the first to ask for. Each stands in one group alone."""

    first: AskedView
    documents: tuple[DocumentView, ...]

    @property
    def title(self) -> str:
        """The step, whom it is done with, and when."""
        return f"{self.first.title}\u00a0: {self.first.who}, {self.first.when}"

    def told(self, document: DocumentView) -> str:
        """Return the paper, and how many bodies ask for it when the first step is not alone."""
        return f"{document.label}\u00a0: {document.asked_by}" if self.others(document) else document.label

    def others(self, document: DocumentView) -> tuple[AskedView, ...]:
        """Return the steps that ask for a paper of the group after the first one."""
        return tuple(each for each in document.asked if each != self.first)


class DocumentsView(NamedTuple):
    """The papers still to gather, the most urgent first, then those already handed over to all who ask."""

    groups: tuple[DocumentGroup, ...]
    given: tuple[DocumentView, ...]
    total: str


def documents_view(plan: Plan) -> DocumentsView:
    """Return the papers of the steps that apply or may apply."""
    wording = Wording(plan)
    asking = [(step, _asked(step_row(step, wording))) for step in plan.steps if step.state != "sans_objet"]
    asking.sort(key=lambda pair: pair[1].on)
    found = (_document(document, asking, wording) for document in plan.pack.documents)
    asked = [document for document in found if document.asked]
    needed = [document for document in asked if document.waiting]
    firsts = {document.waiting[0].step: document.waiting[0] for document in needed}
    groups = (
        DocumentGroup(first, tuple(document for document in needed if document.waiting[0] == first))
        for first in sorted(firsts.values(), key=lambda each: each.on)
    )
    return DocumentsView(
        groups=tuple(groups),
        given=tuple(document for document in asked if not document.waiting),
        total=count(len(needed), "document"),
    )


def _document(document: Document, asking: Iterable[tuple[StepPlan, AskedView]], wording: Wording) -> DocumentView:
    wanted = [(step, asked) for step, asked in asking if document.id in step.bring]
    label = wording.of_step(wanted[0][0], document.label) if wanted else document.label
    bodies = len({asked.who for _, asked in wanted})
    words = f"document demandé par {count(bodies, 'organisme')}"
    if bodies < len(wanted):
        words += f", pour {count(len(wanted), 'démarche')}"
    return DocumentView(document.id, label, words, tuple(asked for _, asked in wanted))


def _asked(row: StepRow) -> AskedView:
    day, lead = (row.due, "au plus tard") if row.due else (row.target, "de préférence")
    if day is None and row.provisional:
        day, lead = row.provisional, "date provisoire,"
    given = row.state in ("faite", "deposee")
    if given:
        when = "déjà remis"
    else:
        when = f"{lead} le {day.words}" if day else "sans date pour l’instant"
        when = f"{lead} {AT_ONCE}" if day is row.target and row.is_aim_past else when
        when += "" if row.certain else " (si cette démarche vous concerne)"
    return AskedView(row.who, row.id, row.title, day.on if day else date.max, when, given)


def documents_page(plan: Plan) -> Page:
    """Return the papers to gather, the most urgent first, then those already handed over."""
    view = documents_view(plan)
    blocks: list[Block] = [Heading("Documents à réunir", view.total)]
    for group in view.groups:
        who, when, step = group.first.who, group.first.when, group.first.step
        blocks += [Space(), Paragraph(group.first.title, "strong"), Paragraph(f"{who}\u00a0: {when} ({step})")]
        for document in group.documents:
            blocks.append(Bullets((group.told(document),), to_bring=True))
            blocks.append(Bullets(tuple(f"aussi {each.sentence}" for each in group.others(document)), inset=3))
    given = (f"{document.label}\u00a0: {document.asked_by}" for document in view.given)
    return (*blocks, *lists(("Déjà remis", tuple(given))), Space(), Paragraph(limit(plan), "quiet"))
