"""The claims table as the one block of data that the page reads.

All columns travel as columns. A text column is a plain list where most of its values differ, else
``{"values": [...], "codes": [...]}``, without codes where all values are the same. A day column holds days since
1970-01-01, with null for the infinity that is natural to it (the distant past for a beginning, the distant future
for an end); the other infinity stays a number.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import shapely

from maps.errors import ColumnMissing

if TYPE_CHECKING:
    from collections.abc import Iterable

DISTANT_PAST: Final = -(2**31 - 1)
DISTANT_FUTURE: Final = 2**31 - 1
FORMAT: Final = 1

#: Text columns that every report has of its own or shares with many.
TEXT_COLUMNS: Final = (
    *("kind", "claimant", "attributed_to", "summary", "quote", "quote_lang", "force", "component", "unit"),
    *("quantity", "measure", "phase", "role", "figure", "figure_text", "said", "start", "end"),
    *("said_wording", "start_wording", "end_wording", "credibility"),
    *("origin", "place_how", "place_reason"),
)
#: The place wording, which is a report's own: a place that two reports word differently is one place.
WORDING_COLUMN: Final = "place"
NUMBER_COLUMNS: Final = ("figure_low", "figure_high", "figure_best")
FLAG_COLUMNS: Final = ("figure_low_included", "figure_high_included", "end_known")
#: Each day column with the infinity that is written as null.
DAY_COLUMNS: Final = {
    "said_possible_day": DISTANT_PAST,
    "said_certain_day": DISTANT_FUTURE,
    "start_earliest_day": DISTANT_PAST,
    "start_latest_day": DISTANT_FUTURE,
    "possible_from_day": DISTANT_PAST,
    "possible_to_day": DISTANT_FUTURE,
    "certain_from_day": DISTANT_PAST,
    "certain_to_day": DISTANT_FUTURE,
}
EDGE_COLUMNS: Final = ("updates", "repeats", "disputes")
SOURCE_COLUMNS: Final = (
    *("title", "publisher", "url", "language", "published", "accessed", "archive_url", "reliability", "note"),
)
PLACE_COLUMNS: Final = ("ref", "name", "precision", "country_code", "radius_m", "lon", "lat")
#: Degrees kept of an outline: four decimals are eleven metres at the equator.
OUTLINE_DECIMALS: Final = 4

_SURROGATE = re.compile("[\ud800-\udfff]")


def block(frame: pd.DataFrame, *, title: str) -> dict[str, Any]:
    """Make the page's data of a claims table.

    Parameters
    ----------
    frame : GeoDataFrame
        The claims table, EPSG:4326, one row a report. Its `attrs` say `first_day`, `last_day` and `open_day` (days
        since 1970-01-01) and `credits` (a list of `text` and `url`).
    title : str
        What stands at the head of the page: text of the user's.

    Returns
    -------
    dict
        `format`, `title`, `days`, `credits`, `reports`, `places`, `sources`. Only accepted reports are in it.

    Raises
    ------
    ColumnMissing
        If the table lacks a column or a value of its `attrs`.
    """
    first, last, opened = (int(_attribute(frame, name)) for name in ("first_day", "last_day", "open_day"))
    shown = accepted(frame)
    places, place_codes = _places(shown)
    sources, source_codes = _sources(shown)
    return {
        "format": FORMAT,
        "title": title,
        "days": {"first": first, "last": last, "open": min(max(opened, first), last)},
        "credits": [
            {"text": str(credit["text"]), "url": str(credit.get("url") or "")}
            for credit in _attribute(frame, "credits")
        ],
        "reports": {**reports_part(shown), "place": place_codes.tolist(), "source": source_codes.tolist()},
        "places": places,
        "sources": sources,
    }


def reports_part(frame: pd.DataFrame) -> dict[str, Any]:
    """Make the part of the block that says what is in effect: every column of the reports but places and sources.

    Parameters
    ----------
    frame : GeoDataFrame
        The claims table. Drafts and retracted reports are left out.

    Returns
    -------
    dict
        `id`, the text, number, flag and day columns, and `edges`: pairs of row numbers `[from, to]` for `updates`,
        `repeats` and `disputes`. A reference to a report that is not there is left out.
    """
    shown = accepted(frame)
    part: dict[str, Any] = {"id": _texts(shown["id"]).tolist()}
    part |= {name: _text_column(shown[name]) for name in TEXT_COLUMNS}
    part["place_wording"] = _text_column(shown[WORDING_COLUMN])
    part |= {name: _numbers(shown[name]) for name in NUMBER_COLUMNS}
    part |= {name: shown[name].to_numpy(dtype=np.int8).tolist() for name in FLAG_COLUMNS}
    part |= {name: _days(shown[name], infinity=infinity) for name, infinity in DAY_COLUMNS.items()}
    rows = pd.Index(part["id"])
    part["edges"] = {name: _edges(shown[name], rows) for name in EDGE_COLUMNS}
    return part


def accepted(frame: pd.DataFrame) -> pd.DataFrame:
    """Keep the reports that count: neither drafts nor retracted, numbered from 0."""
    wanted = {
        *("id", "state", "geometry", "source", WORDING_COLUMN),
        *(*TEXT_COLUMNS, *NUMBER_COLUMNS, *FLAG_COLUMNS, *DAY_COLUMNS, *EDGE_COLUMNS),
        *(f"source_{name}" for name in SOURCE_COLUMNS),
        *(f"place_{name}" for name in PLACE_COLUMNS),
    }
    missing = sorted(wanted.difference(map(str, frame.columns)))
    if missing:
        raise ColumnMissing(f"the claims table lacks {', '.join(missing)}; build it with `layers`")
    kept = frame["state"].astype(object) == "accepted"
    return frame.loc[kept].reset_index(drop=True)


def json_text(value: Any) -> str:
    r"""Write JSON that can stand inside a script element.

    Examples
    --------
    >>> json_text({"title": "</script>"})
    '{"title":"\\u003c/script>"}'
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return _SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def _attribute(frame: pd.DataFrame, name: str) -> Any:
    try:
        return frame.attrs[name]
    except KeyError:
        raise ColumnMissing(f"frame.attrs lacks {name!r}; build the claims table with `layers`") from None


def _texts(column: pd.Series[Any]) -> pd.Series[Any]:
    plain = column.astype(object)
    return plain.where(plain.notna(), "")


def _text_column(column: pd.Series[Any]) -> list[str] | dict[str, list[Any]]:
    codes, values = pd.factorize(_texts(column))
    if len(values) == 1:
        return {"values": list(values)}
    if len(values) * 2 > len(codes):
        return list(_texts(column).tolist())
    return {"values": list(values), "codes": codes.tolist()}


def _numbers(column: pd.Series[Any]) -> list[float | int | None]:
    numbers = column.to_numpy(dtype=np.float64)
    known = np.isfinite(numbers)
    written = numbers.astype(object)
    whole = known & (np.where(known, numbers, 0.0) % 1 == 0)
    written[whole] = numbers[whole].astype(np.int64)
    written[~known] = None
    return list(written.tolist())


def _days(column: pd.Series[Any], *, infinity: int) -> list[int | None]:
    days = column.to_numpy(dtype=np.int64)
    written = days.astype(object)
    written[days == infinity] = None
    return list(written.tolist())


def _edges(column: pd.Series[Any], rows: pd.Index[Any]) -> list[list[int]]:
    named = _texts(column)
    links = named[named != ""].str.split(";").explode().str.strip()
    targets = rows.get_indexer(pd.Index(links))
    pairs = np.column_stack([links.index.to_numpy(dtype=np.int64), targets])
    return list(pairs[targets >= 0].tolist())


def _places(frame: pd.DataFrame) -> tuple[dict[str, Any], np.ndarray[Any, np.dtype[np.int64]]]:
    columns = [f"place_{name}" for name in PLACE_COLUMNS]
    placed = (frame["place_lon"].notna() & frame["place_lat"].notna()).to_numpy()
    keys = pd.DataFrame({name: frame.loc[placed, name].astype(object) for name in columns})
    numbers = keys.groupby(columns, sort=False, dropna=False, observed=True).ngroup()
    codes = np.full(len(frame), -1, dtype=np.int64)
    codes[placed] = numbers.to_numpy()
    firsts = keys.index[~numbers.duplicated().to_numpy()]
    distinct = keys.loc[firsts]
    part: dict[str, Any] = {
        name: _texts(distinct[f"place_{name}"]).tolist() for name in ("ref", "name", "precision", "country_code")
    }
    part |= {name: _numbers(distinct[f"place_{name}"].astype(float).round(6)) for name in ("radius_m", "lon", "lat")}
    part["geometry"] = _outlines(frame.loc[firsts, "geometry"].to_numpy(dtype=object))
    return part, codes


def _outlines(geometries: np.ndarray[Any, np.dtype[np.object_]]) -> list[dict[str, Any] | None]:
    """Write areas and lines as GeoJSON; a point is already said by its place's longitude and latitude."""
    drawn = ~np.isin(shapely.get_type_id(geometries), (-1, 0))
    rounded = shapely.transform(geometries[drawn], lambda degrees: np.round(degrees, OUTLINE_DECIMALS))
    outlines = np.full(len(geometries), None, dtype=object)
    outlines[drawn] = _loads(shapely.to_geojson(rounded))
    return list(outlines)


def _loads(texts: Iterable[str]) -> list[Any]:
    return [json.loads(text) for text in texts]


def _sources(frame: pd.DataFrame) -> tuple[dict[str, Any], np.ndarray[Any, np.dtype[np.int64]]]:
    codes, values = pd.factorize(_texts(frame["source"]))
    firsts = ~pd.Series(codes).duplicated().to_numpy()
    distinct = frame.loc[firsts]
    part: dict[str, Any] = {"id": list(values)}
    part |= {name: _texts(distinct[f"source_{name}"]).tolist() for name in SOURCE_COLUMNS}
    return part, codes.astype(np.int64)
