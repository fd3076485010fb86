"""The checklist as Markdown: GFM task lists by period, for a note-taking program, a forge or a printer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from medinstall.french import listing
from medinstall.outputs.citations import Citations
from medinstall.outputs.markdown_escape import escape, link
from medinstall.outputs.markdown_parts import aid_item, bullets, step_item
from medinstall.wording.documents import DocumentGroup, DocumentsView
from medinstall.wording.plan_view import PlanView
from medinstall.wording.view import WITHIN_REACH, AidView, AlertView, ListView, SourceView


def markdown(view: PlanView, complete: bool = False) -> str:
    """Return the whole document; `complete` adds what each step and aid says, papers, sources, what does not apply."""
    cited = Citations(view.sources)
    parts = [
        *_head(view),
        *_alerts([alert for alert in view.checklist.alerts if complete or alert.level != "information"], cited),
        *_now(view.checklist),
        *_steps(view, complete, cited),
        *(_documents(view.papers) if complete else ()),
        *_aids(view, complete, cited),
        *_open_questions(view.checklist),
        *(_aside(view.checklist) if complete else ()),
        *_sources(cited.listed, complete),
        "---",
        escape(view.checklist.limit),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(view: PlanView) -> list[str]:
    start = view.checklist.start
    return [
        f"# {escape(view.checklist.heading)}",
        f"{escape(view.established)}.",
        f"{escape(start.label)}\u00a0: **{escape(start.day)}**. {escape(start.sentence)}".rstrip(),
    ]


def _alerts(alerts: Sequence[AlertView], cited: Citations) -> list[str]:
    if not alerts:
        return []
    quotes = (
        f"> **{escape(alert.sign.word)}.** {escape(alert.text)} {cited.cite(alert.sources)}".rstrip()
        for alert in alerts
    )
    return ["## À ne pas oublier", *quotes]


def _now(view: ListView) -> list[str]:
    if view.next_thing is None:
        return ["## À faire maintenant", escape(view.next_words)]
    row = view.next_thing
    return ["## À faire maintenant", f"**{escape(row.title)}** ({escape(row.who)}), {escape(view.next_words)}."]


def _steps(view: PlanView, complete: bool, cited: Citations) -> list[str]:
    parts = [f"## Démarches\u00a0: {escape(view.checklist.progress)}"]
    for title, steps in view.groups:
        parts += [f"### {escape(title)}", "\n".join(step_item(step, cited, complete) for step in steps)]
    return parts


def _documents(view: DocumentsView) -> Iterator[str]:
    """Yield the part: every paper once, as a task, under the step that asks for it first."""
    yield f"## Documents à réunir\u00a0: {escape(view.total)}"
    for group in view.groups:
        yield f"### {escape(group.title)}"
        yield "\n".join(_papers(group))
    if view.given:
        yield "### Déjà remis"
        yield "\n".join(f"- [x] {escape(document.label)}" for document in view.given)


def _papers(group: DocumentGroup) -> Iterator[str]:
    for document in group.documents:
        yield f"- [ ] {escape(group.told(document))}"
        yield from (f"  - aussi {escape(each.sentence)}" for each in group.others(document))


def _aids(view: PlanView, complete: bool, cited: Citations) -> list[str]:
    near = [aid for aid in view.aids if aid.row.verdict in WITHIN_REACH]
    far = [aid for aid in view.aids if aid.row.verdict not in WITHIN_REACH]
    parts = ["## Aides", escape(view.checklist.totals), "\n".join(aid_item(aid, cited, complete) for aid in near)]
    if far:
        lines = [aid_item(aid, cited, complete) for aid in far] if complete else [listing(_name(aid) for aid in far)]
        parts += ["### Hors de portée ou fermées", "\n".join(lines)]
    return parts


def _name(aid: AidView) -> str:
    return escape(aid.row.title)


def _open_questions(view: ListView) -> list[str]:
    if not view.unknown:
        return []
    return ["## Questions encore ouvertes", bullets(f"{escape(label)} (`{fact}`)" for fact, label in view.unknown)]


def _aside(view: ListView) -> list[str]:
    if not view.aside:
        return []
    lines = (f"{escape(row.title)}\u00a0: {escape(row.remark)}" for row in view.aside)
    return ["## Ce qui ne vous concerne pas", bullets(lines)]


def _sources(sources: Sequence[SourceView], complete: bool) -> list[str]:
    lines = []
    for number, source in enumerate(sources, 1):
        more = ", ".join(escape(part) for part in (source.publisher, source.published) if part)
        said = escape(source.checked) if complete else ""
        lines.append(f"{number}. {link(source.title, source.url)}, {more}. {said}".replace(", .", ".").rstrip())
    return ["## Sources", "\n".join(lines)] if lines else []
