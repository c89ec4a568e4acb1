"""What a rule is: from the raw texts of fields that depend on one another to their checked cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from mustermap.errors import InvalidField

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
    looks_for : str
        For a rule of one text: characters without which a text that is not blank is kept unchanged, so that files
        of many texts need not ask about each. Blank: every text must be read.
    longest : int
        For such a rule: a text of more bytes must be read too; 0: none is too long.
    silent_without : tuple of str
        Fields of the rule of which one at least must be given, else it has nothing to say.
    """

    fields: tuple[str, ...]
    read: Callable[[Raw], tuple[Cells, Unread]]
    looks_for: str = ""
    longest: int = 0
    silent_without: tuple[str, ...] = ()


LONGEST_READ: Final = 2000
"""A longer text is kept, and no date or figure is looked for in it."""


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


def given(**texts: str) -> Cells:
    """Return the cells of the texts that are not blank."""
    return {name: text for name, text in texts.items() if text}


def present(row: Mapping[str, Cell | None]) -> Cells:
    """Leave out of a row what is blank: no text, no number, and the flag of a bound that is absent."""
    kept = {name: cell for name, cell in row.items() if cell is not None and cell != "" and cell == cell}
    return {
        name: cell
        for name, cell in kept.items()
        if name.removesuffix("_included") == name or name.removesuffix("_included") in kept
    }


#: What spreadsheets write where a formula has no result.
_SPREADSHEET_ERRORS: Final = frozenset({
    "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!",
    "#CONNECT!", "#UNKNOWN!", "#GETTING_DATA", "#BUSY!", "#PYTHON!", "#EXTERNAL!",
})  # fmt: skip


def refuse_spreadsheet_error(name: str, text: str) -> None:
    """Refuse an error of a spreadsheet: what was meant is not known, and it was not nothing."""
    if text.strip() in _SPREADSHEET_ERRORS:
        message = f"holds {text.strip()}, an error of a spreadsheet; correct the cell, or leave it blank"
        raise InvalidField(name, message)


def spreadsheet_errors(raw: Raw) -> list[InvalidField]:
    """Return the fields of a row that hold a spreadsheet's error."""
    found = []
    for name, text in raw.items():
        try:
            refuse_spreadsheet_error(name, text)
        except InvalidField as problem:
            found.append(problem)
    return found


def refuse_half_characters(name: str, text: str) -> None:
    """Refuse what no file can hold: half of a surrogate pair, which JSON can smuggle in, and the NUL character."""
    if "\0" in text:
        raise InvalidField(name, f"character {text.index(chr(0)) + 1} is NUL; leave it out")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InvalidField(
            name, f"character {error.start + 1} is half of a surrogate pair; write the whole character"
        ) from error
