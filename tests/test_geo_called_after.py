"""Training grounds and districts that are called after a town: placed around it, or refused with the town offered."""

from __future__ import annotations

import csv
from urllib.parse import urlsplit

import pytest

from mustermap import geo
from mustermap.earth import distance_m
from mustermap.geo.places.training_grounds import FILE
from mustermap.geo.wording.town_adjectives import towns_of_adjective

GROUNDS = list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize(
    ("wording", "country", "town", "code"),
    [
        ("Borisovsky training ground, Belarus", None, 630376, "BY"),
        ("Лужский полигон", "RU", 533690, "RU"),
        ("Drawsko Pomorskie training ground", None, 3100139, "PL"),
        ("Яворівський полігон", None, 692844, "UA"),
        ("Obuz-Lesnovsky", None, 630429, "BY"),
        ("полигон Погоново", None, 472045, "RU"),
        ("учебный центр Десна", "UA", 710071, "UA"),
    ],
)
def test_a_ground_is_placed_around_its_town_and_says_so(
    wording: str, country: str | None, town: int, code: str
) -> None:
    place = geo.resolve(wording, country=country).place
    assert place is not None
    assert (place.ref, place.kind, place.precision) == (f"ground:geonames:{town}", "site", "settlement")
    assert place.country_code == code
    assert place.radius_m >= 25_000
    assert "not in the gazetteer itself: somewhere around" in place.how
    assert place.confidence <= 0.85
    base, again = geo.place(f"geonames:{town}"), geo.place(place.ref)
    assert (again.lon, again.lat) == (base.lon, base.lat)


@pytest.mark.parametrize("wording", ["Gondorsky training ground", "полигон", "Xqzzvth training ground", "the base"])
def test_a_ground_of_no_town_is_not_placed(wording: str) -> None:
    assert geo.resolve(wording).place is None


def test_a_hint_is_not_overruled_by_a_ground() -> None:
    assert geo.resolve("Obuz-Lesnovsky training ground", country="UA").place is None


@pytest.mark.parametrize("wording", ["Prudboy training ground", "полигон Гожский", "Losvido"])
def test_a_ground_whose_coordinates_are_published_is_a_site(wording: str) -> None:
    place = geo.resolve(wording).place
    assert place is not None
    assert place.ref.startswith("site:")
    assert place.precision == "site"


@pytest.mark.parametrize("wording", ["Gomel district", "Гомельский район", "у Гомельскім раёне", "Гомельський район"])
def test_a_district_is_refused_and_its_town_offered(wording: str) -> None:
    answer = geo.resolve(wording)
    assert answer.status == "unresolved"
    assert answer.reason.startswith("Districts are not in the gazetteer")
    assert [place.ref for place in answer.candidates] == ["geonames:627907"]
    assert answer.advice.startswith("Write 'near Homyel''")


@pytest.mark.parametrize(
    ("adjective", "town"),
    [
        ("борисовский", "борисов"),
        ("брянский", "брянск"),
        ("осиповичского", "осиповичи"),
        ("рівненський", "рівне"),
        ("лепельскі", "лепель"),
        ("borisovsky", "borisov"),
    ],
)
def test_a_town_is_guessed_from_its_adjective(adjective: str, town: str) -> None:
    assert town in towns_of_adjective(adjective)


@pytest.mark.parametrize("row", GROUNDS, ids=[row["names"].split(";")[0] for row in GROUNDS])
def test_each_ground_has_a_source_and_a_town_of_the_gazetteer(row: dict[str, str]) -> None:
    assert all(row[column].strip() for column in ("names", "source_title", "note"))
    assert urlsplit(row["source_url"]).scheme in {"http", "https"}
    assert geo.place(row["town_ref"]).kind == "settlement"
    for name in row["names"].split(";"):
        found = geo.resolve(f"{name} training ground", country=geo.place(row["town_ref"]).country_code)
        assert found.place is not None, name
        town = geo.place(row["town_ref"])
        assert distance_m(found.place.lon, found.place.lat, town.lon, town.lat) <= found.place.radius_m
