"""The items of the page: one step, one aid, one paper, one source, the notes that lead to the sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from medinstall.outputs.citations import Citations
from medinstall.outputs.markup import Child, Html, join, tag
from medinstall.outputs.screen import checked
from medinstall.wording.documents import DocumentGroup, DocumentsView, DocumentView
from medinstall.wording.labels import capital
from medinstall.wording.view import WITHIN_REACH, AidView, DateView, PlanView, ReasonView, SourceView, StepRow, StepView


class Footnotes(Citations):
    """Sources numbered as they are cited, each mention a link to its line at the end of the page."""

    def __init__(self, view: PlanView) -> None:
        """Know every source of the plan."""
        super().__init__(_every_source(view))

    def notes(self, ids: Iterable[str]) -> Html:
        """Return « [1] [3] », each a link; empty for no known source."""
        self.cite(ids := tuple(dict.fromkeys(ids)))
        numbers = {source.id: number for number, source in enumerate(self.listed, 1)}
        links = (
            tag("a", f"[{numbers[each]}]", href=f"#source-{each}", aria_label=f"source {numbers[each]}")
            for each in ids
            if each in numbers
        )
        return join(links, " ")


def _every_source(view: PlanView) -> Iterator[SourceView]:
    yield from view.alert_sources
    for step in view.steps:
        yield from step.sources
    for aid in view.aids:
        yield from aid.sources


def paragraph(text: Child, class_: str | None = None) -> Html:
    """Return a paragraph; nothing for an empty text."""
    return tag("p", text, class_=class_) if text else Html("")


def box(ticked: bool = False) -> Html:
    """Return the box to tick on paper; what it shows is also said in words."""
    return tag("span", "✓" if ticked else "", class_="case", aria_hidden="true")


def step_item(view: StepView, cited: Footnotes) -> Html:
    """Return one step: what the doctor needs at a glance, the rest unfolded on demand and in print."""
    row = view.row
    more = [
        *_reasons(view.why, cited),
        _labelled("En cas de retard", view.sanction),
        _listed("Avant cette démarche", view.before),
        _listed("Vous recevez", view.receive),
        _listed("Bon à savoir", view.notes),
        tag("p", "Sources\u00a0: ", cited.notes(source.id for source in view.sources), class_="petit"),
    ]
    return tag(
        "article",
        tag("div", box(row.state == "faite"), tag("h4", row.title), class_="titre"),
        tag("p", tag("b", capital(_state(row))), f", {row.obligation}. {row.who}.", class_="etat"),
        paragraph(capital(row.remark)),
        _dates(view, cited),
        *(paragraph(warning, "petit") for warning in view.warnings),
        paragraph(f"Référence\u00a0: {row.tick.reference}", "mot") if row.tick.reference else "",
        paragraph(f"Note\u00a0: {row.tick.note}", "mot") if row.tick.note else "",
        paragraph(view.what),
        _labelled("À apporter", "\u00a0; ".join(view.bring)),
        _contacts(view.contacts),
        tag("details", tag("summary", "Pourquoi, et sur quelles sources"), *more),
        class_=f"demarche {row.state}",
        id=f"demarche-{row.id}",
    )


def _state(row: StepRow) -> str:
    if row.state == "faite":
        return f"faite le {row.tick.done}"
    if row.state == "deposee":
        return f"déposée le {row.tick.filed}, réponse attendue"
    return row.sign.word


def _dates(view: StepView, cited: Footnotes) -> Html:
    rows = [(label, _dated(day, cited)) for label, day in view.dates]
    rows += [("À noter", _dated(item.day, cited, item.text)) for item in view.milestones]
    found = (child for label, held in rows for child in (tag("dt", label), tag("dd", held)))
    return tag("dl", *found) if rows else Html("")


def _dated(day: DateView, cited: Footnotes, text: str = "") -> Html:
    """Return a date with its basis, what it is for, how it was counted, and on what it rests."""
    told = f"\u00a0: {text}" if text else ""
    basis = f" ({day.basis})" if day.basis else ""
    practical = f", {day.practical}" if day.practical else ""
    derived = tag(
        "span", f"{'. '.join(day.explained)}. " if day.explained else "", cited.notes(day.sources), class_="petit"
    )
    return join((tag("strong", day.words), f"{basis}{practical}{told} ", derived))


def _contacts(contacts: Sequence[tuple[str, str]]) -> Html:
    found = [tag("a", label, href=_address(url), rel="noreferrer") for label, url in contacts if url]
    return tag("p", "Contact\u00a0: ", join(found, ", "), class_="petit") if found else Html("")


def _address(url: str) -> str:
    return url if "://" in url or "@" not in url else f"mailto:{url}"


def aid_item(view: AidView, cited: Footnotes) -> Html:
    """Return one aid: verdict, amount, how to claim it, then every reason and what would open it.

    One that is out of reach says only why not; the rest unfolds.
    """
    row = view.row
    near = row.verdict in WITHIN_REACH
    claim = _labelled("Comment la demander", view.claim)
    amount = f"\u00a0: {row.amount}" if row.amount else ""
    more = ("" if near else claim, *_reasons(view.reasons, cited), *_aid_details(view, cited))
    return tag(
        "article",
        tag("h4", row.title),
        tag("p", tag("b", f"{capital(row.sign.word)}{amount}"), f". {row.payer}.", class_="etat"),
        paragraph(view.sentence if near else capital(row.remark) or view.sentence),
        tag("dl", tag("dt", "Payée au plus tard"), tag("dd", _dated(row.pay_by, cited))) if row.pay_by else "",
        *map(paragraph, view.payments),
        claim if near else "",
        *(paragraph(warning, "petit") for warning in view.warnings),
        tag("details", tag("summary", "Conditions, raisons et sources"), paragraph(view.what), *more),
        class_=f"aide {row.verdict}",
        id=f"aide-{row.id}",
    )


def _aid_details(view: AidView, cited: Footnotes) -> Iterator[Html]:
    yield _listed("Ce qui changerait le résultat", view.unlock)
    yield _listed("Engagements", view.commitments)
    yield _listed("Bon à savoir", view.notes)
    yield tag("p", "Sources\u00a0: ", cited.notes(source.id for source in view.sources), class_="petit")


def _reasons(reasons: Sequence[ReasonView], cited: Footnotes) -> Iterator[Html]:
    lines = (
        tag(
            "li",
            tag("b", capital(reason.sign.word)),
            f"\u00a0: {reason.text}{f' ({reason.answer})' if reason.answer else ''} ",
            cited.notes(reason.sources),
        )
        for reason in reasons
    )
    if reasons:
        yield tag("ul", *lines)


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
    others = group.others(document)
    also = tag("ul", *(tag("li", f"aussi {each.sentence}") for each in others)) if others else ""
    return tag("li", box(), tag("div", group.told(document), also))


def source_item(source: SourceView) -> Html:
    """Return one source: where it stands, when it was read, how sure it is."""
    title = tag("a", source.title, href=source.url, rel="noreferrer") if source.url else source.title
    names = "".join(f", {part}" for part in (source.publisher, source.published) if part)
    return tag("li", title, f"{names}. {checked(source)}", id=f"source-{source.id}")


def _labelled(label: str, text: str) -> Html:
    return tag("p", tag("b", f"{label}\u00a0: "), text) if text else Html("")


def _listed(label: str, texts: Sequence[str]) -> Html:
    if not texts:
        return Html("")
    return join((tag("p", tag("b", f"{label}\u00a0:")), tag("ul", *(tag("li", text) for text in texts))))
