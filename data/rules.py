"""What the fields of a report or a source may hold: the one place where a text becomes a checked cell.

A rule reads fields that depend on one another. It gets their raw texts and gives their cells; a blank is left out.
Rows read one by one and files read column by column go through the same rules.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from data.date_wordings import is_exact_form, read_date, read_span
from data.edtf_dates import OPEN, Date
from data.errors import InvalidField, UnreadableDate, UnreadableFigure
from data.fields import REPORT_FIELDS, SOURCE_FIELDS, Field
from data.figure_wordings import read_figure
from data.figures import Figure

Cell = str | float | bool
Cells = dict[str, Cell]
Raw = Mapping[str, str]
Unread = tuple[tuple[str, str], ...]
"""Wordings that were kept but not read: (field, why)."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Fields that are read together, and how.

    Attributes
    ----------
    fields : tuple of str
        Names of the fields, as in the data dictionary.
    read : callable
        From the raw texts to the cells and the wordings that were not read; raises InvalidField.
    """

    fields: tuple[str, ...]
    read: Callable[[Raw], tuple[Cells, Unread]]


def apply_rules(rules: Iterable[Rule], raw: Raw) -> tuple[Cells, list[InvalidField], Unread]:
    """Read all fields of one row.

    Returns
    -------
    tuple
        The cells, what is wrong (one error a rule), and the wordings that were kept but not read.
    """
    cells: Cells = {}
    problems: list[InvalidField] = []
    unread: list[tuple[str, str]] = []
    for rule in rules:
        try:
            read, not_read = rule.read({name: raw.get(name, "").strip() for name in rule.fields})
        except InvalidField as problem:
            problems.append(problem)
        else:
            cells.update(read)
            unread.extend(not_read)
    return cells, problems, tuple(unread)


def report_id(cells: Mapping[str, Cell]) -> str:
    """Make the id of a report that has none: a short hash of what it says."""
    bounds = [
        cells.get(name)
        for name in ("figure_low", "figure_low_included", "figure_high", "figure_high_included", "figure_best")
    ]
    named = ("source", "claimant", "said", "force", "component", "unit", "phase", "place", "start", "end")
    figure = bounds if any(bound is not None for bound in bounds) else cells.get("figure", "")
    said = {**cells, "force": ";".join(sorted(str(cells.get("force", "")).split(";")))}
    return _short_hash([*(said.get(name, "") for name in named), figure])


def source_id(cells: Mapping[str, Cell]) -> str:
    """Make the id of a source that has none: a short hash of title, publisher, url and publication day."""
    return _short_hash([cells.get(name, "") for name in ("title", "publisher", "url", "published")])


def _short_hash(parts: list[object]) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:16]


def _text(field: Field) -> Rule:
    def read(raw: Raw) -> tuple[Cells, Unread]:
        text = raw[field.name] or field.default
        _refuse_half_characters(field.name, text)
        if field.kind == "id" and ";" in text:
            raise InvalidField(field.name, f"{text!r} holds a semicolon, which parts ids in lists; leave it out")
        return ({field.name: text} if text else {}), ()

    return Rule((field.name,), read)


def _required(name: str, remedy: str) -> Rule:
    def read(raw: Raw) -> tuple[Cells, Unread]:
        if not raw[name]:
            raise InvalidField(name, f"blank; {remedy}")
        _refuse_half_characters(name, raw[name])
        return {name: raw[name]}, ()

    return Rule((name,), read)


def _choice(field: Field) -> Rule:
    def read(raw: Raw) -> tuple[Cells, Unread]:
        text = raw[field.name] or field.default
        fitting = next((choice for choice in field.choices if choice.lower() == text.lower()), "")
        if text and not fitting:
            raise InvalidField(
                field.name, f"{text!r} is none of {', '.join(field.choices)}; write one of them or leave it blank"
            )
        return ({field.name: fitting} if fitting else {}), ()

    return Rule((field.name,), read)


def _list(field: Field) -> Rule:
    def read(raw: Raw) -> tuple[Cells, Unread]:
        _refuse_half_characters(field.name, raw[field.name])
        members = dict.fromkeys(part.strip() for part in raw[field.name].split(";"))
        joined = ";".join(member for member in members if member)
        return ({field.name: joined} if joined else {}), ()

    return Rule((field.name,), read)


def _refuse_half_characters(name: str, text: str) -> None:
    """Refuse what no file can hold: half of a surrogate pair, which JSON can smuggle in, and the NUL character."""
    if "\0" in text:
        raise InvalidField(name, f"character {text.index(chr(0)) + 1} is NUL; leave it out")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InvalidField(
            name, f"character {error.start + 1} is half of a surrogate pair; write the whole character"
        ) from error


def _read_said(raw: Raw) -> tuple[Cells, Unread]:
    date, wording, unread = _date_and_wording("said", raw["said"], raw["said_wording"])
    return _cells(said=date.edtf if date else "", said_wording=wording), unread


def _read_span(raw: Raw) -> tuple[Cells, Unread]:
    start, start_wording, end, end_wording = (raw[name] for name in ("start", "start_wording", "end", "end_wording"))
    span = None if end or end_wording or start_wording or is_exact_form(start) else _span(start)
    if end and not is_exact_form(end) and end != OPEN and (until := _span(end)) and until[0] is None:
        end, end_wording = _edtf(until[1]), end_wording or end
    if span:
        begins, ends = span
        cells = _cells(start=begins.edtf if begins else "", end=_edtf(ends), start_wording=start, end_wording=start)
        return _ordered(cells, begins, ends), ()
    begins, start_wording, unread = _date_and_wording("start", start, start_wording)
    if end == OPEN:
        return _cells(
            start=begins.edtf if begins else "", start_wording=start_wording, end=OPEN, end_wording=end_wording
        ), unread
    ends, end_wording, more_unread = _date_and_wording("end", end, end_wording)
    cells = _cells(
        start=begins.edtf if begins else "", start_wording=start_wording, end=_edtf(ends), end_wording=end_wording
    )
    return _ordered(cells, begins, ends), unread + more_unread


def _span(text: str) -> tuple[Date | None, Date | str | None] | None:
    try:
        return read_span(text)
    except UnreadableDate:  # "from 30 February 2022": a wording that is kept, with why it was not read
        return None


def _edtf(date: Date | str | None) -> str:
    return date.edtf if isinstance(date, Date) else date or ""


def _ordered(cells: Cells, begins: Date | None, ends: Date | str | None) -> Cells:
    if begins and isinstance(ends, Date) and ends.latest < begins.earliest:
        raise InvalidField("end", f"{ends.edtf!r} lies before the start {begins.edtf!r}; swap them or leave end blank")
    return cells


def _date_and_wording(name: str, text: str, wording: str) -> tuple[Date | None, str, Unread]:
    """Read a date from EDTF or a wording; a wording that cannot be read is kept."""
    _refuse_half_characters(f"{name}_wording", wording)
    if not text:
        why = f"the wording {wording!r} was kept and not read; fill {name} in EDTF if you know it"
        return None, wording, ((name, why),) if wording else ()
    _refuse_half_characters(name, text)
    try:
        date = read_date(text)
    except UnreadableDate as error:
        if is_exact_form(text) or wording:
            raise InvalidField(name, str(error)) from error
        return None, text, ((name, f"{error}; the wording was kept"),)
    return date, wording or ("" if is_exact_form(text) else text), ()


_BOUNDS: Final = ("figure_low", "figure_high", "figure_best")


def _read_figure(raw: Raw) -> tuple[Cells, Unread]:
    wording, quantity = raw["figure"], raw["quantity"] or "personnel"
    _refuse_half_characters("quantity", quantity)
    _refuse_half_characters("figure", wording)
    low, high, best = (_number(name, raw[name]) for name in _BOUNDS)
    low_included = _flag("figure_low_included", raw["figure_low_included"], low)
    high_included = _flag("figure_high_included", raw["figure_high_included"], high)
    try:
        if low is None and high is None and best is None:
            figure = read_figure(wording, quantity=quantity) if wording else None
        else:
            if high is not None and low is None and best is None:
                low, low_included = 0.0, high == 0  # "up to 9,000" is (0, 9000]
            figure = Figure(low=low, low_included=low_included, high=high, high_included=high_included, best=best)
    except UnreadableFigure as error:
        if any(raw[name] for name in _BOUNDS):
            raise InvalidField("figure_low" if low is not None else "figure_high", str(error)) from error
        return _cells(figure=wording, quantity=quantity), (("figure", f"{error}; the wording was kept"),)
    cells = _cells(figure=wording, quantity=quantity) | (figure_cells(figure) if figure else {})
    return cells, _contradiction(wording, figure, quantity)


def _contradiction(wording: str, figure: Figure | None, quantity: str) -> Unread:
    """Notice a wording that says another figure than the bounds beside it."""
    try:
        said = read_figure(wording, quantity=quantity) if wording else figure
    except UnreadableFigure:
        return ()
    if figure is None or said is None or said == figure:
        return ()
    return (
        ("figure", f"the wording says {said.text!r} and the bounds {figure.text!r}; the bounds count, so check them"),
    )


def figure_cells(figure: Figure) -> Cells:
    """Give the exact cells of a figure."""
    cells: Cells = {}
    if figure.low is not None:
        cells |= {"figure_low": float(figure.low), "figure_low_included": figure.low_included}
    if figure.high is not None:
        cells |= {"figure_high": float(figure.high), "figure_high_included": figure.high_included}
    if figure.best is not None:
        cells["figure_best"] = float(figure.best)
    return cells


def _number(name: str, text: str) -> float | None:
    if not text:
        return None
    if re.fullmatch(r"\d{1,3}\.\d{3}", text):
        raise InvalidField(
            name, f"{text!r} can be {text.replace('.', '')} or {float(text):g}; write it without the point"
        )
    plain = re.sub(r"(?<=\d)[, '\u00a0\u202f](?=\d{3}(?:\D|$))", "", text)
    try:
        number = float(plain)
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or number < 0:
        raise InvalidField(name, f"{text!r} is no count; write a number such as 20000, or put the wording into figure")
    return number


def _flag(name: str, text: str, bound: float | None) -> bool:
    known = {"": True, "true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    if text.lower() not in known:
        raise InvalidField(name, f"{text!r} is neither true nor false; write one of the two")
    if text and bound is None:
        raise InvalidField(
            name, f"says whether a bound is included, but there is none; fill {name.removesuffix('_included')}"
        )
    return known[text.lower()]


def _read_standing(raw: Raw) -> tuple[Cells, Unread]:
    """Check what the kind of a report and its state ask for."""
    if raw["kind"].lower() == "dispute" and not raw["disputes"]:
        raise InvalidField("disputes", "blank; name the reports that this dispute is about")
    if raw["disputes"] and raw["kind"].lower() != "dispute":
        raise InvalidField("disputes", f"stands in a {raw['kind'] or 'claim'}; set kind to dispute or leave it blank")
    if raw["state"].lower() == "retracted" and not raw["reason"]:
        raise InvalidField("reason", "blank; say why the report was retracted")
    return {}, ()


def _read_relations(raw: Raw) -> tuple[Cells, Unread]:
    for name in ("repeats", "updates", "disputes"):
        if raw["id"] and raw["id"] in [part.strip() for part in raw[name].split(";")]:
            raise InvalidField(name, f"names the report itself, {raw['id']!r}; name another or leave it blank")
    echoed, updated = ({part.strip() for part in raw[name].split(";")} - {""} for name in ("repeats", "updates"))
    if echoed & updated:
        both = ", ".join(map(repr, sorted(echoed & updated)))
        raise InvalidField("updates", f"names {both}, which repeats names too; a report echoes another or updates it")
    return {}, ()


def _read_geometry(raw: Raw) -> tuple[Cells, Unread]:
    if not raw["geometry"]:
        return {}, ()
    from data.drawn import read_geometry  # shapely: only where a geometry was drawn

    return {"geometry": read_geometry(raw["geometry"])}, ()


def _read_source_days(raw: Raw) -> tuple[Cells, Unread]:
    dates: dict[str, Date] = {}
    for name in ("published", "accessed"):
        try:
            if raw[name]:
                dates[name] = read_date(raw[name])
        except UnreadableDate as error:
            raise InvalidField(name, str(error)) from error
    if len(dates) == 2 and dates["accessed"].latest < dates["published"].earliest:
        raise InvalidField(
            "accessed", f"{raw['accessed']!r} lies before the publication {raw['published']!r}; check both"
        )
    return {name: date.edtf for name, date in dates.items()}, ()


def _read_sha256(raw: Raw) -> tuple[Cells, Unread]:
    if raw["sha256"] and not re.fullmatch(r"[0-9a-fA-F]{64}", raw["sha256"]):
        raise InvalidField(
            "sha256", f"{raw['sha256']!r} is no SHA-256; write its 64 hexadecimal digits or leave it blank"
        )
    return _cells(sha256=raw["sha256"].lower()), ()


def _cells(**texts: str) -> Cells:
    return {name: text for name, text in texts.items() if text}


_TOGETHER: Final = (
    _required("source", "give the id of a source of this call or of the ledger"),
    _required("claimant", "say who claims it, or that nobody is named"),
    Rule(("said", "said_wording"), _read_said),
    Rule(("start", "start_wording", "end", "end_wording"), _read_span),
    Rule(
        (
            "figure",
            "quantity",
            "figure_low",
            "figure_low_included",
            "figure_high",
            "figure_high_included",
            "figure_best",
        ),
        _read_figure,
    ),
    Rule(("geometry",), _read_geometry),
)
_SOURCE_TOGETHER: Final = (Rule(("published", "accessed"), _read_source_days), Rule(("sha256",), _read_sha256))


def _rules(fields: tuple[Field, ...], together: tuple[Rule, ...]) -> tuple[Rule, ...]:
    covered = {name for rule in together for name in rule.fields}
    made = {"choice": _choice, "list": _list, "ids": _list}
    single = (made.get(field.kind, _text)(field) for field in fields if field.name not in covered)
    return (*together, *single)


REPORT_RULES: Final = (
    *_rules(REPORT_FIELDS, _TOGETHER),
    Rule(("kind", "disputes", "state", "reason"), _read_standing),
    Rule(("id", "repeats", "updates", "disputes"), _read_relations),
)
SOURCE_RULES: Final = _rules(SOURCE_FIELDS, _SOURCE_TOGETHER)

__all__ = [
    "REPORT_RULES",
    "SOURCE_RULES",
    "Cell",
    "Cells",
    "Rule",
    "apply_rules",
    "figure_cells",
    "report_id",
    "source_id",
]
