"""Facts: what a profile is made of."""

from datetime import date
from enum import Enum
from typing import Literal, NamedTuple, TypeAlias

from medinstall.domain.criterion import Criterion


class NonAnswer(Enum):
    """The two answers that carry no value."""

    UNKNOWN = "inconnu"  # asked, and the doctor does not know: the question is closed, the rules see nothing
    NEVER = "jamais"  # a date that has not happened, or not yet: a rule that reads it does not apply

    __hash__ = object.__hash__  # Enum hashes the name, in Python: far slower


FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2100, 12, 31)  # that a date may be
Value: TypeAlias = str | bool | int | float | date | NonAnswer
Kind: TypeAlias = Literal["choice", "yes_no", "date", "number", "commune", "departement"]


class Choice(NamedTuple):
    """One value of a choice: its id, the words on screen (34 characters at most) and what it means.

    `vague`: it gathers several cases, so that a letter leaves a blank for the doctor's own words.
    """

    value: str
    label: str
    help: str = ""
    vague: bool = False


class Wording(NamedTuple):
    """Other words of a question in a given situation; empty: as usual.

    `without`: the choices that make no sense then. `alone`: asked by itself, not on the checkbox screen.
    `screen`: on another checkbox screen. `ahead`: a date to come.
    """

    when: Criterion
    question: str = ""
    why: str = ""
    label: str = ""
    without: tuple[str, ...] = ()
    alone: bool = False
    ahead: bool = False
    screen: str = ""


class Fact(NamedTuple):
    """One fact of the profile and how it is asked.

    `minimum` and `maximum` are in `unit`. `screen` groups yes/no facts on one checkbox screen. `settles` lists the
    answers of other facts that a value of this one decides. `known_from`: the place facts that
    give it, each with the table of `places.toml` that says so.
    `usually_by`: the date fact that this date does not usually follow; `past`: it does not usually lie ahead;
    `ahead`: it does, and a day gone by is asked again.
    `choosable`: the doctor may change it to gain an aid, but `fixed_when` that holds.
    `counts_as`: what rules read instead of the answer, unknown too, while a criterion holds.
    `presumed`: what rules read while there is no answer and a criterion holds, so that nobody is asked; « inconnu » is
    an answer.
    `optional`: an amount, offered at the end, that never keeps a dossier open.
    `belongs_to`: the place it is answered for, a commune fact or the département; another place takes the answer back,
    unless `moved` says what it becomes there.
    `parents`: without an answer to one of them this question makes no sense: it is not asked, and stays unknown.
    `until`: no rule reads it, it only settles others; asked as long as that fact has no answer.
    """

    id: str
    kind: Kind
    section: str
    order: int
    question: str
    why: str
    label: str
    choices: tuple[Choice, ...] = ()
    minimum: float = 0
    maximum: float = 0
    unit: str = ""
    unit_one: str = ""
    never: str = ""
    optional: bool = False
    choosable: bool = False
    screen: str = ""
    screen_label: str = ""
    unticked: Value | None = None
    settles: tuple[tuple[Value, tuple[tuple[str, Value], ...]], ...] = ()
    known_from: tuple[tuple[str, str], ...] = ()
    belongs_to: str = ""
    moved: tuple[tuple[str, str], ...] = ()
    usually_by: str = ""
    past: bool = False
    ahead: bool = False
    hint: str = ""
    until: str = ""
    parents: tuple[str, ...] = ()
    variants: tuple[Wording, ...] = ()
    fixed_when: Criterion | None = None
    counts_as: tuple[tuple[Criterion, Value], ...] = ()
    presumed: tuple[tuple[Criterion, Value], ...] = ()

    def unit_of(self, value: float) -> str:
        """Return the unit as French writes it after `value`: singular below two."""
        return self.unit_one if self.unit_one and abs(value) < 2 else self.unit
