"""Places: communes, départements, regions, and whom a doctor deals with there."""

from datetime import date
from typing import NamedTuple

from medinstall.domain.fact import Value
from medinstall.domain.source import Evidence


class Departement(NamedTuple):
    """A département, or an overseas collectivity (975, 977, 978) whose `region` is then its own code."""

    code: str
    name: str
    region: str


class Commune(NamedTuple):
    """A commune of today, or an arrondissement of Paris, Lyon or Marseille; `code` is INSEE's.

    A postcode may serve several communes, and another département: never go back from one to a commune.
    `former` is the former name under which a search found it: whoever looks for the same commune compares codes.
    """

    code: str
    name: str
    postcodes: tuple[str, ...]
    departement: str
    region: str
    former: str | None = None


class Resolution(NamedTuple):
    """What a code answers to: the commune of today; `replaced` names the former commune whose code it was.

    Where the tables hold no name for it, `replaced` is that code itself.
    """

    commune: Commune
    replaced: str | None = None


class Place(NamedTuple):
    """One site of practice and its bodies. None or empty: not known, and nothing is guessed.

    `funds` are the health-insurance funds that may be competent: one, or all those of the département while the
    doctor has not chosen. `zoning_order` is the day of the region's zoning order, `zoning_from` the one it counts from:
    often one of them alone was seen. `holiday_zones` is what `engine.workdays` is asked with: the code of the
    département.
    """

    commune: str | None = None
    commune_name: str | None = None
    departement: str | None = None
    departement_name: str | None = None
    region: str | None = None
    region_name: str | None = None
    funds: tuple[str, ...] = ()
    fund_email: str | None = None
    council: str | None = None
    council_url: str | None = None
    urssaf: str | None = None
    ars: str | None = None
    ars_url: str | None = None
    paps_url: str | None = None
    paps_phone: str | None = None
    paps_street: str | None = None
    zoning_page: str | None = None
    zoning_order: date | None = None
    zoning_from: date | None = None
    urps: str | None = None
    urps_url: str | None = None
    holiday_zones: frozenset[str] = frozenset()


class PlaceTable(NamedTuple):
    """A table by which a commune answers a question: `values` by class, `absent` for a commune that is not in it.

    `departements`: those that answer for all their communes; `asked_in`: those of which the table says nothing.
    `imported`: the doctor brings it; `confirm`: what it gives is proposed, and confirmed in the interview. A class
    without a value leaves the question to be asked.
    """

    id: str
    label: str
    credit: str
    evidence: tuple[Evidence, ...]
    file: str = ""
    on: date | None = None
    imported: bool = False
    confirm: bool = False
    values: tuple[tuple[str, Value], ...] = ()
    absent: Value | None = None
    departements: tuple[tuple[str, Value], ...] = ()
    asked_in: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
