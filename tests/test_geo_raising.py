"""Raising places to a coarser precision: what is published less precisely still holds what it stood for."""

from __future__ import annotations

import pytest

from mustermap import geo
from mustermap.geo.places.constructions import geod

AIRBASE = geo.Spot("icao:UMLI", "site", "BY", 27.58, 53.7733, 3000.0)  # a few kilometres south of Minsk
KUBINKA = geo.Spot("drawn:0", "exact", "", 36.65, 55.61, 0.0)  # west of Moscow


def drawn(lon: float, lat: float, radius_m: float, precision: str = "exact") -> geo.Spot:
    return geo.Spot("drawn:0", precision, "", lon, lat, radius_m)


@pytest.mark.parametrize(
    ("spot", "to", "expected"),
    [
        (AIRBASE, "settlement", "near Machulishchy"),
        (AIRBASE, "region", "Minsk Region"),
        (AIRBASE, "country", "Belarus"),
        (KUBINKA, "region", "Moscow Oblast"),
        (KUBINKA, "country", "Russia"),
        # UN General Assembly resolution 68/262, as the gazetteer has it.
        (drawn(34.10, 44.95, 10.0), "region", "Autonomous Republic of Crimea"),
        (drawn(34.10, 44.95, 10.0), "country", "Ukraine"),
        (drawn(27.5667, 53.9, 500.0), "region", "Minsk (city)"),
        # A circle of 200 km around Minsk lies in no region, and not in Belarus alone.
        (drawn(27.5667, 53.9, 200_000.0), "region", None),
        (geo.Spot("border:country:BY|country:UA", "line", "", 27.8, 51.5, 500_000.0), "region", None),
        (geo.Spot("border:country:BY|country:UA", "line", "", 27.8, 51.5, 500_000.0), "country", None),
        # In the Atlantic.
        (drawn(-30.0, 45.0, 100.0), "country", None),
        # Where nobody lives within ten kilometres, the region is taken.
        (geo.Spot("x", "exact", "RU", 100.0, 70.0, 100.0), "settlement", "Krasnoyarsk Krai"),
    ],
)  # fmt: skip
def test_a_place_is_raised_to_what_holds_it(spot: geo.Spot, to: geo.Coarse, expected: str | None) -> None:
    raised = geo.coarsen_place(spot, to)
    assert (raised and raised.name) == expected


@pytest.mark.parametrize("to", geo.COARSE)
@pytest.mark.parametrize("spot", [AIRBASE, KUBINKA, drawn(30.95, 52.42, 50.0)])
def test_the_radius_of_what_is_published_reaches_the_place_itself(spot: geo.Spot, to: geo.Coarse) -> None:
    raised = geo.coarsen_place(spot, to)
    assert raised is not None
    away_m = geod().inv(spot.lon, spot.lat, raised.lon, raised.lat)[2]
    assert raised.precision in {"settlement", "region", "country"}
    if to == "settlement":
        assert away_m + spot.radius_m <= raised.radius_m
        assert (raised.lon, raised.lat) != (spot.lon, spot.lat)


def test_what_is_coarse_by_the_gazetteers_word_stays_and_what_somebody_drew_does_not() -> None:
    minsk = geo.Spot("geonames:625144", "settlement", "BY", 27.57, 53.9, 13000.0)
    south = geo.Spot("southern:country:BY", "region", "BY", 28.0, 52.3, 150_000.0)
    yard = drawn(27.57, 53.9, 40.0, precision="region")
    assert [geo.is_coarse(minsk, to) for to in geo.COARSE] == [True, False, False]
    assert [geo.is_coarse(south, to) for to in geo.COARSE] == [True, True, False]
    assert [geo.is_coarse(yard, to) for to in geo.COARSE] == [False, False, False]
    assert geo.is_coarse(geo.Spot("country:BY", "country", "BY", 28.0, 53.5, 250_000.0), "country")
    assert not geo.is_coarse(geo.Spot("between:a|b", "region", "BY", 28.0, 53.5, 50_000.0), "region")
