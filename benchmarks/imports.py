"""How long 100,000 reports take into the ledger, and how much memory, with places that the gazetteer knows.

The file is imported into a new ledger, again into the same one, which adds nothing, and, as XLSX and Parquet, read
only. Seconds and the highest resident memory are those of the command, and of the process that reads the file. Needs
Linux, for the memory.

Run it with ``.venv/bin/python benchmarks/imports.py [ROWS]``.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.page_feed import feed, towns, write_csv

ROWS = 100_000
ROOT = Path(__file__).parents[1]
MEASURED = """
import resource, sys
from app.cli import app
try:
    app()
finally:
    # Not ru_maxrss of its own: on Linux that begins with what the process had that started it.
    own = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
    sys.stderr.write(f"\\npeak {own} {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss}\\n")
"""


def measured(arguments: list[str]) -> tuple[float, list[float], str]:
    """Run a command; give its seconds, the peaks of its own memory and its child's in MB, and its last line."""
    begin = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    taken = time.perf_counter() - begin
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    *_, peak = done.stderr.strip().splitlines()
    return taken, [int(number) / 1024 for number in peak.split()[1:]], done.stdout.strip().splitlines()[-1]


def main() -> None:
    """Make the files, import them and print the figures."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table = feed(rows, towns())
        write_csv(table, folder / "feed.csv")
        # Once more without ids, as other people's tables are.
        told = pd.read_csv(folder / "feed.csv", dtype=str, keep_default_na=False).drop(columns="id")
        told.to_csv(folder / "other.csv", index=False)
        told.to_parquet(folder / "other.parquet")
        told.to_excel(folder / "other.xlsx", index=False)
        ledger = ["--ledger", str(folder / "l.gpkg")]
        runs = {
            "CSV into a new ledger": ["import", str(folder / "other.csv"), *ledger],
            "the same file again": ["import", str(folder / "other.csv"), *ledger],
            "CSV, dry run": ["import", str(folder / "other.csv"), "--dry-run", "--ledger", str(folder / "no.gpkg")],
            "Parquet, dry run": ["import", str(folder / "other.parquet"), "--dry-run", "--ledger", "no.gpkg"],
            "XLSX, dry run": ["import", str(folder / "other.xlsx"), "--dry-run", "--ledger", "no.gpkg"],
        }
        print(f"{rows:,} rows, {told['place'].nunique()} places")
        print(f"{'':24} {'seconds':>8} {'MB':>6} {'reader MB':>10}")
        for what, arguments in runs.items():
            taken, peaks, last = measured(arguments)
            print(f"{what:24} {taken:8.1f} {peaks[0]:6.0f} {peaks[1]:10.0f}  {last.replace(str(folder), '')}")


if __name__ == "__main__":
    main()
