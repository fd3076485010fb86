"""The sentences of one plan: placeholders and figures filled, the doctor's own answers put into words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property

from medinstall.domain.fact import Fact, NonAnswer, Value
from medinstall.domain.place import Place
from medinstall.domain.plan import AidPlan, Alert, Change, Plan, Reason, StepPlan
from medinstall.domain.source import Evidence, Source
from medinstall.french import listing, long_date, number, typography
from medinstall.text import clean
from medinstall.wording import blocks
from medinstall.wording.blocks import ReasonView, SourceView
from medinstall.wording.labels import CONFIDENCES, HOLDS, LEVELS, UNRAISED, VERDICTS, quoted, uncapital
from medinstall.wording.placeholders import OWN, Name, fill, fill_label, names_of, short_label

_DERIVED = {
    "date_reception": "Réception de la demande d’adhésion par la caisse",
    "date_site": "Ouverture du lieu d’exercice",
}


class Wording:
    """Turns the raw sentences of the rule pack into those of one profile."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.pack = plan.pack
        self.profile = plan.profile

    @cached_property
    def _main(self) -> dict[str, Name]:
        return names_of(self.profile.place) | self._other_site

    @cached_property
    def _second(self) -> dict[str, Name]:
        return names_of(self.profile.second_place, second=True) | self._other_site

    @cached_property
    def _other_site(self) -> dict[str, Name]:
        second = names_of(self.profile.second_place, second=True)
        return {"caisse_secondaire": second["caisse"], "ordre_secondaire": second["ordre"]}

    @cached_property
    def steps(self) -> dict[str, StepPlan]:
        """The steps of the plan by id."""
        return {step.id: step for step in self.plan.steps}

    def names(self, step: StepPlan | None = None) -> dict[str, Name]:
        """Return the bodies a step deals with: those of the second site when it is done there."""
        return self._second if step is not None and step.at_second_site else self._main

    def of_step(self, step: StepPlan, text: str) -> str:
        """Return a sentence of a step, finished."""
        return fill(text, self.names(step), dict(step.rule.figures))

    def of_aid(self, aid: AidPlan, text: str) -> str:
        """Return a sentence of an aid, finished; {eur} is the value in force."""
        return fill(text, self._main, _figures(aid, self.profile.today))

    def finished(self, text: str, figures: Iterable[tuple[str, float]] = ()) -> str:
        """Return a sentence that belongs to neither a step nor an aid, finished."""
        return fill(text, self._main, dict(figures))

    def title(self, item: StepPlan | AidPlan) -> str:
        """Return the title of a step or an aid."""
        return self.of_aid(item, item.rule.title) if isinstance(item, AidPlan) else self.of_step(item, item.title)

    def who(self, step: StepPlan) -> str:
        """Return whom to deal with, as a label."""
        return fill_label(step.who, self.names(step))

    def short_who(self, step: StepPlan) -> str:
        """Return whom to deal with in a word or two, for a list: « CPAM », « Ordre », « INPI »."""
        return short_label(step.who, self.names(step))

    def payer(self, aid: AidPlan) -> str:
        """Return who pays an aid, as a label."""
        return fill_label(aid.rule.payer, self._main)

    def with_whom(self, text: str, step: StepPlan | None = None) -> str:
        """Return where to have something confirmed: « auprès de la CPAM du Loiret », « auprès du conseil… »."""
        if text.startswith("{"):
            return fill(f"auprès de {text}", self.names(step), {})
        if text == OWN:
            return "auprès de votre conseil de l’Ordre"
        who = fill_label(text, self.names(step)).replace(" (", ", ").replace(")", "")
        return f"auprès de votre interlocuteur ({who})"

    def fact(self, fact: str) -> str:
        """Return the label of a fact, answered or derived; empty when it has no words."""
        known = self.pack.fact.get(fact)
        return typography(known.label if known else _DERIVED.get(fact, ""))

    def answer(self, fact: str, value: Value | None) -> str:
        """Return an answer in the words of its question: « Orléans (Loiret) », « oui », « 15 janvier 2027 »."""
        if value is None:
            return "pas encore répondu"
        known = self.pack.fact[fact]
        if value is NonAnswer.UNKNOWN:
            return "vous ne le savez pas encore"
        return typography(self._place_name(known, value) or answer_in_words(known, value))

    def _place_name(self, fact: Fact, value: Value) -> str:
        places = (self.profile.place, self.profile.second_place)
        if fact.kind == "commune":
            return next((_with_departement(place) for place in places if place.commune == value), "")
        if fact.kind == "departement":
            return next((place.departement_name or "" for place in places if place.departement == value), "")
        return ""

    def change(self, change: Change) -> str:
        """Return what a set of other answers would do to the verdict of an aid, in one sentence."""
        answers = (quoted(f"{self.fact(fact)}\u00a0: {self.answer(fact, value)}") for fact, value in change.set)
        told = f"Avec {listing(answers)}, elle serait {VERDICTS[change.verdict].word}."
        return " ".join((told, *self._left_for_good(change)))

    def _left_for_good(self, change: Change) -> Iterator[str]:
        """Yield what cannot be undone when a change leaves the sector answered for one of other conditions."""
        sectors = self.pack.sector
        for fact, value in change.set:
            left, entered = sectors.get(str(self.profile.answers.get(fact))), sectors.get(str(value))
            if fact == "secteur" and left and entered and not set(left.access) & set(entered.access):
                yield self.finished(left.irreversible, left.figures)

    def reason(self, reason: Reason, text: str, evidence: tuple[Evidence, ...] = ()) -> ReasonView:
        """Return a reason whose sentence `text` is finished, with the doctor's own answer.

        Sources are given when they are not simply all those of the rule (`evidence`).
        """
        shared = {item.source for item in evidence if item.when is None}
        own = () if shared and shared <= set(reason.sources) else reason.sources
        answer = self._answers(reason.facts) if reason.cause in ("condition", "doubt") else ""
        return ReasonView(UNRAISED if reason.is_idle else HOLDS[reason.holds], text, answer, own)

    def alert(self, alert: Alert) -> blocks.Alert:
        """Return an alert in words, with the sources it rests on."""
        level, text = alert.rule.level, self.finished(alert.text, alert.rule.figures)
        return blocks.Alert(level, LEVELS[level], text, tuple(item.source for item in alert.evidence))

    def coming(self, reasons: Sequence[Reason], text: Callable[[str], str]) -> tuple[str, ...]:
        """Return, finished by `text`, what the law changes on a day to come: told as a warning, not as a criterion."""
        return tuple(f"{text(reason.text)}." for reason in reasons if reason.cause == "coming")

    def undecided(self, reasons: Sequence[Reason]) -> str:
        """Return what decides among reasons that are unknown: the answers missing, or nothing that was asked."""
        facts = dict.fromkeys(fact for reason in reasons for fact in reason.facts if fact in self.plan.unknown)
        parts = [f"dépend de {listing(quoted(self.fact(fact)) for fact in facts)}"] if facts else []
        if not all(set(reason.facts) & set(facts) for reason in reasons):
            parts.append("vos réponses ne suffisent pas à trancher")
        return "\u00a0; ".join(parts)

    def _answers(self, facts: tuple[str, ...]) -> str:
        asked = [fact for fact in facts if fact in self.pack.fact]
        answers = [self.answer(fact, self.profile.answers.get(fact)) for fact in asked]
        if len(asked) == 1:
            unsaid = self.profile.answers.get(asked[0]) in (None, NonAnswer.UNKNOWN)
            return answers[0] if unsaid else f"votre réponse\u00a0: {answers[0]}"
        said = (f"{self.fact(fact)}\u00a0: {answer}" for fact, answer in zip(asked, answers, strict=True))
        return typography(f"vos réponses : {' ; '.join(said)}") if asked else ""

    def sources(self, evidence: tuple[Evidence, ...], *cited: str) -> tuple[SourceView, ...]:
        """Return the sources of a rule, then those that only a date or a reason cites."""
        views = {item.source: self._proved(item) for item in evidence}
        for source in cited:
            views.setdefault(source, _published(self.pack.source.get(source) or Source(source, source, "")))
        return tuple(views.values())

    def _proved(self, item: Evidence) -> SourceView:
        source = self.pack.source.get(item.source) or Source(item.source, item.source, "")
        review = f"à relire {'depuis ' if item.review_by < self.profile.today else ''}le {long_date(item.review_by)}"
        checked = f"Vérifiée le {long_date(item.checked_on)}, {review}\u00a0; confiance {CONFIDENCES[item.confidence]}."
        return _published(source)._replace(checked=checked)


def warnings_of(evidence: Iterable[Evidence], stale: bool, who: str) -> tuple[str, ...]:
    """Return what to have confirmed, and by whom; nothing for a rule that rests on sure sources.

    Who read what, and when, stands in the sources alone.
    """
    overdue = f"Cette règle a dépassé sa date de relecture\u00a0: à confirmer {who}."
    weak = any(item.confidence == "low" for item in evidence)
    return (*((overdue,) if stale else ()), *((weak_source(who),) if weak else ()))


def weak_source(who: str) -> str:
    """Return the sentence for what no sure source settles."""
    return f"À confirmer {who}\u00a0: une au moins des sources est fragile."


def limit(plan: Plan) -> str:
    """Return the honest limit, with the date of the rules."""
    checked = long_date(plan.pack.checked_on)
    return f"Règles vérifiées le {checked}. Sans valeur de conseil juridique."


def _published(source: Source) -> SourceView:
    return SourceView(source.id, typography(source.title), typography(source.publisher), source.url, source.published)


def _with_departement(place: Place) -> str:
    name = place.commune_name or ""
    return f"{name} ({place.departement_name})" if name and place.departement_name else name


def answer_in_words(fact: Fact, value: Value) -> str:
    """Return an answer that is no place as its question words it, « jamais » included."""
    if value is NonAnswer.NEVER:
        return uncapital(fact.never)
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, int | float):
        return f"{number(value)} {fact.unit_of(value)}".strip()
    words = next((choice.label for choice in fact.choices if choice.value == value), None)
    return words or clean(str(value))


def _figures(aid: AidPlan, today: date) -> dict[str, float]:
    values = [value for value in aid.rule.values if value.eur is not None]
    begun = [value for value in values if value.start <= (aid.law_date or today)]
    figures = dict(aid.rule.figures)
    for value in (*values[:1], *begun[-1:]):
        figures["eur"] = value.eur or 0
    return figures
