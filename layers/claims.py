"""The claims table, made of the table of reports: days instead of dates, places instead of wordings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd

from mustermap import geo
from mustermap.data.combinations import combine
from mustermap.data.days import DISTANT_FUTURE, DISTANT_PAST
from mustermap.data.edtf import OPEN, read_edtf
from mustermap.data.figures import Figure
from mustermap.data.report_table import spread_texts
from mustermap.layers.attribute_lists import AttributeList
from mustermap.layers.claim_columns import CLAIMS_COLUMNS, check_claims
from mustermap.layers.claimant_rows import claimant_rows
from mustermap.layers.computed_days import computed_days
from mustermap.layers.day_range import slider_days
from mustermap.layers.echoes import said_by_echoes
from mustermap.layers.identities.claimant_keys import claimant_columns
from mustermap.layers.identities.force_names import force_name
from mustermap.layers.places.place_columns import place_columns
from mustermap.layers.references import edges

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from mustermap.data.claimant_register import Claimant
    from mustermap.layers.places.placement import Decided

    Days = NDArray[np.int64]
    Flags = NDArray[np.bool_]

_BOUNDS: Final = ("figure_low", "figure_low_included", "figure_high", "figure_high_included", "figure_best")
_SHARED: Final = tuple(column.name for column in CLAIMS_COLUMNS if column.name.startswith("source_"))


def claims_table(
    reports: pd.DataFrame,
    sources: pd.DataFrame,
    *,
    places: pd.DataFrame | None = None,
    decided: Decided | None = None,
    claimants: Iterable[Claimant] = (),
) -> gpd.GeoDataFrame:
    """Return the claims table: what can be drawn and compared. The places of one source are resolved together.

    Parameters
    ----------
    reports, sources
        Tables with the columns of the data dictionary (``mustermap.data.report_table``), blank text as "".
    places
        The places that a ledger keeps: ``ref``, ``name``, ``kind``, ``precision``, ``radius_m``, ``country_code``,
        ``lon``, ``lat`` and ``geometry`` (WKB, EPSG:4326). A report with a ``place_ref`` among them is placed as kept.
    decided
        A function of a place wording and a country hint that returns what an editor decided: a ref, "" for no place,
        None if nothing was decided.
    claimants
        The register of claimants.

    Returns
    -------
    geopandas.GeoDataFrame
        One row a report, EPSG:4326, with the columns of ``CLAIMS_COLUMNS``. ``attrs`` holds ``first_day`` and
        ``last_day`` of the slider and ``open_day``, on which the page opens (None without any day), and
        ``credits``, the ``text`` and ``url`` of each source of the gazetteer.

    Raises
    ------
    WrongColumns
        If an id comes twice.
    """
    reports = reports.reset_index(drop=True)
    columns: dict[str, Any] = {str(name): reports[name] for name in reports if name not in _BOUNDS}
    columns |= _shared_by_source(reports["source"], sources)
    columns |= {name: reports[name] for name in _BOUNDS}
    columns["force_wording"] = reports["force"]
    columns["force"] = _each_distinct(reports["force"], force_name)
    columns |= claimant_columns(reports["claimant"], reports["attributed_to"], reports["source"], claimants)
    columns["figure_text"] = _figure_texts(reports)
    columns["computed"] = computed_days(reports, columns["source_language"])
    said = _said_days(reports, columns["source_published"], columns["source_accessed"])
    columns["said_possible_day"], columns["said_certain_day"] = (days.astype(np.int32) for days in said[:2])
    columns |= _span_days(reports, *said)
    columns |= place_columns(reports, places, decided)
    columns["claimant_row"] = claimant_rows(columns)
    names = [column.name for column in CLAIMS_COLUMNS]
    arrays = {name: pd.Series(columns[name], copy=False).array for name in names}  # nothing to align by an index
    frame = gpd.GeoDataFrame(arrays, geometry="geometry", crs="EPSG:4326")
    frame.attrs.update(slider_days(frame))
    parts = geo.gazetteer_parts()
    frame.attrs["credits"] = AttributeList({"text": part.credit, "url": part.url} for part in parts)
    return check_claims(frame)


def _shared_by_source(source: pd.Series[str], sources: pd.DataFrame) -> dict[str, pd.Categorical]:
    """Return for each report what its source says, as categories; blanks if the source is unknown."""
    known = sources.drop_duplicates("id")
    rows = pd.Index(known["id"]).get_indexer(pd.Index(source))
    shared = {}
    for name in _SHARED:
        texts = [*known[name.removeprefix("source_")], ""]  # -1, no source, is the last one
        numbers = {text: number for number, text in enumerate(dict.fromkeys(texts))}
        codes = np.array([numbers[text] for text in texts])
        shared[name] = pd.Categorical.from_codes(codes[rows], categories=pd.Index([*numbers], dtype="str"))
    return shared


def _each_distinct(column: pd.Series[str], change: Any) -> pd.Series[str]:
    """Change each distinct text of a column once."""
    codes, distinct = pd.factorize(column)
    return spread_texts([change(text) for text in distinct], codes)


def _figure_texts(reports: pd.DataFrame) -> pd.Series[str]:
    """Return the text of each figure; each distinct one is made once."""
    bounds = reports[list(_BOUNDS)]
    if bounds.empty:
        return pd.Series([], dtype="str")
    codes, firsts = combine([bounds[name] for name in _BOUNDS])
    texts = [_figure_text(*row) for row in bounds.iloc[firsts].itertuples(index=False)]
    return spread_texts(texts, codes)


def _figure_text(low: float, low_included: bool, high: float, high_included: bool, best: float) -> str:
    if np.isnan([low, high, best]).all():
        return ""
    lowest, highest, nearest = (None if np.isnan(number) else number for number in (low, high, best))
    return Figure(low=lowest, low_included=low_included, high=highest, high_included=high_included, best=nearest).text


def date_days(column: pd.Series[str]) -> tuple[Days, Days, Flags]:
    """Return the bounds of EDTF dates, each distinct one read once; "" and ".." have no bound.

    Returns
    -------
    tuple of arrays
        Earliest day, latest day, and whether the date is qualified.
    """
    codes, distinct = pd.factorize(column)
    dates = [(DISTANT_PAST, DISTANT_FUTURE, False) for _ in distinct] or [(DISTANT_PAST, DISTANT_FUTURE, False)]
    for number, text in enumerate(distinct):
        if text not in {"", OPEN}:
            date = read_edtf(text)
            dates[number] = (date.earliest, date.latest, date.qualified)
    earliest, latest, qualified = (np.array(part)[codes] for part in zip(*dates, strict=True))
    return earliest.astype(np.int64), latest.astype(np.int64), qualified.astype(bool)


def _said_days(reports: pd.DataFrame, published: pd.Series[str], accessed: pd.Series[str]) -> tuple[Days, Days, Flags]:
    """Return the first and the last day on which each report can have been said, and whether its date is qualified.

    A report of unknown day was said on the day of its publication. What an editor has read had been said by then, and
    so had what another claim repeats.
    """
    known = (reports["said"] != "").to_numpy()
    said_earliest, said_latest, said_doubted = date_days(reports["said"])
    source_earliest, source_latest, source_doubted = date_days(published)
    _, read_by, read_doubted = date_days(accessed)
    earliest = np.where(known, said_earliest, source_earliest)
    doubted = np.where(known, said_doubted, source_doubted)
    latest = np.where(doubted, DISTANT_FUTURE, np.where(known, said_latest, source_latest))
    read_by = np.where(read_doubted, DISTANT_FUTURE, read_by)
    certain = np.where(read_by >= earliest, np.minimum(latest, read_by), latest)
    counts = ((reports["kind"] == "claim") & (reports["state"] == "accepted")).to_numpy()
    if reports["id"].is_unique:  # else the table is refused, with a sentence about it
        certain = said_by_echoes(*edges(reports, "repeats", among=counts), earliest, certain)
    return earliest, certain, doubted


def _span_days(
    reports: pd.DataFrame, said_earliest: Days, said_latest: Days, said_doubted: Flags
) -> dict[str, NDArray[Any]]:
    """Return the days on which each report holds possibly and certainly, and those that it is stated for.

    A start that is not given is the day of saying where the end is not given, is open, or certainly lies after that
    day; else ("until recently") nobody knows when it began.
    """
    is_exact = (said_earliest == said_latest) & ~said_doubted
    starts = (reports["start"] != "").to_numpy()
    is_open = (reports["end"] == OPEN).to_numpy()
    ends = ((reports["end"] != "") & ~is_open).to_numpy()
    start_earliest, start_latest, start_doubted = date_days(reports["start"])
    end_earliest, end_latest, end_doubted = date_days(reports["end"])
    end_earliest = np.where(ends, end_earliest, DISTANT_FUTURE)
    may_be_over = ~starts & (end_earliest <= said_latest) & ends
    begin_earliest = np.where(starts, start_earliest, said_earliest)
    begin_latest = np.where(starts, start_latest, said_latest)
    begin_latest = np.where(start_doubted | may_be_over, DISTANT_FUTURE, begin_latest)
    # Without an end it is meant at least up to the day of saying, or on the day on which it begins.
    spoken_up_to = np.maximum(start_earliest, np.where(said_doubted, DISTANT_PAST, said_earliest))
    meant_to = np.where(ends | is_open, end_earliest, np.where(starts, spoken_up_to, DISTANT_PAST))
    is_meant = ~(ends & end_doubted) & (begin_latest <= meant_to) & (begin_latest < DISTANT_FUTURE)
    is_spoken = is_exact & ~may_be_over & (begin_earliest <= said_earliest) & (said_earliest <= end_earliest)
    spoken = np.where(is_spoken, said_earliest, DISTANT_PAST)
    is_certain = np.where(starts, is_meant, is_spoken & ~(ends & end_doubted))
    days = {
        "start_earliest_day": begin_earliest,
        "start_latest_day": begin_latest,
        "possible_from_day": np.where(may_be_over, DISTANT_PAST, begin_earliest),
        "possible_to_day": end_latest,
        "certain_from_day": np.where(is_certain, np.where(starts, begin_latest, spoken), DISTANT_FUTURE),
        "certain_to_day": np.where(is_certain, np.where(starts, meant_to, spoken), DISTANT_PAST),
        "stated_from_day": np.where(is_meant, begin_latest, DISTANT_FUTURE),
        "stated_to_day": np.where(is_meant, meant_to, DISTANT_PAST),
        "spoken_day": spoken,
    }
    return {name: column.astype(np.int32) for name, column in days.items()} | {"end_known": ends}
