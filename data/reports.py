"""One source and one report, as a person types or reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from mustermap.data.edtf import OPEN, Date, read_edtf
from mustermap.data.fields import REFERENCES
from mustermap.data.figures import Figure
from mustermap.data.files.decimal_marks import MARKED, mark_field, unambiguous
from mustermap.data.rules.field_tables import (
    REPORT_RULES,
    SOURCE_RULES,
    Cell,
    Cells,
    Rule,
    apply_rules,
    figure_cells,
    report_id,
    source_id,
)
from mustermap.errors import InvalidField

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where something was read; the fields are those of the data dictionary, and a blank is not known.

    Raises
    ------
    InvalidField
        If a field holds what it cannot hold; the message says which, what was got and what to do.
    """

    id: str = ""
    title: str = ""
    publisher: str = ""
    url: str = ""
    language: str = ""
    published: Date | None = None
    accessed: Date | None = None
    archive_url: str = ""
    sha256: str = ""
    reliability: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        cells = self.cells()
        _check(SOURCE_RULES, cells)
        if not self.id:
            object.__setattr__(self, "id", source_id(cells))

    @classmethod
    def from_cells(cls, cells: Mapping[str, Cell]) -> Source:
        """Build a source from the flat cells of the rules or the ledger."""
        return cls(**_typed(cells, dates=("published", "accessed")))

    def cells(self) -> Cells:
        """Return the flat cells; a blank is left out."""
        return _flat({name: getattr(self, name) for name in self.__slots__})


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One statement, by one claimant, in one source; the fields are those of the data dictionary.

    Attributes
    ----------
    figure : Figure or None
        The bounds; None is no number at all. The wording is in ``figure_wording``.
    end : Date, ".." or None
        ``..`` is open, None is not known.
    force, repeats, updates, beside, disputes : tuple of str
        Lists; two forces are a joint one.

    Raises
    ------
    InvalidField
        If a field holds what it cannot hold; the message says which, what was got and what to do.

    Examples
    --------
    >>> Report(source="s", claimant="Ministry", figure=Figure(low=1000, low_included=False)).figure.text
    'more than 1,000'
    >>> Report(source="s", claimant="")
    Traceback (most recent call last):
    mustermap.errors.InvalidField: blank; say who claims it, or that nobody is named
    """

    id: str = ""
    kind: str = "claim"
    source: str
    claimant: str
    attributed_to: str = ""
    said: Date | None = None
    said_wording: str = ""
    summary: str = ""
    quote: str = ""
    quote_lang: str = ""
    force: tuple[str, ...] = ()
    component: str = ""
    unit: str = ""
    figure: Figure | None = None
    figure_wording: str = ""
    quantity: str = "personnel"
    measure: str = ""
    phase: str = ""
    place: str = ""
    place_ref: str = ""
    place_country: str = ""
    geometry: str = ""
    role: str = ""
    origin: str = ""
    origin_ref: str = ""
    start: Date | None = None
    start_wording: str = ""
    end: Date | str | None = None
    end_wording: str = ""
    repeats: tuple[str, ...] = ()
    updates: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    disputes: tuple[str, ...] = ()
    credibility: str = ""
    state: str = "accepted"
    reason: str = ""

    def __post_init__(self) -> None:
        cells = self.cells()
        _check(REPORT_RULES, cells)
        if not self.id:
            object.__setattr__(self, "id", report_id(cells))

    @classmethod
    def from_cells(cls, cells: Mapping[str, Cell]) -> Report:
        """Build a report from the flat cells of the rules or the ledger."""
        typed = _typed(cells, dates=("said", "start", "end"), lists=("force", *REFERENCES))
        bounds = {name.removeprefix("figure_"): typed.pop(name) for name in list(typed) if name.startswith("figure_")}
        typed["figure_wording"] = typed.pop("figure", "")
        typed["figure"] = Figure(**bounds) if bounds else None
        return cls(**typed)

    def cells(self) -> Cells:
        """Return the flat cells; a blank is left out."""
        fields = {name: getattr(self, name) for name in self.__slots__}
        figure, fields["figure"] = fields["figure"], fields.pop("figure_wording")
        return _flat(fields) | (figure_cells(figure) if figure else {})


def _flat(fields: Mapping[str, object]) -> Cells:
    cells: Cells = {}
    for name, value in fields.items():
        match value:
            case Date():
                cells[name] = value.edtf
            case tuple():
                cells[name] = ";".join(value)
            case str():
                cells[name] = value
    return {name: cell for name, cell in cells.items() if cell}


def _typed(cells: Mapping[str, Cell], *, dates: tuple[str, ...], lists: tuple[str, ...] = ()) -> dict[str, Any]:
    typed: dict[str, Any] = dict(cells)
    for name in dates:
        if cells.get(name) not in {None, OPEN}:
            typed[name] = read_edtf(str(cells[name]))
    for name in lists:
        if name in cells:
            typed[name] = tuple(str(cells[name]).split(";"))
    return typed


def _check(rules: tuple[Rule, ...], cells: Mapping[str, Cell]) -> None:
    raw = {name: raw_text(cell) for name, cell in cells.items()}
    _, problems, _ = apply_rules(rules, raw)
    if problems:
        raise problems[0]


def raw_text(cell: Cell) -> str:
    """Write a cell as a file would.

    Examples
    --------
    A decimal is written so that it can be read in one way only.

    >>> raw_text(True), raw_text(1000.0), raw_text(12.125), raw_text("x")
    ('true', '1000', '12.1250', 'x')
    """
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return unambiguous(number_as_text(cell)) if isinstance(cell, float) else cell


def number_as_text(number: float) -> str:
    """Write a number as it is: without a fraction that it does not have.

    Examples
    --------
    >>> number_as_text(1000.0), number_as_text(12.125), number_as_text(float("inf"))
    ('1000', '12.125', 'inf')
    """
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def marked_texts(name: str, got: object) -> dict[str, str]:
    """Write a value of TOML as `text_of` does, with the mark of a decimal beside it: it can be read in one way only.

    Examples
    --------
    >>> marked_texts("figure", 12.125), marked_texts("figure", "12.125")
    ({'figure': '12.125', 'figure_mark': '.'}, {'figure': '12.125'})
    """
    if isinstance(got, float) and name in MARKED:
        return {name: number_as_text(got), mark_field(name): "."}
    return {name: text_of(name, got)}


def text_of(name: str, got: object) -> str:
    """Write a value of TOML or JSON as a flat file would.

    Raises
    ------
    InvalidField
        If it is no text, number, flag, day or list of texts.
    """
    match got:
        case str():
            return got
        case bool() | float():
            return raw_text(got)
        case int() if abs(got) < 10**18:
            return str(got)
        case int():
            raise InvalidField(name, "is a number of more than 18 digits; check it")
        case datetime() | time():
            raise InvalidField(name, f"{got} has a clock time; write the day only, such as 2022-10-10")
        case date():
            return got.isoformat()
        case list() if all(isinstance(part, str) for part in got):
            if any(";" in part for part in got):
                raise InvalidField(
                    name, "has a member with a semicolon, which parts members in flat files; leave it out"
                )
            return ";".join(got)
        case _:
            raise InvalidField(name, f"is a {type(got).__name__}; write a text, a number, a date or a list of texts")
