"""Which of somebody else's columns say what: a mapping, from a small TOML file or from the command line."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from mustermap.data.fields import REPORT_COLUMNS, SOURCE_COLUMNS, SOURCE_PREFIX
from mustermap.data.files.decimal_marks import MARKS
from mustermap.data.short_texts import echoed
from mustermap.data.wordings.numeric_days import ORDERS
from mustermap.errors import UnreadableMapping

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping as AnyMapping
    from pathlib import Path

FIELDS: Final = (*REPORT_COLUMNS, *(SOURCE_PREFIX + name for name in SOURCE_COLUMNS))
SPAN_PARTS: Final = ("year", "quarter", "month")
BLANKS: Final = ("NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "-", "–", "—", ".", "..", "...")
"""Texts that mean "no value" in tables of statistics."""

_TABLES: Final = ("constants", "columns", "values")
_SETTINGS: Final = ("blanks", "place_is", "layer", "without_figure", "decimal", "dates")


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column of figures, each a report of its own.

    Attributes
    ----------
    column : str
        Its name in the file.
    constants : dict of str to str
        What all its reports say besides, such as ``component``.
    """

    column: str
    constants: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What is taken from which column.

    Attributes
    ----------
    columns : dict of str to str
        The column of each field.
    figures : tuple of FigureColumn
        The columns of figures; a row makes a report of each that is not blank.
    span : dict of str to str
        The columns of ``year``, ``quarter`` and ``month``, from which start and end are made.
    constants : dict of str to str
        What all reports say.
    values : dict of str to dict
        For each field, what a text of the file means.
    blanks : tuple of str
        Texts that mean "no value".
    place_is : str
        ``country``: each row is about the country of its ISO code, whatever its name is in the file.
    layer : str
        The sheet or the layer.
    without_figure : str
        ``keep``: a row with a blank figure makes a report too.
    decimal : {'', '.', ','}
        The decimal mark of the file's texts; blank: as its columns show.
    dates : {'', 'dmy', 'mdy'}
        The order of day and month in the file's texts; blank: only days that can be read in one order are.
    is_named : bool
        Whether nothing is said of any field: the columns are named as the fields.
    """

    columns: dict[str, str] = field(default_factory=dict)
    figures: tuple[FigureColumn, ...] = ()
    span: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    blanks: tuple[str, ...] = BLANKS
    place_is: str = ""
    layer: str = ""
    without_figure: str = ""
    decimal: str = ""
    dates: str = ""
    is_named: bool = False


def read_mapping(
    path: Path | None = None,
    *,
    text: str = "",
    columns: Iterable[str] = (),
    constants: Iterable[str] = (),
    decimal: str = "",
    dates: str = "",
) -> ColumnMapping | None:
    """Read a mapping.

    Parameters
    ----------
    path
        A TOML file with the tables ``constants``, ``columns`` and ``values``, and settings above them.
    text
        What such a file would hold, if there is none.
    columns, constants
        Such as ``place=Location``, ``span.year=Year`` and ``force=Northland``; they count before the file's. Several
        columns for ``figure`` make several reports of a row.
    decimal
        The decimal mark, before the file's.
    dates
        The order of day and month, before the file's.

    Returns
    -------
    ColumnMapping or None
        None where nothing is given: the columns are named as the fields.

    Raises
    ------
    UnreadableMapping
        If the file is no TOML, or names what is no field.

    Examples
    --------
    >>> read_mapping(columns=["figure=troops_ad", "place=Location"], constants=["force=Northland"]).columns
    {'place': 'Location'}
    """
    name = path.name if path is not None else "the mapping" if text else "--map"
    document = _document(path) if path is not None else _parsed(text, name)
    for text in columns:
        _put(document.setdefault("columns", {}), text, "--map")
    for text in constants:
        key, value = _pair(text, "--set")
        document.setdefault("constants", {})[key] = value
    if decimal:
        document["decimal"] = decimal
    if dates:
        document["dates"] = dates
    return _mapping(document, name) if document else None


def _document(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UnreadableMapping(f"{path}: {error.strerror or error}; check the path") from error
    except UnicodeDecodeError as error:
        raise UnreadableMapping(f"{path.name}: is no TOML: {error}") from error
    return _parsed(text, path.name)


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UnreadableMapping(f"{name}: is no TOML: {error}") from error


def _pair(text: str, option: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals or not key.strip() or not value.strip():
        example = "place=Location" if option == "--map" else "force=Northland"
        raise UnreadableMapping(f"{option} {echoed(text)}: write a field, = and its value, as in {option} {example}")
    return key.strip(), value.strip()


def _put(columns: dict[str, Any], text: str, option: str) -> None:
    """Add one pair of the command line; ``figure`` may come again."""
    key, value = _pair(text, option)
    outer, _, inner = key.partition(".")
    if inner:
        within = columns.setdefault(outer, {})
        if not isinstance(within, dict):
            raise UnreadableMapping(f"{option} {echoed(text)}: {outer} has no parts; write {option} {outer}=COLUMN")
        within[inner] = value
    elif key == "figure" and "--map" in columns.get("", ()):
        columns["figure"].append(value)
    elif key == "figure":
        columns["figure"], columns[""] = [value], ["--map"]
    else:
        columns[key] = value


def _mapping(document: dict[str, Any], name: str) -> ColumnMapping:
    _refuse_unknown(document, (*_TABLES, *_SETTINGS), name)
    for table in _TABLES:
        if not isinstance(document.get(table, {}), dict):
            raise UnreadableMapping(f"{name}: {table}: is no table; write [{table}] and its lines below it")
    columns = {key: got for key, got in document.get("columns", {}).items() if key}
    figures = _figures(columns.pop("figure", []), name)
    span = columns.pop("span", {})
    if not isinstance(span, dict):
        raise UnreadableMapping(f'{name}: span: write its columns, as in span = {{ year = "year", month = "month" }}')
    _refuse_unknown(span, SPAN_PARTS, f"{name}: span")
    if span and "year" not in span:
        raise UnreadableMapping(f"{name}: span: has no year; name the column of the year")
    constants = document.get("constants", {})
    values = document.get("values", {})
    for given in (columns, constants, values):
        _refuse_unknown(given, FIELDS, name)
    return ColumnMapping(
        columns={key: _text(got, f"{name}: {key}") for key, got in columns.items()},
        figures=figures,
        span={part: _text(got, f"{name}: span.{part}") for part, got in span.items()},
        constants=_texts(constants, name),
        values={key: _texts(got, f"{name}: values.{key}") for key, got in values.items()},
        is_named=document.keys() <= {"decimal", "dates", "layer"},
        **_settings(document, name),
    )


def _settings(document: dict[str, Any], name: str) -> dict[str, Any]:
    settings: dict[str, Any] = {}
    if "blanks" in document:
        blanks = document["blanks"]
        if not isinstance(blanks, list):
            raise UnreadableMapping(f'{name}: blanks: write a list, as in blanks = ["NA", "-99"]')
        settings["blanks"] = tuple(_text(one, f"{name}: blanks") for one in blanks)
    for key, choice in (("place_is", "country"), ("without_figure", "keep")):
        if document.get(key, "") not in {"", choice}:
            raise UnreadableMapping(
                f"{name}: {key}: {echoed(document[key])} is not known; write {echoed(choice)} or leave it out"
            )
        settings[key] = document.get(key, "")
    if document.get("decimal", "") not in {"", *MARKS}:
        got = echoed(document["decimal"])
        raise UnreadableMapping(f'{name}: decimal: {got} is no decimal mark; write "." or ",", or leave it out')
    settings["decimal"] = document.get("decimal", "")
    if document.get("dates", "") not in {"", *ORDERS}:
        got = echoed(document["dates"])
        raise UnreadableMapping(
            f'{name}: dates: {got} is no order of day and month; write "dmy" or "mdy", or leave it out'
        )
    settings["dates"] = document.get("dates", "")
    settings["layer"] = _text(document.get("layer", ""), f"{name}: layer")
    return settings


def _figures(got: Any, name: str) -> tuple[FigureColumn, ...]:
    members = got if isinstance(got, list) else [got]
    figures = []
    for member in members:
        if isinstance(member, dict):
            constants = {key: value for key, value in member.items() if key != "column"}
            if "column" not in member:
                raise UnreadableMapping(f'{name}: figure: {echoed(member)} names no column; add column = "…"')
            _refuse_unknown(constants, FIELDS, f"{name}: figure")
            figures.append(FigureColumn(_text(member["column"], f"{name}: figure"), _texts(constants, name)))
        else:
            figures.append(FigureColumn(_text(member, f"{name}: figure")))
    return tuple(figures)


def _texts(got: Any, name: str) -> dict[str, str]:
    if not isinstance(got, dict):
        raise UnreadableMapping(f"{name}: is {echoed(got)}; write a table of texts")
    return {str(key): _text(value, f"{name}: {key}") for key, value in got.items()}


def _text(got: object, where: str) -> str:
    if isinstance(got, bool) or not isinstance(got, str | int | float):
        raise UnreadableMapping(f"{where}: is {echoed(got)}; write a text in quotes")
    return str(got)


def _refuse_unknown(names: AnyMapping[str, object], known: Iterable[str], where: str) -> None:
    known = list(known)
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            remedy = f"did you mean {near[0]!r}?" if near else f"write one of {', '.join(known[:8])}, …"
            raise UnreadableMapping(f"{where}: {echoed(name)} is not known; {remedy}")
