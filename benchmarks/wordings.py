"""How many distinct wordings are read per second of processor time.

Run it with ``.venv/bin/python benchmarks/wordings.py``. The wordings of the tests' cases are read round after round,
and what was remembered of them is forgotten in between; once with their language known, once with none.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

from mustermap.data.wordings.date_wordings import read_dated, read_spanned
from mustermap.data.wordings.figure_wordings import read_counted
from mustermap.data.wordings.recognised_languages import language_of
from mustermap.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = Path(__file__).parents[1] / "tests" / "cases"
ROUNDS = 60


def read_figures(cases: list[dict[str, str]], *, is_known: bool) -> None:
    """Read figures, each for the first time."""
    read_counted.cache_clear()
    language_of.cache_clear()
    for case in cases:
        try:
            read_counted(case["wording"], language=case["language"] if is_known else "")
        except DataError:
            continue


def read_days(cases: list[dict[str, str]], *, is_known: bool) -> None:
    """Read days, each for the first time; what is no day is looked at as a span too, as a start is."""
    read_dated.cache_clear()
    read_spanned.cache_clear()
    for case in cases:
        beside = {"language": case["language"] if is_known else "", "published": case.get("published", "")}
        try:
            read_dated(case["wording"], **beside)
        except DataError:
            try:
                read_spanned(case["wording"], **beside)
            except DataError:
                continue


def per_second(cases: list[dict[str, str]], read: Callable[..., None], *, is_known: bool) -> float:
    """Return how many wordings are read per second of processor time, the tables of the languages being loaded."""
    read(cases, is_known=is_known)
    begin = time.process_time()
    for _ in range(ROUNDS):
        read(cases, is_known=is_known)
    return ROUNDS * len(cases) / (time.process_time() - begin)


def main() -> None:
    """Print a line for each kind of wording, and for languages known or recognised."""
    kinds = (("figures", "wordings_figures.json", read_figures), ("days", "wordings_days.json", read_days))
    for kind, file, read in kinds:
        cases = json.loads((CASES / file).read_text("utf-8"))
        for is_known in (True, False):
            known = "known" if is_known else "recognised"
            print(f"{kind}, language {known}: {per_second(cases, read, is_known=is_known):,.0f} a second")


if __name__ == "__main__":
    main()
