"""Write what the basemap takes from GeoNames: the countries' names, and the larger towns with the zoom of their labels.

`python -m mustermap.geo.build labels build` writes `build/country_names.json` and `build/towns.json`, which
`maps/page/build/basemap.mjs` reads.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

from mustermap.geo.build.geonames import Settlement, countries, settlements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

# Towns appear from zoom 3, where a continent fills a screen, to 8; beyond, a reader turns to the online map.
FIRST_ZOOM = 3
LAST_ZOOM = 8
# Two labels want this much room between them, across and along, in pixels of a web map (256 at zoom 0).
ROOM_ACROSS_PX = 110
ROOM_ALONG_PX = 44
SMALLEST_TOWN = 40_000


def write_labels(folder: Path) -> None:
    """Write `country_names.json` and `towns.json`.

    Parameters
    ----------
    folder
        Where to; made if it does not exist.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = {row.code: {"name": row.name, "numeric": row.numeric} for row in countries()}
    _write(folder / "country_names.json", names)
    _write(folder / "towns.json", label_rows(settlements()))


def label_rows(towns: Sequence[Settlement]) -> list[list[str | float | int]]:
    """Choose the towns that have room on a map, the more important before the less.

    Parameters
    ----------
    towns
        Settlements of the world.

    Returns
    -------
    list
        Rows (name, lon, lat, population, 1 for a capital, smallest zoom), by zoom and population.
    """
    capitals = _capitals(towns)
    ranked = sorted(
        (town for town in towns if town.population >= SMALLEST_TOWN or town.geonameid in capitals),
        key=lambda town: (town.geonameid not in capitals, -_renown(town), town.geonameid),
    )
    waiting = ranked
    rows: list[list[str | float | int]] = []
    for zoom in range(FIRST_ZOOM, LAST_ZOOM + 1):
        roomy = set(_with_room(ranked, zoom))
        rows += [
            [
                town.name,
                round(town.lon, 3),
                round(town.lat, 3),
                town.population,
                int(town.geonameid in capitals),
                zoom,
            ]
            for town in waiting
            if town.geonameid in roomy
        ]
        waiting = [town for town in waiting if town.geonameid not in roomy]
    return rows


def _with_room(ranked: Iterable[Settlement], zoom: int) -> Iterator[int]:
    """Return the numbers of the towns whose label would not touch that of a more important one, shown or not."""
    cells: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for town in ranked:
        x, y = _pixel(town, zoom)
        column, row = int(x // ROOM_ACROSS_PX), int(y // ROOM_ALONG_PX)
        near = (cells.get((column + dx, row + dy), ()) for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        if all(abs(x - u) >= ROOM_ACROSS_PX or abs(y - v) >= ROOM_ALONG_PX for cell in near for u, v in cell):
            yield town.geonameid
        cells.setdefault((column, row), []).append((x, y))


def _renown(town: Settlement) -> float:
    """Weigh a population by the number of names: a city is named in many languages, a district of it in few.

    GeoNames lists districts as settlements, some with more people than their city: the eastern part of Mariupol
    (4 names) has 352,088 and Mariupol (51 names) 230,000.
    """
    return town.population * (1 + len(town.names)) / (6 + len(town.names))


def _pixel(town: Settlement, zoom: int) -> tuple[float, float]:
    """Return where a town lies on a web map, in pixels."""
    scale = 256 * 2**zoom
    lat = math.radians(town.lat)
    y = math.asinh(math.tan(lat)) / (2 * math.pi)
    return (town.lon / 360 + 0.5) * scale, (0.5 - y) * scale


def _capitals(towns: Iterable[Settlement]) -> frozenset[int]:
    """Return each country's capital: the most populous town in it that bears the capital's name."""
    capitals = {row.code: row.capital for row in countries() if row.capital}
    found: dict[str, Settlement] = {}
    for town in towns:
        capital = capitals.get(town.country_code)
        if capital is not None and (capital == town.name or capital in town.names):
            best = found.get(town.country_code)
            if best is None or town.population > best.population:
                found[town.country_code] = town
    return frozenset(town.geonameid for town in found.values())


def _write(file: Path, content: object) -> None:
    file.write_text(json.dumps(content, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
