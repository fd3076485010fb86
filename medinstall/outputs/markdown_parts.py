"""The items of the Markdown checklist: one step, one aid, the references to the numbered sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from medinstall.outputs.citations import Citations
from medinstall.outputs.markdown_escape import escape, link
from medinstall.wording import blocks
from medinstall.wording.aid_page import to_draw, to_meet
from medinstall.wording.aids import AidView
from medinstall.wording.blocks import Block, Paragraph, ReasonView, Reference, SourceView
from medinstall.wording.labels import AT_ONCE, capital
from medinstall.wording.step_page import to_act, to_know
from medinstall.wording.steps import StepView


def step_item(view: StepView, cited: Citations, complete: bool) -> str:
    """Return one step as a task with its details under it."""
    box = "[x]" if view.state == "faite" else "[ ]"
    head = f"- {box} **{escape(view.title)}** (`{view.id}`), {escape(_state(view))}, {escape(view.who)}"
    first = (*(f"**{escape(alert.sign.word)}**" for alert in view.final), capital(escape(view.remark)))
    warnings = [escape(warning) for warning in view.warnings if view.state != "faite"]
    if complete:
        more = details((*to_act(view), *to_know(view), Reference(view.sources)), cited)
        return _nested(head, (*first, *warnings, *more))
    said = (f"{label}\u00a0: {escape(text)}" for label, text in view.own_words)
    cites = cited.cite(_leading(view)) if view.is_open else ""
    return _nested(f"{head} {cites}".rstrip(), (*_short_dates(view), *first, *said, *warnings))


def _nested(head: str, lines: Iterable[str]) -> str:
    return "\n".join([head, *(f"  - {line}" for line in lines if line)])


def _leading(view: StepView) -> Iterable[str]:
    """Return the sources of the dates, which bind; without any, the first one of the step."""
    dated = [source for _, day in view.dates for source in day.sources]
    return dated or [source.id for source in view.sources[:1]]


def aid_item(view: AidView, cited: Citations, complete: bool) -> str:
    """Return one aid with its verdict; `complete` adds every reason and what would open it."""
    if not complete:
        paid = f", {escape(view.payer)}" + (f", au plus tard le {escape(view.pay_by.words)}" if view.pay_by else "")
        return f"{_aid_line(view)}{paid} {cited.cite(source.id for source in view.sources[:1])}".rstrip()
    more = details((*to_draw(view), *to_meet(view), Reference(view.sources)), cited)
    return _nested(_aid_line(view), (escape(view.sentence), f"Payée par\u00a0: {escape(view.payer)}", *more))


def _aid_line(view: AidView) -> str:
    """Return one aid on one line: title, verdict, amount or the reason that decides."""
    after = view.owed or view.amount or view.remark
    told = f"- **{escape(view.title)}** (`{view.id}`)\u00a0: {escape(view.sign.word)}"
    return f"{told}, {escape(after)}" if after else told


def bullets(lines: Iterable[str]) -> str:
    """Return lines of Markdown as a list."""
    return "\n".join(f"- {line}" for line in lines)


def _state(view: StepView) -> str:
    return f"{view.state_words}, {view.obligation}" if view.is_open else view.state_words


def _short_dates(view: StepView) -> Iterable[str]:
    """Yield on one line the day to aim at and the latest day, with what fixes it."""
    aim, due, provisional = view.aim, view.due, view.provisional
    if view.state in ("faite", "deposee"):
        return
    parts = [
        f"à viser\u00a0: {AT_ONCE if view.is_aim_past else escape(aim.words)}" if aim else "",
        f"au plus tard\u00a0: **{escape(due.words)}** ({escape(due.basis)})" if due else "",
        f"date provisoire\u00a0: {escape(provisional.words)}" if provisional else "",
    ]
    yield capital("\u00a0; ".join(part for part in parts if part))


def details(page: Iterable[Block], cited: Citations) -> Iterator[str]:
    """Yield the lines of a list that say what a page of blocks says, each under the title it had."""
    title = ""
    for block in page:
        lead = f"{title}\u00a0: " if title else ""
        match block:
            case blocks.Heading(text):
                title = text
                continue
            case blocks.Paragraph(text):
                yield f"{lead}{escape(text)}"
            case blocks.Labelled(pairs):
                yield from (_labelled(label, texts, cited) for label, texts in pairs)
            case blocks.Bullets(items):
                sentences = items[0].endswith(".")
                yield lead + (" " if sentences else "\u00a0; ").join(map(escape, items))
            case blocks.Reasons(reasons):
                yield from (_reason(reason, cited) for reason in reasons)
            case blocks.Contacts(contacts):
                yield from (f"Contact\u00a0: {link(label, url)}" for label, url in contacts if url)
            case blocks.Reference(sources):
                yield f"Sources\u00a0: {cited.cite(source.id for source in sources)}"
        title = ""


def _labelled(label: str, texts: Sequence[Paragraph], cited: Citations) -> str:
    first, *others = texts
    strong = f"**{escape(first.text)}**" if first.tone == "strong" else escape(first.text)
    told = [strong, *(escape(each.text) for each in others if each.text)]
    cites = cited.cite(source for each in texts for source in each.sources)
    return f"{label}\u00a0: {'. '.join(told)} {cites}".rstrip()


def _reason(reason: ReasonView, cited: Citations) -> str:
    answer = f" ({escape(reason.answer)})" if reason.answer else ""
    said = f"{capital(reason.sign.word)}\u00a0: {reason.text}"
    return f"{escape(said)}{answer} {cited.cite(reason.sources)}".rstrip()


def source_lines(sources: Iterable[SourceView], complete: bool) -> Iterator[str]:
    """Yield the numbered sources; `complete` adds how well each is known."""
    for number, source in enumerate(sources, 1):
        names = (link(source.title, source.url), *map(escape, filter(None, (source.publisher, source.published))))
        yield f"{number}. {', '.join(names)}. {escape(source.checked) if complete else ''}".rstrip()
