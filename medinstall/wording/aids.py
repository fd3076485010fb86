"""An aid of a plan in finished French: what every list, page and export says of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from medinstall.domain.plan import AidPlan, Change, Plan
from medinstall.domain.truth import Truth
from medinstall.french import count, euros, listing, long_date
from medinstall.wording.blocks import ReasonView, SourceView
from medinstall.wording.dates import date_view
from medinstall.wording.labels import VERDICTS, amount, capital, quoted, unmet
from medinstall.wording.phrasing import Wording, warnings_of, weak_source

_NOT_DECIDING = ("stale", "confidence", "pending")
_SIMPLE_SENTENCES = {
    "eligible": "Vous y avez droit, d’après vos réponses.",
    "pas_encore_applicable": "Votée, mais le texte d’application manque.",
    "fermee": "Plus aucune nouvelle demande n’est possible.",
}


class AidView:
    """One aid in words: what a list needs at once, the rest worked out when it is asked for.

    `unlock` are the answers that would open it, `losing` those that would close it, in sentences. `say` finishes a
    sentence of its rule.
    """

    def __init__(
        self, plan: AidPlan, wording: Wording, unlock: Sequence[Change] = (), losing: Sequence[Change] = ()
    ) -> None:
        self.plan = plan
        self.wording = wording
        self.say = partial(wording.of_aid, plan)
        self.id = plan.id
        self.verdict = plan.verdict
        self.sign = VERDICTS[plan.verdict]
        self.title = wording.title(plan)
        self.amount = amount(plan.amount) if plan.amount else ""
        self.payer = wording.payer(plan)
        self.pay_by = date_view(plan.pay_by, wording, self.say)
        self.unlock = tuple(map(wording.change, unlock))
        self.losing = tuple(map(wording.change, losing))

    @property
    def owed(self) -> str:
        """What is to be given back of a contract that has ended; empty for most."""
        ended = self.verdict == "fermee" and self.plan.refund_eur
        return f"{euros(ended)} à rendre" if ended else ""

    @property
    def is_within_reach(self) -> bool:
        """Whether it may be drawn, now or later, or must be given back."""
        return self.verdict in ("eligible", "a_verifier", "pas_encore_applicable") or bool(self.owed)

    @property
    def remark(self) -> str:
        """The reason that decides, in a few words, or what the amount depends on; empty for most."""
        if self.verdict == "a_verifier":
            return self._undecided()
        if self.verdict == "eligible":
            return self._unpriced()
        missing = next((reason for reason in self.plan.reasons if reason.holds is Truth.NO), None)
        if missing is None or self.verdict not in ("non_eligible", "fermee"):
            return ""
        text = self.say(missing.text)
        return unmet(text) if missing.cause == "condition" else text

    def _undecided(self) -> str:
        open_ = (reason for reason in self.plan.reasons if reason.holds is Truth.UNKNOWN)
        return self.wording.undecided([reason for reason in open_ if reason.cause not in _NOT_DECIDING])

    def _unpriced(self) -> str:
        wording = self.wording
        read = {fact for value in self.plan.rule.values for fact in (value.of, value.times)} & set(wording.plan.unknown)
        if self.plan.amount is not None or not read:
            return ""
        return f"montant à calculer\u00a0: donnez {listing(quoted(wording.fact(fact)) for fact in sorted(read))}"

    @property
    def sentence(self) -> str:
        """The verdict in one sentence."""
        plan, verdict = self.plan, self.verdict
        if plan.signed and verdict == "eligible":
            return "Votre contrat court\u00a0: il va à son terme."
        if plan.signed and verdict == "fermee":
            too_late = any(reason.cause == "closed" for reason in plan.reasons)
            return "Ce contrat ne se signait plus ce jour-là." if too_late else "Votre contrat est terminé."
        if verdict == "a_verifier":
            return f"{capital(self._undecided())}."
        if verdict == "non_eligible":
            missing = sum(reason.holds is Truth.NO for reason in plan.reasons)
            return f"{count(missing, 'condition')} {'n’est pas remplie' if missing < 2 else 'ne sont pas remplies'}."
        return _SIMPLE_SENTENCES[verdict]

    @property
    def reasons(self) -> tuple[ReasonView, ...]:
        """Each condition; what a source does not settle is said once, as what to have confirmed."""
        return tuple(self._reasons())

    def _reasons(self) -> Iterator[ReasonView]:
        told = False
        for reason in self.plan.reasons:
            weak = reason.cause == "confidence"
            if reason.text and reason.cause != "coming" and not (weak and told):
                text = weak_source(self._confirmed_by) if weak else self.say(reason.text)
                told = told or weak
                yield self.wording.reason(reason, text, self.plan.evidence)

    @property
    def _confirmed_by(self) -> str:
        return self.wording.with_whom(self.plan.rule.payer)

    @property
    def payments(self) -> tuple[str, ...]:
        """What was or will be paid and when, then what is to be given back."""
        lines = [f"{euros(payment.eur)} le {long_date(payment.on)}" for payment in self.plan.payments]
        if self.plan.refund_eur is not None:
            lines.append(f"Somme à rendre après la résiliation\u00a0: {euros(self.plan.refund_eur)}")
        return tuple(lines)

    @property
    def notes(self) -> tuple[str, ...]:
        """What is good to know, last the aids it cannot be drawn with."""
        return (*map(self.say, self.plan.notes), *self._together())

    def _together(self) -> Iterator[str]:
        rule, wording = self.plan.rule, self.wording
        titles = {aid.id: quoted(wording.title(aid)) for aid in wording.plan.aids}
        if excluded := [titles[other] for other in rule.excludes if other in titles]:
            yield f"Ne se cumule pas avec {listing(excluded, 'ni avec')}."
        if unsettled := [titles[other] for other in rule.unsettled_with if other in titles]:
            yield f"Cumul non tranché par les sources avec {listing(unsettled)}."

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the law changes on a day to come, and what to have confirmed where no reason says so already."""
        said = {reason.cause for reason in self.plan.reasons}
        weak = () if "confidence" in said else self.plan.evidence
        stale = self.plan.stale and "stale" not in said
        coming = self.wording.coming(self.plan.reasons, self.say)
        return (*coming, *warnings_of(weak, stale, self._confirmed_by))

    @property
    def sources(self) -> tuple[SourceView, ...]:
        """The sources of the aid, then those that only a reason cites."""
        cited = (source for reason in self.plan.reasons for source in reason.sources)
        return self.wording.sources(self.plan.evidence, *cited)


def totals(plan: Plan) -> str:
    """Return the one-off amounts that can be drawn together, sure and possible, in one sentence."""
    sure, possible = plan.totals.certain_eur, plan.totals.possible_eur
    if not sure and not possible:
        return "Aucun versement unique n’est acquis d’après vos réponses."
    more = f"{euros(possible)} {'de plus ' if sure else ''}à vérifier" if possible else ""
    parts = [f"{euros(sure)} d’après vos réponses" if sure else "", more]
    return f"Versements uniques que vous pouvez réunir\u00a0: {listing(part for part in parts if part)}."


def money(plan: Plan) -> str:
    """Return the same amounts in a few words: « 10 000 € d’après vos réponses, 3 000 € possibles »."""
    sure, possible = plan.totals.certain_eur, plan.totals.possible_eur
    parts = [f"{euros(sure)} d’après vos réponses" if sure else "", f"{euros(possible)} possibles" if possible else ""]
    return ", ".join(part for part in parts if part) or "aucun versement acquis"
