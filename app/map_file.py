"""The map as one HTML file: drawing it, writing it, and saying what is on it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from mustermap.app.options import CareOptions
from mustermap.app.output_files import refuse_to_replace, write_bytes
from mustermap.app.report_run import run_on_reports
from mustermap.app.terminal.terminal_output import one_line, working, write_line
from mustermap.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import geopandas as gpd

    from mustermap.app.options import Selection
    from mustermap.app.report_selection import Loaded
    from mustermap.data.files.reading import Reading

_MOST_ALIKE: Final = 20
"""Up to this many reports of one place wording are listed one by one as not placed."""
_NO_CARE: Final = CareOptions()


def make_map(selection: Selection, *, output: Path, title: str, overwrite: bool, care: CareOptions = _NO_CARE) -> int:
    """Build the map, and say what is on it.

    Parameters
    ----------
    selection
        Which reports.
    output, overwrite
        The HTML file, and whether it may be replaced.
    title
        The title of the page.
    care
        With how much care the reports are published.

    Returns
    -------
    int
        1 if any row was rejected, else 0.

    Raises
    ------
    WrongUse
        If no report says any day, or the file cannot be written.
    """
    check = partial(refuse_to_replace, output, selection.files, overwrite=overwrite, ledger=selection.ledger)
    work = partial(_draw, output=output, title=title, overwrite=overwrite)
    return run_on_reports(selection, work, care=care, check=check, speak=write_line, conclude=write_line)


def _draw(loaded: Loaded, *, output: Path, title: str, overwrite: bool) -> list[str]:
    """Draw the map and write it; return the line that names the file."""
    if loaded.claims.attrs["first_day"] is None:
        raise WrongUse(
            f"{loaded.origin}: no accepted report says any day; fill said, start, or when the source was read"
        )
    with working("drawing the map"):
        from mustermap import maps

        page = maps.Document(loaded.claims, title=title).html().encode("utf-8")
        size = write_bytes(output, page, overwrite=overwrite)
    _say_what_is_on_it(loaded)
    return [f"map       {output} ({size / 1e6:.2f} MB)"]


def _say_what_is_on_it(loaded: Loaded) -> None:
    from mustermap.maps.force_colours import sharing_colours

    claims, reading = loaded.claims, loaded.reading
    named = (claims["place"] != "") | (claims["place_ref"] != "")
    placed = claims["place_ref"] != ""
    write_line(f"read      {loaded.origin}")
    write_line(f"sources   {loaded.sources}")
    write_line(f"reports   {len(claims)}{_withheld(claims)}")
    if care := claims.attrs.get("care"):
        write_line(f"care      {care['sentence'].removeprefix('Published with care: ')}")
    write_line(f"placed    {int(placed.sum())}")
    write_line(f"unplaced  {int((~placed).sum())}")
    for line in _unplaced(claims[(~placed).to_numpy()], named[~placed].to_numpy(), reading):
        write_line(f"          {line}")
    for line in _beyond(claims, reading):
        write_line(line)
    if shared := sharing_colours(claims["force"].unique()):
        write_line(
            f"forces    {shared[0]} share {shared[1]} colours: a colour by itself does not say whose claim it is"
        )
    write_line(f"rejected  {reading.rejected_rows}")


def _unplaced(claims: gpd.GeoDataFrame, named: Sequence[bool], reading: Reading) -> list[str]:
    """Return a line for each report that is not placed, with the reason; many of one wording share a line."""
    found: dict[tuple[object, ...], list[str]] = {}
    unnamed = reading.unnamed({*claims["id"]})
    rows = zip(claims["place"], claims["place_reason"], claims["place_advice"], named, claims["id"], strict=True)
    for *why, identity in rows:
        found.setdefault(tuple(why), []).append(unnamed.get(identity, identity))
    lines = []
    for (place, reason, advice, has_place), ids in found.items():
        why_not = f"{place!r}: {reason} {advice}".rstrip() if has_place else "names no place"
        named_ids = ids if len(ids) <= _MOST_ALIKE else [f"{ids[0]} and {len(ids) - 1} more"]
        lines += [one_line(f"{identity}: {why_not}") for identity in named_ids]
    return lines


def _beyond(claims: gpd.GeoDataFrame, reading: Reading) -> list[str]:
    """Return lines on the reports that lie beyond the edge of the map: they are listed and not drawn."""
    from mustermap.layers.drawable import EDGE_LATITUDE, is_beyond

    beyond = claims[is_beyond(claims)]
    if beyond.empty:
        return []
    where = f"lies beyond {EDGE_LATITUDE:.0f}° of latitude, where the map ends"
    unnamed = reading.unnamed({*beyond["id"]})
    rows = zip(beyond["id"], beyond["place"], beyond["place_name"], strict=True)
    shown = [f"          {unnamed.get(one, one)}: {(place or name)!r}: {where}" for one, place, name in rows]
    more = len(shown) - _MOST_ALIKE
    rest = [f"          and {more} more"] if more > 0 else []
    return [f"not drawn {len(beyond)}", *map(one_line, shown[:_MOST_ALIKE]), *rest]


def _withheld(claims: gpd.GeoDataFrame) -> str:
    """Return how many reports are not on the map because they are drafts or retracted; blank for none."""
    counts = claims["state"].value_counts()
    kept_back = [f"{counts[state]} {state}" for state in ("draft", "retracted") if counts.get(state, 0)]
    return f" ({', '.join(kept_back)}: not on the map)" if kept_back else ""
