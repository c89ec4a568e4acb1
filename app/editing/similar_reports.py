"""Similar reports of the ledger, which a new report may repeat: a duplicate, an echo, an older figure to update."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from mustermap.app.editing.field_readings import date_words, figure_words
from mustermap.data.days import is_finite
from mustermap.data.edtf import read_edtf
from mustermap.data.ledger import drawn_ref
from mustermap.geo.wording.name_key import fold
from mustermap.layers.identities.force_names import force_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mustermap.data.ledger import Ledger
    from mustermap.data.rules.field_tables import Cell, Cells

Kind: TypeAlias = Literal["duplicate", "echo", "update"]
Days: TypeAlias = tuple[int, int] | None

ECHO_DAYS: Final = 7
"""A figure that another claimant repeats within this many days may be an echo."""

MOST_CAUTIONS: Final = 5

_BOUNDS: Final = ("figure_low", "figure_low_included", "figure_high", "figure_high_included", "figure_best")
_ORDER: Final = {"duplicate": 0, "echo": 1, "update": 2}


@dataclass(frozen=True, slots=True)
class Caution:
    """A report of the ledger that the new one may repeat.

    Attributes
    ----------
    kind : {'duplicate', 'echo', 'update'}
        The same report; the same figure from another claimant; an older figure of the same claimant.
    report : str
        Id of the other report.
    field : str
        The field that would refer to it: ``repeats`` or ``updates``; blank for a duplicate, and if it is the later one.
    message : str
        The question to the editor, in a sentence.
    cells : dict
        What the other report says.
    """

    kind: Kind
    report: str
    field: str
    message: str
    cells: Cells


def cautions(
    report: Cells,
    *,
    source: Mapping[str, Cell],
    ledger: Ledger | None,
    place_ref: str = "",
    beside: Sequence[Cells] = (),
) -> tuple[Caution, ...]:
    """Find reports that a new one may repeat, but for those that it already repeats, updates or holds beside.

    Parameters
    ----------
    report
        Checked cells; retracted reports and the report itself, by its id, are never found.
    source
        Cells of its source: a report of unknown day was said when its source was published.
    ledger
        Where to look; None if there is no ledger yet.
    place_ref
        What its place was resolved to, if the cells do not hold it.
    beside
        Other reports of the same submission, from the same source.

    Returns
    -------
    tuple of Caution
        Duplicates, then echoes, then updates, the nearest in time first; at most five.
    """
    ref = _shown_ref(report) or place_ref
    rows = [dict(one) for one in beside] + (_alike(ledger, report, ref) if ledger is not None else [])
    published = _published(ledger, rows) | {str(source.get("id", "")): _text(source, "published")}
    mine, known = _said(report, published), _named(report)
    found = []
    accepted = [row for row in rows if row.get("state", "accepted") == "accepted"]
    replaced = {one for row in accepted for one in _text(row, "updates").split(";")}
    for row in rows:
        identity = str(row["id"])
        if identity == report.get("id") or identity in known or row.get("state") == "retracted":
            continue
        if row.get("kind", "claim") != "claim" or not _is_same_place_and_force(report, row, ref):
            continue
        theirs = _said(row, published)
        kind = _kind(report, row, mine, theirs)
        if kind is not None and not (kind == "update" and identity in replaced):
            found.append((_ORDER[kind], _apart(mine, theirs), _caution(kind, row, mine, theirs)))
    found.sort(key=lambda one: one[:2])
    return tuple(caution for _, _, caution in found[:MOST_CAUTIONS])


def _alike(ledger: Ledger, report: Cells, ref: str) -> list[Cells]:
    """Return the reports of the same place that have the same figure or the same claimant."""
    place = _text(report, "place")
    at: dict[str, list[Cell | None]] = {"shown_ref": [ref or None]}
    if not ref:
        at["place"] = [text for text in ledger.values("place", at) if fold(text) == fold(place)] if place else [None]
    mine = claimant_key(_text(report, "claimant"))
    claimants: list[Cell | None] = [text for text in ledger.values("claimant", at) if claimant_key(text) == mine]
    wanted = [at | {"claimant": claimants}]
    if _has_number(report):
        wanted.append(at | {name: [report.get(name)] for name in _BOUNDS})
    columns = ledger.find(*wanted)
    names = list(columns)
    rows = zip(*columns.values(), strict=True)
    return [
        {name: cell for name, cell in zip(names, row, strict=True) if cell is not None and cell != ""} for row in rows
    ]


def claimant_key(claimant: str) -> str:
    """Reduce a claimant to what distinguishes claimants: the name before a comma, without case and accents.

    Examples
    --------
    >>> claimant_key("Hanna Malyar, Deputy Defence Minister of Ukraine") == claimant_key("hanna malyar")
    True
    """
    return fold(claimant.partition(",")[0])


def _force_key(force: str) -> tuple[str, ...]:
    return tuple(sorted(fold(one) for one in force_name(force).split(";")))


def _is_same_place_and_force(report: Cells, row: Cells, ref: str) -> bool:
    if _force_key(_text(report, "force")) != _force_key(_text(row, "force")):
        return False
    theirs = _shown_ref(row)
    return theirs == ref if ref and theirs else fold(_text(report, "place")) == fold(_text(row, "place"))


def _kind(report: Cells, row: Cells, mine: Days, theirs: Days) -> Kind | None:
    is_same_claimant = claimant_key(_text(report, "claimant")) == claimant_key(_text(row, "claimant"))
    is_same_figure = _figure_key(report) == _figure_key(row)
    apart = _apart(mine, theirs)
    if is_same_claimant and is_same_figure:
        is_same_part = _has_number(report) or _part_key(report) == _part_key(row)
        return "duplicate" if is_same_part and (apart == 0 or mine is None or theirs is None) else None
    if not _has_number(report) or not _has_number(row):
        return None
    if is_same_figure:
        return "echo" if mine is not None and theirs is not None and apart <= ECHO_DAYS else None
    if not is_same_claimant or _part_key(report)[:-1] != _part_key(row)[:-1]:
        return None
    is_older = mine is None or theirs is None or theirs[0] < mine[0]
    return "update" if is_older and _quantity(report) == _quantity(row) else None


def _caution(kind: Kind, row: Cells, mine: Days, theirs: Days) -> Caution:
    identity, shown = str(row["id"]), _shown(row)
    if kind == "duplicate":
        message = f"the same claimant, force, figure, place and day: is it report {shown}?"
        return Caution(kind, identity, "", message, row)
    if kind == "update":
        message = f"an older figure of the same claimant, force and place: does it update report {shown}?"
        return Caution(kind, identity, "updates", message, row)
    if mine and theirs and theirs[0] > mine[1]:
        message = f"the same figure, force and place within a week: is it repeated by the later report {shown}?"
        return Caution(kind, identity, "", message, row)
    message = f"the same figure, force and place within a week: does it repeat report {shown}?"
    return Caution(kind, identity, "repeats", message, row)


def _shown(row: Cells) -> str:
    said = _text(row, "said")
    parts = [_text(row, "claimant"), figure_words(row), f"said {date_words(read_edtf(said))}" if said else ""]
    return f"{row['id']} ({'; '.join(part for part in parts if part)})"


def _figure_key(cells: Cells) -> tuple[object, ...]:
    bounds = tuple(cells.get(name) for name in _BOUNDS)
    wording = "" if _has_number(cells) else fold(_text(cells, "figure"))
    return (_quantity(cells), *bounds, wording)


def _part_key(cells: Cells) -> tuple[str, ...]:
    return (fold(_text(cells, "component")), fold(_text(cells, "unit")), _text(cells, "measure"), _text(cells, "phase"))


def _quantity(cells: Cells) -> str:
    return fold(_text(cells, "quantity") or "personnel")


def _has_number(cells: Cells) -> bool:
    return any(cells.get(name) is not None for name in ("figure_low", "figure_high", "figure_best"))


def _shown_ref(cells: Cells) -> str:
    drawn = _text(cells, "geometry")
    return drawn_ref(drawn) if drawn else _text(cells, "place_ref")


def _named(cells: Cells) -> set[str]:
    return {one for name in ("repeats", "updates", "beside") for one in _text(cells, name).split(";")}


def _published(ledger: Ledger | None, rows: Sequence[Cells]) -> dict[str, str]:
    """Return the publication days of the sources of reports that have no day of saying."""
    asked = sorted({_text(row, "source") for row in rows if not _text(row, "said")})
    if ledger is None or not asked:
        return {}
    found = ledger.find({"id": asked}, what="source")
    return dict(zip(found["id"], found["published"], strict=True))


def _said(cells: Cells, published: Mapping[str, str]) -> Days:
    """Return the first and the last day on which it can have been said; a missing bound is that of the other side."""
    text = _text(cells, "said") or published.get(_text(cells, "source"), "")
    if not text:
        return None
    date = read_edtf(text)
    days = [day for day in (date.earliest, date.latest) if is_finite(day)]
    return (days[0], days[-1]) if days else None


def _apart(mine: Days, theirs: Days) -> int:
    """Return the days between; 0 if it can be the same day or one is not known."""
    return 0 if mine is None or theirs is None else max(mine[0] - theirs[1], theirs[0] - mine[1], 0)


def _text(cells: Mapping[str, Cell], name: str) -> str:
    return str(cells.get(name) or "")
