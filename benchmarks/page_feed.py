"""A synthetic feed of reports: 600 places, one year, each report with a sentence of its own.

The names are towns of the gazetteer; all the rest is drawn at random from a fixed seed, and says nothing of anybody.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from mustermap import geo

if TYPE_CHECKING:
    from numpy.typing import NDArray

GAZETTEER: Final = Path(__file__).parents[1] / "geo" / "gazetteer.sqlite"
PLACES: Final = 600
FIRST_DAY: Final = date(2023, 1, 1)
DAYS: Final = 365
LONGEST_SPAN: Final = 60
COUNTRIES: Final = ("BY", "LT", "PL", "UA")
SEED: Final = 20230101

_CLAIMANTS: Final = tuple(f"Channel {letter}" for letter in "ABCDEFGHIJKL")
_FORCES: Final = ("Northland", "Southland", "Eastland", "Westland")
_COMPONENTS: Final = ("", "", "", "mobilised", "reservists")
_PHASES: Final = ("planned", "ordered", "arriving", "present", "withdrawn", "")
_MEASURES: Final = ("stock", "flow")
_FIGURES: Final = ("", "{}", "{}", "about {}", "more than {}", "up to {}")
_SUMMARIES: Final = (
    "Report {number}: a column of lorries and two buses was seen near {place}, heading south.",
    "Report {number}: tents and kitchens stand beside the depot of {place}, a resident says.",
    "Report {number}: trains unloaded at {place} in the night, according to a railway worker.",
    "Report {number}: barracks in {place} are being made ready, says a post with a photograph.",
)


@dataclass(frozen=True, slots=True)
class Town:
    """A place of the feed: its name, ISO 3166-1 code, longitude and latitude (EPSG:4326)."""

    name: str
    country: str
    lon: float
    lat: float


def towns() -> list[Town]:
    """Take the 600 most important towns of four countries that the gazetteer finds by their name and country."""
    asked = ", ".join("?" * len(COUNTRIES))
    query = f"SELECT name, country FROM place WHERE kind = 1 AND country IN ({asked}) ORDER BY importance DESC, name"  # noqa: S608 # placeholders only
    with sqlite3.connect(f"file:{GAZETTEER}?mode=ro", uri=True) as gazetteer:
        rows = gazetteer.execute(query, COUNTRIES).fetchall()
    found: dict[str, Town] = {}
    for name, country in rows:
        place = geo.resolve(name, country=country).place
        if place is not None and name not in found:
            found[name] = Town(name, country, place.lon, place.lat)
        if len(found) == PLACES:
            break
    return list(found.values())


def feed(count: int, places: list[Town]) -> pd.DataFrame:
    """Draw a feed.

    Parameters
    ----------
    count
        How many reports.
    places
        Where they are.

    Returns
    -------
    pandas.DataFrame
        The columns of a CSV file that Mustermap reads, and ``lon`` and ``lat``, which the others need.
    """
    draw = np.random.default_rng(SEED)
    at = draw.integers(len(places), size=count)
    start = draw.integers(DAYS, size=count)
    end = start + draw.integers(LONGEST_SPAN, size=count)
    said = start - draw.integers(10, size=count)
    names = np.array([place.name for place in places], dtype=object)
    numbers = [f"{number:07}" for number in range(count)]
    sentences = draw.integers(len(_SUMMARIES), size=count)
    summaries = [
        _SUMMARIES[sentence].format(number=number, place=name)
        for sentence, number, name in zip(sentences, numbers, names[at], strict=True)
    ]
    source = draw.integers(40, size=count)
    return pd.DataFrame(
        {
            "id": [f"report-{number}" for number in numbers],
            "source_title": np.array([f"Digest {number}" for number in range(40)], dtype=object)[source],
            "source_publisher": np.array([f"Agency {number % 7}" for number in range(40)], dtype=object)[source],
            "claimant": _drawn(_CLAIMANTS, count, draw),
            "said": _days(said),
            "summary": summaries,
            "force": _drawn(_FORCES, count, draw),
            "component": _drawn(_COMPONENTS, count, draw),
            "figure": _figures(count, draw),
            "measure": _drawn(_MEASURES, count, draw),
            "phase": _drawn(_PHASES, count, draw),
            "place": names[at],
            "place_country": np.array([place.country for place in places], dtype=object)[at],
            "start": _days(start),
            "end": _days(end),
            "lon": np.array([place.lon for place in places])[at],
            "lat": np.array([place.lat for place in places])[at],
        }
    )


def write_csv(table: pd.DataFrame, path: Path) -> None:
    """Write what Mustermap reads of a feed."""
    table.drop(columns=["lon", "lat"]).to_csv(path, index=False)


def _drawn(texts: tuple[str, ...], count: int, draw: np.random.Generator) -> NDArray[np.object_]:
    return np.array(texts, dtype=object)[draw.integers(len(texts), size=count)]


def _days(numbers: NDArray[np.int64]) -> NDArray[np.str_]:
    """Write days, counted from the feed's first, as in EDTF."""
    return np.datetime_as_string(np.datetime64(FIRST_DAY, "D") + numbers)


def _figures(count: int, draw: np.random.Generator) -> NDArray[np.object_]:
    texts = np.array([form.format(f"{number * 50:,}") for form in _FIGURES for number in range(1, 201)], dtype=object)
    return texts[draw.integers(len(texts), size=count)]
