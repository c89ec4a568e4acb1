"""The list of reports, or of the claims on a day."""

from __future__ import annotations

import math
import sys
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from mustermap.app.report_run import run_on_reports
from mustermap.app.terminal.terminal_output import count, log, one_line, write_json, write_table
from mustermap.data.days import date_of
from mustermap.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

    from mustermap.app.options import Selection
    from mustermap.app.report_selection import Loaded

_SHOWN: Final = (
    "id", "kind", "state", "claimant", "attributed_to", "summary", "force", "component", "unit", "figure",
    "figure_text", "figure_low", "figure_low_included", "figure_high", "figure_high_included", "figure_best",
    "quantity", "measure", "phase", "role", "said", "said_wording", "start", "start_wording", "end",
    "end_wording", "place", "place_ref", "place_name", "place_precision", "place_country_code", "place_how",
    "place_reason", "place_advice", "source", "source_title", "source_url", "repeats", "updates", "beside", "disputes",
)  # fmt: skip


_IN_EFFECT: Final = ("certainty", "standing", "leads", "last_cited", "echoes", "disputed_by", "earlier")


def list_reports(selection: Selection, *, as_json: bool) -> int:
    """List the reports, or the claims on a day.

    Returns
    -------
    int
        1 if any row was rejected, else 0.

    Raises
    ------
    WrongUse
        If a day cannot be read, or ``known_by`` is given without ``on``.
    """
    on, known_by = selection.on_day, selection.known_by_day
    if on is None and known_by is not None:
        raise WrongUse("--known-by needs --on: the day on which the claims are to hold, such as --on 2022-12-01")
    return run_on_reports(selection, partial(_list, on=on, known_by=known_by, as_json=as_json))


def _list(loaded: Loaded, *, on: int | None, known_by: int | None, as_json: bool) -> list[str]:
    """Write what was asked for to standard output; return the counts of reports."""
    log(f"from {loaded.origin}")
    if on is None:
        shown, answer = loaded.claims, dict[str, Any]()
    else:
        shown, answer = _in_effect(loaded.claims, on, known_by)
    if as_json:
        counts = {"sources": loaded.sources, "reports": len(loaded.claims), "rejected": loaded.reading.rejected_rows}
        write_json({"read": loaded.origin, **counts, **answer, "listed": _rows(shown)})
    else:
        _write(shown, len(loaded.claims), on)
    of_day = "" if on is None else f"{count(len(shown), 'claim')} on this day, of "
    return [f"{of_day}{count(len(loaded.claims), 'report')}, {loaded.reading.rejected_rows} rejected"]


def effect_rows(loaded: Loaded, on: int, known_by: int | None) -> dict[str, Any]:
    """Return the claims on a day, as ``mustermap list --json`` has them.

    Parameters
    ----------
    loaded
        The reports.
    on, known_by
        Days since 1970-01-01; ``known_by`` None: all that is known counts.
    """
    found, answer = _in_effect(loaded.claims, on, known_by)
    return {**answer, "listed": _rows(found)}


def _in_effect(claims: gpd.GeoDataFrame, on: int, known_by: int | None) -> tuple[gpd.GeoDataFrame, dict[str, Any]]:
    from mustermap import layers

    found = layers.in_effect(claims, on=on, known_by=known_by)
    root = layers.stretches(claims, known_by=known_by)["root"].to_numpy()
    idle = (root == range(len(claims))) & ~claims["id"].isin(found["id"]).to_numpy()
    echo = (root >= 0) & (root != range(len(claims)))
    disputes = layers.disputes_said(claims, known_by=known_by)
    return found, {
        "on": str(date_of(on)),
        "known_by": None if known_by is None else str(date_of(known_by)),
        "in_effect": len(found),
        "not_placed": int((found["place_ref"] == "").sum()),
        "said_not_in_effect": claims["id"][idle].tolist(),
        "echoes": dict(zip(claims["id"][echo], claims["id"].to_numpy()[root[echo]], strict=True)),
        "disputes": disputes.to_dict("records"),
    }


def _rows(claims: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    extra = [name for name in _IN_EFFECT if name in claims]
    rows = claims[[*_SHOWN, *extra]].astype(object).to_dict("records")
    return [{name: _plain(cell) for name, cell in row.items()} for row in rows]


def _plain(cell: Any) -> Any:
    return None if cell == "" or (isinstance(cell, float) and math.isnan(cell)) else cell


def _write(claims: gpd.GeoDataFrame, total: int, on: int | None) -> None:
    """Write the list: on a terminal two lines for each report, figure and claimant first; when piped a table."""
    counted = claims["quantity"].where(claims["quantity"] != "personnel", "")
    figure = claims["figure_text"].where(claims["figure_text"] != "", claims["figure"])
    named = claims["place"].where(claims["place"] != "", claims["place_name"])
    columns = {
        "figure": (figure + " " + counted).str.strip(),
        "claimant": claims["claimant"],
        "said": claims["said"].where(claims["said"] != "", claims["said_wording"]),
        "kind" if on is None else "standing": _kinds(claims) if on is None else claims["standing"],
        "force": claims["force"].str.replace(";", " and "),
        "component": claims["component"],
        "unit": claims["unit"],
        "phase": claims["phase"],
        "place": named.where((claims["place_ref"] != "") | (named == ""), named + " (not placed)"),
        "notes": [""] * len(claims) if on is None else _notes(claims),
        "id": claims["id"],
    }
    reports = count(total, "report")
    title = reports if on is None else f"{count(len(claims), 'claim')} on {date_of(on)}, of {reports}"
    rows = [list(row) for row in zip(*columns.values(), strict=True)]
    if sys.stdout.isatty():
        _draw(title, rows, _said_texts(claims))
    else:
        write_table(title, list(columns), rows)


def _said_texts(claims: gpd.GeoDataFrame) -> list[str]:
    """Return when each report was said, as a text; its wording where that could not be read."""
    from mustermap.layers.comparison.row_columns import said_columns
    from mustermap.layers.saying_days import said_bounds
    from mustermap.words import words_of

    texts = said_columns(*said_bounds(claims), words_of())["said_text"]
    is_wording = ((claims["said"] == "") & (claims["said_wording"] != "")).to_numpy()
    return [str(text) for text in texts.where(~is_wording, claims["said_wording"].reset_index(drop=True))]


def _draw(title: str, rows: Sequence[Sequence[str]], said: Sequence[str]) -> None:
    """Draw two lines for each report: figure, claimant, day and standing in columns, and below them all the rest."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    console.print(Text(one_line(title), style="bold"))
    for row, when in zip(rows, said, strict=True):
        figure, claimant, _, standing, *about, name = map(one_line, row)
        table = Table(box=None, padding=(0, 2, 0, 0), show_header=False, expand=True, pad_edge=False)
        for ratio in (7, 10, 7, 4):
            table.add_column(ratio=ratio)
        shown = Text(_shown_figure(figure, standing), style="bold" if figure else "")
        table.add_row(shown, *(Text(cell) for cell in (claimant, one_line(when), standing)))
        console.print(table)
        rest = ", ".join(text for text in about if text)
        console.print(Padding(Text(" · ".join(text for text in (rest, name) if text), style="dim"), (0, 0, 0, 2)))


def _shown_figure(figure: str, standing: str) -> str:
    """Return the figure of a report of some standing as the list shows it; that of a denial is not its claimant's.

    Examples
    --------
    >>> _shown_figure("10,000–15,000", "dispute"), _shown_figure("", "claim"), _shown_figure("", "dispute, draft")
    ('denies 10,000–15,000', 'no number', 'denies')
    """
    if standing.startswith("dispute"):
        return f"denies {figure}".rstrip()
    return figure or "no number"


def _kinds(claims: gpd.GeoDataFrame) -> list[str]:
    """Return the kind of each report, with its state if it is a draft or retracted."""
    pairs = zip(claims["kind"], claims["state"], strict=True)
    return [kind if state == "accepted" else f"{kind}, {state}" for kind, state in pairs]


def _notes(claims: gpd.GeoDataFrame) -> list[str]:
    """Return what is said of each claim on the day beside its standing: a newer one, disputes and echoes."""
    cells = (claims[name] for name in ("leads", "disputed_by", "echoes"))
    return [
        ", ".join(
            note
            for note in (
                "" if leads else "a newer claim of the claimant leads",
                f"disputed by {by.replace(';', ', ')}" if by else "",
                "" if not echoes else "1 echo" if echoes == 1 else f"{echoes} echoes",
            )
            if note
        )
        for leads, by, echoes in zip(*cells, strict=True)
    ]
