"""The pages of sectors, alerts, sources and the glossary."""

from __future__ import annotations

from collections.abc import Iterator

from medinstall.domain.criterion import ALWAYS
from medinstall.domain.rule import AlertRule, SectorRule
from medinstall.engine.source_usage import SourceUsage, source_usages
from medinstall.french import listing
from medinstall.outputs.markdown_escape import escape, link
from medinstall.wording.labels import LEVELS
from tests.building import TODAY, pack
from tests.documenting.phrases import code, condition, criterion
from tests.documenting.rules import bullets, proofs, said, titled

PAGE_OF = {"step": "demarches.md", "aid": "aides.md", "sector": "secteurs.md", "alert": "alertes.md"}


def sectors_page() -> Iterator[str]:
    """Yield one part a sector."""
    for sector in pack().sectors:
        yield from _sector(sector)


def _sector(sector: SectorRule) -> Iterator[str]:
    yield f"## {sector.id}"
    yield f"**{said(sector.title, sector.figures)}**"
    yield titled("Accès", map(condition, sector.access))
    lines = {
        "Honoraires": sector.fees,
        "Remboursement": sector.reimbursement,
        "Régime social": sector.social,
        "Ce qui est définitif": sector.irreversible,
    }
    yield bullets(f"**{title}** : {said(text, sector.figures)}" for title, text in lines.items())
    yield titled("Engagements", (said(text, sector.figures) for text in sector.commitments))
    yield proofs(sector.evidence)


def alerts_page() -> Iterator[str]:
    """Yield one part an alert."""
    for alert in pack().alerts:
        yield from _alert(alert)


def _alert(alert: AlertRule) -> Iterator[str]:
    yield f"## {alert.id}"
    yield f"**{LEVELS[alert.level].word}.** {said(alert.text, alert.figures)}"
    for one in alert.variants:
        yield f"Si {criterion(one.when)} : {said(one.what, alert.figures)}"
    lines = ["" if alert.criterion == ALWAYS else f"Dite quand {criterion(alert.criterion)}"]
    lines.append(f"Dite tant que {code(alert.while_unknown)} ne peut pas être établi" if alert.while_unknown else "")
    lines.append(f"Se décide à la démarche [{alert.step}](demarches.md#{alert.step})" if alert.step else "")
    yield bullets(lines)
    yield proofs(alert.evidence)


def sources_page() -> Iterator[str]:
    """Yield one part a source."""
    yield (
        "Une source sans adresse est un texte cité seul, ou lu dans une copie. Pour chaque règle, la confiance, le "
        "jour de la vérification et celui de la relecture se lisent sur sa page, ou par `medinstall sources`."
    )
    for usage in source_usages(pack(), TODAY):
        yield from _source(usage)


def _source(usage: SourceUsage) -> Iterator[str]:
    source = usage.source
    yield f"## {source.id}"
    published = escape(source.published) or "sans date"
    yield f"{link(source.title, source.url)}, {escape(source.publisher)}, {published}."
    uses = (f"[{use.rule.id}]({PAGE_OF[use.kind]}#{use.rule.id})" for use in usage.uses)
    yield f"Fonde : {listing(uses)}." if usage.uses else "Aucune règle ne repose sur elle."


def glossary_page() -> Iterator[str]:
    """Yield the terms, in the order of the file."""
    yield bullets(f"**{escape(term)}** : {escape(meaning)}" for term, meaning in pack().glossary)
