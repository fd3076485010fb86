"""Whom to turn to and where: for one step, to choose a place in a region, and every body on one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from medinstall.domain.place import Place
from medinstall.domain.plan import Plan
from medinstall.french import long_date, typography
from medinstall.text import clean
from medinstall.wording.blocks import Block, Bullets, Contacts, Heading, Page, Paragraph
from medinstall.wording.phrasing import limit
from medinstall.wording.placeholders import OWN
from medinstall.wording.plan_view import PlanView
from medinstall.wording.steps import StepView

PAPS = "Portail d’accompagnement des professionnels de santé (PAPS)"
ZONING = "Zonage des médecins"
REZONE = "Rezone, chiffres clés d’un territoire (Assurance Maladie)"
PLACE_STEP = "lieu"  # the step in which a place is chosen


def contacts_of(step: StepView) -> tuple[tuple[str, str], ...]:
    """Return the body to deal with and the useful links, each with its address (empty when not known)."""
    profile, who = step.wording.profile, step.plan.who
    place = profile.second_place if step.plan.at_second_site else profile.place
    addresses = {
        "{ordre": place.council_url,
        "{caisse": place.fund_email,
        "{ars": place.ars_url,
        "{urps": place.urps_url,
    }
    urls = [address for start, address in addresses.items() if address and start in who]
    links = tuple((step.say(link.label), link.url) for link in step.plan.links)
    own = [(step.who, url) for url in urls[:1] or [""] if url or step.who not in dict(links)]
    region = region_contacts(place) if "{ars" in who else ()
    pages = ((label, url) for label, url in region if url)
    return (*own, *(each for each in pages if each[1] not in dict(links).values()), *links)


def href(address: str) -> str:
    """Return an address as a link takes it: that of a page as it is, that of a letter box with its scheme."""
    return address if "://" in address or "@" not in address else f"mailto:{address}"


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


class ContactView(NamedTuple):
    """One body or page: its addresses (pages, mail), its telephone where known, and its steps by id and title."""

    name: str
    addresses: tuple[str, ...]
    phone: str
    steps: tuple[tuple[str, str], ...]


def contact_views(plan: Plan) -> tuple[ContactView, ...]:
    """Return every body of the steps in the list, in the order in which they are met."""
    view = PlanView(plan)
    steps: dict[str, list[StepView]] = {}
    for step in view.listed:
        if step.who != OWN:
            steps.setdefault(step.who, []).append(step)
    bodies = tuple(_body(who, asking) for who, asking in steps.items())
    urssaf = plan.profile.place.urssaf
    idle = (ContactView(urssaf, (), "", ()),) if urssaf and urssaf not in steps else ()  # no step of it may be left
    return (*bodies, *_of_place(view), *idle)


def _body(who: str, steps: Sequence[StepView]) -> ContactView:
    own = (url for step in steps for label, url in contacts_of(step) if url and label in who)
    return ContactView(who, tuple(dict.fromkeys(own)), "", tuple((step.id, step.title) for step in steps))


def _of_place(view: PlanView) -> Iterator[ContactView]:
    """Yield what helps to choose the place, while that is to be done or was done."""
    step, place = view.step.get(PLACE_STEP), view.plan.profile.place
    if step is None or step.is_aside or place.region is None:
        return
    steps = ((step.id, step.title),)
    for label, address in region_contacts(place):
        if label.startswith(PAPS):
            reach = tuple(filter(None, (address, place.paps_street)))
            yield ContactView(PAPS, reach, place.paps_phone or "", steps)
        else:
            yield ContactView(label, (address,) if address else (), "", steps)
    yield ContactView(REZONE, (), "", steps)


def contacts_json(plan: Plan) -> list[dict[str, Any]]:
    """Return the bodies for a script."""
    return [
        {**view._asdict(), "steps": [{"id": step, "title": title} for step, title in view.steps]}
        for view in contact_views(plan)
    ]


def contacts_page(plan: Plan, name: str) -> Page:
    """Return the bodies as a page."""
    blocks = (block for view in contact_views(plan) for block in _blocks(view))
    return (Paragraph(f"{clean(name)}, vos contacts", "strong"), *blocks, Paragraph(limit(plan), "quiet"))


def _blocks(view: ContactView) -> Iterator[Block]:
    yield Heading(typography(view.name), view.phone)
    if view.addresses:
        yield Contacts(tuple(("", address) for address in view.addresses))
    yield Bullets(tuple(f"{title} ({step})" for step, title in view.steps))
