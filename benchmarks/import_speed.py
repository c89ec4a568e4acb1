"""How long 100,000 reports take into the ledger, and how much memory, beside what a user would pick instead.

The file is imported into a new ledger, whose places the gazetteer knows; again into the same one, which adds nothing;
and, as XLSX and Parquet, read only. Beside it is the same work without checks, revisions or a gazetteer: pandas
reads the file, takes the point of each row's place from a table that is there already, and geopandas writes a
GeoPackage. Seconds and
the highest resident memory are those of the command, and of the process that reads the file. Needs Linux, for the
memory.

Run it with ``.venv/bin/python benchmarks/import_speed.py [ROWS]``.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.page_feed import feed, towns, write_csv

ROWS = 100_000
ROOT = Path(__file__).parents[1]
MEASURED = """
import resource, sys
from mustermap.app.cli import app
try:
    app()
finally:
    # Not ru_maxrss of its own: on Linux that begins with what the process had that started it.
    own = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
    sys.stderr.write(f"\\npeak {own} {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss}\\n")
"""


PEER = """
import resource, sys
import geopandas as gpd, pandas as pd
feed, towns, output = sys.argv[1:]
table = pd.read_csv(feed, dtype=str, keep_default_na=False)
table = table.merge(pd.read_csv(towns), left_on="place", right_on="name", how="left")
shapes = gpd.points_from_xy(table.pop("lon"), table.pop("lat"), crs=4326)
gpd.GeoDataFrame(table, geometry=shapes).to_file(output, layer="reports", engine="pyogrio")
print(f"{len(table)} rows written")
own = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
sys.stderr.write(f"\\npeak {own} 0\\n")
"""


def measured(program: str, arguments: list[str]) -> tuple[float, list[float], str]:
    """Run a program; return its seconds, the peaks of its own memory and its child's in MB, and its last line."""
    begin = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
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
        places = folder / "towns.csv"
        pd.DataFrame([asdict(town) for town in towns()]).drop_duplicates("name").to_csv(places, index=False)
        new, none = ["--ledger", str(folder / "l.gpkg")], ["--dry-run", "--ledger", str(folder / "none.gpkg")]
        runs = {
            "CSV into a new ledger": (MEASURED, ["import", str(folder / "other.csv"), *new]),
            "the same file again": (MEASURED, ["import", str(folder / "other.csv"), *new]),
            "pandas and geopandas": (PEER, [str(folder / "other.csv"), str(places), str(folder / "peer.gpkg")]),
            "CSV, dry run": (MEASURED, ["import", str(folder / "other.csv"), *none]),
            "Parquet, dry run": (MEASURED, ["import", str(folder / "other.parquet"), *none]),
            "XLSX, dry run": (MEASURED, ["import", str(folder / "other.xlsx"), *none]),
        }
        print(f"{rows:,} rows, {told['place'].nunique()} places")
        print(f"{'':24} {'seconds':>8} {'rows/s':>9} {'MB':>6} {'reader MB':>10}")
        for what, (program, arguments) in runs.items():
            taken, peaks, last = measured(program, arguments)
            figures = f"{taken:8.1f} {rows / taken:9,.0f} {peaks[0]:6.0f} {peaks[1]:10.0f}"
            print(f"{what:24} {figures}  {last.replace(str(folder), '')}")


if __name__ == "__main__":
    main()
