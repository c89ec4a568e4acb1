"""Claims for the tests of stills, in tables made by hand, and readers of what a picture says."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import numpy as np
from PIL import Image

from mustermap.maps import still
from tests.maps_frame import at_point, day, frame, report, said_on

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import geopandas

ON = day("2022-12-01")


def claim(name: str, place: str, lon: float, lat: float, **fields: Any) -> dict[str, Any]:
    """Make a claim at a settlement that holds from 1 October to 31 December 2022."""
    span = {"start": "2022-10-01", "end": "2022-12-31", "end_known": True, "force": "Russia", "claimant": "A. Officer"}
    days = {"possible_from_day": day("2022-10-01"), "possible_to_day": day("2022-12-31")}
    certain = {"certain_from_day": day("2022-10-01"), "certain_to_day": day("2022-12-31")}
    return report(name, **(said_on("2022-10-01") | days | certain | span | at_point(place, place, lon, lat) | fields))


def table(*rows: dict[str, Any]) -> geopandas.GeoDataFrame:
    """Make a claims table."""
    return frame(list(rows), first="1999-01-01", last="2026-11-22", opened="2022-10-10")


@functools.cache
def svg_of(drawn: still.Still) -> str:
    """Write a still as SVG."""
    return still.picture(drawn, "svg").decode("utf-8")


def written_in(svg: str) -> list[str]:
    """Return the texts of an SVG, in the order in which they are drawn."""
    return _plain(re.findall(r"<!-- (.*?) -->", svg, re.DOTALL))


def written_on(drawn: still.Still) -> list[str]:
    """Return the texts of a still, in the order in which each kind of picture draws them."""
    texts = sorted(drawn.figure.texts, key=lambda text: text.get_zorder())
    return _plain(found for text in texts if (found := text.get_text()))


def _plain(texts: Iterable[str]) -> list[str]:
    return [text.replace("\N{NO-BREAK SPACE}", " ").strip() for text in texts]


def sentence(drawn: still.Still) -> str:
    """Return all that is written on a still, as one line."""
    return " ".join(written_on(drawn))


def description(svg: str) -> str:
    """Give the picture's own account of itself, for those who do not see it."""
    root = ElementTree.fromstring(svg)  # noqa: S314 # our own picture
    found = root.find(".//{http://purl.org/dc/elements/1.1/}description")
    assert found is not None
    return str(found.text)


def pixels(path: Path) -> Any:
    """Read a picture's pixels, red, green and blue."""
    return np.asarray(Image.open(path).convert("RGB")).astype(int)
