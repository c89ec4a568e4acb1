"""Which settlements to look up: gazetteers of 500, 1,000, 5,000 and 15,000 people and more, scored on the tuning half.

Run it with ``.venv/bin/python benchmarks/settlements.py`` after ``make map``; it builds four gazetteers, some minutes.
The half of the labels that is held back is not read.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

SIZES = (500, 1_000, 5_000, 15_000)
COUNTRIES = ROOT / "build" / "countries.geojson"
# Each in a process of its own: what is read is kept, and one gazetteer would colour the next. Seconds are the
# processor's, so that what else runs on the machine does not count.
_BUILD = """
import json, sys, time
from pathlib import Path
from mustermap.geo.build import compile_gazetteer
begin = time.process_time()
compile_gazetteer(countries=Path(sys.argv[1]), output=Path(sys.argv[2]), smallest=int(sys.argv[3]))
print(json.dumps({"seconds": time.process_time() - begin}))
"""
_SCORE = """
import json, sys, time
from pathlib import Path
from mustermap.geo.gazetteer import lookup
lookup.FILE = Path(sys.argv[1])
from benchmarks.places_judge import judge, shares
from benchmarks.places_labels import SETS, read_labels
from benchmarks.places_resolvers import RESOLVERS
from benchmarks.places_speed import exact_names, other_names, throughput
resolver = RESOLVERS[0]()
resolver.load()
made = {"places": lookup.connection().execute("SELECT count(*) FROM place WHERE kind = 1").fetchone()[0]}
for name in SETS:
    labels = read_labels(name, "tune")
    found = shares([judge(label, answer) for label, answer in zip(labels, resolver.answers(labels), strict=True)])
    made[name] = [found.rows, found.right, found.resolved, found.wrong]
for title, names in (("exact", exact_names()), ("other", other_names())):
    made[title] = throughput(resolver, names, clock=time.process_time)[0]
print(json.dumps(made))
"""


def main() -> None:
    """Build, score, and print a table."""
    if not COUNTRIES.is_file():
        sys.exit(f"{COUNTRIES} is not there; run make map first")
    print(
        f"{'people':>7} {'places':>8} {'build s':>8} {'MB':>5} {'wordings: right':>17} {'wrong':>7} "
        f"{'documents: right':>17} {'wrong':>7} {'exact/s':>8} {'other/s':>8}"
    )
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            file = Path(folder) / f"{size}.sqlite"
            seconds = _run(_BUILD, str(COUNTRIES), str(file), str(size))["seconds"]
            score = _run(_SCORE, str(file))
            megabytes = file.stat().st_size / 1e6
            print(
                f"{size:7,} {score['places']:8,} {seconds:8.0f} {megabytes:5.0f} {_cells(score['wordings'])} "
                f"{_cells(score['documents'])} {score['exact']:8,.0f} {score['other']:8,.0f}",
                flush=True,
            )


def _cells(counts: list[int]) -> str:
    rows, right, resolved, wrong = counts
    return f"{f'{right}/{rows} {right / rows:.1%}':>17} {f'{wrong}/{resolved}':>7}"


def _run(code: str, *arguments: str) -> dict[str, Any]:
    """Run code in a process of its own; return the JSON of its last line."""
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}
    )
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


if __name__ == "__main__":
    main()
