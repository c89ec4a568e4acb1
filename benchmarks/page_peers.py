"""The map of a feed as a user would build it with something else; run as a program: KIND FEED.csv OUT.html.

It runs also where Mustermap is not installed, and needs pandas and what it draws with.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd


def _read(path: str) -> pd.DataFrame:
    import pandas as pd

    return pd.read_csv(path, keep_default_na=False)


def _features(table: pd.DataFrame, name: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    columns = ["lon", "lat", "start", "end", "claimant", "force", "figure", "phase", "place", "summary"]
    features = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [row.lon, row.lat]}, "properties": name(row)}
        for row in table[columns].itertuples(index=False)
    ]
    return {"type": "FeatureCollection", "features": features}


def _popup(row: Any) -> str:
    import html

    return html.escape(f"{row.claimant}: {row.force}, {row.figure} {row.phase} in {row.place}. {row.summary}")


def timestamped_geojson(table: pd.DataFrame, output: str) -> None:
    """Draw the feed with folium's TimestampedGeoJson: a circle from a report's first day to its last."""
    import folium
    from folium.plugins import TimestampedGeoJson

    data = _features(
        table,
        lambda row: {
            "times": [row.start, row.end],
            "popup": _popup(row),
            "icon": "circle",
            "iconstyle": {"radius": 4, "stroke": False, "fillOpacity": 0.6},
        },
    )
    shown = folium.Map([52.5, 27], zoom_start=5, tiles=None)
    TimestampedGeoJson(data, period="P1D", duration="P1D", auto_play=False, loop=False).add_to(shown)
    shown.save(output)


def timeline(table: pd.DataFrame, output: str) -> None:
    """Draw the feed with folium's Timeline and its slider."""
    import folium
    import pandas as pd
    from folium.plugins import Timeline, TimelineSlider

    data = _features(table, lambda row: {"start": row.start, "end": row.end, "popup": _popup(row)})
    shown = folium.Map([52.5, 27], zoom_start=5, tiles=None)
    layer = Timeline(data, style=folium.JsCode("() => ({ radius: 4 })")).add_to(shown)
    days = (pd.to_datetime(table["end"]).max() - pd.to_datetime(table["start"]).min()).days
    TimelineSlider(auto_play=False, show_ticks=True, steps=days).add_timelines(layer).add_to(shown)
    shown.save(output)


def keplergl(table: pd.DataFrame, output: str) -> None:
    """Draw the feed with kepler.gl."""
    from keplergl import KeplerGl

    shown = KeplerGl(data={"reports": table})
    shown.save_to_html(file_name=output)


def lonboard(table: pd.DataFrame, output: str) -> None:
    """Draw the feed with lonboard."""
    import geopandas
    from lonboard import Map, ScatterplotLayer

    frame = geopandas.GeoDataFrame(table, geometry=geopandas.points_from_xy(table["lon"], table["lat"]), crs=4326)
    Map(ScatterplotLayer.from_geopandas(frame)).to_html(output)


if __name__ == "__main__":
    kinds = {"timestamped": timestamped_geojson, "timeline": timeline, "keplergl": keplergl, "lonboard": lonboard}
    kinds[sys.argv[1]](_read(sys.argv[2]), sys.argv[3])
