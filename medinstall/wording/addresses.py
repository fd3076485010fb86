"""Whom to turn to, and where: the body of a step and its links, what helps to choose a place in a region."""

from __future__ import annotations

from medinstall.domain.place import Place
from medinstall.domain.plan import StepPlan
from medinstall.french import long_date
from medinstall.wording.phrasing import Wording

PAPS = "Portail d’accompagnement des professionnels de santé (PAPS)"
ZONING = "Zonage des médecins"


def contacts_of(step: StepPlan, wording: Wording) -> tuple[tuple[str, str], ...]:
    """Return the body to deal with and the useful links, each with its address (empty when not known)."""
    place = wording.place(step)
    addresses = {
        "{ordre": place.council_url,
        "{caisse": place.fund_email,
        "{ars": place.ars_url,
        "{urps": place.urps_url,
    }
    urls = [address for start, address in addresses.items() if address and start in step.who]
    links = tuple((wording.of_step(step, link.label), link.url) for link in step.links)
    who = wording.label(step.who, step)
    own = [(who, url) for url in urls[:1] or [""] if url or who not in dict(links)]
    region = region_contacts(place) if "{ars" in step.who else ()
    pages = ((label, url) for label, url in region if url)
    return (*own, *(each for each in pages if each[1] not in dict(links).values()), *links)


def region_contacts(place: Place) -> tuple[tuple[str, str], ...]:
    """Return who and what helps to choose a place in a region, each with its page (empty when not known)."""
    if place.region is None:
        return ()
    reach = ", ".join(filter(None, (place.paps_phone, place.paps_street)))
    portal = f"{PAPS}\u00a0: {reach}" if reach else PAPS
    return (
        (portal, place.paps_url or ""),
        (_zoning(place), place.zoning_page or ""),
        (place.urps or "URPS", place.urps_url or ""),
    )


def _zoning(place: Place) -> str:
    """Return « Zonage des médecins, arrêté du 9 décembre 2025 », as far as its day was seen."""
    if place.zoning_order:
        return f"{ZONING}, arrêté du {long_date(place.zoning_order)}"
    return f"{ZONING}, en vigueur le {long_date(place.zoning_from)}" if place.zoning_from else ZONING
