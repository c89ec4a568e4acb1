"""Is an answer right? And the counts, shares and bands that follow from it."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from mustermap.earth import MEAN_RADIUS_M

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.places_labels import Label

# The outlines of regions are approximate, and so are those of countries at a town beside their edge.
AREA_SLACK_M = 15_000
# "On the border" is said of what lies some way off it.
LINE_SLACK_M = 30_000
METRES_A_DEGREE = math.radians(1) * MEAN_RADIUS_M
POINTS = {"exact", "site", "settlement"}
BANDS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.99, 1.0)


@dataclass(frozen=True, slots=True)
class Answer:
    """A resolver's answer to one wording.

    Attributes
    ----------
    resolved
        Whether it placed the wording.
    lon, lat
        Degrees, NaN if not resolved.
    precision, country_code, region_code
        As in a label; blank where the resolver does not say.
    confidence
        Between 0 and 1, None if the resolver returns none.
    wkb
        The shape of an area, a line or a corridor, EPSG:4326; None where the resolver has none.
    offered
        Where it placed nothing, the place that it asks about first; None if it asks about none.
    """

    resolved: bool
    lon: float = math.nan
    lat: float = math.nan
    precision: str = ""
    country_code: str = ""
    region_code: str = ""
    confidence: float | None = None
    wkb: bytes | None = None
    offered: Answer | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of an answer to a label: right or not, and what is wrong with it."""

    label: Label
    answer: Answer
    wrong: str

    @property
    def right(self) -> bool:
        """Placed where it should be, or rightly not placed."""
        return not self.wrong and self.answer.resolved == (self.label.status == "resolved")

    @property
    def right_is_first(self) -> bool:
        """Placed where it should be, or asked about with the right place before all others."""
        if self.answer.resolved or self.label.status != "resolved":
            return self.right and self.label.status == "resolved"
        return self.answer.offered is not None and not _fault(self.label, self.answer.offered)


@dataclass(frozen=True, slots=True)
class Shares:
    """Counts over some rows.

    Attributes
    ----------
    rows
        All of them.
    due
        Rows that can be placed.
    covered
        Those of them that were placed, rightly or wrongly.
    first
        Those of them that were placed rightly, or asked about with the right place first.
    right
        Rows with a right answer: placed rightly, or rightly not placed.
    resolved
        Rows that were placed, whether they should be or not.
    wrong
        Rows that were placed wrongly, or should not have been.
    """

    rows: int
    due: int
    covered: int
    first: int
    right: int
    resolved: int
    wrong: int


def judge(label: Label, answer: Answer) -> Verdict:
    """Judge one answer.

    A place is right if it lies within the label's tolerance, in its country and region where it names them, is called
    as precise as the label says (a point is a point, whether settlement or site), and if its shape, where the resolver
    has one, holds the points that it must and none that it must not.

    Parameters
    ----------
    label
        What is expected.
    answer
        What was said.

    Returns
    -------
    Verdict
        `wrong` is empty where nothing was placed wrongly.
    """
    return Verdict(label, answer, _fault(label, answer) if answer.resolved else "")


def shares(verdicts: Sequence[Verdict]) -> Shares:
    """Count verdicts."""
    due = [verdict for verdict in verdicts if verdict.label.status == "resolved"]
    return Shares(
        rows=len(verdicts),
        due=len(due),
        covered=sum(verdict.answer.resolved for verdict in due),
        first=sum(verdict.right_is_first for verdict in due),
        right=sum(verdict.right for verdict in verdicts),
        resolved=sum(verdict.answer.resolved for verdict in verdicts),
        wrong=sum(bool(verdict.wrong) for verdict in verdicts),
    )


def calibration(verdicts: Sequence[Verdict]) -> list[tuple[float, float, int, float, float]] | None:
    """Compare the stated confidence of resolved answers with the share of them that is right.

    Parameters
    ----------
    verdicts
        Of any rows; those that were not placed are left out.

    Returns
    -------
    list of (low, high, rows, mean confidence, share right), or None
        One for each band that holds rows; None if no confidence is given.
    """
    placed = [verdict for verdict in verdicts if verdict.answer.resolved and verdict.answer.confidence is not None]
    if not placed:
        return None
    bands = []
    for low, high in itertools.pairwise(BANDS):
        band = [v for v in placed if low <= (c := v.answer.confidence or 0.0) < high or c == high == 1.0]
        if band:
            mean = sum(v.answer.confidence or 0.0 for v in band) / len(band)
            bands.append((low, high, len(band), mean, sum(v.right for v in band) / len(band)))
    return bands


def distance_m(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Measure the distance between two points on a sphere, metres; NaN if one is not known."""
    phi, psi = math.radians(lat), math.radians(other_lat)
    chord = math.sin((psi - phi) / 2) ** 2
    chord += math.cos(phi) * math.cos(psi) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * MEAN_RADIUS_M * math.asin(math.sqrt(chord if not chord > 1 else 1.0))


def _fault(label: Label, answer: Answer) -> str:
    """Return what is wrong with a placed answer; blank if nothing is."""
    if label.status != "resolved":
        return "placed"
    if label.country_code and answer.country_code and label.country_code != answer.country_code:
        return f"country {answer.country_code}"
    if label.region_code and answer.region_code and label.region_code != answer.region_code:
        return f"region {answer.region_code}"
    if label.precision and answer.precision != label.precision and not {label.precision, answer.precision} <= POINTS:
        return f"precision {answer.precision or 'not given'}"
    off = distance_m(label.lon, label.lat, answer.lon, answer.lat)
    if not off <= label.tolerance_m:
        return f"{off / 1000:.1f} km off"
    return _shape_fault(label, answer.wkb) if answer.wkb and label.shape in {"area", "line", "corridor"} else ""


def _shape_fault(label: Label, wkb: bytes) -> str:
    near_m, far_m = (AREA_SLACK_M, 0) if label.shape == "area" else (LINE_SLACK_M, LINE_SLACK_M)
    for lon, lat in label.inside:
        if (gap := _gap_m(wkb, lon, lat)) > near_m:
            return f"shape: {gap / 1000:.0f} km from {lon:g} {lat:g}"
    for lon, lat in label.outside:
        if _gap_m(wkb, lon, lat) <= far_m:
            return f"shape: holds {lon:g} {lat:g}"
    return ""


@lru_cache(maxsize=256)
def _geometry(wkb: bytes) -> Any:
    import shapely

    geometry = shapely.from_wkb(wkb)
    shapely.prepare(geometry)
    return geometry


def _gap_m(wkb: bytes, lon: float, lat: float) -> float:
    """Measure how far a point lies from a shape, in the plane that touches the point; 0 within it."""
    import shapely

    geometry, point = _geometry(wkb), shapely.Point(lon, lat)
    if geometry.intersects(point):
        return 0.0
    scale = math.cos(math.radians(lat))
    here = shapely.transform(geometry, lambda xy: (xy - (lon, lat)) * (scale * METRES_A_DEGREE, METRES_A_DEGREE))
    return float(here.distance(shapely.Point(0, 0)))
