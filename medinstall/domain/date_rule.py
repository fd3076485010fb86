"""How a date is counted from another."""

from typing import Literal, NamedTuple, TypeAlias

from medinstall.domain.criterion import Criterion

Basis: TypeAlias = Literal["legal", "conventionnel", "organisme", "calcul", "conseil"]
Count: TypeAlias = Literal["offset", "latest_start", "year_end", "next_quarter", "absent"]


class Duration(NamedTuple):
    """A calendar duration: months, then days; either may be negative."""

    months: int = 0
    days: int = 0


class DateRule(NamedTuple):
    """How a date is counted from the fact `anchor`; the first rule of a list whose `when` holds is the one used.

    `offset`: the anchor plus `duration`. `latest_start`: the latest day X for which X plus `duration` is not after
    the anchor. `year_end`: 31 December of the anchor's year. `next_quarter`: first day of the civil quarter after the
    anchor's. `absent`: no date.
    """

    how: Count
    anchor: str = ""
    duration: Duration = Duration()
    basis: Basis | None = None
    text: str = ""
    when: Criterion | None = None
    sources: tuple[str, ...] = ()
