"""Communes, départements and regions of `data/places/`, and the bodies a doctor deals with in each."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cache

from medinstall.domain.place import Commune, Departement, Place, Resolution
from medinstall.errors import MedinstallError
from medinstall.places.csv_lookup import find_row, find_rows, rows, table_path

COMMUNES = "communes.csv"
ARRONDISSEMENTS = "arrondissements_municipaux.csv"
FORMER = "communes_deleguees.csv"
FORMER_CODES = "anciens_codes.csv"
OVERSEAS = "communes_com.csv"
DEPARTEMENTS = "departements.csv"
COLLECTIVITIES = "collectivites.csv"
REGIONS = "regions.csv"
CONTACTS = "contacts_departements.csv"
REGION_CONTACTS = "contacts_regions.csv"
REGION_ZONING = "zonage_regions.csv"
FUND_SEPARATOR = " | "


def resolve(code: str) -> Resolution | None:
    """Return the commune of today for an INSEE code, and the former one it replaces; None if unknown."""
    row = _row(COMMUNES, code) or _row(OVERSEAS, code)
    if row is not None:
        return Resolution(_commune(row, row))
    row = _row(ARRONDISSEMENTS, code)
    if row is not None:
        return Resolution(_commune(row, _required(COMMUNES, row["commune"])))
    row = _row(FORMER, code) or _row(FORMER_CODES, code)
    if row is not None:
        current = _required(COMMUNES, row["commune_actuelle"])
        return Resolution(_commune(current, current), replaced=row.get("nom", code))
    return None


def find_commune(code: str) -> Commune | None:
    """Return the commune of today for an INSEE code, that of a former commune included; None if unknown."""
    resolution = resolve(code)
    return resolution.commune if resolution else None


def find_communes(codes: Collection[str]) -> dict[str, Commune]:
    """Return the communes of INSEE codes, by code, as `find_commune` does; unknown ones are left out."""
    read = find_rows(table_path(COMMUNES), codes)
    found = {code: _commune(read[code], read[code]) if code in read else find_commune(code) for code in codes}
    return {code: commune for code, commune in found.items() if commune}


def find_departement(code: str) -> Departement | None:
    """Return a département, or an overseas collectivity, by its code; None if unknown."""
    row = _row(DEPARTEMENTS, code) or _row(COLLECTIVITIES, code)
    return _departement(row) if row else None


def departements() -> tuple[Departement, ...]:
    """Return the 101 départements by code, then the collectivities 975, 977 and 978."""
    return tuple(_departement(row) for name in (DEPARTEMENTS, COLLECTIVITIES) for row in rows(table_path(name)))


def funds_of(departement: str) -> tuple[str, ...]:
    """Return the health-insurance funds of a département; none where they are not known."""
    contacts = _row(CONTACTS, departement)
    return tuple(contacts["caisses"].split(FUND_SEPARATOR)) if contacts else ()


@cache
def all_funds() -> frozenset[str]:
    """Return every health-insurance fund."""
    return frozenset(fund for home in departements() for fund in funds_of(home.code))


def place_of(commune_code: str | None = None, departement: str | None = None, fund: str | None = None) -> Place:
    """Return what is known of a site from its commune, else from its département alone.

    `fund` narrows the funds of the département to the one the doctor chose; a fund of another département, left by an
    earlier answer, is ignored. Raises MedinstallError for a commune or a département that does not exist.
    """
    commune = _known_commune(commune_code) if commune_code else None
    code = commune.departement if commune else departement
    if not code:
        return Place()
    where = _known_departement(code)
    place = Place(
        commune=commune.code if commune else None,
        commune_name=commune.name if commune else None,
        departement=where.code,
        departement_name=where.name,
        region=where.region,
        region_name=(_row(REGIONS, where.region) or {}).get("nom"),
        holiday_zones=frozenset((where.code,)),
    )
    return _with_bodies_of_region(_with_bodies_of_departement(place, where.code, fund), where.region)


def _with_bodies_of_departement(place: Place, departement: str, fund: str | None) -> Place:
    contacts = _row(CONTACTS, departement)
    if contacts is None:
        return place
    funds = funds_of(departement)
    return place._replace(
        funds=(fund,) if fund in funds else funds,
        fund_email=contacts["caisse_email"] or None,
        council=contacts["ordre"] or None,
        council_url=contacts["ordre_site"] or None,
        urssaf=contacts["urssaf"] or None,
    )


def _with_bodies_of_region(place: Place, region: str) -> Place:
    contacts = _row(REGION_CONTACTS, region)
    zoning = _row(REGION_ZONING, region) or {"page": "", "en_vigueur": "", "arrete": ""}
    if contacts is None:
        return place
    return place._replace(
        ars=contacts["ars"] or None,
        ars_url=contacts["ars_url"] or None,
        paps_url=contacts["paps_url"] or None,
        paps_phone=contacts["telephone"] or None,
        paps_street=contacts["adresse"] or None,
        zoning_page=zoning["page"] or None,
        zoning_order=_day(zoning["arrete"]),
        zoning_from=_day(zoning["en_vigueur"]),
        urps=contacts["urps"] or None,
        urps_url=contacts["urps_url"] or None,
    )


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _known_commune(code: str) -> Commune:
    commune = find_commune(code)
    if commune is None:
        raise MedinstallError(f"la commune « {code} » n'existe pas", remedy="donnez son code Insee à 5 caractères")
    return commune


def _known_departement(code: str) -> Departement:
    departement = find_departement(code)
    if departement is None:
        raise MedinstallError(f"le département « {code} » n'existe pas", remedy="donnez son code : 45, 2A, 971…")
    return departement


def _commune(row: dict[str, str], location: dict[str, str]) -> Commune:
    """Return the commune of `row`; an arrondissement is located by the row of its commune."""
    return Commune(
        row["code"], row["nom"], tuple(row["codes_postaux"].split()), location["departement"], location["region"]
    )


def _departement(row: dict[str, str]) -> Departement:
    return Departement(row["code"], row["nom"], row["region"])


def _row(table: str, key: str) -> dict[str, str] | None:
    return find_row(table_path(table), key)


def _required(table: str, key: str) -> dict[str, str]:
    """Return a row that another table names."""
    row = _row(table, key)
    if row is None:
        raise MedinstallError(f"« {key} » manque dans {table}", remedy="réinstallez medinstall")
    return row
