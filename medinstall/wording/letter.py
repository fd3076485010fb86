"""A letter in finished French: what the dossier knows is filled in, what it does not know stays a visible blank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from medinstall.domain.criterion import ALWAYS
from medinstall.domain.fact import NonAnswer
from medinstall.domain.letter import BLANK, PAYER, Letter, LetterPart, LetterRule
from medinstall.domain.plan import AidPlan, Plan
from medinstall.domain.truth import Truth
from medinstall.engine.criteria import concerning, judge
from medinstall.engine.situation import Situation
from medinstall.french import long_date, typography
from medinstall.wording.aids import AidView
from medinstall.wording.blocks import SourceView
from medinstall.wording.labels import quoted
from medinstall.wording.phrasing import Wording, limit
from medinstall.wording.placeholders import Name, fill, fill_label
from medinstall.wording.steps import StepView

SENDER = ("(prénom et nom)", "(adresse)", "(téléphone, courriel)", "(numéro RPPS)")
ITEM, BOX = "- ", "☐ "
_CLAIMED = ("eligible", "a_verifier")
_PREFIX = "verdict."


class LetterLine(NamedTuple):
    """A line of a sheet; `mark` stands before an item or a box, `right` sets it on the right-hand side."""

    text: str
    mark: str = ""
    right: bool = False
    strong: bool = False


Draft: TypeAlias = tuple[tuple[LetterLine, ...], ...]  # one letter, paragraph by paragraph


class LettersView(NamedTuple):
    """The letters of a step, what to do with them and by when, and what to know before sending them."""

    title: str
    letters: tuple[Draft, ...]
    instructions: str
    advice: tuple[str, ...]
    sources: tuple[SourceView, ...]
    limit: str


def letters_view(rule: LetterRule, plan: Plan) -> LettersView:
    """Return the letters of a step of `plan`."""
    return _Writer(rule, plan).letters()


class _Writer:
    """Fills the letters of one step."""

    def __init__(self, rule: LetterRule, plan: Plan) -> None:
        self.rule = rule
        self.plan = plan
        self.wording = Wording(plan)
        self.step = self.wording.steps[rule.step]
        self.situation = Situation(plan.pack, plan.profile)
        self.names: Mapping[str, Name] = {**dict(self._answers()), **self.wording.names(self.step)}

    def letters(self) -> LettersView:
        """Return every letter, one a payer where there are several."""
        found: list[Draft] = []
        for letter in self._chosen():
            addressees = self._payers() if letter.to == PAYER else {fill_label(letter.to, self.names): []}
            found += (tuple(filter(None, self._paragraphs(letter, *each))) for each in addressees.items())
        advice = concerning((each.when, each.text) for each in self.rule.advice)
        evidence = concerning((each.when, each) for each in self.rule.evidence)
        return LettersView(
            title=typography(self.rule.title),
            letters=tuple(found),
            instructions=f"À relire, à compléter à chaque {quoted(BLANK)} et à signer. {self._deadline()}".rstrip(),
            advice=tuple(map(typography, advice(self.situation))),
            sources=self.wording.sources(evidence(self.situation)),
            limit=limit(self.plan),
        )

    def _chosen(self) -> list[Letter]:
        """Return the letters that are the doctor's, or may be while no answer says which."""
        judged = [(letter, judge(letter.when or ALWAYS, self.situation).truth) for letter in self.rule.letters]
        sure = [letter for letter, truth in judged if truth is Truth.YES]
        return sure or [letter for letter, truth in judged if truth is not Truth.NO]

    def _paragraphs(self, letter: Letter, to: str, aids: Sequence[AidPlan]) -> Iterator[tuple[LetterLine, ...]]:
        """Yield a letter as it is laid on a sheet of paper."""
        greeting, documents = typography(letter.greeting), self.plan.pack.document
        yield tuple(LetterLine(f"{BLANK} {line}") for line in SENDER)
        yield LetterLine(to, right=True, strong=True), LetterLine(f"{BLANK} (adresse)", right=True)
        yield (LetterLine(f"À {BLANK}, le {BLANK}", right=True),)
        yield (LetterLine(f"Objet\u00a0: {typography(letter.subject)}", strong=True),)
        yield (LetterLine(greeting),)
        for part in letter.parts:
            yield from self._part(part, aids)
        farewell = f"Je vous prie d’agréer, {greeting.rstrip(',')}, l’expression de ma considération distinguée."
        yield (LetterLine(farewell),)
        yield (LetterLine(f"{BLANK} (signature)"),)
        if letter.enclose:
            yield (LetterLine("Pièces jointes\u00a0:"),)
            yield self._marked((documents[item].label for item in letter.enclose), BOX)

    def _part(self, part: LetterPart, aids: Sequence[AidPlan]) -> Iterator[tuple[LetterLine, ...]]:
        """Yield a part; one that an answer still missing decides is marked, to be kept or struck out."""
        truth = judge(part.when, self.situation).truth if part.when else Truth.YES
        if truth is Truth.NO:
            return
        doubt = "(à garder ou à rayer) " if truth is Truth.UNKNOWN else ""
        if part.text or doubt:
            yield (LetterLine(f"{doubt}{self._say(part.text)}".strip()),)
        yield self._marked(map(self._claim, aids) if part.aids else part.items, ITEM)
        yield self._marked(part.boxes, BOX)

    def _marked(self, texts: Iterable[str], mark: str) -> tuple[LetterLine, ...]:
        return tuple(LetterLine(self._say(text), mark) for text in texts)

    def _say(self, text: str) -> str:
        return fill(text, self.names, {})

    def _claim(self, aid: AidPlan) -> str:
        view = AidView(aid, self.wording)
        amount = f" ({view.amount})" if view.amount else ""
        ask = f"\u00a0: je vous demande de confirmer mon droit ({view.remark})" if aid.verdict == "a_verifier" else ""
        return f"{view.title}{amount}{ask}"

    def _payers(self) -> dict[str, list[AidPlan]]:
        """Return the aids that the step is about and that may be claimed, by the body that pays them."""
        asked = {fact.removeprefix(_PREFIX) for reason in self.step.reasons for fact in reason.facts}
        found: dict[str, list[AidPlan]] = {}
        for aid in self.plan.aids:
            if aid.id in asked and aid.verdict in _CLAIMED:
                found.setdefault(self.wording.payer(aid), []).append(aid)
        return found

    def _answers(self) -> Iterator[tuple[str, Name]]:
        """Yield every fact as it stands in a sentence: a date with its article, what is not known as a blank."""
        for fact in self.plan.pack.facts:
            value = self.plan.profile.answers.get(fact.id)
            vague = any(choice.vague for choice in fact.choices if choice.value == value)
            if value is None or value is NonAnswer.UNKNOWN or vague:
                yield fact.id, Name(BLANK, BLANK)
            elif value is NonAnswer.NEVER:
                yield fact.id, Name("aucune à ce jour", "aucune à ce jour")
            elif isinstance(value, date):
                yield fact.id, _day(value)
            else:
                words = self.wording.answer(fact.id, value)
                yield fact.id, Name(words, words)
        reception = self.situation.day("date_reception")
        yield "date_reception", _day(reception) if reception else Name(BLANK, BLANK)

    def _deadline(self) -> str:
        step = StepView(self.step, self.wording)
        day = step.due or step.target
        if day is None:
            return ""
        lead = "Au plus tard" if step.due else "De préférence"
        return f"{lead} le {day.in_full}."


def _day(day: date) -> Name:
    return Name(long_date(day), f"le {long_date(day)}")
