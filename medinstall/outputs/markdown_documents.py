"""The papers to gather, as a part of the Markdown checklist."""

from __future__ import annotations

from collections.abc import Iterator

from medinstall.outputs.markdown_escape import escape
from medinstall.wording.documents import DocumentGroup, DocumentsView


def documents(view: DocumentsView) -> Iterator[str]:
    """Yield the part: every paper once, as a task, under the step that asks for it first."""
    yield f"## Documents à réunir\u00a0: {escape(view.total)}"
    for group in view.groups:
        yield f"### {escape(group.title)}"
        yield "\n".join(_items(group))
    if view.given:
        yield "### Déjà remis"
        yield "\n".join(f"- [x] {escape(document.label)}" for document in view.given)


def _items(group: DocumentGroup) -> Iterator[str]:
    for document in group.documents:
        yield f"- [ ] {escape(group.told(document))}"
        yield from (f"  - aussi {escape(each.sentence)}" for each in group.others(document))
