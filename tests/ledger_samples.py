"""Cells for the tests of the ledger; geometries are well-known binary by struct, not by the code under test."""

import struct

import pytest

from mustermap.data.fields import REPORT_COLUMNS
from mustermap.data.ledger import Ledger, projection, schema

SOURCE = {"id": "dw-2022", "title": "Will he join?", "publisher": "Deutsche Welle", "url": "https://example.org/dw"}

LATUSHKA = {
    "id": "latushka-120000",
    "kind": "claim",
    "source": "dw-2022",
    "claimant": "Pavel Latushka",
    "said": "2022-09-29",
    "force": "Russia",
    "figure": "120,000",
    "figure_low": 120000.0,
    "figure_low_included": True,
    "figure_high": 120000.0,
    "figure_high_included": True,
    "measure": "flow",
    "phase": "planned",
    "place": "Belarus",
    "place_ref": "country:BY",
    "start": "2022-11",
    "end": "2023-02",
}

LUKASHENKO = {
    "id": "lukashenko-more-than-1000",
    "source": "dw-2022",
    "claimant": "Alexander Lukashenko",
    "figure": "more than a thousand",
    "figure_low": 1000.0,
    "figure_low_included": False,
    "place": "Machulishchi (airbase)",
    "place_ref": "icao:UMLI",
}

UNPLACED = {"id": "article-joint-group", "source": "dw-2022", "force": "Belarus;Russia", "start": "1999", "end": ".."}

BELARUS_RING = [(23.2, 51.3), (32.7, 51.3), (32.7, 56.1), (23.2, 56.1), (23.2, 51.3)]


def point(lon, lat):
    return struct.pack("<BIdd", 1, 1, lon, lat)


def polygon(ring, order="<"):
    flat = [number for position in ring for number in position]
    return struct.pack(f"{order}BIII{len(flat)}d", order == "<", 3, 1, len(ring), *flat)


AIRBASE = {
    "ref": "icao:UMLI",
    "name": "Machulishchi",
    "kind": "airfield",
    "precision": "site",
    "radius_m": 3000.0,
    "country_code": "BY",
    "lon": 27.58,
    "lat": 53.77,
    "gazetteer": "2026-09-05",
    "geometry": point(27.58, 53.77),
}

BELARUS = {
    "ref": "country:BY",
    "name": "Belarus",
    "kind": "country",
    "precision": "country",
    "radius_m": 350000.0,
    "country_code": "BY",
    "lon": 28.0,
    "lat": 53.5,
    "gazetteer": "2026-09-05",
    "geometry": polygon(BELARUS_RING),
}

HOSTILE = (
    "</script><script>alert(1)</script>",
    "${alert(1)} `backticks` {{ braces }}",
    "'; DROP TABLE revisions; --",
    '"quoted" \\ back\\slash\\u0000',
    "\u202eright to left\u202c \u2028 \u2029",
    "line\none\r\nline\ttwo",
    "=HYPERLINK(1)",
    "Мачулищи 🪖 é é",
    "\x01\x1f\x7f\ufeff\ufffe",
    " ",
)


def fill(ledger):
    """Three reports of one source: at an area, at a site and without a place."""
    return ledger.add(sources=[SOURCE], places=[AIRBASE, BELARUS], reports=[LATUSHKA, LUKASHENKO, UNPLACED])


def make_version(number, path):
    """Make a ledger as an earlier Mustermap made it: the first knows no decisions, and the second no `beside`."""
    columns = tuple(name for name in REPORT_COLUMNS if name != "beside")
    shown = projection.Projection("report_revisions", "id", columns, "shown_ref")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:number])
        patched.setitem(projection.PROJECTIONS, "report", shown)
        patched.setitem(projection._INSERT, "report", projection._insertion(shown))
        with Ledger.open(path, create=True) as ledger:
            fill(ledger)
            ledger.add(reports=[LATUSHKA | {"phase": "ordered"}], revise=True, editor="Alex", key="form-1")
