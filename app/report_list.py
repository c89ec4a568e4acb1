"""The list of reports, or of the claims in effect on a day."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from mustermap.app.report_run import run_on_reports
from mustermap.app.terminal.terminal_output import count, log, write_json, write_table
from mustermap.data.days import date_of
from mustermap.errors import WrongUse

if TYPE_CHECKING:
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


def list_reports(selection: Selection, *, as_json: bool) -> int:
    """List the reports, or those in effect on a day.

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
    in_effect = "" if on is None else f"{len(shown)} in effect of "
    return [f"{in_effect}{count(len(loaded.claims), 'report')}, {loaded.reading.rejected_rows} rejected"]


def effect_rows(loaded: Loaded, on: int, known_by: int | None) -> dict[str, Any]:
    """Return the claims in effect on a day, as ``mustermap list --json`` has them.

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
    extra = [name for name in ("certainty", "last_cited", "echoes", "disputed_by") if name in claims]
    rows = claims[[*_SHOWN, *extra]].astype(object).to_dict("records")
    return [{name: _plain(cell) for name, cell in row.items()} for row in rows]


def _plain(cell: Any) -> Any:
    return None if cell == "" or (isinstance(cell, float) and math.isnan(cell)) else cell


def _write(claims: gpd.GeoDataFrame, total: int, on: int | None) -> None:
    counted = claims["quantity"].where(claims["quantity"] != "personnel", "")
    figure = claims["figure_text"].where(claims["figure_text"] != "", claims["figure"])
    named = claims["place"].where(claims["place"] != "", claims["place_name"])
    columns = {
        "id": claims["id"],
        "certainty" if on is not None else "kind": _certainty(claims) if on is not None else _standing(claims),
        "claimant": claims["claimant"],
        "figure": (figure + " " + counted).str.strip(),
        "force": claims["force"].str.replace(";", " and "),
        "component": claims["component"],
        "phase": claims["phase"],
        "place": named.where((claims["place_ref"] != "") | (named == ""), named + " (not placed)"),
        "said": claims["said"].where(claims["said"] != "", claims["said_wording"]),
    }
    reports = count(total, "report")
    title = reports if on is None else f"{len(claims)} in effect of {reports} on {date_of(on)}"
    write_table(title, list(columns), [list(row) for row in zip(*columns.values(), strict=True)])


def _standing(claims: gpd.GeoDataFrame) -> list[str]:
    """Return the kind of each report, with its state if it is a draft or retracted."""
    pairs = zip(claims["kind"], claims["state"], strict=True)
    return [kind if state == "accepted" else f"{kind}, {state}" for kind, state in pairs]


def _certainty(claims: gpd.GeoDataFrame) -> list[str]:
    return [
        ", ".join(
            part
            for part in (
                certainty,
                "last cited" if cited else "",
                f"disputed by {by}" if by else "",
                f"{echoes} echoes" if echoes else "",
            )
            if part
        )
        for certainty, cited, by, echoes in zip(
            claims["certainty"], claims["last_cited"], claims["disputed_by"], claims["echoes"], strict=True
        )
    ]
