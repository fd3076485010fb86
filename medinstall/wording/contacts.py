"""Every body the project deals with, with its addresses and the steps it takes part in."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from medinstall.domain.plan import Plan
from medinstall.text import clean
from medinstall.wording.addresses import PAPS, contacts_of, region_contacts
from medinstall.wording.blocks import Block, Bullets, Contacts, Heading, Page, Paragraph
from medinstall.wording.phrasing import Wording, limit

OWN = "Votre cabinet"  # nobody to call


REZONE = "Rezone, chiffres clés d’un territoire (Assurance Maladie)"
PLACE_STEP = "lieu"  # the step in which a place is chosen


class ContactView(NamedTuple):
    """One body or page: its addresses (pages, mail), its telephone where known, and its steps by id and title."""

    name: str
    addresses: tuple[str, ...]
    phone: str
    steps: tuple[tuple[str, str], ...]


def contact_views(plan: Plan) -> tuple[ContactView, ...]:
    """Return every body of the steps that apply or may apply, in the order in which they are met."""
    wording = Wording(plan)
    addresses: dict[str, dict[str, None]] = {}
    steps: dict[str, list[tuple[str, str]]] = {}
    for step in plan.steps:
        who = wording.label(step.who, step)
        if step.state == "sans_objet" or who == OWN:
            continue
        own = (url for label, url in contacts_of(step, wording) if url and label in who)
        addresses.setdefault(who, {}).update(dict.fromkeys(own))
        steps.setdefault(who, []).append((step.id, wording.of_step(step, step.title)))
    bodies = tuple(ContactView(who, tuple(found), "", tuple(steps[who])) for who, found in addresses.items())
    return (*bodies, *_of_place(plan, wording), *_urssaf(plan, {view.name for view in bodies}))


def _of_place(plan: Plan, wording: Wording) -> Iterator[ContactView]:
    """Yield what helps to choose the place, while that is to be done or was done."""
    step = next((step for step in plan.steps if step.id == PLACE_STEP and step.state != "sans_objet"), None)
    place = plan.profile.place
    if step is None or place.region is None:
        return
    steps = ((step.id, wording.of_step(step, step.title)),)
    for label, address in region_contacts(place):
        street = place.paps_street if label.startswith(PAPS) else None
        name, phone = (PAPS, place.paps_phone or "") if label.startswith(PAPS) else (label, "")
        yield ContactView(name, tuple(filter(None, (address, street))), phone, steps)
    yield ContactView(REZONE, (), "", steps)


def _urssaf(plan: Plan, told: Collection[str]) -> Iterator[ContactView]:
    """Yield the Urssaf of the place, of which no step may be left."""
    urssaf = plan.profile.place.urssaf
    if urssaf and urssaf not in told:
        yield ContactView(urssaf, (), "", ())


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
    yield Heading(view.name, view.phone)
    if view.addresses:
        yield Contacts(tuple(("", address) for address in view.addresses))
    yield Bullets(tuple(f"{title} ({step})" for step, title in view.steps))
