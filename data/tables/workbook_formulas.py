"""Formulas of a workbook that have no result, since no program has reckoned them yet: libraries read them as blank."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from mustermap.data.short_texts import echoed
from mustermap.errors import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_CHUNK: Final = 1 << 20
_OVERLAP: Final = 40
#: A formula, or a cell of the type of errors.
_SUSPECT: Final = re.compile(rb"<(?:\w{1,20}:)?f[\s/>]|\bt\s{0,9}=\s{0,9}[\"']e[\"']")
_ADDRESS: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def broken_cells(path: Path, sheet: str) -> dict[tuple[int, int], str]:
    """Return the cells of a sheet that hold an error, or a formula without a stored result.

    Parameters
    ----------
    path
        A workbook (ECMA-376).
    sheet
        The name of one of its sheets.

    Returns
    -------
    dict
        By row and column, both counted from 0: the error, or what to do about the formula.
    """
    with zipfile.ZipFile(path) as archive:
        part = _part(archive, sheet)
        if part is None or not _may_have_some(archive, part):
            return {}
        found = _Sheet()
        with archive.open(part) as file:
            try:
                found.parser.ParseFile(file)
            except expat.ExpatError as error:
                got = f"the sheet {echoed(sheet)} is broken ({error})"
                raise UnreadableFile(f"{path.name}: {got}; save it again") from error
    return found.broken


class _Sheet:
    """The cells of a sheet, one after the other, as the parser comes to them."""

    def __init__(self) -> None:
        self.broken: dict[tuple[int, int], str] = {}
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self._row = self._column = -1
        self._kind = ""
        self._formula: str | None = None
        self._value = ""
        self._inside = ""

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        match tag.rpartition(":")[2]:
            case "row":
                self._row = int(attributes["r"]) - 1 if attributes.get("r", "").isdecimal() else self._row + 1
                self._column = -1
            case "c":
                address = _ADDRESS.fullmatch(attributes.get("r", ""))
                self._column = column_number(address[1]) if address else self._column + 1
                self._kind, self._formula, self._value = attributes.get("t", ""), None, ""
            case "f":
                self._formula = self._formula or ""
                self._listen("f")
            case "v":
                self._listen("v")

    def _listen(self, inside: str) -> None:
        self._inside = inside
        self.parser.CharacterDataHandler = self._hear

    def _hear(self, text: str) -> None:
        if self._inside == "f":
            self._formula = (self._formula or "") + text
        else:
            self._value += text

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name in {"f", "v"}:
            self.parser.CharacterDataHandler = None
        elif name == "c":
            if self._kind == "e":
                self.broken[self._row, self._column] = self._value or "#VALUE!"
            elif self._formula is not None and not self._value and self._kind != "str":
                self.broken[self._row, self._column] = f"={self._formula}"


def column_number(letters: str) -> int:
    """Count a column of a sheet from 0.

    Examples
    --------
    >>> column_number("A"), column_number("AB")
    (0, 27)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def column_letters(number: int) -> str:
    """Name a column of a sheet that is counted from 0.

    Examples
    --------
    >>> column_letters(0), column_letters(27), column_letters(16_383)
    ('A', 'AB', 'XFD')
    """
    letters = ""
    number += 1
    while number:
        number, at = divmod(number - 1, 26)
        letters = chr(ord("A") + at) + letters
    return letters


def _may_have_some(archive: zipfile.ZipFile, part: str) -> bool:
    """Look for a formula or an error before the whole sheet is parsed."""
    with archive.open(part) as file:
        end = b""
        while chunk := file.read(_CHUNK):
            if _SUSPECT.search(end + chunk):
                return True
            end = chunk[-_OVERLAP:]
    return False


def _part(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """Return the part of the archive that holds a sheet."""
    names: dict[str, str] = {}
    targets: dict[str, str] = {}

    def named(tag: str, attributes: Mapping[str, str]) -> None:
        if tag.rpartition(":")[2] == "sheet":
            relation = next((text for key, text in attributes.items() if key.rpartition(":")[2] == "id"), "")
            names[attributes.get("name", "")] = relation

    def related(tag: str, attributes: Mapping[str, str]) -> None:
        if tag.rpartition(":")[2] == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    for part, handler in ((_WORKBOOK, named), (_RELATIONS, related)):
        if part not in archive.namelist():
            return None
        parser = expat.ParserCreate()
        parser.StartElementHandler = handler
        try:
            parser.Parse(archive.read(part), True)
        except expat.ExpatError:
            return None
    target = targets.get(names.get(sheet, ""), "")
    part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    return part if part in archive.namelist() else None
