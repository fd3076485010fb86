"""What every output prints: frozen values that hold finished French text, and the dates a calendar or a sort needs.

No output decides a word of its own about the plan.
"""

from datetime import date
from typing import NamedTuple

from medinstall.domain.plan import State, Verdict
from medinstall.domain.rule import Level
from medinstall.french import long_date
from medinstall.wording.labels import Sign

OWN_TITLE, DEFAULT_NAME = "Mon installation", "mon-installation"
WITHIN_REACH: tuple[Verdict, ...] = ("eligible", "a_verifier", "pas_encore_applicable")


class DateView(NamedTuple):
    """A date in words: « mar. 3 mars 2027 ». `practical`: the last working day before it, when it is another day.

    `explained` derives it in sentences: the sum, what fixes it, the last working day. `sources` are ids.
    """

    on: date
    words: str
    basis: str = ""
    practical: str = ""
    explained: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def in_full(self) -> str:
        """The day, what fixes it, and the last working day before it."""
        basis = f" ({self.basis})" if self.basis else ""
        return f"{self.words}{basis}{f', {self.practical}' if self.practical else ''}"


class SourceView(NamedTuple):
    """A publication; `checked` says how well it is known, empty for one that a single date or reason cites."""

    id: str
    title: str
    publisher: str
    url: str
    published: str = ""
    checked: str = ""


class ReasonView(NamedTuple):
    """One criterion: whether it holds, in which words, and what the doctor answered (« votre réponse : … »).

    `matters` is False for a doubt that this profile does not raise. `sources` is empty when the whole rule is meant.
    """

    sign: Sign
    text: str
    answer: str = ""
    sources: tuple[str, ...] = ()
    matters: bool = True


class AlertView(NamedTuple):
    """Something that must not be missed."""

    id: str
    level: Level
    sign: Sign
    text: str
    sources: tuple[str, ...] = ()

    @property
    def is_grave(self) -> bool:
        """Tell whether it must stand before everything else: a choice for ever, or a plan that cannot be kept."""
        return self.level in ("irreversible", "bloquant")


class StepRow(NamedTuple):
    """One step in a list. `remark` says why it waits or may not apply.

    `group` is when it is to be done, on `act_on`; `doubtful`: a source does not settle something of it.
    `is_overdue_aim`: the day to show is past, and none was compulsory; `is_aim_past`: the one to aim at is.
    """

    id: str
    state: State
    sign: Sign
    title: str
    who: str
    short_who: str
    obligation: str
    is_duty: bool
    group: str
    act_on: date | None
    due: DateView | None
    target: DateView | None
    provisional: DateView | None
    opens: DateView | None
    is_aim_past: bool
    is_overdue_aim: bool
    filed_on: date | None
    done_on: date | None
    remark: str
    certain: bool
    awaits_answer: bool
    doubtful: bool
    dismissed: bool

    @property
    def when(self) -> DateView | None:
        """The date a list shows first: the latest day, else the one to aim at, else the first possible."""
        return self.due or self.target or self.provisional or self.opens

    @property
    def state_words(self) -> str:
        """The state, and since when where the doctor said so."""
        if self.state == "faite":
            return f"faite le {long_date(self.done_on)}" if self.done_on else "réglée par vos réponses"
        filed = f"déposée le {long_date(self.filed_on)}, réponse attendue" if self.filed_on else ""
        return filed if self.state == "deposee" and filed else self.sign.word

    @property
    def is_aside(self) -> bool:
        """Tell whether it does not concern the doctor, or was set aside by them."""
        return self.dismissed or self.state == "sans_objet"

    @property
    def is_open(self) -> bool:
        """Tell whether something remains to be done by the doctor."""
        return self.state not in ("faite", "sans_objet", "deposee")


class AidRow(NamedTuple):
    """One aid in a list."""

    id: str
    verdict: Verdict
    sign: Sign
    title: str
    amount: str
    payer: str
    pay_by: DateView | None
    remark: str = ""


class StartView(NamedTuple):
    """The first day of activity: in full words, whether it can be kept, and what stands in the way.

    `short` says the day and whether it can be kept on one line.
    """

    label: str
    day: str
    sentence: str
    short: str = ""


class ListView(NamedTuple):
    """The checklist. `rows` are the steps that apply or may apply, `aside` those that do not, with the reason.

    `unknown` pairs the id of each fact still to be answered with its label; `nothing`: what is said when a filter
    keeps no step.
    """

    name: str
    today: str
    start: StartView
    next_thing: StepRow | None
    next_words: str
    next_why: str
    alerts: tuple[AlertView, ...]
    rows: tuple[StepRow, ...]
    aside: tuple[StepRow, ...]
    groups: tuple[tuple[str, tuple[StepRow, ...]], ...]
    done: int
    counted: int
    aids: tuple[AidRow, ...]
    totals: str
    money: str
    unknown: tuple[tuple[str, str], ...]
    progress: str
    limit: str
    nothing: str = ""

    @property
    def heading(self) -> str:
        """The title of a document; the name of the first dossier already says it."""
        return OWN_TITLE if self.name == DEFAULT_NAME else f"{OWN_TITLE}\u00a0: {self.name}"


class StepView(NamedTuple):
    """One step in full. `final`: what is decided here for good; `follow_up`: what the doctor reported or set aside."""

    row: StepRow
    why: tuple[ReasonView, ...]
    dates: tuple[tuple[str, DateView], ...]
    milestones: tuple[tuple[str, DateView], ...]
    what: str
    bring: tuple[str, ...]
    receive: tuple[str, ...]
    sanction: str
    notes: tuple[str, ...]
    before: tuple[str, ...]
    contacts: tuple[tuple[str, str], ...]
    sources: tuple[SourceView, ...]
    warnings: tuple[str, ...]
    slack: str = ""
    final: tuple[AlertView, ...] = ()
    follow_up: tuple[tuple[str, str], ...] = ()

    @property
    def own_words(self) -> tuple[tuple[str, str], ...]:
        """What the doctor wrote beside the step, by label."""
        return tuple((label, text) for label, text in self.follow_up if label in ("Référence", "Note"))


class AidView(NamedTuple):
    """One aid in full. `unlock`: the changes that would open it, `losing` those that would close it, in sentences."""

    row: AidRow
    sentence: str
    reasons: tuple[ReasonView, ...]
    payments: tuple[str, ...]
    what: str
    claim: str
    unlock: tuple[str, ...]
    losing: tuple[str, ...]
    commitments: tuple[str, ...]
    notes: tuple[str, ...]
    sources: tuple[SourceView, ...]
    warnings: tuple[str, ...]
