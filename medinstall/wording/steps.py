"""A step of a plan in finished French: what every list, page and export says of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, partial

from medinstall.domain.plan import Reason, StepPlan
from medinstall.domain.truth import Truth
from medinstall.french import count, listing, long_date, typography, weekday_date
from medinstall.text import clean
from medinstall.wording import blocks
from medinstall.wording.blocks import ReasonView, SourceView
from medinstall.wording.dates import DateView, date_view
from medinstall.wording.groups import group_of
from medinstall.wording.labels import OBLIGATIONS, OUTCOMES, STATES, amount, quoted, unmet
from medinstall.wording.phrasing import Wording, warnings_of

_SETTLED = {"commune": "commune choisie"}  # by the fact whose answer does the step


class StepView:
    """One step in words: what a list needs at once, the rest worked out when it is asked for.

    `group` is when it is to be done. `say` finishes a sentence of its rule.
    """

    def __init__(self, plan: StepPlan, wording: Wording) -> None:
        self.plan = plan
        self.wording = wording
        self.today = wording.profile.today
        self.say = partial(wording.of_step, plan)
        self.id = plan.id
        self.state = plan.state
        self.sign = STATES[plan.state]
        self.title = wording.title(plan)
        self.who = wording.who(plan)
        self.short_who = wording.short_who(plan)
        self.obligation = OBLIGATIONS[plan.rule.obligation]
        self.group = group_of(plan, wording.plan)
        self.is_certain = plan.applies is not Truth.UNKNOWN
        self.is_open = not plan.is_closed
        self.is_aside = plan.is_aside
        self.date = partial(date_view, wording=wording, say=self.say)
        self.opens = self.date(plan.opens)
        put_off = plan.put_off_until if plan.is_put_aside(self.today) else None
        self.target = DateView(put_off, weekday_date(put_off)) if put_off else self.date(plan.target)
        self.due = self.date(plan.due, practical_on=plan.practical_on)
        self.provisional = self.date(plan.provisional)
        self.effect = self.date(plan.effect)

    @property
    def when(self) -> DateView | None:
        """The date a list shows first: the latest day, else the one to aim at, else the first possible."""
        return self.due or self.target or self.provisional or self.opens

    @property
    def aim(self) -> DateView | None:
        """The day to aim at, where it comes before the latest day."""
        if self.due and self.target and self.target.on >= self.due.on:
            return None
        return self.target

    @property
    def is_aim_past(self) -> bool:
        """Whether the day to aim at is past, with the step still to do."""
        return self._is_missed(self.target)

    @property
    def is_overdue_aim(self) -> bool:
        """Whether the day a list shows is past, and none was compulsory."""
        return self._is_missed(self.when) and self.state != "en_retard"

    def _is_missed(self, day: DateView | None) -> bool:
        return day is not None and day.on < self.today and self.is_open

    @property
    def awaits_answer(self) -> bool:
        """Whether an answer nobody gave yet decides if it applies."""
        unknown, undecided = set(self.wording.plan.unknown), self._reasons_that(Truth.UNKNOWN)
        return not self.is_certain and any(unknown & {*reason.facts, *reason.open} for reason in undecided)

    @property
    def is_doubtful(self) -> bool:
        """Whether a list must mark it: it may not apply, a source is weak, or past its date of review."""
        weak = any(item.confidence == "low" for item in self.plan.evidence)
        return self.state != "faite" and (not self.is_certain or weak or self.plan.stale)

    @property
    def settled(self) -> str:
        """Why it is done although nobody ticked it; empty for most."""
        if self.state != "faite" or self.plan.tick.done_on is not None:
            return ""
        return _SETTLED.get(self.plan.rule.done_by, "réglée par vos réponses")

    @property
    def state_words(self) -> str:
        """The state, and since when where the doctor said so."""
        tick = self.plan.tick
        if self.state == "faite":
            return f"faite le {long_date(tick.done_on)}" if tick.done_on else self.settled
        if self.state == "deposee" and tick.filed_on:
            awaited = "" if self.plan.answer_expected_on else ", réponse attendue"  # else `remark` says by when
            return f"déposée le {long_date(tick.filed_on)}{awaited}"
        return self.sign.word

    @cached_property
    def remark(self) -> str:
        """Why it waits or is open again, or what decides whether it applies; empty for most."""
        plan, wording = self.plan, self.wording
        if plan.dismissed is not None:
            return typography(f"écartée par vous : {clean(plan.dismissed)}")
        if plan.applies is Truth.UNKNOWN:
            return f"s’applique peut-être\u00a0: {wording.undecided(tuple(self._reasons_that(Truth.UNKNOWN)))}"
        if plan.applies is Truth.NO:
            return next((unmet(self.say(reason.text)) for reason in self._reasons_that(Truth.NO)), "")
        if plan.state == "deposee" and plan.answer_expected_on:
            late, on = plan.answer_expected_on < self.today, long_date(plan.answer_expected_on)
            question = f"réponse attendue depuis le {on}\u00a0: est-elle arrivée\u00a0?"
            return question if late else f"déposée, réponse attendue vers le {on}"
        if plan.state == "bloquee":
            steps = (wording.steps[step] for step in plan.blocked_by if step in wording.steps)
            return f"attend\u00a0: {listing(quoted(wording.title(step)) for step in steps)}"
        return self.reopened

    @property
    def reopened(self) -> str:
        """The answer that opened it again; empty for most."""
        return OUTCOMES[self.plan.outcome.answer] if self.plan.outcome and self.state != "faite" else ""

    def _reasons_that(self, hold: Truth) -> Iterator[Reason]:
        return (reason for reason in self.plan.reasons if reason.holds is hold)

    @cached_property
    def dates(self) -> tuple[tuple[str, DateView], ...]:
        """Each date under its label; a day to aim at that is past is told as such."""
        target = None if self.target == self.opens else self.target
        if target and self._is_missed(target):
            target = target._replace(words=f"{target.words}\u00a0: passé, à faire sans attendre")
        labelled = (
            ("Possible dès", self.opens),
            ("Objectif", target),
            ("Au plus tard", self.due),
            ("Date provisoire", self.provisional),
            ("Prise d’effet", self.effect),
        )
        return tuple((label, view) for label, view in labelled if view)

    @cached_property
    def milestones(self) -> tuple[tuple[str, DateView], ...]:
        """What is to be known on a day, but for the day the step takes effect, told beside."""
        found = (item for item in self.plan.milestones if self.effect is None or item.day.on != self.effect.on)
        bare = ((text, self.date(day._replace(rule=day.rule._replace(text="")))) for day, text in found)
        return tuple((self.say(text), day) for text, day in bare if day)

    @cached_property
    def why(self) -> tuple[ReasonView, ...]:
        """Why it applies, criterion by criterion."""
        reasons = (reason for reason in self.plan.reasons if reason.cause != "coming")
        return tuple(self.wording.reason(reason, self.say(reason.text), self.plan.evidence) for reason in reasons)

    @property
    def final(self) -> tuple[blocks.Alert, ...]:
        """The alerts that make this step a choice for life, until it is done."""
        alerts = (each for each in self.wording.plan.alerts if each.rule.step == self.id and self.state != "faite")
        return tuple(self.wording.alert(alert) for alert in alerts if alert.rule.level == "irreversible")

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the law changes on a day to come, then what to have confirmed and by whom."""
        who = self.wording.with_whom(self.plan.who, self.plan)
        coming = self.wording.coming(self.plan.reasons, self.say)
        return (*coming, *warnings_of(self.plan.evidence, self.plan.stale, who))

    @property
    def bring(self) -> tuple[str, ...]:
        """The papers to bring."""
        known = self.wording.pack.document
        return tuple(self.say(known[item].label if item in known else item) for item in self.plan.bring)

    @property
    def before(self) -> tuple[str, ...]:
        """Each prerequisite that applies, with its state and whether it blocks."""
        lines = []
        for step in (self.wording.steps[name] for name in self.plan.after if name in self.wording.steps):
            if step.state != "sans_objet":
                bond = "indispensable" if step.id in self.plan.requires else "de préférence"
                lines.append(f"{self.wording.title(step)}\u00a0: {STATES[step.state].word} ({bond})")
        return tuple(lines)

    @property
    def notes(self) -> tuple[str, ...]:
        """What is good to know, first what there is to pay."""
        duty = self.plan.duty
        told = (typography(f"Montant calculé, à faire confirmer : {amount(duty)}."),) if duty else ()
        return (*told, *map(self.say, self.plan.notes))

    @property
    def slack(self) -> str:
        """How many days are left until the latest date; empty where none is, or nothing is left to do."""
        days = self.plan.days_left(self.today)
        if days is None:
            return ""
        if days == 0:
            return "aucune, c’est aujourd’hui le dernier jour"
        return count(days, "jour") if days > 0 else f"aucune, en retard de {count(-days, 'jour')}"

    @property
    def follow_up(self) -> tuple[tuple[str, str], ...]:
        """What the doctor reported, what was answered or is awaited, what was set aside: by label."""
        plan, tick, until = self.plan, self.plan.tick, self.plan.put_off_until
        told = (
            ("Déposée le", long_date(tick.filed_on) if tick.filed_on else ""),
            ("Réponse attendue", self._awaited()),
            ("Réponse reçue", OUTCOMES[plan.outcome.answer] if plan.outcome else ""),
            ("Reportée au", long_date(until) if until and until > self.today else ""),
            ("Écartée", clean(plan.dismissed or "")),
            ("Faite le", long_date(tick.done_on) if tick.done_on else ""),
        )
        return (*((label, text) for label, text in told if text), *self.own_words)

    @property
    def own_words(self) -> tuple[tuple[str, str], ...]:
        """What the doctor wrote beside the step, by label."""
        tick = self.plan.tick
        told = (("Référence", clean(tick.reference or "")), ("Note", clean(self.plan.note or tick.note or "")))
        return tuple((label, text) for label, text in told if text)

    def _awaited(self) -> str:
        """Return by when the answer to a file should come; once that day is past, ask what it was."""
        expected = self.plan.answer_expected_on
        if self.state != "deposee" or expected is None:
            return ""
        if expected >= self.today:
            return f"vers le {long_date(expected)}"
        ask = f"dites ce qu’elle est\u00a0: medinstall cocher {self.id} --reponse acceptee (ou refusee, incomplete)"
        return f"depuis le {long_date(expected)}\u00a0; {ask}"

    @property
    def sources(self) -> tuple[SourceView, ...]:
        """The sources of the step, then those that only a date or a reason cites."""
        cited = [source for _, day in (*self.dates, *self.milestones) for source in day.sources]
        cited += [source for reason in self.why for source in reason.sources]
        return self.wording.sources(self.plan.evidence, *cited)
