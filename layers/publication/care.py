"""The claims table that is published: what is left out for a while, made less precise, or withheld."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from mustermap.data.fields import REFERENCES
from mustermap.errors import WrongCare
from mustermap.geo import COARSE
from mustermap.layers.attribute_lists import AttributeList
from mustermap.layers.claim_columns import require_claims
from mustermap.layers.claimant_rows import numbered_rows
from mustermap.layers.claims_in_effect import LAST_CITED_AFTER_DAYS, stretches
from mustermap.layers.day_range import slider_days
from mustermap.layers.publication.coarsening import raise_places
from mustermap.layers.publication.redaction import REDACTABLE, redact
from mustermap.layers.references import edges
from mustermap.words import words_of
from mustermap.words.care_texts import care_text

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from mustermap.geo import Coarse

#: An id that is left out is a hash of these, or was chosen by an editor who knew them.
_IN_SOURCE_IDS: Final = frozenset({"source", "source_title", "source_publisher", "source_url", "source_published"})
_IN_IDS: Final = _IN_SOURCE_IDS | {"id", "claimant", "component", "unit", "figure", "place"}


@dataclass(frozen=True, slots=True)
class Care:
    """What is held back when something is published.

    Attributes
    ----------
    embargo_from_day
        What is said to hold on this day or later is left out (days since 1970-01-01); None: nothing is.
    coarsen
        The precision to which every place is raised: "settlement", "region" or "country"; None: to none.
    redact
        Names of fields that are withheld: of `REDACTABLE`.

    Raises
    ------
    WrongCare
        If there is no such precision, or a field cannot be withheld.
    """

    embargo_from_day: int | None = None
    coarsen: Coarse | None = None
    redact: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.coarsen is not None and self.coarsen not in COARSE:
            raise WrongCare(
                f"coarsen: {self.coarsen!r} is no precision to which places are raised: {', '.join(COARSE)}"
            )
        for name in self.redact:
            if name not in REDACTABLE:
                raise WrongCare(
                    f"redact: {name!r} cannot be withheld; what can be: {', '.join(REDACTABLE)}. "
                    "Forces, phases, quantities and dates decide what is comparable and when it is in effect"
                )

    def __bool__(self) -> bool:
        return self.embargo_from_day is not None or self.coarsen is not None or bool(self.redact)


def publish(claims: gpd.GeoDataFrame, care: Care) -> gpd.GeoDataFrame:
    """Return the claims table that is published.

    Parameters
    ----------
    claims
        The claims table.
    care
        What is left out, made less precise or withheld.

    Returns
    -------
    geopandas.GeoDataFrame
        A claims table of accepted reports, in their order. ``attrs["care"]`` says what was done, for whoever reads it:
        ``from_day``, ``left_out`` (how many accepted reports), ``coarsen``, ``redact`` and a ``sentence``;
        ``attrs["positions"]`` are the rows' positions in ``claims``. Ids that could reveal what is withheld, being
        hashes of it, are numbers.
        Without any care it is the table as it was.

    Notes
    -----
    Left out by the embargo is a claim that is in effect on any day from its first day on, certainly or possibly, and on
    that day not only last cited; with it its echoes, the disputes of nothing else, and the older claims that it had
    ended, if these would then be in effect. Disputes and context are left out where they themselves are so recent.
    """
    require_claims(claims)
    if not care:
        return claims
    claims = claims.reset_index(drop=True)
    accepted = (claims["state"] == "accepted").to_numpy()
    kept = accepted if care.embargo_from_day is None else _outside_embargo(claims, accepted, care.embargo_from_day)
    found = claims[kept].reset_index(drop=True)
    for name in REFERENCES:
        found[name] = _renamed(found[name], pd.Series(found["id"].to_numpy(), index=found["id"]))
    if care.coarsen is not None:
        found = raise_places(found, care.coarsen)
    found = redact(found, care.redact)
    if care.coarsen is not None or _IN_IDS.intersection(care.redact):
        found = _numbered(found)
    if _IN_SOURCE_IDS.intersection(care.redact):
        found["source"] = _numbers(found["source"], "source ")
    found["claimant_row"] = numbered_rows(found["claimant_row"])
    found.attrs = {**claims.attrs, **slider_days(found)}
    found.attrs["positions"] = AttributeList(np.flatnonzero(kept).tolist())
    left_out = int(accepted.sum() - kept.sum())
    done = {
        "from_day": care.embargo_from_day,
        "left_out": left_out,
        "coarsen": care.coarsen or "",
        "redact": list(care.redact),
    }
    found.attrs["care"] = {**done, "sentence": care_text(done, words_of())}
    return found


def _outside_embargo(claims: gpd.GeoDataFrame, accepted: NDArray[np.bool_], first: int) -> NDArray[np.bool_]:
    """Keep what does not hold from a day on; again, since an older claim goes on where its update is left out.

    A report that no other one names, and that names none, is as it is: only the others are looked at again.
    """
    kept = accepted.copy()
    everyone = np.ones(len(claims), dtype=bool)
    links = {name: edges(claims, name, among=everyone) for name in REFERENCES}
    linked, disputing = ~everyone, ~everyone
    linked[np.concatenate([end for pair in links.values() for end in pair])] = True
    disputing[links["disputes"][0]] = True
    among = everyone
    while True:
        rows = np.flatnonzero(kept & among)
        left = claims.iloc[rows].reset_index(drop=True)
        recent = _holds_from(left, first)
        drop = rows[recent | _disputes_nothing(left, disputing[rows], recent)]
        if not len(drop):
            return kept
        kept[drop] = False
        among = linked


def _holds_from(claims: pd.DataFrame, first: int) -> NDArray[np.bool_]:
    """Return which reports are in effect on a day or later, and not only last cited then."""
    days = stretches(claims)
    is_claim = (claims["kind"] == "claim").to_numpy()
    begin = np.maximum(days["possible_from"].to_numpy(), first)
    holds = (begin <= days["possible_to"].to_numpy()) & (begin < days["last_cited_from"].to_numpy())
    root = days["root"].to_numpy()
    with_echoes = holds[np.where(root >= 0, root, np.arange(len(claims)))]
    own_begin = np.maximum(claims["possible_from_day"].to_numpy(np.int64), first)
    cited_from = claims["said_possible_day"].to_numpy(np.int64) + LAST_CITED_AFTER_DAYS + 1
    fresh = claims["end_known"].to_numpy() | (own_begin < cited_from)
    others = (own_begin <= claims["possible_to_day"].to_numpy(np.int64)) & fresh
    shown: NDArray[np.bool_] = np.where(is_claim, with_echoes, others)
    return shown


def _disputes_nothing(left: pd.DataFrame, disputing: NDArray[np.bool_], recent: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which disputes deny only reports that are left out; ``disputing`` deny at least one that is known."""
    disputes = (left["kind"] == "dispute").to_numpy() & disputing
    dispute, target = edges(left, "disputes", among=np.ones(len(left), dtype=bool))
    still = np.zeros(len(left), dtype=bool)
    still[dispute[~recent[target]]] = True
    nothing: NDArray[np.bool_] = disputes & ~still
    return nothing


def _numbered(claims: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the reports with numbers for ids, also where others refer to them."""
    numbers = pd.Series(np.arange(1, len(claims) + 1)).astype("str")
    for name in REFERENCES:
        claims[name] = _renamed(claims[name], pd.Series(numbers.to_numpy(), index=claims["id"]))
    claims["id"] = numbers
    return claims


def _renamed(column: pd.Series[Any], names: pd.Series[Any]) -> pd.Series[str]:
    """Return a column of lists of ids with other ids; one without another is dropped."""
    texts = column.astype("str")
    named = texts[texts != ""].str.split(";").explode().map(names).dropna()
    return named.groupby(level=0, sort=False).agg(";".join).reindex(column.index, fill_value="").astype("str")


def _numbers(column: pd.Series[Any], prefix: str) -> pd.Series[str]:
    codes = pd.factorize(column.astype("str"))[0]
    return (prefix + pd.Series(codes + 1, index=column.index).astype("str")).astype("str")


def published_reports(
    claims: gpd.GeoDataFrame, reports: pd.DataFrame, sources: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the tables of reports and sources that belong to a published claims table.

    Parameters
    ----------
    claims
        What `publish` returned.
    reports, sources
        Tables with the columns of the data dictionary, from which the claims table before was made, in its order.

    Returns
    -------
    tuple of pandas.DataFrame
        The same columns, for the reports and sources that are published. What the claims table has is taken from it; of
        what it has not, nothing of a place or an origin that was raised or withheld is left, nor of a withheld source.
    """
    care = claims.attrs.get("care")
    if care is None:
        return reports, sources
    shown = reports.iloc[claims.attrs["positions"]].reset_index(drop=True)
    firsts = shown["source"].drop_duplicates().index
    used = sources.iloc[pd.Index(sources["id"]).get_indexer(shown["source"].iloc[firsts])].reset_index(drop=True)
    for name in shown.columns.intersection(claims.columns).difference(["force", "geometry"]):
        shown[name] = claims[name].astype(shown[name].dtype).to_numpy()
    place = care["coarsen"] or "place" in care["redact"]
    origin = care["coarsen"] or "origin" in care["redact"]
    for name in ("reason", *(("place_country", "geometry") if place else ()), *(("origin_ref",) if origin else ())):
        shown[name] = ""
    for name in used.columns:
        column = "source" if name == "id" else f"source_{name}"
        if column in claims:
            used[name] = claims[column].astype("str").iloc[firsts].to_numpy()
        elif any(field.startswith("source") for field in care["redact"]):
            used[name] = ""  # the digest of a saved copy
    return shown, used
