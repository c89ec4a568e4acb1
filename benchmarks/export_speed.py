"""How long `mustermap export` takes to a GeoPackage, beside pyogrio's own write of the same frames.

    .venv/bin/python benchmarks/export_speed.py [REPORTS] [ROUNDS]

In one process and in turns, so that all are equally disturbed. Ours is the whole step from the claims table to the
finished file: cutting claims into stretches, wording labels, styles, temporal fields. Theirs is pyogrio's
`write_dataframe` alone, given the finished rows as frames, one a layer. The promise is that ours takes at most
1.5 times as long, by the medians, as that does by default. With Arrow, which has to be asked for, pyogrio is
faster: that is printed, not promised.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import pyogrio

from benchmarks.page_feed import feed, towns, write_csv
from mustermap.app.exports.export_writers import write_file
from mustermap.app.report_selection import load
from mustermap.layers.export.export_files import geo_frame
from mustermap.layers.export.export_table import export_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from mustermap.app.report_selection import Loaded
    from mustermap.layers.export.export_table import Exported

PROMISE = 1.5
_THEIRS = "pyogrio.write_dataframe"
_PLAIN = {"bool[pyarrow]": "boolean", "int64[pyarrow]": "Int64", "double[pyarrow]": "float64"}


def ours(loaded: Loaded, path: Path) -> Exported:
    """Export, from the claims table on."""
    exported = export_table(loaded.claims, loaded.reports, loaded.source_table)
    write_file(exported, path)
    return exported


def theirs(frames: dict[str, Any], path: Path, *, use_arrow: bool) -> None:
    """Write frames that are finished."""
    for layer, frame in frames.items():
        pyogrio.write_dataframe(frame, path, layer=layer, driver="GPKG", use_arrow=use_arrow)


def finished_frames(exported: Exported) -> dict[str, Any]:
    """Return the rows as frames of geopandas and pandas, with dates as pyogrio takes them without Arrow."""
    import pandas as pd

    frame = geo_frame(exported)
    for name in ("from", "to", "until"):
        frame[name] = pd.to_datetime(frame[name].astype(object))
    for name in frame.columns.drop("geometry"):
        if str(frame[name].dtype).startswith("large_string"):
            frame[name] = frame[name].astype("str")
        elif str(frame[name].dtype) in _PLAIN:
            frame[name] = frame[name].astype(_PLAIN[str(frame[name].dtype)])
    is_drawn = frame.geometry.notna()
    return {"points": frame[is_drawn], "not_drawn": pd.DataFrame(frame[~is_drawn].drop(columns="geometry"))}


def main(count: int, rounds: int) -> int:
    """Measure, and print medians and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "feed.csv")
        write_csv(feed(count, towns()), source)
        loaded = load([source], None)
        exported = ours(loaded, Path(folder, "first.gpkg"))
        frames = finished_frames(exported)
        ways: dict[str, Callable[[Path], object]] = {
            "mustermap export, from the claims table": lambda path: ours(loaded, path),
            _THEIRS: lambda path: theirs(frames, path, use_arrow=False),
            "pyogrio.write_dataframe(use_arrow=True)": lambda path: theirs(frames, path, use_arrow=True),
        }
        seconds: dict[str, list[float]] = {name: [] for name in ways}
        for number in range(rounds):
            for at, (name, write) in enumerate(ways.items()):
                path = Path(folder, f"{number}-{at}.gpkg")
                begin = time.perf_counter()
                write(path)
                seconds[name].append(time.perf_counter() - begin)
                path.unlink()
    print(
        f"{count:,} reports, {exported.table.num_rows:,} rows of {exported.table.num_columns} columns, {rounds} rounds"
    )
    medians = {name: statistics.median(taken) for name, taken in seconds.items()}
    own = next(iter(medians.values()))
    for name, median in medians.items():
        print(f"{name:42} {median:7.2f} s   ours is {own / median:4.2f} times that")
    return int(own > PROMISE * medians[_THEIRS])


if __name__ == "__main__":
    reports, rounds = (*map(int, sys.argv[1:]), *(100_000, 5)[len(sys.argv) - 1 :])
    sys.exit(main(reports, rounds))
