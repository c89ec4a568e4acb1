"""A ledger with all that is hard to hand on: hostile texts, every kind of geometry, every kind and state of report."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from mustermap.app.file_entry import add_files

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE: Final = (
    '"quoted", \'single\' and `back`; a;b',
    "</script><script>alert(1)</script> ]]> <!-- & &amp; <![CDATA[",
    "=HYPERLINK(\"http://example.org\",\"x\")",
    "'=1+1, and an apostrophe before it",
    "@SUM(1)\tand a tab",
    "\u202eright to left\u202c, العربية, עברית",
    "two lines\nand a third\r\nfourth",
    "emoji 🛡️🏴󠁧󠁢󠁳󠁣󠁴󠁿, cafe\u0301 and café, 漢字",
    "{\"looks\": [\"like\", \"JSON\"]}",
    "[1, 2]",
    "2022-12-01T00:00:00Z",
    "NULL",
    "%s {0} $[name] \\n {{x}} [% 1+1 %]",
    "-1",
    "00012",
    "1e5",
    "true",
    "',\"; DROP TABLE reports; --",
)  # fmt: skip
_SHAPES: Final[dict[str, Any]] = {
    "point": {"type": "Point", "coordinates": [27.123456789012345, 53.9]},
    "line": {"type": "LineString", "coordinates": [[27.5, 53.9], [28.25, 54.5], [30.1, 54.8]]},
    "lines": {"type": "MultiLineString", "coordinates": [[[27.5, 53.9], [28.25, 54.5]], [[29.0, 52.0], [29.5, 52.1]]]},
    # Clockwise, against RFC 7946, with a hole.
    "area": {
        "type": "Polygon",
        "coordinates": [
            [[23, 52], [23, 53], [25, 53], [25, 52], [23, 52]],
            [[24, 52.2], [24.2, 52.2], [24.1, 52.4], [24, 52.2]],
        ],
    },
    "areas": {
        "type": "MultiPolygon",
        "coordinates": [[[[30, 52], [31, 52], [31, 53], [30, 52]]], [[[28, 55], [29, 55], [29, 56], [28, 55]]]],
    },
}  # fmt: skip


def write_hostile(path: Path) -> None:
    """Write a GeoJSON file of reports."""
    features = [
        _feature({"id": f"hostile-{n}", "said": "2022-10-01", **_texts(text, n)}) for n, text in enumerate(HOSTILE)
    ]
    for name, shape in _SHAPES.items():
        said = {
            "id": f"drawn-{name}",
            "said": "2022-10-0X",
            "place": HOSTILE[1],
            "figure": "up to 9,000",
            "start": "2022-10",
        }
        features.append(_feature({**said, "force": "Northland;Southland", "phase": "ordered"}, shape))
    features += [
        _feature({"id": "echo", "said": "2022-10-05", "repeats": "hostile-0"}),
        _feature(
            {"id": "update", "said": "2022-11-05", "start": "2022-11-10", "updates": "hostile-0", "place": "Minsk"}
            | {"beside": "hostile-1"}
        ),
        _feature({"id": "dispute", "kind": "dispute", "said": "2022-10-06", "disputes": "hostile-1;drawn-area"}),
        _feature({"id": "context", "kind": "context", "said": "2022-10-06", "place": "Minsk"}),
        _feature({"id": "draft", "state": "draft", "said": "2022-10-06", "place": "Minsk"}),
        _feature(
            {"id": "retracted", "state": "retracted", "reason": HOSTILE[2], "said": "2022-10-06", "place": "Minsk"}
        ),
        _feature(
            {
                "id": "bounds",
                "figure": "10–15 thousand",
                "place": "Brest",
                "place_country": "BY",
                "start": "1999",
                "end": "..",
            }
        ),
        _feature(
            {"id": "exact", "figure_low": 1000, "figure_low_included": False, "place": "Brest", "place_country": "BY"}
        ),
        _feature(
            {"id": "huge", "figure_best": 123456789012, "quantity": "shells", "credibility": "3", "end": "2022-12?"}
        ),
        _feature(
            {"id": "unread", "figure": "as many as stars", "said_wording": "last week", "place": "Nowhereland Town"}
        ),
        _feature(
            {
                "id": "origin",
                "origin": "Smolensk",
                "place": "Minsk",
                "role": "transit",
                "measure": "flow",
                "said": "2022-10",
            }
        ),
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")


def make_hostile_ledger(folder: Path) -> Path:
    """Make a ledger of those reports."""
    write_hostile(folder / "hostile.geojson")
    ledger = folder / "ledger.gpkg"
    assert add_files([folder / "hostile.geojson"], ledger=ledger, editor="A", revise=False, key=None) == 0
    return ledger


def _texts(text: str, number: int) -> dict[str, str]:
    """Put a text into all fields that hold one."""
    in_one_name = text.replace(";", ",")
    source = {f"source_{name}": text for name in ("title", "publisher", "note", "url", "language")}
    own = (
        "claimant",
        "summary",
        "quote",
        "quote_lang",
        "attributed_to",
        "component",
        "unit",
        "quantity",
        "place",
        "figure",
    )
    own += ("said_wording", "start_wording", "reason")
    said = {"source": f"source-{number}", "force": in_one_name, "place_country": "BY", "phase": "planned"}
    return {**source, "source_id": f"source-{number}", **dict.fromkeys(own, text), **said}


def _feature(properties: dict[str, Any], geometry: dict[str, Any] | None = None) -> dict[str, Any]:
    said = {
        "claimant": "A. Minister",
        "source": "news",
        "source_id": "news",
        "source_title": "Evening News",
        "source_published": "2022-10",
    }
    return {"type": "Feature", "properties": {**said, **properties}, "geometry": geometry}
