"""How fast a year of claims is compared, beside a pandas group-by over the same frame in the same run.

Run it with ``.venv/bin/python benchmarks/comparison_speed.py``. The group-by computes what one would write in a
notebook: each claim in effect is written out for each day on which it possibly holds, and for each day, force and
place the lowest and the highest figure and the number of claims are taken. It knows no quantity, measure, phase or
part, counts no claimants, and does not know that a claimant's newer figure replaces the older one; `compare` does all
that, and has a row for each run of days on which a claim leads in one standing, with its texts. Both are given the
same claims table; for the group-by the days on which each claim is in effect are worked out beforehand, outside the
time that is measured. Time is that of the processor, which other programs do not lengthen.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np

from benchmarks.page_feed import DAYS, FIRST_DAY, feed, towns, write_csv
from mustermap import layers
from mustermap.app.report_selection import load
from mustermap.data.days import day_of

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

FROM_DAY = day_of(FIRST_DAY)
TO_DAY = FROM_DAY + DAYS - 1


def group_by(claims: gpd.GeoDataFrame, days: pd.DataFrame) -> pd.DataFrame:
    """Find the lowest and the highest figure for each day, force and place."""
    begin, end = days["possible_from"].clip(lower=FROM_DAY), days["possible_to"].clip(upper=TO_DAY)
    lengths = (end - begin + 1).clip(lower=0).to_numpy()
    row = np.repeat(np.arange(len(claims)), lengths)
    day = np.arange(len(row)) - np.repeat(np.cumsum(lengths) - lengths, lengths) + begin.to_numpy()[row]
    held = claims[["force", "place_ref", "figure_low", "figure_high", "figure_best"]].iloc[row].assign(day=day)
    low = held["figure_low"].fillna(held["figure_best"])
    high = held["figure_high"].fillna(held["figure_best"])
    grouped = held.assign(low=low, high=high).groupby(["day", "force", "place_ref"], observed=True, sort=False)
    return grouped.agg(low=("low", "min"), high=("high", "max"), claims=("day", "size"))


def main() -> int:
    """Measure both in turns, and print the medians and how many times as long `compare` takes."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--reports", type=int, default=100_000)
    asked.add_argument("--rounds", type=int, default=5)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "feed.csv"
        write_csv(feed(options.reports, towns()), file)
        claims = load([file], None).claims
    days = layers.stretches(claims)
    runs = {
        "group-by": lambda: group_by(claims, days),
        "compare": lambda: layers.compare(claims, from_day=FROM_DAY, to_day=TO_DAY).rows,
        "compare, by months": lambda: layers.compare(claims, from_day=FROM_DAY, to_day=TO_DAY, each="month").rows,
        "compare, one day": lambda: layers.compare(claims, on=FROM_DAY + DAYS // 2).rows,
    }
    took: dict[str, list[float]] = {name: [] for name in runs}
    rows: dict[str, int] = {}
    for _ in range(options.rounds):
        for name, run in runs.items():
            begun = time.process_time()
            rows[name] = len(run())
            took[name].append(time.process_time() - begun)
    base = statistics.median(took["group-by"])
    print(f"{options.reports:,} reports, {DAYS} days, median of {options.rounds} rounds in turns")
    for name, seconds in took.items():
        middle = statistics.median(seconds)
        print(f"{name:<20} {middle:7.3f} s   {middle / base:5.2f} times the group-by   {rows[name]:>9,} rows")
    return 0 if statistics.median(took["compare"]) <= 3 * base else 1


if __name__ == "__main__":
    sys.exit(main())
