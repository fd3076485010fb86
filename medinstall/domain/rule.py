"""What the rule pack holds beside aids: steps, sector access, alerts. All frozen, all from `data/`."""

from typing import Literal, NamedTuple, TypeAlias

from medinstall.domain.criterion import ALWAYS, Condition, Criterion
from medinstall.domain.date_rule import DateRule, Duration
from medinstall.domain.source import Evidence

Obligation: TypeAlias = Literal["obligatoire", "obligatoire_par_contrat", "recommandé", "facultatif"]
Stakes: TypeAlias = Literal["exercice", "irreversible", "argent", "formalite"]
Level: TypeAlias = Literal["irreversible", "bloquant", "attention", "information"]


class Slice(NamedTuple):
    """The part of a price above `above` and its rate, up to where the next slice begins."""

    above: float
    rate: float


class Duty(NamedTuple):
    """A duty to pay on the amount `of` (a fact), slice by slice, at least `minimum`, counted only while `when`."""

    of: str
    slices: tuple[Slice, ...]
    minimum: float
    when: Criterion = ALWAYS


class MilestoneRule(NamedTuple):
    """A dated thing to know that is no deadline."""

    rule: DateRule
    text: str


class Processing(NamedTuple):
    """The time a body may take by law, planned ahead of D; `duration` None: no time can be promised.

    `even_if_unknown`: it is planned for while an unknown fact still decides whether the step applies.
    """

    duration: Duration | None
    text: str
    when: Criterion | None = None
    even_if_unknown: bool = False


class AnswerTime(NamedTuple):
    """The time a body has by law to answer what was handed in; the first of a list whose `when` holds is the one."""

    duration: Duration
    text: str = ""
    when: Criterion | None = None


class ConditionalText(NamedTuple):
    """A sentence, or the id of a document, for those of whom `when` is not certainly false; None: for all."""

    text: str
    when: Criterion | None = None


class Link(NamedTuple):
    """An address and what stands there, for those of whom `when` is not certainly false; None: for all."""

    label: str
    url: str
    when: Criterion | None = None


class Variant(NamedTuple):
    """Words that replace those of the step in a given situation."""

    when: Criterion
    title: str = ""
    what: str = ""
    notes: tuple[str, ...] = ()
    who: str = ""


class Document(NamedTuple):
    """A paper that one or several bodies ask for."""

    id: str
    label: str


class AfterWhen(NamedTuple):
    """Steps that come before another while a criterion holds; `blocks`: they also block it."""

    when: Criterion
    steps: tuple[str, ...]
    blocks: bool = False


class StepRule(NamedTuple):
    """One step. `after` orders (soft and hard); `requires`, a part of it, blocks. `order` settles ties.

    While `at_second_site` holds, its council, fund and working days are those of the second site.
    `stakes`: what is lost when it is not done. `answer`: how long the body that is asked may take. The plan keeps of
    `bring`, `notes` and `links` what concerns the doctor.
    `before_all`: nothing goes on without it, it is the first of the list. `filed_by`: the fact whose day counts as the
    day it was handed in, after which it holds nobody back. `done_by`: the fact whose answer means it is done.
    """

    id: str
    order: int
    title: str
    who: str
    obligation: Obligation
    stakes: Stakes
    after: tuple[str, ...]
    after_when: tuple[AfterWhen, ...]
    requires: tuple[str, ...]
    conditions: tuple[Condition, ...]
    opens: tuple[DateRule, ...]
    target: tuple[DateRule, ...]
    due: tuple[DateRule, ...]
    effect: tuple[DateRule, ...]
    milestones: tuple[MilestoneRule, ...]
    processing: tuple[Processing, ...]
    processing_after: tuple[str, ...]
    answer: tuple[AnswerTime, ...]
    can_be_filed: bool
    at_second_site: Criterion | None
    what: str
    bring: tuple[ConditionalText, ...]
    receive: tuple[str, ...]
    notes: tuple[ConditionalText, ...]
    links: tuple[Link, ...]
    figures: tuple[tuple[str, float], ...]
    variants: tuple[Variant, ...]
    evidence: tuple[Evidence, ...]
    sanction: str = ""
    duty: Duty | None = None
    before_all: bool = False
    filed_by: str = ""
    done_by: str = ""

    @property
    def is_duty(self) -> bool:
        """Whether the doctor has to take this step."""
        return self.obligation in ("obligatoire", "obligatoire_par_contrat")


class AlertRule(NamedTuple):
    """Something the doctor must not miss; it stands when `criterion` is certainly true.

    `while_unknown`: it stands while that derived fact is unknown, unless `criterion` is certainly false. `step`: where
    the thing is decided, so that the checklist marks it. `figures` are cited by the text. `no_start`: while it stands,
    no first day can be promised. `crossed_when`: a change of answers that ends this alert and makes that true is the
    very thing it warns of.
    """

    id: str
    order: int
    level: Level
    text: str
    criterion: Criterion
    evidence: tuple[Evidence, ...]
    while_unknown: str = ""
    step: str = ""
    figures: tuple[tuple[str, float], ...] = ()
    variants: tuple[Variant, ...] = ()
    no_start: bool = False
    crossed_when: Criterion | None = None


class SectorRule(NamedTuple):
    """One way to practise, as `medinstall secteurs` shows it. `access`: who may; the lines are prose.

    `refund`, `contributions`, `bonus` and `binding` are a few words each, for a table: what the patient gets back, the
    first that holds for the doctor's specialty; what the fund pays of the contributions; what it pays for keeping to
    the option; whether the choice is for good.
    """

    id: str
    title: str
    access: tuple[Condition, ...]
    fees: str
    reimbursement: str
    refund: tuple[ConditionalText, ...]
    contributions: str
    bonus: str
    binding: str
    social: str
    irreversible: str
    commitments: tuple[str, ...]
    figures: tuple[tuple[str, float], ...]
    evidence: tuple[Evidence, ...]
