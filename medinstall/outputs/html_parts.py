"""The items of the page: one step, one aid, one paper, one source, the notes that lead to the sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from medinstall.outputs.citations import Citations
from medinstall.outputs.markup import Child, Html, join, tag
from medinstall.wording import blocks
from medinstall.wording.aid_page import to_draw, to_meet
from medinstall.wording.aids import AidView
from medinstall.wording.blocks import Block, Paragraph, ReasonView, Reference, SourceView
from medinstall.wording.contacts import href
from medinstall.wording.documents import DocumentGroup, DocumentsView, DocumentView
from medinstall.wording.labels import capital
from medinstall.wording.step_page import to_act, to_know
from medinstall.wording.steps import StepView


def notes(ids: Iterable[str], cited: Citations) -> Html:
    """Return « [1] [3] », each a link to the source at the end of the page; empty for no known source."""
    links = (
        tag("a", f"[{number}]", href=f"#source-{each}", aria_label=f"source {number}")
        for each, number in cited.numbers(ids).items()
    )
    return join(links, " ")


def paragraph(text: Child, class_: str | None = None) -> Html:
    """Return a paragraph; nothing for an empty text."""
    return tag("p", text, class_=class_) if text else Html("")


def bullets(texts: Iterable[str]) -> Html:
    """Return a list; nothing without items."""
    items = [tag("li", text) for text in texts]
    return tag("ul", *items) if items else Html("")


def box(ticked: bool = False) -> Html:
    """Return the box to tick on paper; what it shows is also said in words."""
    return tag("span", "✓" if ticked else "", class_="case", aria_hidden="true")


def step_item(view: StepView, cited: Citations) -> Html:
    """Return one step: what the doctor needs at a glance, the rest unfolded on demand and in print."""
    more = (*to_know(view), Reference(view.sources))
    return tag(
        "article",
        tag("div", box(view.state == "faite"), tag("h4", view.title), class_="titre"),
        tag("p", tag("b", capital(view.state_words)), f", {view.obligation}. {view.who}.", class_="etat"),
        paragraph(capital(view.remark)),
        *(paragraph(warning, "petit") for warning in view.warnings),
        *drawn(to_act(view), cited),
        tag("details", tag("summary", "Pourquoi, et sur quelles sources"), *drawn(more, cited)),
        class_=f"demarche {view.state}",
        id=f"demarche-{view.id}",
    )


def drawn(page: Iterable[Block], cited: Citations) -> Iterator[Html]:
    """Yield the elements that say what a page of blocks says, each under the title it had."""
    title = ""
    for block in page:
        lead = tag("b", f"{title}\u00a0: ") if title else ""
        match block:
            case blocks.Heading(text):
                title = text
                continue
            case blocks.Paragraph(text, tone):
                yield tag("p", lead, text, class_="petit" if tone == "doubt" else None)
            case blocks.Labelled(pairs) if pairs:
                rows = (child for label, texts in pairs for child in (tag("dt", label), _held(texts, cited)))
                yield tag("dl", *rows)
            case blocks.Bullets(items):
                yield join((tag("p", lead), bullets(items)))
            case blocks.Reasons(reasons):
                yield tag("ul", *(_reason(reason, cited) for reason in reasons))
            case blocks.Contacts(contacts):
                yield _contacts(contacts)
            case blocks.Reference(sources):
                yield tag("p", "Sources\u00a0: ", notes((source.id for source in sources), cited), class_="petit")
        title = ""


def _held(texts: Sequence[Paragraph], cited: Citations) -> Html:
    """Return what a label holds: what matters, then how it was found and on what it rests."""
    first, *others = texts
    told = ". ".join(each.text for each in others if each.text)
    found = notes((source for each in texts for source in each.sources), cited)
    strong = tag("strong", first.text) if first.tone == "strong" else first.text
    return tag("dd", strong, " ", tag("span", f"{told}. " if told else "", found, class_="petit") if told else found)


def _contacts(contacts: Sequence[tuple[str, str]]) -> Html:
    found = [tag("a", label, href=href(url), rel="noreferrer") for label, url in contacts if url]
    return tag("p", "Contact\u00a0: ", join(found, ", "), class_="petit") if found else Html("")


def aid_item(view: AidView, cited: Citations) -> Html:
    """Return one aid: verdict, amount, how to claim it, then every reason and what would open it.

    One that is out of reach says only why not; the rest unfolds.
    """
    near = view.is_within_reach
    amount = f"\u00a0: {view.amount}" if view.amount else ""
    money = tuple(to_draw(view))
    more = (*(() if near else money), *to_meet(view), Reference(view.sources))
    return tag(
        "article",
        tag("h4", view.title),
        tag("p", tag("b", f"{capital(view.sign.word)}{amount}"), f". {view.payer}.", class_="etat"),
        paragraph(view.sentence if near else capital(view.remark) or view.sentence),
        *drawn(money if near else (), cited),
        tag("details", tag("summary", "Conditions, raisons et sources"), *drawn(more, cited)),
        class_=f"aide {view.verdict}",
        id=f"aide-{view.id}",
    )


def _reason(reason: ReasonView, cited: Citations) -> Html:
    answer = f" ({reason.answer})" if reason.answer else ""
    word = tag("b", capital(reason.sign.word))
    return tag("li", word, f"\u00a0: {reason.text}{answer} ", notes(reason.sources, cited))


def documents(view: DocumentsView) -> Html:
    """Return every paper once, under the step that asks for it first."""
    found: list[Html] = []
    for group in view.groups:
        papers = (_document(document, group) for document in group.documents)
        found += [tag("h3", group.title), tag("ul", *papers, class_="pieces")]
    if view.given:
        found.append(tag("h3", "Déjà remis"))
        found.append(
            tag("ul", *(tag("li", box(True), tag("span", each.label)) for each in view.given), class_="pieces")
        )
    return join(found)


def _document(document: DocumentView, group: DocumentGroup) -> Html:
    also = bullets(group.others(document))
    return tag("li", box(), tag("div", group.told(document), also))


def source_item(source: SourceView) -> Html:
    """Return one source: where it stands, when it was read, how sure it is."""
    title = tag("a", source.title, href=source.url, rel="noreferrer") if source.url else source.title
    names = "".join(f", {part}" for part in (source.publisher, source.published) if part)
    return tag("li", title, f"{names}. {source.checked}", id=f"source-{source.id}")
