"""The subjects that have claims, as a table: what each is about, and how many say something of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
import pandas as pd

from mustermap.layers.change_headings import UNPLACED, WHOLE
from mustermap.layers.claim_columns import Column, frame_of, texts_of
from mustermap.layers.claimants import Voices
from mustermap.layers.comparison.shown_claims import HELD
from mustermap.layers.comparison.subject_pairs import NOWHERE

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from mustermap.layers.comparison.subject_pairs import Subjects

    Codes = NDArray[np.int64]

By = Literal["phase", "claimant", "source", "force"]

SUBJECT_COLUMNS: Final = (
    Column("subject", "int64", "number of the subject, from 0 on: those with most claimants come first"),
    *texts_of(
        force="whose troops; several are a joint force, separated by ;",
        area_ref="where, as place_ref in the claims table; blank for what is not placed",
        area_name="the area's name",
        quantity="what is counted, in small letters",
    ),
    Column("claimants", "int64", "how many independent claimants state a figure of it, of parts and places inside too"),
    Column("figures", "int64", "how many claims state a figure of it"),
    Column("claims", "int64", "how many claims are about it, or are shown with it"),
)


@dataclass(frozen=True, slots=True)
class Ranked:
    """The subjects that have claims, and their claims, in the order in which they are shown.

    Attributes
    ----------
    table : pandas.DataFrame
        The columns of SUBJECT_COLUMNS.
    number : array of int64
        The number that each of them had.
    pairs : pandas.DataFrame
        Which claims are shown with which of them, sorted by subject and row.
    shown : array of int64
        How each is shown.
    """

    table: pd.DataFrame
    number: Codes
    pairs: pd.DataFrame
    shown: Codes


def ranked_subjects(claims: gpd.GeoDataFrame, subjects: Subjects, pairs: pd.DataFrame, shown: Codes, by: By) -> Ranked:
    """Return the subjects that have claims, those with most claimants first.

    Parameters
    ----------
    claims
        The claims table.
    subjects
        The subjects of the question.
    pairs, shown
        Which claims are shown with which of them, and how.
    by
        ``force`` sorts them by force.

    Returns
    -------
    Ranked
        What is not placed comes after all that is, since it has no answer.
    """
    count = len(subjects.force)
    number, row, heading = (pairs[name].to_numpy(np.int64) for name in ("subject", "row", "heading"))
    is_figure = (shown == HELD) & np.isin(heading, [WHOLE, UNPLACED])
    is_figure &= (claims["figure_text"].iloc[row] != "").to_numpy(bool)
    voices = Voices(claims[["voice_key"]].iloc[row[is_figure]])
    claimants = voices.count(number[is_figure], np.arange(int(is_figure.sum())), count)
    distinct = pd.unique(number * len(claims) + row)
    counts = {
        "claimants": claimants,
        "figures": np.bincount(number[is_figure], minlength=count),
        "claims": np.bincount(distinct // max(len(claims), 1), minlength=count),
    }
    held = np.flatnonzero(counts["claims"])
    columns = {"subject": np.arange(len(held)), **_cells(claims, subjects, held)}
    table = frame_of(SUBJECT_COLUMNS, {**columns, **{name: column[held] for name, column in counts.items()}})
    keys: list[NDArray[Any]] = [_ranks(table[name]) for name in ("quantity", "force", "area_name")]
    keys += [-table[name].to_numpy() for name in ("claims", "figures", "claimants")]
    keys += [*([_ranks(table["force"])] if by == "force" else []), (table["area_ref"] == "").to_numpy()]
    order = np.lexsort(keys)
    rank = np.full(count, -1)
    rank[held[order]] = np.arange(len(held))
    sorting = np.lexsort((row, rank[number]))
    return Ranked(
        table.iloc[order].reset_index(drop=True).assign(subject=np.arange(len(held))),
        held[order],
        pairs.iloc[sorting].assign(subject=rank[number[sorting]]).reset_index(drop=True),
        shown[sorting],
    )


def _cells(claims: gpd.GeoDataFrame, subjects: Subjects, held: Codes) -> dict[str, Any]:
    """Return what each subject is about."""
    place = subjects.place[held]
    if subjects.area is not None:
        refs, names = (np.array([text], dtype=object) for text in (subjects.area.ref, subjects.area.name))
    else:
        refs, names = (claims[name].iloc[place].to_numpy(dtype=object) for name in ("place_ref", "place_name"))
    texts = {
        "force": [subjects.force[one] for one in held],
        "area_ref": np.where(place == NOWHERE, "", refs),
        "area_name": np.where(place == NOWHERE, "", names),
        "quantity": [subjects.quantity[one] for one in held],
    }
    return {name: pd.Series(column, dtype="str") for name, column in texts.items()}


def _ranks(column: pd.Series[str]) -> Codes:
    codes, _ = pd.factorize(column.astype("str"), sort=True)
    return codes.astype(np.int64)
