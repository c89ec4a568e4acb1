"""Which claims are comparable and so share an axis, and why others are apart; nothing here depends on the day.

Two figures are comparable only if force, quantity, measure and place agree. A blank quantity is personnel; a blank
measure is not known, and agrees with nothing but another blank one. What is not placed is where its wording says:
different wordings may be different places.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from mustermap.data.combinations import combine
from mustermap.data.report_table import spread_texts
from mustermap.layers.claimants import Voices, code_texts, name_key
from mustermap.layers.comparison.nesting import AROUND, ELSEWHERE, INSIDE, NOT_PLACED, SAME, Area, nestings
from mustermap.layers.comparison.shared_forces import share_force
from mustermap.layers.publication.coarsening import WITHHELD

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mustermap.layers.comparison.spans import Bounds

    Codes = NDArray[np.int64]
    Flags = NDArray[np.bool_]

REASONS: Final = (
    *("", "force", "joint", "no_force", "quantity", "measure", "no_number"),
    *("inside", "around", "not_placed", "elsewhere"),
)
"""Why claims are apart, the first that applies; blank if they are on an axis."""

PHASES: Final = ("planned", "ordered", "arriving", "present", "withdrawn", "")
"""In the order of what comes to be: a plan, an order, an arrival."""

MEASURES: Final = ("stock", "flow", "")

LEFT_OUT: Final = -1
"""The reason of a claim that has nothing to do with the question."""

# All that sorting reads of the claims: to copy the rest of their columns takes as long as the sorting.
_SORTED_BY: Final = (
    *("force", "component", "unit", "quantity", "measure", "phase"),
    *("place", "place_ref", "place_reason", "place_country_code"),
)
_AT: Final = {reason: number for number, reason in enumerate(REASONS)}


@dataclass(frozen=True, slots=True)
class Sorted:
    """Some claims, sorted by what they can be compared with.

    Attributes
    ----------
    table : pandas.DataFrame
        A row a claim: ``row`` (position in the claims table), ``pair`` (force and place together, counted up; of
        what is not placed the force and the wording),
        ``quantity`` (position in ``quantities``), ``measure`` (in MEASURES), ``phase`` (in PHASES), ``part`` (in
        ``parts``), ``axis_quantity`` and ``axis_measure`` (what the axis of its pair counts), ``reason`` (in REASONS,
        or LEFT_OUT), ``is_number`` and ``is_part`` (about a part of what others on its axis are about).
    quantities : list of str
        What is counted.
    parts : list of str
        Which part of the force, in small letters; blank for the whole.
    """

    table: pd.DataFrame
    quantities: list[str]
    parts: list[str]


def sort_claims(
    claims: pd.DataFrame, rows: Codes, bounds: Bounds, voices: Voices, *, area: Area | None, force: str | None
) -> Sorted:
    """Sort claims by what they can be compared with.

    Parameters
    ----------
    claims
        The claims table.
    rows
        Positions of the claims that hold on any day, as far as is known.
    bounds, voices
        The figures and the voices of all claims.
    area, force
        What is asked for; None: every area, every force, each an axis of its own.
    """
    these = claims[list(_SORTED_BY)].iloc[rows]
    pair, firsts = combine([these["force"], these["place_ref"], wording_of_unplaced(these)])
    quantity, quantities = code_texts(these["quantity"], lambda text: name_key(text) or "personnel")
    measure = _positions(these["measure"], MEASURES)
    is_number = bounds.is_number[rows]
    axis = _yardsticks(pair, len(firsts), quantity, quantities, measure, is_number, voices, rows)
    axis_quantity, axis_measure = (column[pair] for column in axis)
    is_axis_numbered = np.zeros(len(firsts), dtype=bool)
    is_axis_numbered[pair[is_number]] = True
    reason = np.where(quantity == axis_quantity, _AT["measure"], _AT["quantity"])
    reason[(quantity == axis_quantity) & (measure == axis_measure)] = _AT[""]
    reason[is_axis_numbered[pair] & ~is_number] = _AT["no_number"]
    apart = _apart(claims.iloc[rows[firsts]], area, force)[pair]
    reason = np.where(apart == _AT[""], reason, apart)
    part, parts = _parts(these)
    has_whole = np.zeros(len(firsts), dtype=bool)
    whole = parts.index("") if "" in parts else -1
    has_whole[pair[(reason == _AT[""]) & (part == whole)]] = True
    columns = {
        "row": rows,
        "pair": pair,
        "quantity": quantity,
        "measure": measure,
        "phase": _positions(these["phase"], PHASES),
        "part": part,
        "axis_quantity": axis_quantity,
        "axis_measure": axis_measure,
        "reason": reason,
        "is_number": is_number,
        "is_part": (reason == _AT[""]) & has_whole[pair] & (part != whole),
    }
    return Sorted(pd.DataFrame(columns), quantities, parts)


def wording_of_unplaced(claims: pd.DataFrame) -> pd.Series[str]:
    """Return the place wordings of claims that are not placed, normalized; blank for those that are placed.

    Letter case and spaces do not count, as in names. The country that the report says counts: a Camp Victory in Iraq
    is not the one in Afghanistan. Places that are withheld are all called alike, so each is by itself.
    """
    codes, wordings = code_texts(claims["place"])
    keys = with_country(spread_texts(wordings, codes), claims)
    is_withheld = claims["place_reason"].astype("str").str.startswith(WITHHELD).to_numpy()
    keys = keys.where(~is_withheld, keys + " " + keys.index.astype("str"))
    keys.index = claims.index
    return keys.where((claims["place_ref"] == "").to_numpy(), "")


def with_country(wordings: pd.Series[str], claims: pd.DataFrame) -> pd.Series[str]:
    """Add to the wording of each claim's place the country that it says, as in "Camp Victory [IQ]"."""
    country = claims["place_country_code"].astype("str").set_axis(wordings.index)
    return wordings.where(country == "", (wordings + " [" + country + "]").str.lstrip())


def _positions(column: pd.Series[str], known: tuple[str, ...]) -> Codes:
    codes, distinct = pd.factorize(column, use_na_sentinel=False)
    at = np.array([known.index(str(text)) if text in known else len(known) - 1 for text in distinct], dtype=np.int64)
    return at[codes] if len(at) else codes.astype(np.int64)


def _parts(these: pd.DataFrame) -> tuple[Codes, list[str]]:
    """Return which part of the force each claim names: component and unit together."""
    (component, components), (unit, units) = (code_texts(these[name]) for name in ("component", "unit"))
    codes, firsts = combine([pd.Series(component), pd.Series(unit)])
    named = [
        ", ".join(text for text in (components[one], units[other]) if text)
        for one, other in zip(component[firsts], unit[firsts], strict=True)
    ]
    own, parts = code_texts(pd.Series(named, dtype="str"), str)
    return own[codes] if len(own) else codes, parts


def _yardsticks(
    pair: Codes, pairs: int, quantity: Codes, quantities: list[str], measure: Codes, is_number: Flags, voices: Voices,
    rows: Codes,
) -> tuple[Codes, Codes]:  # fmt: skip
    """Choose what each pair counts: what most independent claimants count, persons and stocks first where even."""
    numbered = np.zeros(pairs, dtype=bool)
    numbered[pair[is_number]] = True
    asked = is_number | ~numbered[pair]
    own_pair, own_quantity, own_measure = pair[asked], quantity[asked], measure[asked]
    code, firsts = combine([pd.Series(column) for column in (own_pair, own_quantity, own_measure)])
    independent = voices.count(code, rows[asked], len(firsts))
    spelling = np.argsort(np.argsort(np.array(quantities, dtype=object), kind="stable"), kind="stable")
    which = own_quantity[firsts]
    persons = quantities.index("personnel") if "personnel" in quantities else -1
    rank = np.where(which == persons, 0, 3) + own_measure[firsts]
    order = np.lexsort(
        (spelling[which], rank, -np.bincount(code, minlength=len(firsts)), -independent, own_pair[firsts])
    )
    best = order[np.unique(own_pair[firsts][order], return_index=True)[1]]
    return own_quantity[firsts][best], own_measure[firsts][best]


def _apart(pairs: pd.DataFrame, area: Area | None, force: str | None) -> Codes:
    """Return for each pair of force and place why it is apart from the question; 0 if it is not."""
    forces, codes = pairs["force"].astype("str"), np.full(len(pairs), _AT[""])
    shares = np.zeros(len(pairs), dtype=bool) if force is None else share_force(forces, [force])
    is_own = np.ones(len(pairs), dtype=bool) if force is None else (forces == force).to_numpy()
    if area is None:
        codes[~is_own] = np.where(shares[~is_own], _AT["joint"], LEFT_OUT)
        codes[is_own & (pairs["place_ref"] == "").to_numpy()] = _AT["not_placed"]
        return codes
    nesting = nestings(pairs, area)
    if force is None:  # what has no place counts for the forces that anything is claimed of here
        here = forces[np.isin(nesting, [SAME, INSIDE, AROUND])].unique().tolist()
        shares, is_own_near = share_force(forces, here), forces.isin(here).to_numpy()
    else:
        is_own_near = is_own
    codes[:] = LEFT_OUT
    related = is_own_near | shares
    codes[related & (nesting == NOT_PLACED)] = _AT["not_placed"]
    codes[related & (nesting == AROUND)] = _AT["around"]
    codes[is_own & (nesting == ELSEWHERE)] = _AT["elsewhere"] if force is not None else LEFT_OUT
    codes[nesting == INSIDE] = _AT["inside"]
    others = np.where((forces == "").to_numpy(), _AT["no_force"], np.where(shares, _AT["joint"], _AT["force"]))
    return np.where(nesting == SAME, np.where(is_own, _AT[""], others), codes)
