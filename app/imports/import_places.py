"""The places of imported reports: by decision, by ref, or by their wordings, resolved together for each source."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mustermap import geo
from mustermap.app.places.known_places import KnownPlaces, decided_by
from mustermap.data.combinations import combine
from mustermap.data.files.reading import Remark
from mustermap.data.report_table import spread_texts
from mustermap.data.short_texts import echoed
from mustermap.geo.gazetteer.country_lookup import country_code
from mustermap.layers.places.placement import Asked, find_places, place_by_ref

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd
    from numpy.typing import NDArray

    from mustermap.app.places.place_decisions import Asked as Wording
    from mustermap.app.places.place_decisions import Decisions
    from mustermap.data.files.reading import Reading
    from mustermap.layers.places.placement import Decided, Placed, Row

# The columns of `mustermap.layers.places.placement.Asked`; an origin has neither country nor geometry.
_PLACE: Final = ("place", "place_country", "source", "place_ref", "geometry")
_ORIGIN: Final = ("origin", "", "source", "origin_ref", "")
_REF: Final = 3


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
    candidates : tuple of geo.Place
        What it can mean, the most likely first.
    """

    asked: Wording
    reports: int
    reason: str
    advice: str
    candidates: tuple[geo.Place, ...] = ()


@dataclass(slots=True)
class Placing:
    """The places of all tables, after resolving.

    Attributes
    ----------
    questions : list of Question
        What needs a decision, the most frequent wording first.
    decided : set of str
        Refs from decisions or from the file itself.
    corrected : dict
        Wordings whose spelling was corrected, with the name of the place.
    names : dict
        The place of each ref in short: "Pskov (settlement, RU)".
    reports : dict
        How many reports have a wording, a country hint and the ref of their place.
    as_read : list of pandas.DataFrame
        The tables as they were read, to place them again when more is decided.
    """

    questions: list[Question] = field(default_factory=list)
    decided: set[str] = field(default_factory=set)
    corrected: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    reports: dict[tuple[str, str, str], int] = field(default_factory=dict)
    as_read: list[pd.DataFrame] = field(default_factory=list)
    _found: dict[str, Placed] = field(default_factory=dict)

    def cells(self, refs: Collection[str]) -> list[dict[str, str | float | bytes]]:
        """Return the cells that the ledger keeps of places."""
        version = "; ".join(f"{part.name} {part.version}" for part in geo.gazetteer_parts())
        return [self._found[ref].cells(version) for ref in refs if ref in self._found]

    def keep(self, placed: Placed) -> str:
        """Note a place that was found, and return its ref."""
        if placed.ref:
            if placed.wkb:
                self._found.setdefault(placed.ref, placed)
            self.names.setdefault(placed.ref, in_short(placed))
        return placed.ref


def place_tables(
    reading: Reading, decisions: Decisions, *, known: KnownPlaces | None = None, is_country: bool = False
) -> Placing:
    """Fill ``place_ref`` and ``origin_ref`` in all tables of a reading; places of one source are resolved together.

    Parameters
    ----------
    reading
        A report with a reference that nobody knows is rejected.
    decisions
        The decisions so far.
    known
        The known places of the ledger; ``decisions`` replace its decisions.
    is_country
        Whether the ISO code of a row decides, and not the name of the country in the file.
    """
    known = known or KnownPlaces()
    decided = decided_by(decisions)
    columns = [_Columns(table, names) for table in reading.tables for names in (_PLACE, _ORIGIN)]
    rows = list(dict.fromkeys(row for one in columns for row in one.distinct))
    asked = _by_country(Asked.of(rows), decided) if is_country else Asked.of(rows)
    found = find_places(asked, beside=known.beside, kept=known.kept, decided=decided)
    places = dict(zip(rows, found, strict=True))
    placing = Placing()
    waiting: dict[Wording, Question] = {}
    for number, table in enumerate(reading.tables):
        good = np.ones(len(table), dtype=bool)
        filled: dict[str, Any] = {}
        for one in columns[2 * number : 2 * number + 2]:
            filled[one.ref] = one.filled([placing.keep(places[row]) for row in one.distinct])
            for code, row in enumerate(one.distinct):
                if row[_REF] and not places[row].ref:
                    good &= _reject(reading, table, one.codes == code, one.ref, row[_REF])
                else:
                    _note(places[row], row, int(one.counts[code]), placing, waiting)
        placing.as_read.append(table[good].reset_index(drop=True))
        reading.tables[number] = table.assign(**filled)[good].reset_index(drop=True)
    placing.questions = sorted(waiting.values(), key=lambda one: (-one.reports, one.asked))
    return placing


class _Columns:
    """The places or the origins of a table, each combination once."""

    def __init__(self, table: pd.DataFrame, names: tuple[str, ...]) -> None:
        self.ref = names[_REF]
        self.codes, firsts = combine([table[name] for name in names if name])
        texts = (table[name].iloc[firsts].tolist() if name else [""] * len(firsts) for name in names)
        self.distinct: list[Row] = list(zip(*texts, strict=True))
        self.counts = np.bincount(self.codes, minlength=len(firsts))
        self._given = table[self.ref]

    def filled(self, refs: list[str]) -> pd.Series[str]:
        """Return the ref of each row."""
        return spread_texts(refs, self.codes) if refs else self._given


def _note(found: Placed, row: Row, reports: int, placing: Placing, waiting: dict[Wording, Question]) -> None:
    """Note the question about a wording, or how it was resolved."""
    wording, country, *_ = row
    if found.ref and (found.status == "decided" or (found.status == "chosen" and row[_REF])):
        placing.decided.add(found.ref)
    if found.ref:
        key = (wording, country, found.ref)
        placing.reports[key] = placing.reports.get(key, 0) + reports
    if found.ref and found.is_corrected:
        placing.corrected[wording] = found.name
    if found.reason and found.status != "left":
        asked = (wording, country)
        question = waiting.setdefault(asked, Question(asked, 0, found.reason, found.advice, found.candidates))
        question.reports += reports


def wordings_of(reading: Reading) -> list[Wording]:
    """Return every place wording with its country hint, each once."""
    found: dict[Wording, None] = {}
    for table in reading.tables:
        places = table[["place", "place_country"]].drop_duplicates().astype("str")
        found |= dict.fromkeys(zip(places["place"], places["place_country"], strict=True))
        found |= dict.fromkeys((str(one), "") for one in table["origin"].unique())
    return [asked for asked in found if asked[0]]


def is_place(ref: str, kept: Collection[str]) -> bool:
    """Check whether a ref is a place of the ledger or the gazetteer."""
    return ref in kept or bool(place_by_ref(ref).ref)


def in_short(place: Placed | geo.Place) -> str:
    """Name a place with its kind and country.

    Examples
    --------
    >>> in_short(geo.place("geonames:504341")), in_short(geo.place("country:BY"))
    ('Pskov (settlement, RU)', 'Belarus (country)')
    """
    where = "" if place.kind == "country" else place.country_code
    return f"{place.name} ({', '.join(filter(None, (place.kind, where)))})"


def _by_country(asked: Asked, decided: Decided) -> Asked:
    """Return the question with the country of its ISO code as the ref of each wording that has no decision."""
    rows = zip(asked.wordings, asked.countries, asked.refs, asked.geometries, strict=True)
    refs = [
        ref if ref or geometry or not code or decided(wording, code) is not None else _country(code, wording)
        for wording, code, ref, geometry in rows
    ]
    return replace(asked, refs=refs)


@lru_cache(maxsize=4096)
def _country(code: str, wording: str) -> str:
    """Return the ref of the country of an ISO code; blank if there is none."""
    try:
        found = geo.resolve(wording, country=code, kind="country").place
        return found.ref if found is not None else f"country:{country_code(code)}"
    except geo.GeoError:
        return ""


def _reject(reading: Reading, table: pd.DataFrame, wrong: NDArray[np.bool_], name: str, ref: str) -> NDArray[np.bool_]:
    message = f"{echoed(ref)} is no place of the ledger or the gazetteer; leave it blank"
    for file, row in table.loc[wrong, ["_file", "_row"]].itertuples(index=False):
        reading.reject([Remark(file, reading.row_name(file, row), name, message)])
    return ~wrong
