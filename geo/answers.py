"""The answers: a place, a resolution, and a part of the gazetteer."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, get_args

# "point", "border" and "corridor" are computed from what a wording says; the others are in the gazetteer.
Kind = Literal["settlement", "airfield", "site", "region", "country", "point", "border", "corridor"]
Precision = Literal["exact", "site", "settlement", "region", "country", "line"]
Status = Literal["resolved", "ambiguous", "unresolved"]

# What can be asked for.
KINDS: tuple[Kind, ...] = get_args(Kind)[:5]

# People to a square kilometre of a town's built-up ground: between the 1,500 of small towns and the 4,300 of Minsk.
TOWN_DENSITY = 2_500
SMALLEST_TOWN_RADIUS_M = 1_000
LARGEST_TOWN_RADIUS_M = 30_000
UNCOUNTED_TOWN_RADIUS_M = 2_000
# A runway is two to three kilometres long, and published points lie anywhere along it or at its buildings.
AIRFIELD_RADIUS_M = 3_000


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer, and how a wording led to it.

    Attributes
    ----------
    ref
        Stable reference: "geonames:625671", "icao:UMLI", "ourairports:BY-0007", "airportsdata:XWSG", "country:BY",
        "region:BY-HO" or "site:losvido"; of a computed place what it is computed from, as in "30km-N:geonames:491687",
        "border:country:BY|country:UA" or "at:53.77330,27.59480,10".
    name
        The gazetteer's name, in Latin letters.
    kind
        What it is.
    precision
        How precisely it is known where: "exact" (coordinates), "site", "settlement", "region", "country" or "line".
    radius_m
        Metres around (lon, lat) within which what is meant lies. Settlements: of a circle that holds the population at
        2,500 people/km², at least 1 km and at most 30 km. Countries: of the circle of the country's area.
    country_code
        ISO 3166-1 alpha-2 (Kosovo XK), as GeoNames has it; empty for what lies in several countries or in none.
    lon, lat
        Degrees, EPSG:4326; of an area a point inside it.
    how
        How it was found: "airfield; from 'Machulishchi (airbase)'".
    confidence
        How likely, between 0 and 1, it is that this place is meant; 1 for what was looked up by its reference.
    """

    ref: str
    name: str
    kind: Kind
    precision: Precision
    radius_m: float
    country_code: str
    lon: float
    lat: float
    how: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer to a place wording.

    Attributes
    ----------
    status
        "resolved": `place` is the answer. "ambiguous": `candidates` bear the name, the likeliest first, and none is
        clearly meant. "unresolved": nothing fits; `candidates` may hold what came near.
    wording
        The wording as it was given.
    place
        The answer, None unless resolved.
    candidates
        All places that the wording may mean, ranked; the answer first if there is one. At most ten.
    reason
        Why it is ambiguous or unresolved, in a sentence; empty if resolved.
    confidence
        Of the answer, between 0 and 1; if there is no answer, of the likeliest candidate; 0 without candidates.
    advice
        What the writer of the wording can do about it, in a sentence; empty if resolved.
    is_corrected
        Whether a spelling was corrected by letters. Resolved only where the two spellings differ by a habit of writing
        (a doubled letter, y or i, an h, a hyphen); else ambiguous, and the candidates are questions.
    """

    status: Status
    wording: str
    place: Place | None
    candidates: tuple[Place, ...]
    reason: str
    confidence: float = 0.0
    advice: str = ""
    is_corrected: bool = False


def unresolved(wording: str, reason: str, advice: str) -> Resolution:
    """Return the answer that no place was found, with the reason and what can be done, a sentence each."""
    return Resolution("unresolved", wording, None, (), reason, advice=advice)


@dataclass(frozen=True, slots=True)
class GazetteerPart:
    """A source from which the gazetteer was compiled.

    Attributes
    ----------
    name
        What it is, and through which package it came.
    version
        The package's version, or a digest of our own file.
    date
        Day (or month) of the data or of its release, ISO 8601.
    licence
        SPDX identifier, or "public domain".
    credit
        The credit that the licence asks for, or that courtesy does.
    url
        Where it comes from; empty for our own part.
    """

    name: str
    version: str
    date: str
    licence: str
    credit: str
    url: str


def settlement_radius_m(population: int) -> float:
    """Return the distance from its middle within which a settlement lies.

    Parameters
    ----------
    population
        People; 0 where it is not known.

    Returns
    -------
    float
        Metres, rounded to 100.

    Examples
    --------
    >>> settlement_radius_m(330_025), settlement_radius_m(600), settlement_radius_m(0)
    (6500.0, 1000.0, 2000.0)
    """
    if population <= 0:
        return float(UNCOUNTED_TOWN_RADIUS_M)
    radius_m = 1000 * math.sqrt(population / (TOWN_DENSITY * math.pi))
    return float(round(min(max(radius_m, SMALLEST_TOWN_RADIUS_M), LARGEST_TOWN_RADIUS_M), -2))
