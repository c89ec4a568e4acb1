"""The template: what it offers, and that what is filled in imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
from typer.testing import CliRunner

from mustermap.app.cli import app
from mustermap.app.imports.workbook_template import make_template
from mustermap.data.fields import REPORT_FIELDS, SOURCE_FIELDS
from mustermap.data.ledger import Ledger
from mustermap.errors import WrongUse

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def template(tmp_path: Path) -> Path:
    assert make_template(tmp_path / "reports.xlsx", overwrite=False) == 0
    return tmp_path / "reports.xlsx"


def test_every_field_is_a_column_with_its_meaning_as_a_note(template: Path) -> None:
    book = openpyxl.load_workbook(template)
    assert book.sheetnames == ["reports", "fields"]
    heads = {str(cell.value): cell for cell in book["reports"][1]}
    wanted = {field.name: field for field in REPORT_FIELDS} | {f"source_{field.name}": field for field in SOURCE_FIELDS}
    assert heads.keys() == wanted.keys()
    assert all(wanted[name].meaning in cell.comment.text for name, cell in heads.items())
    assert book["reports"].max_row == 1
    dictionary = {row[0]: row[1] for row in book["fields"].iter_rows(min_row=2, values_only=True)}
    assert dictionary["figure_low"] == "the lower bound"


def test_choices_are_drop_downs(template: Path) -> None:
    sheet = openpyxl.load_workbook(template)["reports"]
    lists = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
    letter = next(cell.column_letter for cell in sheet[1] if cell.value == "phase")
    assert lists[f"{letter}2:{letter}10000"] == '"planned,ordered,arriving,present,withdrawn"'


def test_no_cell_is_a_formula(template: Path) -> None:
    book = openpyxl.load_workbook(template)
    assert "f" not in {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}


def test_what_is_filled_in_imports(template: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(template)
    sheet = book["reports"]
    at = {str(cell.value): cell.column for cell in sheet[1]}
    filled = {"source_title": "Evening News", "claimant": "A. Minister", "figure": "10–15 thousand", "place": "Belarus",
              "said": "2022-10", "phase": "planned", "figure_low": "", "summary": '=HYPERLINK("x")'}  # fmt: skip
    for name, text in filled.items():
        cell = sheet.cell(row=2, column=at[name])
        cell.value, cell.data_type = text, "s"
    book.save(template)
    answer = CliRunner().invoke(app, ["import", str(template), "--ledger", str(tmp_path / "l.gpkg")])
    assert answer.exit_code == 0, answer.output
    assert "not read" not in answer.output
    with Ledger.open(tmp_path / "l.gpkg") as ledger:
        reports = ledger.reports()
    assert (reports["figure_low"], reports["figure_high"]) == ([10_000.0], [15_000.0])
    assert reports["place_ref"] == ["country:BY"]
    assert reports["summary"] == ['=HYPERLINK("x")']


def test_an_empty_template_imports_nothing_and_makes_no_ledger(template: Path, tmp_path: Path) -> None:
    answer = CliRunner().invoke(app, ["import", str(template), "--ledger", str(tmp_path / "l.gpkg")])
    assert answer.exit_code == 0
    assert "0 reports, 0 rejected" in answer.output
    assert not (tmp_path / "l.gpkg").exists()


def test_a_file_that_exists_is_replaced_only_if_asked(template: Path) -> None:
    with pytest.raises(WrongUse, match=r"exists; give --overwrite to replace it, or another -o"):
        make_template(template, overwrite=False)
    assert make_template(template, overwrite=True) == 0
    with pytest.raises(WrongUse, match=r"is no \.xlsx file"):
        make_template(template.with_suffix(".ods"), overwrite=False)
