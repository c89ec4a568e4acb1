"""The columns of the claims table: dtype, unit and meaning of each, and the check that a table has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from mustermap.errors import WrongColumns

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    import pandas as pd


#: Kinds of numpy dtypes that are accepted for a documented dtype; a text is checked where it is written.
_KINDS: Final = {"int32": "iu", "int64": "iu", "float64": "fiu", "bool": "bO"}
_REMEDY: Final = "make the table with mustermap.read, or with layers.claims_table"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a documented table.

    Attributes
    ----------
    name : str
        ``_day`` is days since 1970-01-01 in UTC, with -(2**31 - 1) and 2**31 - 1 for no bound; ``_m`` is metres.
    dtype : str
        ``text`` is pandas' ``str`` or a category of texts, blank as "".
    meaning : str
        What it says.
    """

    name: str
    dtype: str
    meaning: str


def texts_of(**meanings: str) -> tuple[Column, ...]:
    """Return columns of texts, each with its meaning."""
    return tuple(Column(name, "text", meaning) for name, meaning in meanings.items())


CLAIMS_COLUMNS: Final = (
    *texts_of(
        id="the report's id, unique",
        kind="claim, dispute or context",
        state="draft, accepted or retracted",
        claimant="who says it",
        claimant_key="the same for all wordings of a claimant; without a name one for each source, after a space",
        claimant_short="the claimant's short name in the register, else the name",
        speaks_for="claimant_key of the one for whom the claimant speaks, as the register says",
        attributed_to="on whose information",
        voice_key="claimant_key of whom the claim goes back to; several are separated by ;",
        summary="one sentence of the editor's",
        quote="a short verbatim wording",
        quote_lang="the quote's language",
        force="whose troops; several are a joint force, sorted and separated by ;; a country's by the country's name",
        force_wording="whose troops, as the report has it",
        component="which kind of troops",
        unit="a named unit",
        quantity="what is counted",
        measure="stock or flow",
        phase="planned, ordered, arriving, present or withdrawn",
        role="what the place is to the troops",
        credibility="1 to 6",
        figure="the wording of the figure",
        figure_text="the figure as a text that keeps its bounds; blank is no number",
    ),
    Column("figure_low", "float64", "the lower bound; NaN is none"),
    Column("figure_low_included", "bool", "whether the lower bound itself is possible"),
    Column("figure_high", "float64", "the upper bound; NaN is none"),
    Column("figure_high_included", "bool", "whether the upper bound itself is possible"),
    Column("figure_best", "float64", "a value stated as near; NaN is none"),
    *texts_of(
        said="when it was said, in EDTF",
        said_wording="the wording of that",
        start="from when it holds, in EDTF",
        start_wording="the wording of that",
        end="until when, in EDTF; .. is open",
        end_wording="the wording of that",
        computed="which of said, start and end their wordings do not name by themselves, separated by ;",
    ),
    Column("said_possible_day", "int32", "from this day on it was possibly said"),
    Column("said_certain_day", "int32", "from this day on it was certainly said"),
    Column("start_earliest_day", "int32", "the first day on which its span can begin"),
    Column("start_latest_day", "int32", "the last day on which its span can begin"),
    Column("possible_from_day", "int32", "the first day on which it possibly holds"),
    Column("possible_to_day", "int32", "the last such day"),
    Column("certain_from_day", "int32", "the first day on which it certainly holds; after certain_to_day if on none"),
    Column("certain_to_day", "int32", "the last such day"),
    Column("stated_from_day", "int32", "the first day that its start and end state; after the last if none"),
    Column("stated_to_day", "int32", "the last such day"),
    Column("spoken_day", "int32", "the exact day of its saying, where it is stated for that day; else no bound"),
    Column("end_known", "bool", "whether an end is given; if not, the claim can come to be only last cited"),
    *texts_of(
        repeats="ids of the reports that it echoes, separated by ;",
        updates="ids of the reports that it replaces",
        beside="ids of the claimant's other reports beside which its figure holds",
        disputes="ids of the reports that it denies or doubts",
        source="id of the source",
        source_title="its title",
        source_publisher="its publisher",
        source_url="its address",
        source_language="its language",
        source_published="its day of publication, in EDTF",
        source_accessed="the day on which the editor read it, in EDTF",
        source_archive_url="the address of an archived copy",
        source_reliability="A to F",
        source_note="what a reader must know about it",
        origin="the wording of where they come from",
        place="the wording of the place",
        place_ref="what the place was resolved to; blank is not placed",
        place_name="the resolved place's name",
        place_precision="exact, site, settlement, region, country or line",
        place_country_code="ISO 3166-1 alpha-2 code, as the gazetteer has it; not placed: as the report says it",
        place_how="how the place was found, as a text",
        place_reason="why a named place is not placed, a sentence",
        place_advice="what whoever wrote the report can do about it, a sentence",
    ),
    Column("place_radius_m", "float64", "radius in metres within which the place lies; NaN if not placed"),
    Column(
        "place_lon", "float64", "longitude of the place, EPSG:4326; of an area, of a point within; NaN if not placed"
    ),
    Column("place_lat", "float64", "latitude of the same point"),
    Column(
        "claimant_row",
        "int64",
        "the same number for the claims that form a claimant's row: one claimant on the same force, component, unit, "
        "quantity, place and phase; 0: it folds nothing and nothing folds it",
    ),
    Column("geometry", "geometry", "Point, (Multi)LineString or (Multi)Polygon in EPSG:4326; None if not placed"),
)


def frame_of(documented: tuple[Column, ...], columns: Mapping[str, Any]) -> pd.DataFrame:
    """Return a frame of documented columns, in their order; the columns' own indexes are dropped."""
    import numpy as np
    import pandas as pd

    made: dict[str, Any] = {}
    for column in documented:
        values = columns[column.name]
        if column.dtype != "text":
            made[column.name] = np.asarray(values, dtype=column.dtype)
        else:
            made[column.name] = pd.Series(values).array
    return pd.DataFrame(made)


def plain_claims(claims: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return a claims table as a frame of pandas that shares its columns and has no ``attrs``.

    geopandas looks at each column that is taken for geometries, and pandas hands the ``attrs`` on: of a table of a few
    claims, taking columns is a tenth to a third of what it costs to say what is in effect.
    """
    import pandas as pd

    return pd.DataFrame(claims, copy=False)


def check_claims(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Check that a table has the columns of the claims table, each of its dtype, in EPSG:4326.

    Returns
    -------
    geopandas.GeoDataFrame
        The same table.

    Raises
    ------
    WrongColumns
        If a column is absent or of another dtype, an id comes twice, or the CRS is another one.
    """
    require_claims(frame)
    dtypes = dict(frame.dtypes)
    for column in CLAIMS_COLUMNS:
        got = str(dtypes[column.name])
        if got not in ({"str", "category"} if column.dtype == "text" else {column.dtype}):
            raise WrongColumns(f"claims table: column {column.name!r} is {got}; it must be {column.dtype}")
    if frame["id"].duplicated().any():
        twice = frame["id"][frame["id"].duplicated()].iloc[0]
        raise WrongColumns(f"claims table: id {twice!r} comes twice; ids must be unique")
    return frame


def require_claims(frame: object) -> None:
    """Check in no time that a table can be the claims table: every column is there and of its kind, in EPSG:4326.

    An integer column may be wider than documented, and a text be any object: what pandas makes of a table that was
    filtered, joined or read from a file is accepted.

    Raises
    ------
    WrongColumns
        If it is no GeoDataFrame, lacks a column, or a column holds numbers, dates or flags where another kind belongs.
    """
    import geopandas as gpd

    if not isinstance(frame, gpd.GeoDataFrame):
        raise WrongColumns(f"claims table: got a {type(frame).__name__}, not a geopandas.GeoDataFrame; {_REMEDY}")
    dtypes = dict(frame.dtypes)
    for column in CLAIMS_COLUMNS:
        if column.name not in dtypes:
            raise WrongColumns(f"claims table: column {column.name!r} is absent; {_REMEDY}")
        got = dtypes[column.name]
        if column.dtype in _KINDS and got.kind not in _KINDS[column.dtype]:
            raise WrongColumns(f"claims table: column {column.name!r} is {got}; it must be {column.dtype}")
    crs = getattr(frame["geometry"], "crs", None)
    if crs is None or crs.to_epsg() != 4326:
        raise WrongColumns(f"claims table: its CRS is {crs}; it must be EPSG:4326, so call to_crs(4326)")
