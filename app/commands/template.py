"""``mustermap template``: a workbook to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def template(
    output: Annotated[Path, typer.Option("--output", "-o", help="The XLSX file to make.", show_default=False)],
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the file if it exists.")] = False,
) -> int:
    """Make a workbook to fill in.

    Its columns are the fields, with drop-downs and notes. Import it with: mustermap import reports.xlsx

    For example: mustermap template -o reports.xlsx
    """
    from mustermap.app.imports.workbook_template import make_template

    return make_template(output, overwrite=overwrite)
