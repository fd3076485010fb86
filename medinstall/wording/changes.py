"""What sets two plans apart, in words: one headline that counts, then one line for each thing that changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from medinstall.domain.plan import AidPlan, Plan
from medinstall.engine.criteria import judge
from medinstall.engine.fact_value import YES
from medinstall.engine.plan_diff import Difference, Kind, Seen
from medinstall.engine.situation import Situation
from medinstall.french import count, euros, numeric_date, typography
from medinstall.wording.blocks import Block, Bullets, Heading, Page, Paragraph
from medinstall.wording.labels import LEVELS, STATES, VERDICTS, Sign, capital
from medinstall.wording.phrasing import Wording
from medinstall.wording.place_changes import ARROW, place_groups

_DATES = {
    "due_on": "au plus tard le",
    "target_on": "objectif du",
    "opens_on": "possible dès le",
    "takes_effect_on": "effet du",
}
_TOLD_STATES = ("en_retard", "urgente", "bloquee", "faite", "deposee")

Fields = Mapping[str, Difference]


class ChangesView(NamedTuple):
    """The counts in one sentence (« 2 démarches en plus, 1 démarche en moins »), and the changes by group.

    `crossed`: what the change does for good, told before anything else.
    """

    headline: str
    groups: tuple[tuple[str, tuple[str, ...]], ...]
    crossed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything changed."""
        return bool(self.groups)


def changes_view(changes: Sequence[Difference], plan: Plan, before: Plan | None = None) -> ChangesView:
    """Return differences in words; titles and bodies are those of `plan`, the later of the two.

    With `before`, what the place changes beside the plan comes first.
    """
    told = _Told(changes, Wording(plan))
    groups = (
        ("Date de début", told.start()),
        ("Démarches en plus", told.steps(True)),
        ("Démarches en moins", told.steps(False)),
        ("Démarches qui dépendent d’une réponse", told.steps(None)),
        ("Aides", told.aids()),
        ("Alertes en plus", told.alerts(True)),
        ("Alertes en moins", told.alerts(False)),
        ("Dates et états", told.moved()),
        ("Versements uniques", told.totals()),
    )
    of_place = place_groups(before, plan) if before else ()
    filled = tuple((title, lines) for title, found in groups if (lines := tuple(map(typography, found))))
    headline = "Rien ne change."
    if filled or of_place:
        headline = typography(_headline(changes, plan) if filled else "Les démarches et leurs dates ne changent pas.")
    crossed = tuple(_crossed(changes, plan)) if before else ()
    return ChangesView(headline, (*of_place, *filled), crossed)


def _crossed(changes: Sequence[Difference], plan: Plan) -> Iterator[str]:
    """Yield the whole text of the alerts that end because the very thing they warn of would be done."""
    ended = {change.subject for change in changes if change.kind == "alert" and change.after is False}
    for rule in plan.pack.alerts:
        if rule.id not in ended or rule.crossed_when is None:
            continue
        if judge(rule.crossed_when, Situation(plan.pack, plan.profile)) is YES:
            text = Wording(plan).finished(rule.text, rule.figures)
            yield typography(f"{capital(LEVELS[rule.level].word.lower())} : {text}")


def since_parts(day: date, causes: Mapping[str, Sequence[Difference]], plan: Plan) -> list[tuple[str, ChangesView]]:
    """Return what changed since the visit of `day`, one part for each cause that changed something."""
    titles = {
        "answers": f"Depuis votre visite du {numeric_date(day)} : vos réponses et vos coches",
        "rules": f"Depuis votre visite du {numeric_date(day)} : les règles ont changé",
        "time": f"Depuis votre visite du {numeric_date(day)} : le temps a passé",
    }
    views = ((titles[cause], changes_view(changes, plan)) for cause, changes in causes.items() if changes)
    return [(typography(title), view) for title, view in views if view]


def _headline(changes: Sequence[Difference], plan: Plan) -> str:
    applies = [change for change in changes if change.kind == "step" and change.field == "applies"]
    more = sum(change.after is True for change in applies)
    less = sum(change.before is True for change in applies)
    moved = {change.subject for change in changes if change.kind == "step" and change.field in _DATES}
    moved -= {change.subject for change in applies} | {step.id for step in plan.steps if step.state == "sans_objet"}
    verdicts = sum(change.kind == "aid" and change.field == "verdict" for change in changes)
    alerts = [change.after is True for change in changes if change.kind == "alert"]
    parts = [
        f"{count(more, 'démarche')} en plus" if more else "",
        f"{count(less, 'démarche')} en moins" if less else "",
        f"{count(len(moved), 'démarche')} à d’autres dates" if moved else "",
        f"{count(verdicts, 'aide')} au verdict changé" if verdicts else "",
        f"{count(sum(alerts), 'alerte')} en plus" if any(alerts) else "",
        f"{count(alerts.count(False), 'alerte')} en moins" if not all(alerts) else "",
    ]
    return f"{', '.join(part for part in parts if part) or 'Quelques détails changent'}."


class _Told:
    """The differences by subject, in the order of the plan."""

    def __init__(self, changes: Sequence[Difference], wording: Wording) -> None:
        self._wording = wording
        self._by_subject: dict[tuple[Kind, str], dict[str, Difference]] = {}
        for change in changes:
            self._by_subject.setdefault((change.kind, change.subject), {})[change.field] = change

    def _of(self, kind: Kind) -> Iterator[tuple[str, Fields]]:
        return ((subject, fields) for (own, subject), fields in self._by_subject.items() if own == kind)

    def steps(self, applies: bool | None) -> Iterator[str]:
        """Yield the steps that now apply, no longer do, or may."""
        for step, fields in self._of("step"):
            if "applies" in fields and fields["applies"].after is applies:
                plan = self._wording.steps.get(step)
                due = plan.due if plan and applies is not False else None
                yield f"{self._title(step)}{f', au plus tard le {numeric_date(due.on)}' if due else ''}"

    def moved(self) -> Iterator[str]:
        """Yield the steps whose date or state moved: the latest date where there is one, else the first that moved."""
        for step, fields in self._of("step"):
            plan = self._wording.steps.get(step)
            if "applies" in fields or plan is None or plan.state == "sans_objet":
                continue
            name = next((name for name in _DATES if name in fields), "")
            day = f", {_DATES[name]} {_day(fields[name].before)}{ARROW}{_day(fields[name].after)}" if name else ""
            state = self._state(fields)
            if day or state:
                told = f"{day} ({state})" if day and state else day or f" : {state}"
                yield f"{self._title(step)}{told}"

    def _state(self, fields: Fields) -> str:
        change = fields.get("state")
        if change is None or not {change.before, change.after} & set(_TOLD_STATES):
            return ""
        return f"{_word(STATES.items(), change.before)}{ARROW}{_word(STATES.items(), change.after)}"

    def aids(self) -> Iterator[str]:
        """Yield the aids whose verdict, amount or date moved, before and after."""
        for aid, fields in self._of("aid"):
            plan = next((item for item in self._wording.plan.aids if item.id == aid), None)
            title = self._wording.title(plan) if plan else aid
            if "verdict" in fields or "eur" in fields or "refund_eur" in fields:
                yield f"{title} : {_worth(fields, plan, 'before')}{ARROW}{_worth(fields, plan, 'after')}"
            elif "pay_by" in fields:
                change = fields["pay_by"]
                yield f"{title}, versée au plus tard le : {_day(change.before)}{ARROW}{_day(change.after)}"

    def alerts(self, stands: bool) -> Iterator[str]:
        """Yield the first sentence of the alerts that came or went."""
        rules = {rule.id: rule for rule in self._wording.pack.alerts}
        for alert, fields in self._of("alert"):
            if fields["stands"].after is stands:
                rule = rules.get(alert)
                text = self._wording.finished(rule.text, rule.figures) if rule else alert
                yield text.split(". ")[0].rstrip(".")

    def start(self) -> Iterator[str]:
        """Yield what became of the first day."""
        fields = self._by_subject.get(("start", "start"), {})
        for name, words in (("on", "Premier jour"), ("earliest_on", "Au plus tôt")):
            if name in fields:
                yield f"{words} : {_day(fields[name].before)}{ARROW}{_day(fields[name].after)}"
        if "feasible" in fields:
            change = fields["feasible"]
            yield f"Date {_feasible(change.before)}{ARROW}{_feasible(change.after)}"

    def totals(self) -> Iterator[str]:
        """Yield the totals before and after."""
        fields = self._by_subject.get(("totals", "totals"), {})
        for name, words in (("certain_eur", "Acquis"), ("possible_eur", "Possibles en plus")):
            if name in fields:
                yield f"{words} : {_euros(fields[name].before)}{ARROW}{_euros(fields[name].after)}"

    def _title(self, step: str) -> str:
        plan = self._wording.steps.get(step)
        return self._wording.title(plan) if plan else step


def _worth(fields: Fields, plan: AidPlan | None, side: str) -> str:
    """Return « éligible, 10 000 € » for one side of an aid's change."""
    verdict: Seen = plan.verdict if plan else None
    amount: Seen = plan.amount.eur if plan and plan.amount else None
    refund: Seen = plan.refund_eur if plan else None
    seen = {"verdict": verdict, "eur": amount, "refund_eur": refund}
    seen |= {name: getattr(change, side) for name, change in fields.items() if name in seen}
    parts = [_word(VERDICTS.items(), seen["verdict"])]
    parts += [_euros(seen["eur"])] if seen["eur"] is not None else []
    parts += [f"{_euros(seen['refund_eur'])} à rembourser"] if seen["refund_eur"] is not None else []
    return ", ".join(parts)


def _word(signs: Iterable[tuple[str, Sign]], value: Seen) -> str:
    return next((sign.word for name, sign in signs if name == value), "sans objet")


def _feasible(value: Seen) -> str:
    if value is None:
        return "pas encore jugée"
    return "tenable" if value else "pas tenable"


def _day(value: Seen) -> str:
    return numeric_date(date.fromisoformat(value)) if isinstance(value, str) else "sans date"


def _euros(value: Seen) -> str:
    return euros(float(value)) if isinstance(value, int | float) else "aucun montant"


def changes_page(parts: Iterable[tuple[str, ChangesView]]) -> Page:
    """Return differences, each under its own title; one that holds nothing says so."""
    blocks: list[Block] = []
    for title, view in parts:
        blocks += [Heading(title)] if title else []
        blocks += [Paragraph(text, "danger", 1) for text in view.crossed]
        blocks.append(Paragraph(view.headline, inset=1))
        for name, lines in view.groups:
            blocks += [Paragraph(f"{name}\u00a0:", "strong", 1), Bullets(lines, inset=2)]
    return tuple(blocks)
