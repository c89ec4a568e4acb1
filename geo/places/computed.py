"""Places computed from others, as their references say: "near:geonames:625144"."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, replace
from functools import lru_cache

from mustermap.errors import PlaceNotComputedError, UnknownPlaceError
from mustermap.geo.answers import Place
from mustermap.geo.gazetteer import boundaries, lookup
from mustermap.geo.places import constructions
from mustermap.geo.wording.coordinates import coordinates_of

# "near" and "outside" reach this much farther than the place itself.
NEAR_M = 10_000
NEAR_BORDER_M = 20_000
# A training ground lies up to this far from the edge of the town that it is called after, and is some kilometres wide.
GROUND_M = 25_000
# "north" may be half a step of the compass to either side: sin 22.5° of eight winds, half of that of sixteen.
EIGHT_WINDS_SHARE, SIXTEEN_WINDS_SHARE = 0.4, 0.2
FARTHEST_KM = 2_000
LONGEST_CORRIDOR_KM = 1_000
LONGEST_REF = 200

_OFFSET = re.compile(r"([1-9][0-9]{0,3}|[0-9]{1,3}\.[0-9])km(?:-([NESW]{1,3}))?")
_POINTS = frozenset({"settlement", "airfield", "site", "point"})
_HEADS = frozenset({"at", "near", "ground", "border", "between", *constructions.SIDES, *constructions.BEARINGS})


@dataclass(frozen=True, slots=True)
class Computed:
    """A computed place with its geometry (WKB, EPSG:4326)."""

    place: Place
    wkb: bytes


def is_computed(ref: str) -> bool:
    """Check whether a reference says how a place is computed, and names none of the gazetteer."""
    head = ref.partition(":")[0]
    return head in _HEADS or _OFFSET.fullmatch(head) is not None


@lru_cache(maxsize=2048)
def compute(ref: str) -> Computed:
    """Return the computed place that a reference describes, with its geometry.

    Raises
    ------
    PlaceNotComputedError
        If it cannot be computed; the reason says why, without a capital and a full stop.
    """
    if len(ref) > LONGEST_REF:
        raise PlaceNotComputedError("the reference is too long", "look the place up again")
    head, _, rest = ref.partition(":")
    if head == "at":
        return _position(ref)
    if head in {"border", "between"}:
        return (_border if head == "border" else _between)(ref, *_two(rest))
    if head in {"near", "ground"}:
        return (_near if head == "near" else _ground)(ref, rest)
    directed = _part if head in constructions.SIDES else _beside if head in constructions.BEARINGS else _offset
    return directed(ref, head, rest)


def _base(ref: str) -> Place:
    try:
        return lookup.place(ref)
    except UnknownPlaceError as error:
        raise PlaceNotComputedError("the place that it starts from is not in the gazetteer", "name another") from error


def _two(rest: str) -> tuple[Place, Place]:
    one, bar, other = rest.partition("|")
    if not bar or one == other:
        raise PlaceNotComputedError("two different places are needed", "name both")
    return _base(one), _base(other)


def _position(ref: str) -> Computed:
    found = coordinates_of(ref)
    if found is None:
        raise PlaceNotComputedError("the reference is not of the form at:lat,lon,radius_m", "correct it")
    codes = boundaries.countries_at(found.lon, found.lat)
    name = f"{abs(found.lat):.5f}° {'NS'[found.lat < 0]}, {abs(found.lon):.5f}° {'EW'[found.lon < 0]}"
    code = next(iter(codes)) if len(codes) == 1 else ""
    radius_m = float(found.radius_m)
    return _point(Place(ref, name, "point", "exact", radius_m, code, found.lon, found.lat, "coordinates"))


def _near(ref: str, rest: str) -> Computed:
    if rest.startswith("border:"):
        line = compute(rest)
        radius_m = line.place.radius_m + NEAR_BORDER_M
        name, how = f"near the {line.place.name}", "border; near; by its reference"
        return Computed(replace(line.place, ref=ref, name=name, radius_m=radius_m, how=how), line.wkb)
    base = _base(rest)
    if base.kind in {"country", "region"}:
        raise PlaceNotComputedError(
            f"{base.name} is an area: what lies near or outside it may lie anywhere along its border",
            "name the border with a neighbour, or a settlement",
        )
    radius_m = _pointlike(base).radius_m + NEAR_M
    return _point(replace(base, ref=ref, name=f"near {base.name}", radius_m=radius_m, how=f"{base.kind}; near"))


def _ground(ref: str, rest: str) -> Computed:
    base = _pointlike(_base(rest))
    how = f"site; not in the gazetteer itself: somewhere around {base.name}"
    radius_m = base.radius_m + GROUND_M
    ground = replace(base, ref=ref, name=f"ground near {base.name}", kind="site", radius_m=radius_m, how=how)
    return _point(replace(ground, precision="settlement"))


def _offset(ref: str, head: str, rest: str) -> Computed:
    match = _OFFSET.fullmatch(head)
    if match is None or not 0 < float(match[1]) <= FARTHEST_KM or (match[2] and match[2] not in constructions.BEARINGS):
        raise PlaceNotComputedError(f"the distance cannot be read, or is more than {FARTHEST_KM} km", "correct it")
    base = _pointlike(_base(rest))
    distance_m = 1000 * float(match[1])
    if not match[2]:
        name, how = f"{match[1]} km from {base.name}", f"{base.kind}; {match[1]} km around"
        return _point(replace(base, ref=ref, name=name, radius_m=base.radius_m + distance_m, how=how))
    lon, lat = constructions.moved(base.lon, base.lat, bearing=constructions.BEARINGS[match[2]], distance_m=distance_m)
    share = SIXTEEN_WINDS_SHARE if len(match[2]) == 3 else EIGHT_WINDS_SHARE
    radius_m = float(round(base.radius_m + share * distance_m, -2))
    name, how = f"{match[1]} km {match[2]} of {base.name}", f"{base.kind}; {match[1]} km {match[2]}"
    return _point(_moved(replace(base, ref=ref, name=name, radius_m=radius_m, how=how), lon, lat))


def _beside(ref: str, wind: str, rest: str) -> Computed:
    """Return what lies in a direction of a place at no stated distance.

    "north of Minsk" is the circle that touches Minsk's middle from the north, with the radius that "near Minsk" has.
    """
    base = _base(rest)
    if base.kind in {"country", "region"}:
        raise PlaceNotComputedError(
            f"{wind} of {base.name}, an area, may mean a part of it or what lies beyond it",
            f"name the part, as in 'northern {base.name}', or a settlement",
        )
    base = _pointlike(base)
    radius_m = base.radius_m + NEAR_M
    lon, lat = constructions.moved(base.lon, base.lat, bearing=constructions.BEARINGS[wind], distance_m=radius_m)
    name = f"{wind} of {base.name}"
    how = f"{base.kind}; {wind}, no distance said: within {2 * radius_m / 1000:.0f} km"
    return _point(_moved(replace(base, ref=ref, name=name, radius_m=radius_m, how=how), lon, lat))


def _moved(found: Place, lon: float, lat: float) -> Place:
    """Return a place at another point: in its own country if the point may lie there, else in the only one near."""
    code = found.country_code
    if not boundaries.may_lie_in(code, lon, lat, within_m=found.radius_m):
        codes = boundaries.countries_at(lon, lat, within_m=found.radius_m)
        code = next(iter(codes)) if len(codes) == 1 else ""
    return replace(found, country_code=code, lon=lon, lat=lat)


def _part(ref: str, side: str, rest: str) -> Computed:
    import shapely

    base = _base(rest)
    if base.kind in {"airfield", "site"}:
        raise PlaceNotComputedError(f"{base.name} is no area", "name it alone")
    whole = boundaries.outline(rest)
    is_point = whole.geom_type == "Point"
    cut = constructions.part_of(constructions.disc(base.lon, base.lat, base.radius_m) if is_point else whole, side)
    if cut.is_empty:
        raise PlaceNotComputedError(f"{base.name} has no outline to cut", "name it alone")
    lon, lat = constructions.inner_point(cut)
    found = Place(
        ref=ref, name=f"{side} {base.name}", kind=base.kind, precision="settlement" if is_point else "region",
        radius_m=constructions.radius_of(cut), country_code=base.country_code, lon=lon, lat=lat,
        how=f"{base.kind}; {side} part; by its reference",
    )  # fmt: skip
    return Computed(found, shapely.to_wkb(cut, byte_order=1))


def _border(ref: str, one: Place, other: Place) -> Computed:
    import shapely

    if one.kind not in {"country", "region"} or other.kind not in {"country", "region"}:
        raise PlaceNotComputedError("only countries and regions have borders here", "name two of them")
    line = constructions.border_of(boundaries.outline(one.ref), boundaries.outline(other.ref))
    if line is None:
        raise PlaceNotComputedError(f"{one.name} and {other.name} share no border in the gazetteer", "check both names")
    lon, lat, radius_m = constructions.line_radius(line)
    code = one.country_code if one.country_code == other.country_code else ""
    found = Place(
        ref=ref, name=f"border of {one.name} and {other.name}", kind="border", precision="line", radius_m=radius_m,
        country_code=code, lon=lon, lat=lat, how="border; by its reference",
    )  # fmt: skip
    return Computed(found, shapely.to_wkb(line, byte_order=1))


def _between(ref: str, one: Place, other: Place) -> Computed:
    import shapely

    _pointlike(one)
    _pointlike(other)
    ends = (one.lon, one.lat), (other.lon, other.lat)
    if constructions.geod().inv(*ends[0], *ends[1])[2] > 1000 * LONGEST_CORRIDOR_KM:
        raise PlaceNotComputedError(
            f"{one.name} and {other.name} are more than {LONGEST_CORRIDOR_KM} km apart", "name a place between them"
        )
    band, lon, lat, radius_m = constructions.corridor(*ends)
    code = one.country_code if one.country_code == other.country_code else ""
    found = Place(
        ref=ref, name=f"between {one.name} and {other.name}", kind="corridor", precision="region",
        radius_m=float(round(radius_m, -2)), country_code=code, lon=lon, lat=lat, how="corridor; by its reference",
    )  # fmt: skip
    return Computed(found, shapely.to_wkb(band, byte_order=1))


def _pointlike(base: Place) -> Place:
    if base.kind not in _POINTS:
        raise PlaceNotComputedError(
            f"{base.name} is an area, and distances from it say little", "name a settlement or a site in it"
        )
    return base


def _point(found: Place) -> Computed:
    point = struct.pack("<BIdd", 1, 1, found.lon, found.lat)
    return Computed(replace(found, how=f"{found.how}; by its reference"), point)
