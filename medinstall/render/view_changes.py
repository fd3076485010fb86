"""What sets two plans apart, in words: one headline that counts, one line for each change that matters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from medinstall.engine.difference import Difference, Seen
from medinstall.french import count, euros, long_date, typography
from medinstall.model.plan import Plan
from medinstall.render.words import STATES, VERDICTS, quoted
from medinstall.render.wording import Wording

_DATES = {
    "due_on": "au plus tard le",
    "target_on": "objectif",
    "opens_on": "possible dès le",
    "takes_effect_on": "prend effet le",
    "pay_by": "versée au plus tard le",
}
_STATED = ("en_retard", "urgente", "bloquee", "faite", "deposee")


@dataclass(frozen=True, slots=True)
class ChangesView:
    """The counts in one line (« 2 démarches en plus, 1 en moins »), and the changes one by one."""

    headline: str
    lines: tuple[str, ...]

    def __bool__(self) -> bool:
        """Tell whether anything changed."""
        return bool(self.lines)


def changes_view(changes: Sequence[Difference], plan: Plan) -> ChangesView:
    """Return differences in words; titles and bodies are those of `plan`."""
    wording = Wording(plan)
    lines = tuple(typography(line) for line in _lines(changes, wording))
    return ChangesView(typography(_headline(changes)) if lines else "Rien ne change.", lines)


def since_parts(
    day: date, causes: Mapping[str, Sequence[Difference]], plan: Plan
) -> list[tuple[str, ChangesView]]:
    """Return what changed since the visit of `day`, one part for each cause that changed something."""
    titles = {
        "answers": f"Depuis votre visite du {long_date(day)} : vos réponses et vos coches",
        "rules": f"Depuis votre visite du {long_date(day)} : les règles ont changé",
        "time": f"Depuis votre visite du {long_date(day)} : le temps a passé",
    }
    views = ((titles[cause], changes_view(changes, plan)) for cause, changes in causes.items() if changes)
    return [(typography(title), view) for title, view in views if view]


def _headline(changes: Sequence[Difference]) -> str:
    steps = [change for change in changes if change.kind == "step" and change.field == "applies"]
    more = sum(change.after is True for change in steps)
    less = sum(change.before is True for change in steps)
    dates = {change.subject for change in changes if change.kind == "step" and change.field in _DATES}
    moved = dates - {change.subject for change in steps}
    verdicts = sum(change.kind == "aid" and change.field == "verdict" for change in changes)
    alerts = sum(change.kind == "alert" for change in changes)
    parts = [
        f"{count(more, 'démarche')} en plus" if more else "",
        f"{count(less, 'démarche')} en moins" if less else "",
        f"{count(len(moved), 'démarche')} à d’autres dates" if moved else "",
        f"{count(verdicts, 'aide')} au verdict changé" if verdicts else "",
        f"{count(alerts, 'alerte')} en plus ou en moins" if alerts else "",
    ]
    return ", ".join(part for part in parts if part) or "Quelques détails changent"


def _lines(changes: Sequence[Difference], wording: Wording) -> Iterator[str]:
    for subject in dict.fromkeys((change.kind, change.subject) for change in changes):
        own = [change for change in changes if (change.kind, change.subject) == subject]
        yield from _SUBJECTS[subject[0]](subject[1], {change.field: change for change in own}, wording)


def _step_lines(step: str, changes: dict[str, Difference], wording: Wording) -> Iterator[str]:
    plan = next((item for item in wording.plan.steps if item.id == step), None)
    title = wording.of_step(plan, plan.title) if plan else step
    applies = changes.pop("applies", None)
    if applies is not None:
        yield f"{_applies(applies.after)} : {title}"
        if applies.after is not True:
            return
    if plan is not None and plan.state == "sans_objet":
        return
    yield from _date_lines(title, changes.values())
    state = changes.get("state")
    if state is not None and applies is None and (state.after in _STATED or state.before in _STATED):
        yield f"{title} : {_state(state.before)} → {_state(state.after)}"


def _applies(value: Seen) -> str:
    if value is None:
        return "? démarche qui vous concerne peut-être"
    return "+ démarche" if value else "− démarche"


def _date_lines(title: str, changes: Iterable[Difference]) -> Iterator[str]:
    for change in changes:
        if change.field in _DATES:
            yield f"{title}, {_DATES[change.field]} : {_day(change.before)} → {_day(change.after)}"


def _aid_lines(aid: str, changes: dict[str, Difference], wording: Wording) -> Iterator[str]:
    plan = next((item for item in wording.plan.aids if item.id == aid), None)
    title = wording.of_aid(plan, plan.rule.title) if plan else aid
    verdict = changes.get("verdict")
    if verdict is not None:
        yield f"{title} : {_verdict(verdict.before)} → {_verdict(verdict.after)}"
    for name, words in (("eur", "montant"), ("refund_eur", "à rembourser")):
        if (change := changes.get(name)) is not None:
            yield f"{title}, {words} : {_euros(change.before)} → {_euros(change.after)}"
    if verdict is None:
        yield from _date_lines(title, changes.values())


def _alert_lines(alert: str, changes: dict[str, Difference], wording: Wording) -> Iterator[str]:
    rule = next((rule for rule in wording.pack.alerts if rule.id == alert), None)
    text = wording.plain(rule.text, dict(rule.figures)) if rule else alert
    first = text.split(". ")[0].rstrip(".")
    yield f"{'+' if changes['stands'].after else '−'} alerte : {first}"


def _start_lines(_: str, changes: dict[str, Difference], wording: Wording) -> Iterator[str]:
    del wording
    for name, words in (("on", "Premier jour d’activité"), ("earliest_on", "Début possible au plus tôt")):
        if (change := changes.get(name)) is not None:
            yield f"{words} : {_day(change.before)} → {_day(change.after)}"
    if (change := changes.get("feasible")) is not None:
        yield f"Date de début : {_feasible(change.before)} → {_feasible(change.after)}"


def _total_lines(_: str, changes: dict[str, Difference], wording: Wording) -> Iterator[str]:
    del wording
    for name, words in (("certain_eur", "Versements uniques acquis"), ("possible_eur", "Versements uniques possibles")):
        if (change := changes.get(name)) is not None:
            yield f"{words} : {_euros(change.before)} → {_euros(change.after)}"


_SUBJECTS = {
    "step": _step_lines,
    "aid": _aid_lines,
    "alert": _alert_lines,
    "start": _start_lines,
    "totals": _total_lines,
}


def _feasible(value: Seen) -> str:
    if value is None:
        return "pas encore jugée"
    return "tenable" if value else "pas tenable"


def _day(value: Seen) -> str:
    return long_date(date.fromisoformat(value)) if isinstance(value, str) else "aucune date"


def _euros(value: Seen) -> str:
    return euros(float(value)) if isinstance(value, int | float) else "aucun montant"


def _state(value: Seen) -> str:
    return next((sign.word for state, sign in STATES.items() if state == value), "sans objet")


def _verdict(value: Seen) -> str:
    return next((quoted(sign.word) for verdict, sign in VERDICTS.items() if verdict == value), "inconnue")
