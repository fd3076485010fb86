"""Every source by kind, what rests on it and how fresh it is; what old documents still say. In finished French."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from medinstall.domain.pack import RulePack, StaleStatement
from medinstall.domain.place import Place
from medinstall.domain.rule import AlertRule, Article, Evidence, Source, SourceKind
from medinstall.engine.source_usage import Citation, Kind, SourceUsage
from medinstall.french import count, long_date, typography
from medinstall.text import fold
from medinstall.wording.blocks import Address, Block, Heading, Labelled, Page, Paragraph, Space
from medinstall.wording.labels import CONFIDENCES, capital
from medinstall.wording.placeholders import Name, fill, names_of

SOURCE_KINDS: dict[SourceKind, str] = {
    "article": "Articles de codes",
    "decree": "Lois, décrets, arrêtés",
    "convention": "Convention médicale",
    "body": "Organismes",
    "press": "Presse et syndicats",
    "private": "Pages privées",
}
_KINDS: dict[Kind, str] = {"step": "Démarches", "aid": "Aides", "sector": "Secteurs", "alert": "Alertes"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH = re.compile(r"^(\d{4})-(\d\d)$")
_ALERT_LENGTH = 90
_ACRONYMS = "«\u00a0medinstall glossaire SIGLE\u00a0» explique un sigle."


def named(title: str, publisher: str) -> str:
    """Return « Le titre, l’éditeur », the publisher left out where the title says it."""
    return title if publisher.lower() in title.lower() else f"{title}, {publisher}"


class CheckView(NamedTuple):
    """How well a source is known: « vérifiée le…, à relire… », what is not sure, whether it is overdue."""

    sentence: str
    notes: tuple[str, ...]
    overdue: bool


class UsageView(NamedTuple):
    """One source. `holds` pairs the kinds of rules with their titles; empty when nothing rests on it.

    `articles` tells the version of each article that was read.
    """

    id: str
    title: str
    publisher: str
    published: str
    url: str
    checks: tuple[CheckView, ...]
    holds: tuple[tuple[str, str], ...]
    overdue: bool
    articles: tuple[str, ...] = ()


class StatementView(NamedTuple):
    """What a document still says, what holds today, and the titles of what says so."""

    statement: str
    current: str
    sources: tuple[str, ...]


class SourcesView(NamedTuple):
    """The sources by kind, from what binds to what only says so, and the outdated statements by document."""

    summary: str
    next_review: str
    kinds: tuple[tuple[str, tuple[UsageView, ...]], ...]
    documents: tuple[tuple[str, tuple[StatementView, ...]], ...]


def sources_view(pack: RulePack, source_usages: Sequence[SourceUsage], today: date, *, overdue: bool) -> SourcesView:
    """Return the sources by kind; with `overdue`, only those that should have been checked again by `today`."""
    names = names_of(Place())
    views = [_usage(usage, today, names) for usage in source_usages]
    groups: dict[SourceKind, list[UsageView]] = {kind: [] for kind in SOURCE_KINDS}
    for usage, view in zip(source_usages, views, strict=True):
        if view.overdue or not overdue:
            groups[usage.source.kind].append(view)
    return SourcesView(
        summary=_summary(views, today),
        next_review=_next_review(source_usages, today),
        kinds=tuple((SOURCE_KINDS[kind], tuple(sorted(found, key=_order))) for kind, found in groups.items() if found),
        documents=tuple(_documents(pack)),
    )


def _summary(views: Sequence[UsageView], today: date) -> str:
    late = sum(view.overdue for view in views)
    told = {0: "aucune n’est périmée", 1: "une est périmée"}.get(late, f"{late} sont périmées")
    return typography(f"{count(len(views), 'source')} ; {told} au {long_date(today)}.")


def _next_review(source_usages: Sequence[SourceUsage], today: date) -> str:
    coming = [item.review_by for usage in source_usages for item in usage.evidence if item.review_by >= today]
    if not coming:
        return ""
    day = min(coming)
    concerned = sum(any(item.review_by == day for item in usage.evidence) for usage in source_usages)
    return typography(f"Prochaine relecture prévue : {long_date(day)} ({count(concerned, 'source')}).")


def _order(view: UsageView) -> tuple[str, str]:
    return fold(view.publisher), fold(view.title)


def _usage(usage: SourceUsage, today: date, names: Mapping[str, Name]) -> UsageView:
    source = usage.source
    return UsageView(
        id=source.id,
        title=typography(source.title),
        publisher=typography(source.publisher),
        published=published(source.published),
        url=source.url,
        checks=tuple(_checks(usage, today)),
        holds=tuple(_holds(usage.uses, names)),
        overdue=bool(usage.overdue),
        articles=tuple(typography(_version(article)) for article in source.articles if article.since),
    )


def _version(article: Article) -> str:
    """Return « L. 162-5-10, version du 17 août 2004, en vigueur jusqu’au 31 décembre 2026 (LEGIARTI…) »."""
    since = f"version du {long_date(article.since)}" if article.since else ""
    until = f"en vigueur jusqu’au {long_date(article.until - timedelta(days=1))}" if article.until else ""
    return f"{', '.join(part for part in (article.number, since, until) if part)} ({article.id})"


def published(when: str) -> str:
    """Return « 22 décembre 2024 », « 12/2024 » or « 2024 » for a date of publication as the data write it."""
    if _DAY.fullmatch(when):
        return long_date(date.fromisoformat(when))
    return _MONTH.sub(r"\2/\1", when)


def _checks(usage: SourceUsage, today: date) -> Iterator[CheckView]:
    """Yield one line for each way the source is known: its days, its confidence, every note."""
    groups: dict[tuple[date, date, str], list[Evidence]] = {}
    for item in usage.evidence:
        groups.setdefault((item.checked_on, item.review_by, CONFIDENCES[item.confidence]), []).append(item)
    for (checked_on, review_by, confidence), items in groups.items():
        late = review_by < today
        review = f"périmée depuis le {long_date(review_by)}" if late else f"à relire le {long_date(review_by)}"
        notes = dict.fromkeys(typography(item.note) for item in items if item.note)
        sentence = f"Vérifiée le {long_date(checked_on)}, {review} ; confiance {confidence}."
        yield CheckView(typography(sentence), tuple(notes), late)


def _holds(uses: Sequence[Citation], names: Mapping[str, Name]) -> Iterator[tuple[str, str]]:
    for kind, label in _KINDS.items():
        titles = [rule_title(use, names) for use in uses if use.kind == kind]
        if titles:
            yield label, typography(" ; ".join(dict.fromkeys(titles)))


def rule_title(use: Citation, names: Mapping[str, Name]) -> str:
    """Return the title of the rule that rests on a source; of an alert, its first words."""
    rule = use.rule
    if isinstance(rule, AlertRule):
        return _opening(fill(rule.text, names, dict(rule.figures)))
    return fill(rule.title, names, dict(rule.figures))


def _opening(text: str) -> str:
    """Return the first sentence of an alert, cut between two words where it is long."""
    first = text.split(". ", maxsplit=1)[0].rstrip(".")
    if len(first) > _ALERT_LENGTH:
        first = first[:_ALERT_LENGTH].rsplit(" ", 1)[0].rstrip(",:\u00a0") + "…"
    return capital(first)


def _documents(pack: RulePack) -> Iterator[tuple[str, tuple[StatementView, ...]]]:
    for document in dict.fromkeys(item.document for item in pack.stale):
        found = (_statement(item, pack) for item in pack.stale if item.document == document)
        yield typography(document), tuple(found)


def _statement(item: StaleStatement, pack: RulePack) -> StatementView:
    sources = (pack.source.get(source) or Source(source, source, "") for source in item.sources)
    return StatementView(
        typography(item.statement),
        typography(item.current),
        tuple(typography(", ".join(part for part in (source.title, source.publisher) if part)) for source in sources),
    )


def sources_page(view: SourcesView, zoning: str) -> Page:
    """Return the sources by kind, then what old documents still say, and which `zoning` table is known."""
    blocks: list[Block] = [Paragraph("Les sources de medinstall", "strong")]
    blocks += [Paragraph(view.summary), Paragraph(view.next_review)]
    for kind, source_usages in view.kinds:
        blocks.append(Heading(kind))
        blocks += (block for usage in source_usages for block in _usage_blocks(usage))
    if view.documents:
        blocks.append(Heading("Ce que disent encore d’anciens documents, et ce qui vaut aujourd’hui"))
    for document, statements in view.documents:
        blocks += [Space(), Paragraph(document, "strong"), *map(_statement_block, statements)]
    blocks += [Space(), Paragraph(_ACRONYMS, "quiet"), Paragraph(zoning)]
    return tuple(blocks)


def _usage_blocks(usage: UsageView) -> Iterator[Block]:
    names = named(usage.title, usage.publisher)
    yield Space()
    title = f"{names} ({usage.published})" if usage.published else names
    yield Paragraph(title, "danger" if usage.overdue else "strong")
    yield Address(usage.url)
    yield from (Paragraph(article, "quiet", 1) for article in usage.articles)
    for check in usage.checks:
        yield Paragraph(check.sentence, "danger" if check.overdue else "quiet", 1)
        yield from (Paragraph(note, inset=1) for note in check.notes)
    held = usage.holds or (("Règles", "Aucune\u00a0: citée pour écarter un texte ancien."),)
    yield Labelled(tuple((label, (Paragraph(titles),)) for label, titles in held))


def _statement_block(item: StatementView) -> Labelled:
    return Labelled(
        (
            ("On y lit", (Paragraph(item.statement),)),
            ("Aujourd’hui", (Paragraph(item.current, "strong"),)),
            ("D’après", tuple(map(Paragraph, item.sources))),
        )
    )
