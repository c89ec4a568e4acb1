"""Claims tables made by hand for the tests of `maps`: the first source's thirteen reports, and single ones."""

from __future__ import annotations

import datetime
from typing import Any

import geopandas
import numpy as np
import shapely

from mustermap.layers.attribute_lists import AttributeList

PAST = -(2**31 - 1)
FUTURE = 2**31 - 1
NEVER = {"certain_from_day": FUTURE, "certain_to_day": PAST}
NOWHERE = {"possible_from_day": FUTURE, "possible_to_day": PAST, **NEVER}

TEXTS = (
    *("claimant", "attributed_to", "summary", "quote", "quote_lang", "force", "component", "unit", "measure", "phase"),
    *("role", "figure", "figure_text", "said", "start", "end", "said_wording", "start_wording", "end_wording"),
    "computed",
    *("updates", "repeats", "beside", "disputes", "credibility", "place", "origin", "place_ref", "place_name"),
    *("place_precision", "place_country_code", "place_how", "place_reason", "place_advice"),
)
SOURCE = {
    "source": "the-analysis",
    "source_title": "Belarus: Will Lukashenko join Russia's war against Ukraine?",
    "source_publisher": "",
    "source_url": "",
    "source_language": "en",
    "source_published": "[2022-10-10..]",
    "source_accessed": "2026-11-22",
    "source_archive_url": "",
    "source_reliability": "",
    "source_note": "Days and months named without a year lie in 2022: the year is inferred.",
}
# A rough outline, clockwise from Brest: enough to look like a country, and nobody's data.
BELARUS = shapely.Polygon(
    [
        *((23.6, 52.1), (23.9, 53.9), (25.7, 54.2), (26.6, 55.7), (28.2, 56.1), (30.9, 55.6), (30.8, 54.8)),
        *((32.7, 53.4), (31.8, 52.1), (30.6, 51.3), (27.2, 51.7)),
    ]
)


def day(text: str) -> int:
    """Count days since 1970-01-01."""
    return (datetime.date.fromisoformat(text) - datetime.date(1970, 1, 1)).days


def report(name: str, **fields: Any) -> dict[str, Any]:
    """Make one row: an undated claim of the first source unless it is said otherwise."""
    published, accessed = day("2022-10-10"), day("2026-11-22")
    row: dict[str, Any] = dict.fromkeys(TEXTS, "")
    row |= {"id": name, "kind": "claim", "state": "accepted", "quantity": "personnel", **SOURCE}
    row |= {"figure_low": np.nan, "figure_high": np.nan, "figure_best": np.nan}
    row |= {"figure_low_included": True, "figure_high_included": True, "end_known": False}
    row |= {"said_possible_day": published, "said_certain_day": accessed}
    row |= {"start_earliest_day": published, "start_latest_day": accessed}
    row |= {"possible_from_day": published, "possible_to_day": FUTURE, **NEVER}
    row |= {"stated_from_day": FUTURE, "stated_to_day": PAST, "spoken_day": PAST, "claimant_row": 0}
    row |= {"place_radius_m": np.nan, "place_lon": np.nan, "place_lat": np.nan, "geometry": None}
    row |= fields
    own = {"force_wording": row["force"], "claimant_short": row["claimant"], "speaks_for": ""}
    own |= {"claimant_key": row["claimant"].lower(), "voice_key": (row["attributed_to"] or row["claimant"]).lower()}
    return own | row


def said_on(text: str) -> dict[str, Any]:
    """Say that a report without a span was said on one day."""
    known = day(text)
    days = ("said_possible_day", "said_certain_day", "start_earliest_day", "start_latest_day", "possible_from_day")
    return {"said": text, **dict.fromkeys(days, known)}


def exactly(number: float) -> dict[str, Any]:
    """Say a figure without a doubt."""
    return {
        "figure": f"{number:,.0f}",
        "figure_text": f"{number:,.0f}",
        **dict.fromkeys(("figure_low", "figure_high", "figure_best"), number),
    }


def in_belarus() -> dict[str, Any]:
    """Place a report in the whole country."""
    return {
        "place": "Belarus",
        "place_ref": "country:BY",
        "place_name": "Belarus",
        "place_precision": "country",
        "place_country_code": "BY",
        "place_how": "country; from 'Belarus'",
        "place_radius_m": 320_000.0,
        "place_lon": 28.0,
        "place_lat": 53.5,
        "geometry": BELARUS,
    }


def at_point(wording: str, name: str, lon: float, lat: float, **fields: Any) -> dict[str, Any]:
    """Place a report at one point."""
    return {
        "place": wording,
        "place_ref": f"test:{name}",
        "place_name": name,
        "place_precision": "settlement",
        "place_how": f"settlement; from '{wording}'",
        "place_radius_m": 5_000.0,
        "place_lon": lon,
        "place_lat": lat,
        "geometry": shapely.Point(lon, lat),
    } | fields


def frame(rows: list[dict[str, Any]], *, first: str, last: str, opened: str) -> geopandas.GeoDataFrame:
    """Make a claims table of rows."""
    table = geopandas.GeoDataFrame(rows, geometry="geometry", crs="EPSG:4326")
    table.attrs = {
        "first_day": day(first),
        "last_day": day(last),
        "open_day": day(opened),
        "credits": AttributeList(
            [
                {"text": "Places © GeoNames CC BY 4.0", "url": "https://www.geonames.org/"},
                {"text": "Made with Natural Earth", "url": "https://www.naturalearthdata.com/"},
            ]
        ),
    }
    return table


def seed_frame() -> geopandas.GeoDataFrame:
    """The thirteen reports of the first source, their days worked out by hand."""
    joint = {"force": "Belarus;Russia"}
    russian = {"force": "Russia", "measure": "flow", "role": "destination", **in_belarus()}
    rows = [
        report(
            "readiness-check",
            claimant="Belarusian Ministry of Defence",
            summary="A sudden check of readiness began at the airbase; reservists were called up.",
            said="[2022-09-21..2022-09-30]",
            said_wording="late September 2022",
            said_possible_day=day("2022-09-21"),
            said_certain_day=day("2022-09-30"),
            start="[2022-09-21..2022-09-30]",
            start_wording="late September 2022",
            start_earliest_day=day("2022-09-21"),
            start_latest_day=day("2022-09-30"),
            possible_from_day=day("2022-09-21"),
            certain_from_day=day("2022-09-30"),
            certain_to_day=day("2022-09-21"),
            force="Belarus",
            component="reservists",
            phase="ordered",
            **at_point(
                "Machulishchi (airbase)",
                "Machulishchi",
                27.5783,
                53.7733,
                place_precision="site",
                place_radius_m=2_000.0,
                place_country_code="BY",
                place_how="airfield; from 'Machulishchi (airbase)'",
            ),
        ),
        report(
            "malyar-20000",
            claimant="Hanna Malyar",
            summary="The Kremlin plans to send newly mobilised soldiers to Belarus.",
            component="newly mobilised",
            phase="planned",
            **exactly(20_000),
            **russian,
        ),
        report(
            "latushka-120000",
            claimant="Pavel Latushka",
            summary="Lukashenko has agreed to receive Russian soldiers from November to February.",
            phase="planned",
            start="2022-11",
            end="2023-02",
            end_known=True,
            **(
                said_on("2022-09-29")
                | {"start_earliest_day": day("2022-11-01"), "start_latest_day": day("2022-11-30")}
                | {"possible_from_day": day("2022-11-01"), "possible_to_day": day("2023-02-28")}
                | {"certain_from_day": day("2022-11-30"), "certain_to_day": day("2023-02-01")}
                | {"stated_from_day": day("2022-11-30"), "stated_to_day": day("2023-02-01")}
            ),
            **exactly(120_000),
            **russian,
        ),
        report(
            "latushka-100000",
            claimant="Pavel Latushka",
            summary="Belarusians are to be called up.",
            component="called up",
            phase="planned",
            **said_on("2022-09-29"),
            **exactly(100_000),
            **(russian | {"force": "Belarus"}),
        ),
        report(
            "scepticism",
            kind="dispute",
            claimant="in Ukraine, nobody named",
            summary="The forecasts met with scepticism.",
            disputes="latushka-120000;latushka-100000",
            quantity="",
            **NOWHERE,
        ),
        report(
            "joint-group-agreed",
            claimant="Alexander Lukashenko",
            summary="Agreed with Putin: the deployment and training of the joint regional group.",
            unit="joint regional group",
            phase="planned",
            **said_on("2022-10-10"),
            **joint,
        ),
        report(
            "more-than-1000",
            claimant="Alexander Lukashenko",
            summary="His order speaks of more than a thousand soldiers.",
            phase="ordered",
            figure="more than a thousand",
            figure_text="more than 1,000",
            figure_low=1000.0,
            figure_low_included=False,
            **russian,
        ),
        report(
            "joint-group",
            claimant="the article",
            summary="The group holds the whole Belarusian army and some Russian units.",
            unit="joint regional group",
            measure="stock",
            phase="present",
            start="1999",
            end="..",
            start_earliest_day=day("1999-01-01"),
            start_latest_day=day("1999-12-31"),
            possible_from_day=day("1999-01-01"),
            certain_from_day=day("1999-12-31"),
            certain_to_day=FUTURE,
            **joint,
        )
        | {"possible_to_day": FUTURE},
        report(
            "first-tank-army",
            claimant="the article",
            summary="The First Tank Army was then a part of that group.",
            force="Russia",
            unit="First Tank Army",
            phase="present",
            role="garrison",
            end="2022",
            end_known=True,
            possible_from_day=PAST,
            possible_to_day=day("2022-12-31"),
            **at_point("Smolensk", "Smolensk", 32.0401, 54.7818, place_country_code="RU"),
        ),
        report(
            "strike-allegation",
            kind="context",
            claimant="the Belarusian Foreign Ministry's note",
            summary="It alleges a Ukrainian plan to strike Belarus.",
            **said_on("2022-10-08"),
            start="2022-10-08",
            end="2022-10-08",
            quantity="",
        )
        | NOWHERE,
        report(
            "kyiv-denies",
            kind="dispute",
            claimant="Kyiv",
            summary="Kyiv denies the plan.",
            disputes="strike-allegation",
            quantity="",
            **NOWHERE,
        ),
        report(
            "significant-forces",
            claimant="the article",
            summary="Significant forces are to be moved.",
            component="significant forces",
            phase="planned",
            **(russian | {"measure": ""}),
        ),
        report(
            "audit",
            kind="context",
            claimant="Alexander Lukashenko",
            summary="He ordered an audit of the mobilisation system.",
            said_wording="last week",
            quantity="",
            **NOWHERE,
        ),
    ]
    return frame(rows, first="1999-01-01", last="2026-11-22", opened="2022-10-10")
