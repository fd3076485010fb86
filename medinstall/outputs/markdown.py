"""The checklist as Markdown: GFM task lists by period, for a note-taking program, a forge or a printer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from medinstall.french import listing
from medinstall.outputs.citations import Citations
from medinstall.outputs.markdown_escape import escape
from medinstall.outputs.markdown_parts import aid_item, bullets, source_lines, step_item
from medinstall.wording.aids import totals
from medinstall.wording.blocks import Alert, SourceView
from medinstall.wording.documents import DocumentGroup, documents_view
from medinstall.wording.next_step import next_words
from medinstall.wording.phrasing import limit
from medinstall.wording.plan_view import PlanView
from medinstall.wording.start import start_view


def markdown(view: PlanView, complete: bool = False) -> str:
    """Return the whole document; `complete` adds what each step and aid says, papers, sources, what does not apply."""
    cited = Citations(view.sources)
    parts = [
        *_head(view),
        *_alerts([alert for alert in view.alerts if complete or alert.level != "information"], cited),
        *_now(view),
        *_steps(view, complete, cited),
        *(_documents(view) if complete else ()),
        *_aids(view, complete, cited),
        *_open_questions(view),
        *(_aside(view) if complete else ()),
        *_sources(cited.listed, complete),
        "---",
        escape(limit(view.plan)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(view: PlanView) -> list[str]:
    start = start_view(view)
    return [
        f"# {escape(view.heading)}",
        escape(view.established),
        f"{escape(start.label)}\u00a0: **{escape(start.day)}**. {escape(start.sentence)}".rstrip(),
    ]


def _alerts(alerts: Sequence[Alert], cited: Citations) -> list[str]:
    if not alerts:
        return []
    quotes = (
        f"> **{escape(alert.sign.word)}.** {escape(alert.text)} {cited.cite(alert.sources)}".rstrip()
        for alert in alerts
    )
    return ["## À ne pas oublier", *quotes]


def _now(view: PlanView) -> list[str]:
    step, words = view.next_step, escape(next_words(view))
    told = f"**{escape(step.title)}** ({escape(step.who)}), {words}." if step else words
    return ["## À faire maintenant", told]


def _steps(view: PlanView, complete: bool, cited: Citations) -> list[str]:
    parts = [f"## Démarches\u00a0: {escape(view.progress)}"]
    for title, steps in view.groups:
        parts += [f"### {escape(title)}", "\n".join(step_item(step, cited, complete) for step in steps)]
    return parts


def _documents(view: PlanView) -> Iterator[str]:
    """Yield the part: every paper once, as a task, under the step that asks for it first."""
    papers = documents_view(view)
    yield f"## Documents à réunir\u00a0: {escape(papers.total)}"
    for group in papers.groups:
        yield f"### {escape(group.title)}"
        yield "\n".join(_papers(group))
    if papers.given:
        yield "### Déjà remis"
        yield "\n".join(f"- [x] {escape(document.label)}" for document in papers.given)


def _papers(group: DocumentGroup) -> Iterator[str]:
    for document in group.documents:
        yield f"- [ ] {escape(group.told(document))}"
        yield from (f"  - {escape(told)}" for told in group.others(document))


def _aids(view: PlanView, complete: bool, cited: Citations) -> list[str]:
    near = [aid for aid in view.aids if aid.is_within_reach]
    far = [aid for aid in view.aids if not aid.is_within_reach]
    parts = ["## Aides", escape(totals(view.plan)), "\n".join(aid_item(aid, cited, complete) for aid in near)]
    if far:
        items, titles = (aid_item(aid, cited, complete) for aid in far), (escape(aid.title) for aid in far)
        parts += ["### Hors de portée ou fermées", "\n".join(items) if complete else listing(titles)]
    return parts


def _open_questions(view: PlanView) -> list[str]:
    lines = [f"{escape(label)} (`{fact}`)" for fact, label in view.questions]
    return ["## Questions encore ouvertes", bullets(lines)] if lines else []


def _aside(view: PlanView) -> list[str]:
    lines = [f"{escape(step.title)}\u00a0: {escape(step.remark)}" for step in view.aside]
    return ["## Ce qui ne vous concerne pas", bullets(lines)] if lines else []


def _sources(sources: Sequence[SourceView], complete: bool) -> list[str]:
    lines = "\n".join(source_lines(sources, complete))
    return ["## Sources", lines] if lines else []
