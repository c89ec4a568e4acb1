"""The places of imported reports: each distinct one is found once, by decision, by reference or by its wording."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np

import geo
from app.importing.decisions import UNPLACED
from data.combinations import combine
from data.echo import echoed
from data.reading import Remark
from data.table import spread_texts
from layers.placing import Placed, place_report

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd
    from numpy.typing import NDArray

    from app.importing.decisions import Asked, Decisions
    from data.reading import Reading

_PLACE: Final = ("place", "place_ref", "place_country", "geometry")
_ORIGIN: Final = ("origin", "origin_ref")


@dataclass(slots=True)
class Question:
    """A place wording that needs a decision.

    Attributes
    ----------
    asked : tuple of str
        The wording and the country hint.
    reports : int
        How many reports have it.
    reason, advice : str
        Why it was not found, and what to do.
    """

    asked: Asked
    reports: int
    reason: str
    advice: str


@dataclass(slots=True)
class Placing:
    """What came of the places of all tables.

    Attributes
    ----------
    questions : list of Question
        What needs a decision, the wording of most reports first.
    decided : set of str
        Refs that a decision or the file itself gave.
    """

    questions: list[Question] = field(default_factory=list)
    decided: set[str] = field(default_factory=set)
    _found: dict[str, Placed] = field(default_factory=dict)

    def cells(self, refs: Collection[str]) -> list[dict[str, str | float | bytes]]:
        """Give what the ledger keeps of places."""
        version = "; ".join(f"{part.name} {part.version}" for part in geo.gazetteer_parts())
        return [self._found[ref].cells(version) for ref in refs if ref in self._found]

    def keep(self, placed: Placed) -> str:
        """Note a place that was found; give its ref."""
        if placed.ref:
            self._found.setdefault(placed.ref, placed)
        return placed.ref


def place_tables(
    reading: Reading, decisions: Decisions, *, kept: Collection[str] = (), is_country: bool = False
) -> Placing:
    """Fill ``place_ref`` and ``origin_ref`` of all tables of a reading.

    Parameters
    ----------
    reading
        A report with a reference that nobody knows is rejected.
    decisions
        What was decided before.
    kept
        Refs of the places that the ledger has.
    is_country
        Whether the ISO code of a row decides, whatever the country is called in the file.
    """
    placing = Placing()
    waiting: dict[Asked, Question] = {}
    for number, table in enumerate(reading.tables):
        good = np.ones(len(table), dtype=bool)
        filled: dict[str, Any] = {}
        for names in (_PLACE, _ORIGIN):
            codes, firsts = combine([table[name] for name in names])
            distinct = list(zip(*(table[name].iloc[firsts].tolist() for name in names), strict=True))
            counts = np.bincount(codes, minlength=len(distinct))
            refs = []
            for code, asked in enumerate(distinct):
                found = _find(asked, placing, decisions, kept, is_country=is_country and names is _PLACE)
                refs.append(found.ref)
                if asked[1] and not found.ref:
                    good &= _reject(reading, table, codes == code, names[1], asked[1])
                elif found.reason:
                    key = _asked(asked)
                    question = waiting.setdefault(key, Question(key, 0, found.reason, found.advice))
                    question.reports += int(counts[code])
            filled[names[1]] = spread_texts(refs, codes) if refs else table[names[1]]
        reading.tables[number] = table.assign(**filled)[good].reset_index(drop=True)
    placing.questions = sorted(waiting.values(), key=lambda one: (-one.reports, one.asked))
    return placing


def wordings_of(reading: Reading) -> list[Asked]:
    """Give every place wording with its country hint, each once."""
    found: dict[Asked, None] = {}
    for table in reading.tables:
        places = table[["place", "place_country"]].drop_duplicates().astype("str")
        found |= dict.fromkeys(zip(places["place"], places["place_country"], strict=True))
        found |= dict.fromkeys((str(one), "") for one in table["origin"].unique())
    return [asked for asked in found if asked[0]]


def is_place(ref: str, kept: Collection[str]) -> bool:
    """Whether a ref is a place of the ledger or the gazetteer."""
    return ref in kept or bool(place_report(wording="", ref=ref).ref)


def _asked(asked: tuple[str, ...]) -> Asked:
    return asked[0], asked[2] if len(asked) > 2 else ""


def _find(
    asked: tuple[str, ...], placing: Placing, decisions: Decisions, kept: Collection[str], *, is_country: bool
) -> Placed:
    wording, ref, *others = asked
    country, geometry = others or ("", "")
    if geometry or (not wording and not ref):
        placed = place_report(wording=wording, geometry=geometry)
        placing.keep(placed)
        return placed
    decided = ref or decisions.ref(wording, country)
    if decided == UNPLACED and not ref:
        return Placed()
    if decided:
        placing.decided.add(decided)
        if decided in kept:
            return Placed(ref=decided)
        placed = place_report(wording=wording, ref=decided)
    else:
        placed = _country(country, wording) if is_country else Placed()
        placed = placed if placed.ref else place_report(wording=wording, country=country)
    placing.keep(placed)
    return placed


def _country(code: str, wording: str) -> Placed:
    """Place by an ISO code."""
    if not code:
        return Placed()
    try:
        found = geo.resolve(wording, country=code, kind="country").place
        if found is None:
            from geo.gazetteer import country_code

            return place_report(wording=wording, ref=f"country:{country_code(code)}")
    except geo.GeoError:
        return Placed()
    return place_report(wording=wording, ref=found.ref)


def _reject(reading: Reading, table: pd.DataFrame, wrong: NDArray[np.bool_], name: str, ref: str) -> NDArray[np.bool_]:
    message = f"{echoed(ref)} is no place of the ledger or the gazetteer; leave it blank"
    for file, row in table.loc[wrong, ["_file", "_row"]].itertuples(index=False):
        reading.reject([Remark(file, reading.row_name(file, row), name, message)])
    return ~wrong
