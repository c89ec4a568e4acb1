"""The reports on a subject or near it: about its force, a joint one with it, or its area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mustermap.data.combinations import combine
from mustermap.data.figures import Figure
from mustermap.layers.claim_columns import plain_claims
from mustermap.layers.claimants import name_key, trimmed
from mustermap.layers.comparison.nesting import AROUND, INSIDE, NOT_PLACED, SAME, nestings
from mustermap.layers.comparison.shared_forces import share_force
from mustermap.layers.comparison.worded_bounds import worded_bounds
from mustermap.layers.identities.claimant_keys import NAMELESS
from mustermap.layers.references import edges
from mustermap.layers.saying_days import SAID, named_days, saying_days

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    from numpy.typing import NDArray

    from mustermap.layers.comparison.answer import Said
    from mustermap.layers.comparison.nesting import Area

PERSONNEL: Final = "personnel"
_TEXTS: Final = ("id", "kind", "source", "phase", "measure", "start", "end")
_CELLS: Final = (
    *_TEXTS,
    *("claimant_row", "claimant_short", "claimant_key", "voice_key", "force", "component", "unit", "quantity"),
    *("place", "place_ref", "place_name", "said_possible_day", "said_certain_day"),
    *("figure_text", "figure_low", "figure_low_included", "figure_high", "figure_high_included", "figure_best"),
)
_READ: Final = tuple(dict.fromkeys((*_CELLS, "figure", *SAID)))
"""All that is read of a claim."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is asked for.

    Attributes
    ----------
    force : str
        As in the claims table.
    area : Area
        Where.
    quantity : str
        What is counted, in small letters.
    """

    force: str
    area: Area
    quantity: str = PERSONNEL


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectClaim:
    """A report on the subject or near it.

    Attributes
    ----------
    row : int
        Its position in the claims table.
    id, kind, source, phase, measure, start, end : str
        As in the claims table.
    claimant, person : str
        The claimant's short name, and the key by which it is the same one.
    has_target : bool
        Whether it disputes a report that is there.
    claimant_row : int
        The number of the claimant's row that it is in.
    voice : str
        The key of who is counted: on whose information, else the claimant; without a name one for each source.
    forces : tuple of str
        Whose troops.
    label : str
        Which part of the force: its component and its unit.
    quantity : str
        What is counted, in small letters.
    place, place_key : str
        Its place, as a text and as a key; the text is blank for the area itself.
    nesting : int
        How its place lies to the area.
    is_own, is_joint : bool
        Whether it is about the subject's force, and whether about one that shares a part with it.
    figure : Figure or None
        How many; None without a number.
    wording : str
        The wording of the figure where its bound was read from a word, such as "dozens".
    said : tuple
        The first and the last day on which it can have been said, as far as reports name them.
    said_from_day, said_by_day : int
        From the first on it was possibly, from the second on certainly said.
    named_days : tuple of int
        The days that its start and its end name.
    """

    row: int
    id: str
    kind: str
    claimant: str
    source: str
    phase: str
    measure: str
    has_target: bool
    start: str
    end: str
    claimant_row: int
    person: str
    voice: str
    forces: tuple[str, ...]
    label: str
    quantity: str
    place: str
    place_key: str
    nesting: int
    is_own: bool
    is_joint: bool
    figure: Figure | None
    wording: str
    said: Said
    said_from_day: int
    said_by_day: int
    named_days: tuple[int, ...]

    @property
    def is_nameless(self) -> bool:
        """Whether nobody in particular says it: two of them need not be the same."""
        return self.person.startswith(NAMELESS)

    @property
    def is_here(self) -> bool:
        """Whether it is about the area or a place inside it."""
        return self.nesting in (SAME, INSIDE)

    def is_on(self, subject: Subject) -> bool:
        """Check whether it is about the subject, or a part of it."""
        return self.is_own and self.is_here and self.quantity == subject.quantity


def subject_claims(claims: gpd.GeoDataFrame, subject: Subject) -> list[SubjectClaim]:
    """Return the accepted reports about the force, a joint one with it, or the area.

    Parameters
    ----------
    claims
        The claims table.
    subject
        What is asked for.
    """
    plain = plain_claims(claims)
    nesting = _nestings(plain, subject.area)
    forces = plain["force"].astype("str")
    is_own = (forces == subject.force).to_numpy()
    is_joint = share_force(forces, [subject.force]) & forces.str.contains(";", regex=False).to_numpy()
    near = np.isin(nesting, [SAME, INSIDE]) | ((is_own | is_joint) & np.isin(nesting, [NOT_PLACED, AROUND]))
    accepted = (plain["state"] == "accepted").to_numpy()
    rows = np.flatnonzero(near & accepted)
    disputing = set(edges(plain, "disputes", among=accepted)[0].tolist())
    these = plain[list(_READ)].iloc[rows]
    wordings = np.where(worded_bounds(these), these["figure"].astype("str"), "").tolist()
    columns = (rows.tolist(), these[list(_CELLS)].to_dict("records"), saying_days(these), named_days(these), wordings)
    return [
        _claim(
            cells,
            row=row,
            said=said,
            named_days=named,
            has_target=row in disputing,
            wording=wording,
            nesting=int(nesting[row]),
            is_own=bool(is_own[row]),
            is_joint=bool(is_joint[row]),
        )
        for row, cells, said, named, wording in zip(*columns, strict=True)
    ]


def _claim(cells: dict[Any, Any], *, nesting: int, **known: Any) -> SubjectClaim:
    texts: dict[str, Any] = {name: str(cells[name]) for name in _TEXTS}
    place = str(cells["place_name"] if cells["place_ref"] else cells["place"])
    return SubjectClaim(
        **texts,
        claimant_row=int(cells["claimant_row"]),
        claimant=str(cells["claimant_short"]),
        person=str(cells["claimant_key"]),
        voice=str(cells["voice_key"]),
        forces=tuple(str(cells["force"]).split(";")),
        label=", ".join(text for text in (trimmed(str(cells[name])) for name in ("component", "unit")) if text),
        quantity=name_key(str(cells["quantity"])) or PERSONNEL,
        place="" if nesting == SAME else place,
        place_key=str(cells["place_ref"]) or name_key(place),
        nesting=nesting,
        figure=_figure(cells),
        said_from_day=int(cells["said_possible_day"]),
        said_by_day=int(cells["said_certain_day"]),
        **known,
    )


def _figure(cells: dict[Any, Any]) -> Figure | None:
    if not cells["figure_text"]:
        return None
    numbers = {name: float(cells[f"figure_{name}"]) for name in ("low", "high", "best")}
    return Figure(
        **{name: None if np.isnan(number) else number for name, number in numbers.items()},
        low_included=bool(cells["figure_low_included"]),
        high_included=bool(cells["figure_high_included"]),
    )


def _nestings(claims: pd.DataFrame, area: Area) -> NDArray[np.int64]:
    """Return how the place of each claim lies to the area; each distinct place is looked at once."""
    codes, firsts = combine([claims[name] for name in ("place_ref", "place_lon", "place_lat")])
    return nestings(claims.iloc[firsts], area)[codes]
