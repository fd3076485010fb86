"""Every source by kind, what rests on it and how fresh it is; what old documents still say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from medinstall.domain.pack import RulePack, StaleStatement
from medinstall.domain.place import Place
from medinstall.domain.rule import AlertRule
from medinstall.domain.source import Article, Evidence, Source, SourceKind
from medinstall.engine.source_usage import Citation, Kind, SourceUsage
from medinstall.french import count, long_date, typography
from medinstall.text import fold
from medinstall.wording.blocks import Address, Block, Heading, Labelled, Page, Paragraph, Space
from medinstall.wording.labels import CONFIDENCES, capital
from medinstall.wording.placeholders import Name, fill, names_of

SOURCE_KINDS: dict[SourceKind, str] = {  # from what binds to what only says so
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
_OLD_DOCUMENTS = "Ce que disent encore d’anciens documents, et ce qui vaut aujourd’hui"
_ACRONYMS = "«\u00a0medinstall glossaire SIGLE\u00a0» explique un sigle."


def sources_page(
    pack: RulePack, usages: Sequence[SourceUsage], today: date, zoning: str, *, overdue: bool = False
) -> Page:
    """Return the sources by kind, then what old documents still say, and which `zoning` table is known.

    With `overdue`, only the sources that should have been checked again by `today`.
    """
    names = names_of(Place())
    blocks: list[Block] = [Paragraph("Les sources de medinstall", "strong")]
    blocks += [Paragraph(_summary(usages, today)), Paragraph(_next_review(usages, today))]
    shown = sorted((usage for usage in usages if usage.overdue or not overdue), key=_order)
    for kind, title in SOURCE_KINDS.items():
        found = [usage for usage in shown if usage.source.kind == kind]
        blocks += [Heading(title)] if found else []
        blocks += (block for usage in found for block in _usage(usage, today, names))
    blocks += [Heading(_OLD_DOCUMENTS)] if pack.stale else []
    for document in dict.fromkeys(item.document for item in pack.stale):
        blocks += [Space(), Paragraph(typography(document), "strong")]
        blocks += (_statement(item, pack) for item in pack.stale if item.document == document)
    return (*blocks, Space(), Paragraph(_ACRONYMS, "quiet"), Paragraph(zoning))


def _summary(usages: Sequence[SourceUsage], today: date) -> str:
    late = sum(bool(usage.overdue) for usage in usages)
    told = {0: "aucune n’est périmée", 1: "une est périmée"}.get(late, f"{late} sont périmées")
    return typography(f"{count(len(usages), 'source')} ; {told} au {long_date(today)}.")


def _next_review(usages: Sequence[SourceUsage], today: date) -> str:
    coming = [item.review_by for usage in usages for item in usage.evidence if item.review_by >= today]
    if not coming:
        return ""
    day = min(coming)
    concerned = sum(any(item.review_by == day for item in usage.evidence) for usage in usages)
    return typography(f"Prochaine relecture prévue : {long_date(day)} ({count(concerned, 'source')}).")


def _order(usage: SourceUsage) -> tuple[str, str]:
    return fold(usage.source.publisher), fold(usage.source.title)


def _usage(usage: SourceUsage, today: date, names: Mapping[str, Name]) -> Iterator[Block]:
    """Yield one source: where it stands, the versions read, how well it is known, what rests on it."""
    source = usage.source
    published = f" ({published_words(source.published)})" if source.published else ""
    yield Space()
    yield Paragraph(f"{title_words(source)}{published}", "danger" if usage.overdue else "strong")
    yield Address(source.url)
    yield from (Paragraph(_version(article), "quiet", 1) for article in source.articles if article.since)
    yield from _checks(usage, today)
    held = tuple(_held(usage.uses, names)) or (("Règles", "Aucune\u00a0: citée pour écarter un texte ancien."),)
    yield Labelled(tuple((label, (Paragraph(titles),)) for label, titles in held))


def title_words(source: Source) -> str:
    """Return « Le titre, l’éditeur », the publisher left out where the title says it."""
    said = source.publisher.lower() in source.title.lower()
    return typography(source.title if said else f"{source.title}, {source.publisher}")


def published_words(when: str) -> str:
    """Return « 22 décembre 2024 », « 12/2024 » or « 2024 » for a date of publication as the data write it."""
    if _DAY.fullmatch(when):
        return long_date(date.fromisoformat(when))
    return _MONTH.sub(r"\2/\1", when)


def _version(article: Article) -> str:
    """Return « L. 162-5-10, version du 17 août 2004, en vigueur jusqu’au 31 décembre 2026 (LEGIARTI…) »."""
    since = f"version du {long_date(article.since)}" if article.since else ""
    until = f"en vigueur jusqu’au {long_date(article.until - timedelta(days=1))}" if article.until else ""
    return typography(f"{', '.join(part for part in (article.number, since, until) if part)} ({article.id})")


def _checks(usage: SourceUsage, today: date) -> Iterator[Paragraph]:
    """Yield one line for each way the source is known: its days, its confidence; then what is not sure of it."""
    groups: dict[tuple[date, date, str], list[Evidence]] = {}
    for item in usage.evidence:
        groups.setdefault((item.checked_on, item.review_by, CONFIDENCES[item.confidence]), []).append(item)
    for (checked_on, review_by, confidence), items in groups.items():
        late = review_by < today
        review = f"périmée depuis le {long_date(review_by)}" if late else f"à relire le {long_date(review_by)}"
        sentence = f"Vérifiée le {long_date(checked_on)}, {review} ; confiance {confidence}."
        yield Paragraph(typography(sentence), "danger" if late else "quiet", 1)
        yield from (Paragraph(note, inset=1) for note in dict.fromkeys(typography(item.note) for item in items) if note)


def _held(uses: Sequence[Citation], names: Mapping[str, Name]) -> Iterator[tuple[str, str]]:
    for kind, label in _KINDS.items():
        if found := [use for use in uses if use.kind == kind]:
            yield label, rule_titles(found, names)


def rule_titles(uses: Iterable[Citation], names: Mapping[str, Name]) -> str:
    """Return the titles of the rules that rest on a source, each once; of an alert, its first words."""
    return typography(" ; ".join(dict.fromkeys(_rule_title(use, names) for use in uses)))


def _rule_title(use: Citation, names: Mapping[str, Name]) -> str:
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


def _statement(item: StaleStatement, pack: RulePack) -> Labelled:
    """Return what a document still says, what holds today, and the titles of what says so."""
    sources = (pack.source.get(source) or Source(source, source, "") for source in item.sources)
    by = (", ".join(part for part in (source.title, source.publisher) if part) for source in sources)
    return Labelled(
        (
            ("On y lit", (Paragraph(typography(item.statement)),)),
            ("Aujourd’hui", (Paragraph(typography(item.current), "strong"),)),
            ("D’après", tuple(Paragraph(typography(title)) for title in by)),
        )
    )
