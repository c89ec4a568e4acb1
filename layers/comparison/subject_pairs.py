"""The subjects that a question admits, and which claims are about each of them or near it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from mustermap.data.combinations import combine, combine_codes
from mustermap.layers.change_headings import (
    ELSEWHERE,
    JOINTLY,
    LARGER,
    PARTS,
    UNPLACED,
    WHOLE,
    subject_headings,
)
from mustermap.layers.claimants import code_texts, name_key, spread_ranges
from mustermap.layers.comparison.nesting import AROUND, INSIDE, NOT_PLACED, nestings
from mustermap.layers.comparison.nesting import ELSEWHERE as FAR
from mustermap.layers.comparison.question import area_at
from mustermap.layers.comparison.shared_forces import share_force
from mustermap.layers.comparison.subject_claims import PERSONNEL, Subject

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from mustermap.layers.comparison.nesting import Area

    Codes = NDArray[np.int64]
    Flags = NDArray[np.bool_]

NOWHERE: Final = -1
"""The place of what is not placed, by number."""

_PLACE: Final = ("place_ref", "place_precision", "place_country_code", "place_radius_m", "place_lon", "place_lat")


@dataclass(frozen=True, slots=True)
class Subjects:
    """The subjects of a question.

    Attributes
    ----------
    force, quantity : list of str
        Of each subject: whose troops, as in the claims table, and what is counted, in small letters.
    place : array of int64
        The position of a claim that is placed where the subject is; `NOWHERE` for what is not placed.
    area : Area or None
        The area of all of them, if the question names one.
    pairs : pandas.DataFrame
        Which claims are shown with which subject, sorted by both: ``subject``, ``row`` (position of the claim),
        ``heading`` (position in ``HEADINGS`` of what changed: how it lies to the subject) and ``is_inside``, whether it
        is about a place inside the area.
    """

    force: list[str]
    quantity: list[str]
    place: Codes
    area: Area | None
    pairs: pd.DataFrame

    def subject(self, claims: gpd.GeoDataFrame, number: int) -> Subject | None:
        """Return a subject; None for what is not placed, where different wordings may be different places."""
        at = int(self.place[number])
        if at == NOWHERE:
            return None
        return Subject(self.force[number], self.area or area_at(claims, at), self.quantity[number])


def subjects_of(claims: gpd.GeoDataFrame, rows: Codes, *, area: Area | None, force: str | None) -> Subjects:
    """Return the subjects of a question.

    Parameters
    ----------
    claims
        The claims table.
    rows
        Positions of the claims that are ever in effect, as far as is known, in their order.
    area, force
        What is asked for; None: every area that a claim is placed on itself, every force.

    Returns
    -------
    Subjects
        A subject that the question names whole has all that is near it. Of several, a claim that has a subject of its
        own among them is not shown as near to others; a place in an area is shown with that area too. A joint force is
        a force of its own, unless one of its members is asked for. What is not placed comes once, for each force.
    """
    if area is not None and force is not None:
        return _only(claims, rows, Subject(force, area))
    own = _own(claims, rows, area, force)
    names = ["force", "place", "quantity"]
    number, firsts = combine([own.table[name] for name in names])
    table = own.table.assign(subject=number)
    place = np.where(table["place"].to_numpy()[firsts] == NOWHERE, NOWHERE, table["row"].to_numpy()[firsts])
    pairs = table if area is not None else pd.concat([table, _nested(claims, table, firsts)], ignore_index=True)
    columns = pairs[["subject", "row", "heading", "is_inside"]]
    return Subjects(
        [own.forces[code] for code in table["force"].iloc[firsts]],
        [own.quantities[code] for code in table["quantity"].iloc[firsts]],
        place,
        area,
        columns.sort_values(["subject", "row"], kind="stable", ignore_index=True),
    )


@dataclass(frozen=True, slots=True)
class _Own:
    """Claims with what each names: codes of force, place and quantity."""

    table: pd.DataFrame
    forces: list[str]
    quantities: list[str]


def _only(claims: gpd.GeoDataFrame, rows: Codes, subject: Subject) -> Subjects:
    """Return the one subject that is asked for, with all that is near it."""
    these = claims.iloc[rows]
    heading = subject_headings(these, subject)
    is_inside = _nestings(these, subject.area) == INSIDE
    near = heading != ELSEWHERE
    heading = np.where(heading == PARTS, WHOLE, heading)
    columns = {"subject": 0, "row": rows[near], "heading": heading[near], "is_inside": is_inside[near]}
    return Subjects(
        [subject.force], [subject.quantity], np.zeros(1, dtype=np.int64), subject.area, pd.DataFrame(columns)
    )


def _own(claims: gpd.GeoDataFrame, rows: Codes, area: Area | None, force: str | None) -> _Own:
    """Return what each claim names, of those that the question admits."""
    these = claims[["force", "quantity", *_PLACE, "geometry"]].iloc[rows]
    forces_of = these["force"]
    code, forces = code_texts(forces_of, str)
    quantity, quantities = code_texts(these["quantity"], lambda text: name_key(text) or PERSONNEL)
    is_placed = ((these["place_ref"] != "") & these["place_lon"].notna()).to_numpy()
    place = np.where(is_placed, pd.factorize(these["place_ref"])[0], NOWHERE)
    heading = np.where(is_placed, WHOLE, UNPLACED)
    is_inside = np.zeros(len(rows), dtype=bool)
    kept = np.ones(len(rows), dtype=bool)
    if force is not None:
        names = pd.Series(forces, dtype="str")
        is_own = (names == force).to_numpy()[code]
        is_joint = (share_force(names, [force]) & names.str.contains(";", regex=False).to_numpy())[code]
        heading[is_joint & is_placed] = JOINTLY
        kept &= is_own | is_joint
        code, forces = np.zeros(len(rows), dtype=np.int64), [force]
    if area is not None:
        nesting = _nestings(these, area)
        is_near = nesting != FAR
        # What has no place counts for the forces that anything is claimed of here, and for joint ones with them.
        names, here = pd.Series(forces, dtype="str"), [forces[one] for one in np.unique(code[is_near & is_placed])]
        is_here = names.isin(here).to_numpy() | share_force(names, here)
        heading[nesting == AROUND] = LARGER
        is_inside = nesting == INSIDE
        place = np.where(nesting == NOT_PLACED, NOWHERE, 0)
        kept &= is_near & ((nesting != NOT_PLACED) | is_here[code])
    columns = {"row": rows, "force": code, "place": place, "quantity": quantity}
    table = pd.DataFrame({**columns, "heading": heading, "is_inside": is_inside})
    return _Own(table if kept.all() else table[kept].reset_index(drop=True), forces, quantities)


def _nestings(these: gpd.GeoDataFrame, area: Area) -> Codes:
    """Return how the place of each claim lies to an area; each distinct place is looked at once."""
    codes, firsts = combine([these[name] for name in ("place_ref", "place_lon", "place_lat")])
    return nestings(these.iloc[firsts], area)[codes]


def _nested(claims: gpd.GeoDataFrame, table: pd.DataFrame, firsts: Codes) -> pd.DataFrame:
    """Return the claims at places inside the areas of subjects, each with the subject that it is inside of."""
    placed = table[(table["place"] != NOWHERE).to_numpy()]
    place, first = np.unique(placed["place"].to_numpy(), return_index=True)
    places = claims.iloc[placed["row"].to_numpy()[first]]
    outer, inner = _inside_of(claims, places, place, placed["row"].to_numpy()[first])
    # Of one force and quantity: the subject of the outer place, and the claims at the inner one.
    subjects = table.iloc[firsts]
    troops, _ = combine_codes([_coded(table["force"]), _coded(table["quantity"])], len(table))
    width = int(table["place"].max()) + 2 if len(table) else 1
    keys = troops * width + table["place"].to_numpy()
    order = np.argsort(keys, kind="stable")
    begin = np.searchsorted(outer, subjects["place"].to_numpy())
    length = np.searchsorted(outer, subjects["place"].to_numpy(), side="right") - begin
    which, at = spread_ranges(begin, length)
    wanted = troops[firsts][which] * width + inner[at]
    begin = np.searchsorted(keys[order], wanted)
    pair, claim = spread_ranges(begin, np.searchsorted(keys[order], wanted, side="right") - begin)
    found = table.iloc[order[claim]]
    return found.assign(subject=subjects["subject"].to_numpy()[which[pair]], is_inside=True)


def _inside_of(claims: gpd.GeoDataFrame, places: gpd.GeoDataFrame, place: Codes, rows: Codes) -> tuple[Codes, Codes]:
    """Return pairs of an area and a place inside it, sorted by the area."""
    import shapely

    is_area = shapely.get_dimensions(places["geometry"].to_numpy(dtype=object)) == 2
    is_area |= (places["place_precision"] == "country").to_numpy()
    outer: list[Codes] = [np.zeros(0, dtype=np.int64)]
    inner: list[Codes] = [np.zeros(0, dtype=np.int64)]
    for number in np.flatnonzero(is_area):
        inside = place[nestings(places, area_at(claims, int(rows[number]))) == INSIDE]
        outer.append(np.full(len(inside), place[number]))
        inner.append(inside)
    return np.concatenate(outer), np.concatenate(inner)


def _coded(column: pd.Series[Any]) -> tuple[Codes, int]:
    codes = column.to_numpy(np.int64)
    return codes, int(codes.max(initial=-1)) + 1
