"""The claims table as the one block of data that the page reads: columns in a container, compressed.

Format 4. The header holds ``title``, ``days``, ``credits``, ``care`` (what is withheld, or null),
and the columns of ``reports``, ``places`` and ``sources``; `mustermap.maps.block.block_columns` says how a column is
written, `mustermap.maps.block.container` how the header and the buffers are put into one file. Days are days since
1970-01-01. ``edges`` are pairs of rows, from and to, one after the other.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from mustermap.data.combinations import combine, combine_codes
from mustermap.errors import WrongColumns
from mustermap.layers.comparison.worded_bounds import worded_bounds
from mustermap.layers.saying_days import named_bounds, said_bounds
from mustermap.layers.speakers import claimant_numbers, voice_numbers
from mustermap.maps.block.block_columns import Coded, ColumnWriter, text_column, texts_of
from mustermap.maps.block.compression import squeeze
from mustermap.maps.block.container import Buffers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Codes = NDArray[np.int64]

FORMAT: Final = 4

#: Text columns that every report has of its own or shares with many.
TEXT_COLUMNS: Final = (
    *(
        "kind",
        "claimant",
        "claimant_short",
        "attributed_to",
        "summary",
        "quote",
        "quote_lang",
        "force",
        "component",
        "unit",
    ),
    *("quantity", "measure", "phase", "role", "figure", "figure_text", "start", "said", "end"),
    *("said_wording", "start_wording", "end_wording", "computed", "credibility"),
    *("origin", "place_how", "place_reason"),
)
#: The place wording, which is a report's own: a place that two reports word differently is one place.
WORDING_COLUMN: Final = "place"
NUMBER_COLUMNS: Final = ("figure_low", "figure_high", "figure_best")
FLAG_COLUMNS: Final = ("figure_low_included", "figure_high_included", "end_known")
DAY_COLUMNS: Final = (
    *("said_possible_day", "said_certain_day", "start_earliest_day", "start_latest_day"),
    *("possible_from_day", "possible_to_day", "certain_from_day", "certain_to_day"),
    *("stated_from_day", "stated_to_day", "spoken_day"),
)
#: Days that are named and that no column above has: the last of the saying and of the start, the first of the end.
NAMED_DAYS: Final = ("said_named_to_day", "start_named_to_day", "end_named_from_day")
#: Whether the figure's bound was read from a word such as "dozens", which the page cannot read.
WORDED_COLUMN: Final = "figure_in_words"
EDGE_COLUMNS: Final = ("updates", "repeats", "beside", "disputes")
#: Which claims are one claimant's on one thing: numbers from 1; 0 is none.
ROW_COLUMN: Final = "claimant_row"
#: Who speaks (0 is nobody named) and who is counted; as `mustermap.layers.speakers` counts them.
SPEAKER_COLUMNS: Final = ("claimant_number", "voice_number")
SOURCE_COLUMNS: Final = (
    *("title", "publisher", "url", "language", "published", "accessed", "archive_url", "reliability", "note"),
)
PLACE_NUMBERS: Final = ("radius_m", "lon", "lat")
PLACE_COLUMNS: Final = ("ref", "name", "precision", "country_code", *PLACE_NUMBERS)
#: What a column mostly follows from: a figure's bounds from its wording, a day from the date.
FOLLOWS: Final = {
    **dict.fromkeys(("figure_text", *NUMBER_COLUMNS, "figure_low_included", "figure_high_included"), ("figure",)),
    WORDED_COLUMN: ("figure",),
    **dict.fromkeys(("said_possible_day", "said_certain_day"), ("said",)),
    **dict.fromkeys(("start_earliest_day", "start_latest_day", "possible_from_day", "certain_from_day"), ("start",)),
    **dict.fromkeys(("possible_to_day", "certain_to_day", "end_known"), ("end", "start")),
    **dict.fromkeys(("stated_from_day", "start_named_to_day"), ("start", "said")),
    **dict.fromkeys(("stated_to_day", "end_named_from_day"), ("end", "start", "said")),
    **dict.fromkeys(("spoken_day", "said_named_to_day"), ("said",)),
    **dict.fromkeys(("claimant_short", *SPEAKER_COLUMNS), ("claimant",)),
    **dict.fromkeys(("place_wording", "place_country", "place_how", "place_reason"), ("place",)),
}
#: Dates that are seldom far from another one of the same report.
BESIDE: Final = {"said": "start", "end": "start"}
ORDERED: Final = frozenset({*BESIDE, *BESIDE.values()})
#: Degrees kept of an outline: four decimals are eleven metres at the equator.
OUTLINE_DECIMALS: Final = 4
_REMEDY: Final = "make the table with mustermap.read, or with layers.claims_table"


def block_text(frame: pd.DataFrame, *, title: str) -> str:
    """Return the page's data of a claims table as text: base64, whose letters end no HTML element.

    Parameters
    ----------
    frame : GeoDataFrame
        The claims table, EPSG:4326, one row a report. Its `attrs` say `first_day`, `last_day` and `open_day` (days
        since 1970-01-01) and `credits` (a list of `text` and `url`).
    title : str
        The heading of the page: text, never markup.

    Returns
    -------
    str
        Only accepted reports are in it.

    Raises
    ------
    WrongColumns
        If the table lacks a column or a value of its `attrs`.
    """
    return base64.b64encode(squeeze(*_pieces(frame, title))).decode("ascii")


def block(frame: pd.DataFrame, *, title: str) -> bytes:
    """Return the container of the page's data, not yet compressed; parameters and errors as for `block_text`."""
    return b"".join(_pieces(frame, title))


def _pieces(frame: pd.DataFrame, title: str) -> list[bytes]:
    shown = accepted(frame)
    first, last, opened = (int(_attribute(frame, name)) for name in ("first_day", "last_day", "open_day"))
    credits_due = [
        {"text": str(credit["text"]), "url": str(credit.get("url") or "")} for credit in _attribute(frame, "credits")
    ]
    buffers = Buffers()
    source_codes, source_rows = combine([shown["source"]])
    places, place_codes = _places(shown, buffers)
    header = {
        "format": FORMAT,
        "title": title,
        "days": {"first": first, "last": last, "open": min(max(opened, first), last)},
        "credits": credits_due,
        "care": _care(frame),
        "force_wordings": _force_wordings(shown),
        "reports": _reports(shown, place_codes, source_codes, buffers),
        "places": places,
        "sources": _sources(shown, source_rows, buffers),
    }
    return buffers.pieces(header)


def accepted(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the reports that count, neither drafts nor retracted, renumbered from 0."""
    wanted = {
        *("id", "state", "geometry", "source", "force_wording", WORDING_COLUMN, ROW_COLUMN),
        *("claimant_key", "voice_key", *TEXT_COLUMNS, *NUMBER_COLUMNS, *FLAG_COLUMNS, *DAY_COLUMNS, *EDGE_COLUMNS),
        *(f"source_{name}" for name in SOURCE_COLUMNS),
        *(f"place_{name}" for name in PLACE_COLUMNS),
    }
    missing = sorted(wanted.difference(map(str, frame.columns)))
    if missing:
        raise WrongColumns(f"the claims table lacks {', '.join(missing)}; {_REMEDY}")
    kept = (frame["state"] == "accepted").to_numpy(dtype=bool, na_value=False)
    shown = pd.DataFrame(frame)[sorted(wanted)]  # to take a column of a GeoDataFrame takes twice as long
    return (shown if kept.all() else shown[kept]).reset_index(drop=True)


def _attribute(frame: pd.DataFrame, name: str) -> Any:
    if name not in getattr(frame, "attrs", {}):
        raise WrongColumns(f"the claims table's attrs lack {name!r}; {_REMEDY}")
    if frame.attrs[name] is None:
        raise WrongColumns("no report of the claims table has a day; a map needs one")
    return frame.attrs[name]


def _care(frame: pd.DataFrame) -> dict[str, Any] | None:
    """Return what is held back, for the page to say in its reader's language."""
    care = frame.attrs.get("care")
    return care and {name: care[name] for name in ("from_day", "left_out", "coarsen", "redact")}


def _force_wordings(shown: pd.DataFrame) -> dict[str, str]:
    """Return for each wording of a force that is not the force's name that name: older addresses have the wording."""
    _, firsts = combine([shown["force_wording"], shown["force"]])
    wordings, names = (_texts_at(shown[name], firsts).to_pylist() for name in ("force_wording", "force"))
    return {wording: name for wording, name in zip(wordings, names, strict=True) if wording not in ("", name)}


def _reports(shown: pd.DataFrame, places: Codes, sources: Codes, buffers: Buffers) -> dict[str, Any]:
    """Write every column of the reports, and the pairs of rows that name each other."""
    wording = text_column(shown[WORDING_COLUMN])
    writer = ColumnWriter(buffers, ("place_wording", wording.rows()))
    # Code 0 is no place, so that a column of texts can follow from the codes.
    part: dict[str, Any] = {"count": len(shown), "place": writer.write("place", _numbered(places + 1))}
    part["source"] = writer.write("source", _numbered(sources))
    part["id"] = writer.write("id", text_column(shown["id"], is_distinct=True))
    for name in TEXT_COLUMNS:
        texts = text_column(shown[name], ordered=name in ORDERED)
        part[name] = writer.write(name, texts, of=FOLLOWS.get(name, ()), beside=BESIDE.get(name, ""))
    part["place_wording"] = writer.write("place_wording", wording, of=FOLLOWS["place_wording"])
    # The country of a place on the map is in the table of places.
    country = shown["place_country_code"].astype("str").where(places < 0, "")
    part["place_country"] = writer.write("place_country", text_column(country), of=FOLLOWS["place_country"])
    for name in NUMBER_COLUMNS:
        numbers = shown[name].to_numpy(dtype=np.float64)
        finite = np.where(np.isfinite(numbers), numbers, np.nan)
        part[name] = writer.write(name, finite, of=FOLLOWS[name])
    for name in (*FLAG_COLUMNS, *DAY_COLUMNS):
        whole = shown[name].to_numpy(dtype=np.int64)
        part[name] = writer.write(name, whole, of=FOLLOWS[name])
    in_words = worded_bounds(shown).astype(np.int64)
    part[WORDED_COLUMN] = writer.write(WORDED_COLUMN, in_words, of=FOLLOWS[WORDED_COLUMN])
    for name, days in _named_days(shown).items():
        part[name] = writer.write(name, days, of=FOLLOWS[name])
    for name, numbers in zip(SPEAKER_COLUMNS, (claimant_numbers(shown), voice_numbers(shown)), strict=True):
        part[name] = writer.write(name, numbers, of=FOLLOWS[name])
    part[ROW_COLUMN] = writer.write(ROW_COLUMN, _shared_rows(shown[ROW_COLUMN]))
    rows = pd.Index(shown["id"])
    part["edges"] = {name: buffers.add(_edges(shown[name], rows).ravel()) for name in EDGE_COLUMNS}
    return part


def _named_days(shown: pd.DataFrame) -> dict[str, Codes]:
    _, start_to, end_from, _ = named_bounds(shown)
    return dict(zip(NAMED_DAYS, (said_bounds(shown)[1], start_to, end_from), strict=True))


def _shared_rows(column: pd.Series[Any]) -> Codes:
    """Return claimants' rows counted up from 1; a claim that shares its row with none has 0."""
    rows = column.to_numpy(np.int64)
    codes, distinct = pd.factorize(rows)
    shared = (rows != 0) & (np.bincount(codes, minlength=len(distinct))[codes] > 1)
    numbers = np.zeros(len(rows), dtype=np.int64)
    numbers[shared] = pd.factorize(rows[shared])[0] + 1
    return numbers


def _texts_at(column: pd.Series[Any], rows: Codes) -> pa.Array:
    """Return a column's texts in some rows; what is missing is blank."""
    return texts_of(column).take(pa.array(rows))


def _numbered(codes: Codes) -> Coded:
    """Return codes from 0 up as a column of themselves."""
    return Coded(np.arange(int(codes.max(initial=0)) + 1), codes)


def _edges(column: pd.Series[Any], rows: pd.Index[Any]) -> NDArray[np.int64]:
    """Return references as pairs of rows, from and to; those to reports that are not there are left out."""
    is_named = pc.not_equal(texts_of(column), "").to_numpy(zero_copy_only=False)
    if not is_named.any():
        return np.zeros((0, 2), dtype=np.int64)
    named = column[is_named].astype("str")
    links = named.str.split(";").explode().str.strip()
    targets = rows.get_indexer(pd.Index(links))
    pairs = np.column_stack([links.index.to_numpy(dtype=np.int64), targets])
    return pairs[targets >= 0]


def _places(shown: pd.DataFrame, buffers: Buffers) -> tuple[dict[str, Any], Codes]:
    """Write each distinct place once; return the places and each report's place as a row of them, -1 for none."""
    placed = np.flatnonzero((shown["place_lon"].notna() & shown["place_lat"].notna()).to_numpy())
    codes = np.full(len(shown), -1, dtype=np.int64)
    every, told_apart = combine([shown[f"place_{name}"] for name in PLACE_COLUMNS])
    codes[placed], firsts = combine_codes([(every[placed], len(told_apart))], len(placed))
    rows = placed[firsts]
    writer = ColumnWriter(buffers)
    part: dict[str, Any] = {"count": len(rows)}
    for name in PLACE_COLUMNS:
        column = shown[f"place_{name}"]
        if name in PLACE_NUMBERS:
            part[name] = writer.write(name, column.to_numpy(dtype=np.float64)[rows].round(6))
        else:
            part[name] = writer.write(name, text_column(_texts_at(column, rows)))
    outlines = pd.Series(_outlines(shown["geometry"].to_numpy(dtype=object)[rows]), dtype=object)
    part["geometry"] = writer.write("geometry", text_column(outlines, is_shown=False))
    return part, codes


def _outlines(geometries: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return areas and lines as GeoJSON; a point is left out, since its place has a longitude and a latitude."""
    drawn = ~np.isin(shapely.get_type_id(geometries), (-1, 0))
    rounded = shapely.transform(geometries[drawn], lambda degrees: np.round(degrees, OUTLINE_DECIMALS))
    outlines = np.full(len(geometries), "", dtype=object)
    outlines[drawn] = shapely.to_geojson(rounded)
    return outlines


def _sources(shown: pd.DataFrame, rows: Codes, buffers: Buffers) -> dict[str, Any]:
    """Write each source once, of the rows where each comes first."""
    writer = ColumnWriter(buffers)
    part: dict[str, Any] = {"count": len(rows), "id": writer.write("id", text_column(_texts_at(shown["source"], rows)))}
    for name in SOURCE_COLUMNS:
        part[name] = writer.write(name, text_column(_texts_at(shown[f"source_{name}"], rows)))
    return part
