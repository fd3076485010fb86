"""The checklist as a page: the same head as the home screen, then the steps by when they are to be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from medinstall.domain.plan import Plan
from medinstall.french import count, full_date, numeric_date
from medinstall.text import fold, shown
from medinstall.wording.aids import AidView, money
from medinstall.wording.blocks import (
    Block,
    Bullets,
    Checklist,
    Heading,
    Item,
    Legend,
    Page,
    Paragraph,
)
from medinstall.wording.glossary import acronyms
from medinstall.wording.labels import AT_ONCE, TONES, capital, uncapital
from medinstall.wording.next_step import next_why, next_words
from medinstall.wording.phrasing import limit
from medinstall.wording.plan_view import PlanView, grouped
from medinstall.wording.start import start_view
from medinstall.wording.steps import StepView

MOST_QUESTIONS = 2
_SAID = ("en_retard", "bloquee", "urgente")
_DRAWN = ("eligible", "a_verifier")
MOST_AWAITING = 3


class Filter(NamedTuple):
    """What to keep of the checklist: what is to be done `within` a time, with a body, what is required alone."""

    within: timedelta | None = None
    who: str = ""
    required: bool = False

    def keeps(self, step: StepView) -> bool:
        """Tell whether a step stays; one that waits for an answer or is done is not to be done."""
        if self.within is not None:
            day = step.plan.act_on(step.today)
            near = day is not None and day <= step.today + self.within
            if not (step.group == "retard" or (near and step.is_open)):
                return False
        if self.who and fold(self.who) not in fold(f"{step.who} {step.short_who}"):
            return False
        return not self.required or step.plan.rule.is_duty


EVERY_STEP = Filter()


def list_page(plan: Plan, name: str, *, everything: bool = False, chosen: Filter = EVERY_STEP) -> Page:
    """Return the checklist; `everything` adds what does not apply and the words of the acronyms.

    Where only the steps `chosen` are asked for, aids, alerts and questions stand aside.
    """
    view = PlanView(plan, name)
    steps = [step for step in view.listed if chosen.keeps(step)]
    blocks = [*head(view), *_groups(steps), *_awaiting(steps, everything)]
    if chosen == EVERY_STEP:
        blocks += [*_aids(view, everything), *_alerts(view, everything), *_questions(view, everything)]
    elif not steps:
        blocks.append(Paragraph(_nothing_kept(view.listed, chosen)))
    if everything:
        blocks += _aside(view)
        return (*blocks, *acronyms(tuple(blocks), plan), Legend(""), Paragraph(limit(plan), "quiet"))
    return (*blocks, Legend(limit(plan).partition(". ")[0].replace("vérifiées le", "du") + "."))


def _nothing_kept(steps: Sequence[StepView], chosen: Filter) -> str:
    """Return that a filter keeps none of the steps; with whom one deals, when the name of a body is unknown here."""
    if chosen.within is not None and chosen == Filter(chosen.within):
        return f"Rien à faire dans les {chosen.within.days} jours à venir."
    if any(Filter(who=chosen.who).keeps(step) for step in steps):
        return "Aucune démarche ne répond à tous ces filtres à la fois."
    bodies = {fold(body): body for body in (step.short_who or step.who for step in steps)}
    among = ", ".join(bodies[body] for body in sorted(bodies))
    return f"Aucune de vos démarches ne passe par «\u00a0{shown(chosen.who)}\u00a0». Interlocuteurs\u00a0: {among}."


def head(view: PlanView, most_alerts: int | None = None) -> Iterator[Block]:
    """Yield what stands first everywhere: name and day, D, the grave alerts, what to do now."""
    at_home = most_alerts is not None  # where a bar shows the progress
    progress = "" if at_home else f"\u00a0: {view.progress}"
    yield Paragraph(f"{view.name}, {full_date(view.today)}{progress}", "strong")
    yield Paragraph(start_view(view).short)
    grave = sorted((alert for alert in view.alerts if alert.is_grave), key=lambda alert: alert.level != "bloquant")
    yield from (alert._replace(short=True) for alert in grave[:most_alerts])
    yield from _now(view, command=not at_home)


def _now(view: PlanView, *, command: bool) -> Iterator[Block]:
    """Yield what to do now, by when and why, and the `command` that says the rest where no menu does."""
    step, words = view.next_step, next_words(view)
    if step is None:
        yield Paragraph(f"À faire maintenant\u00a0: {words[:1].lower()}{words[1:]}", "strong")
        return
    yield Paragraph(f"À faire maintenant\u00a0: {step.title}", "strong")
    yield Paragraph(capital(words), TONES.get(step.state, ""), inset=1)
    who = uncapital(step.who) if step.short_who[:1].islower() else step.who
    more = f"\u00a0: medinstall etape {step.id}" if command else f" ({who})."
    yield Paragraph(f"{next_why(view)}{more}", inset=1)


def item_of(step: StepView) -> Item:
    """Return a step as one line."""
    tick = step.plan.tick
    if step.state == "faite":
        return Item(step.sign, _day(tick.done_on), step.title, tone="good", id=step.id)
    if step.state == "deposee":
        remark, awaited = step.remark or "déposée", "réponse attendue"
        word, title = "" if awaited in remark else awaited, f"{step.title}, {remark}"
        return Item(step.sign, _day(tick.filed_on), title, step.short_who, "good", step.is_doubtful, step.id, word)
    word = step.sign.word if step.state in _SAID else ""
    tone, title = TONES.get(step.state, ""), f"{step.title}, {step.reopened}" if step.reopened else step.title
    return Item(step.sign, _when(step), title, step.short_who, tone, step.is_doubtful, step.id, word)


def _day(day: date | None) -> str:
    return numeric_date(day) if day else ""


def _when(step: StepView) -> str:
    """Return the latest day, else the one to aim at; no past day but that of what is late."""
    if step.when is None:
        return ""
    if step.is_overdue_aim:
        return AT_ONCE
    return f"{'' if step.due else '~'}{numeric_date(step.when.on)}"


def _groups(kept: Sequence[StepView]) -> Iterator[Block]:
    for title, steps in grouped(kept):
        if all(step.state == "faite" for step in steps):
            told = (f"{step.title} ({step.settled})" if step.settled else step.title for step in steps)
            yield Paragraph(f"{title}\u00a0: {', '.join(told)}.", "good")
        elif items := tuple(item_of(step) for step in steps if not step.awaits_answer):
            yield Heading(title, tight=True)
            yield Checklist(items)


def _awaiting(kept: Sequence[StepView], everything: bool) -> Iterator[Block]:
    """Yield the steps that an answer nobody gave yet decides, without a date since it may never exist."""
    steps = [step for step in kept if step.awaits_answer]
    if everything and steps:
        yield Heading("Selon vos réponses")
        yield Bullets(tuple(f"{step.title} ({step.id})" for step in steps))
    elif len(steps) > MOST_AWAITING:
        yield Paragraph(f"Selon vos réponses\u00a0: {count(len(steps), 'démarche')} de plus (medinstall liste --tout).")
    elif steps:
        yield Paragraph(f"Selon vos réponses\u00a0: {', '.join(step.id for step in steps)} (medinstall etape).")


def _aids(view: PlanView, everything: bool) -> Iterator[Block]:
    shown = [aid for aid in view.aids if everything or aid.verdict in _DRAWN or aid.owed]
    others = len(view.aids) - len(shown)
    more = f"{count(others, 'autre')} hors de portée" if others else ""
    told = [part for part in (money(view.plan), more) if part]
    yield Heading("Vos aides", "\u00a0; ".join(told), tight=True)
    yield Checklist(tuple(map(aid_item, shown)), short=True)


def aid_item(aid: AidView) -> Item:
    """Return an aid as one line."""
    worth = aid.owed or aid.amount
    return Item(aid.sign, worth, aid.title, "", TONES.get(aid.verdict, ""), id=aid.id, word=aid.sign.word)


def _alerts(view: PlanView, everything: bool) -> Iterator[Block]:
    """Yield the alerts that are not grave, a line each; all of them in full where everything is asked for."""
    told = view.alerts if everything else [alert for alert in view.alerts if alert.level == "attention"]
    if everything and told:
        yield Heading("À ne pas oublier")
    yield from (alert._replace(short=not everything) for alert in told)


def _questions(view: PlanView, everything: bool) -> Iterator[Block]:
    questions = view.questions
    if not questions:
        return
    shown = questions if everything else questions[:MOST_QUESTIONS]
    others = len(questions) - len(shown)
    told = ", ".join(f"{label} ({fact})" if everything else label for fact, label in shown)
    more = f" et {count(others, 'autre')}" if others else ""
    yield Paragraph(f"À répondre\u00a0: {told}{more}.")


def _aside(view: PlanView) -> Iterator[Block]:
    if view.aside:
        yield Heading("Ce qui ne vous concerne pas")
        yield Bullets(tuple(f"{step.title} ({step.id})\u00a0: {step.remark}" for step in view.aside))
