"""The list of what would be published, and of texts that still name what is withheld."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mustermap.app.publication.withheld_names import figures_left, names_left, names_of
from mustermap.app.terminal.terminal_output import count, log, write_table
from mustermap.data.days import date_of

if TYPE_CHECKING:
    import geopandas as gpd

    from mustermap.app.report_selection import Loaded
    from mustermap.layers import Care


def review(loaded: Loaded, care: Care, *, all_states: bool = False, known_by: int | None = None) -> None:
    """List each report that would be published: its place, and which of its texts still name what is withheld.

    Parameters
    ----------
    loaded
        The reports.
    care
        With how much care they are published.
    all_states
        Whether drafts and retracted reports are published too if no care is asked for, as by an export.
    known_by
        Leave out what cannot have been said by this day (days since 1970-01-01); None: leave out nothing.
    """
    from mustermap import layers

    kept = loaded.claims
    shown = layers.publish(kept, care)
    originals = kept.iloc[shown.attrs["positions"]] if care else kept
    if not care and not all_states:
        originals = kept[(kept["state"] == "accepted").to_numpy()]
    if not care:
        shown = originals
    if known_by is not None:
        said = (originals["said_possible_day"] <= known_by).to_numpy()
        shown, originals = shown[said], originals[said]
    leaks = _still_named(originals, shown)
    columns = {
        "published as": shown["id"],
        "kept as": originals["id"],
        "claimant": shown["claimant"],
        "figure": shown["figure_text"].where(shown["figure_text"] != "", shown["figure"]),
        "place": _places(shown),
        "place as kept": _places(originals),
        "said": shown["said"],
        "still names": leaks,
    }
    rows = [[str(cell) for cell in row] for row in zip(*columns.values(), strict=True)]
    write_table(f"{len(shown)} of {len(kept)} reports would be published", list(columns), rows)
    left = kept[~kept["id"].isin(originals["id"]).to_numpy()]
    for identity, state, said_day in zip(left["id"], left["state"], left["said_possible_day"], strict=True):
        is_unsaid = known_by is not None and said_day > known_by
        log(f"left out: {identity} ({'not said by then' if is_unsaid else _why(state, care)})")
    naming = sum(bool(leak) for leak in leaks)
    if naming:
        still = "report still names" if naming == 1 else "reports still name"
        log(f"{naming} {still} what is withheld: look at it, or --redact those fields too")
    log(f"{count(len(shown), 'report')} would be published, {len(left)} left out; nothing was written")


def _why(state: str, care: Care) -> str:
    if state != "accepted":
        return state
    first = care.embargo_from_day
    return "" if first is None else f"claimed for {date_of(first)} or later, or about such a report"


def _places(claims: gpd.GeoDataFrame) -> Any:
    named = claims["place_name"].astype("str")
    placed = named + " (" + claims["place_precision"].astype("str") + ")"
    return placed.where(named != "", claims["place"].astype("str"))


_TOLD: Final = (
    "id", "summary", "quote", "claimant", "attributed_to", "component", "unit", "figure", "place", "origin",
    "said_wording", "start_wording", "end_wording", "source_title", "source_publisher", "source_url",
    "source_archive_url", "source_note",
)  # fmt: skip
_SENTENCES: Final = ("summary", "quote")
_WITHHELD: Final = (
    "place",
    "place_name",
    "origin",
    "claimant",
    "attributed_to",
    "component",
    "unit",
    "source_publisher",
)


def _withheld_numbers(originals: gpd.GeoDataFrame, shown: gpd.GeoDataFrame) -> list[set[float]]:
    """Return for each report the numbers of its figure, if the figure is withheld."""
    bounds = ["figure_low", "figure_high", "figure_best"]
    is_withheld = (shown["figure"] == "withheld").to_numpy() & (originals["figure"] != "withheld").to_numpy()
    rows = originals[bounds].to_numpy()
    return [
        {number for number in row if number > 0} if withheld else set()
        for row, withheld in zip(rows.tolist(), is_withheld, strict=True)
    ]


def _still_named(originals: gpd.GeoDataFrame, shown: gpd.GeoDataFrame) -> list[str]:
    """Return for each report which of its published texts still name something that was withheld anywhere."""
    names: set[str] = set()
    for column in _WITHHELD:
        before, after = originals[column].astype("str").to_numpy(), shown[column].astype("str").to_numpy()
        changed = before != after
        names |= {name for text in set(before[changed]) for name in names_of(text)}
    told = {name for text in {*shown["place_name"].astype("str")} for name in names_of(text)}
    columns = {column: shown[column].astype("str").tolist() for column in _TOLD}
    found = names_left(columns, names - told)
    for row, numbers in enumerate(_withheld_numbers(originals, shown)):
        found[row] += [(name, figure) for name in _SENTENCES for figure in figures_left(columns[name][row], numbers)]
    return [", ".join(f"{column}: {name}" for column, name in row) for row in found]
