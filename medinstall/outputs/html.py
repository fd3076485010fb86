"""The plan as one page: self-contained, readable aloud, printable, light or dark; no script, nothing fetched."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from medinstall.french import MONTHS, SHORT_DAYS, day_number
from medinstall.outputs.citations import Citations
from medinstall.outputs.html_parts import (
    aid_item,
    box,
    bullets,
    documents,
    notes,
    paragraph,
    source_item,
    step_item,
)
from medinstall.outputs.markup import Html, join, tag
from medinstall.wording.aids import totals
from medinstall.wording.documents import documents_view
from medinstall.wording.labels import capital
from medinstall.wording.next_step import next_words
from medinstall.wording.phrasing import limit
from medinstall.wording.plan_view import PlanView
from medinstall.wording.schedule import KINDS, ScheduledDay, scheduled_days
from medinstall.wording.start import start_view


def page(view: PlanView) -> str:
    """Return the whole page."""
    return _Page(view).html()


class _Page:
    """One page being written: sources get their number as they are cited."""

    def __init__(self, view: PlanView) -> None:
        self.view = view
        self.papers = documents_view(view)
        self.cited = Citations(view.sources)

    def html(self) -> str:
        """Return the document."""
        aside = (f"{step.title}\u00a0: {step.remark}" for step in self.view.aside)
        parts = [
            ("maintenant", "À faire maintenant", self._now()),
            ("alertes", "À ne pas oublier", self._alerts()),
            ("dates", "Mois par mois", self._dates()),
            ("demarches", "Démarches", self._steps()),
            ("pieces", "Documents à réunir", documents(self.papers)),
            ("aides", "Aides", self._aids()),
            ("questions", "Questions encore ouvertes", bullets(label for _, label in self.view.questions)),
            ("ailleurs", "Ce qui ne vous concerne pas", bullets(aside)),
        ]
        parts.append(("sources", "Sources", tag("ol", *map(source_item, self.cited.listed))))  # as the others cite them
        parts = [part for part in parts if part[2]]
        body = tag(
            "body",
            tag("a", "Aller aux démarches", class_="saut", href="#demarches"),
            self._header(parts),
            tag(
                "main",
                *(tag("section", tag("h2", self._title(name, title)), held, id=name) for name, title, held in parts),
            ),
            tag(
                "footer",
                paragraph(limit(self.view.plan)),
                paragraph("Page faite par medinstall sur votre ordinateur."),
            ),
        )
        return f"<!DOCTYPE html>\n{tag('html', self._head(), body, lang='fr')}\n"

    def _head(self) -> Html:
        style = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        return tag(
            "head",
            tag("meta", charset="utf-8"),
            tag("meta", http_equiv="Content-Security-Policy", content=policy),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("meta", name="referrer", content="no-referrer"),
            tag("meta", name="color-scheme", content="light dark"),
            tag("title", self.view.heading),
            tag("style", Html(style)),
        )

    def _header(self, parts: Sequence[tuple[str, str, Html]]) -> Html:
        start = start_view(self.view)
        links = (tag("li", tag("a", title, href=f"#{name}")) for name, title, _ in parts)
        return tag(
            "header",
            tag("h1", self.view.heading),
            tag("p", f"{start.label}\u00a0: ", tag("strong", start.day), f". {start.sentence}", class_="debut"),
            paragraph(self.view.established, "doux"),
            tag("nav", tag("ul", *links), aria_label="Sommaire"),
            paragraph(
                "À l’impression, les raisons et les sources d’une démarche ne sortent que si vous les avez dépliées.",
                "ecran doux petit",
            ),
        )

    def _title(self, name: str, title: str) -> str:
        after = {"demarches": self.view.progress, "pieces": self.papers.total}.get(name)
        return f"{title}\u00a0: {after}" if after else title

    def _alerts(self) -> Html:
        found = (
            tag(
                "div",
                tag("p", tag("strong", f"{alert.sign.word}."), f" {alert.text} ", notes(alert.sources, self.cited)),
                class_="alerte grave" if alert.is_grave else "alerte",
            )
            for alert in self.view.alerts
        )
        return join(found)

    def _now(self) -> Html:
        step, words = self.view.next_step, next_words(self.view)
        if step is None:
            return paragraph(words, "suite")
        link = tag("a", tag("strong", step.title), href=f"#demarche-{step.id}")
        return tag("p", link, f" ({step.who}), {words}.", class_="suite")

    def _dates(self) -> Html:
        """Return the months, each with what is to be done or known in it, ticks shown."""
        months = groupby(scheduled_days(self.view.plan), lambda day: (day.on.year, day.on.month))
        found = []
        for (year, month), days in months:
            title = tag("h3", f"{capital(MONTHS[month - 1])} {year}")
            found.append(tag("div", title, tag("ul", *map(self._day, days)), class_="mois"))
        return tag("div", *found, class_="frise") if found else Html("")

    def _day(self, day: ScheduledDay) -> Html:
        title = tag("a", day.title, href=f"#demarche-{day.step}") if day.step else tag("strong", day.title)
        state = "faite" if day.done else "passee" if day.on < self.view.today else day.kind
        nature = "fait" if day.done else "dossier déposé" if day.filed else KINDS[day.kind]
        doubt = "" if day.certain else ", si cela vous concerne"
        when = f"{SHORT_DAYS[day.on.weekday()]} {day_number(day.on)}"
        mark = box(day.done) if day.is_act else tag("span", "", class_="point", aria_hidden="true")
        told = tag("span", title, tag("span", f" {nature}{doubt}", class_="doux petit"))
        return tag("li", mark, tag("span", when, class_="quand"), told, class_=state)

    def _steps(self) -> Html:
        found = []
        for title, steps in self.view.groups:
            found += [tag("h3", title), *(step_item(step, self.cited) for step in steps)]
        return join(found)

    def _aids(self) -> Html:
        found = [paragraph(totals(self.view.plan), "debut")]
        for title, near in (("À votre portée, ou à vérifier", True), ("Hors de portée ou fermées", False)):
            aids = [aid_item(aid, self.cited) for aid in self.view.aids if aid.is_within_reach is near]
            found += [tag("h3", title), *aids] if aids else []
        return join(found)
