"""The days on which a report will be drawn, as a sentence for its editor, by the rules of ``layers``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mustermap.app.editing.checked_claims import unplaced_claims
from mustermap.data.days import DISTANT_PAST, is_finite
from mustermap.data.edtf import OPEN
from mustermap.words import words_of
from mustermap.words.date_texts import day_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd

    from mustermap.data.rules.field_tables import Cell, Cells

    Run = tuple[int, int, str]

_NOT_DRAWN: Final = {
    "draft": "not drawn: a draft counts nowhere until it is accepted",
    "retracted": "not drawn: it is retracted",
    "context": "not drawn: context is listed beside the claims, and never compared with them",
    "echo": "not drawn by itself: it counts with the claim that it repeats",
    "no day": "not drawn: it names no day for which it holds",
}


def drawn_words(report: Cells, *, source: Mapping[str, Cell]) -> str:
    """Return on which days a report will be drawn, and how, as far as it is known now.

    Updates and newer claims of the same claimant, which may come later, end it earlier.

    Parameters
    ----------
    report
        Checked cells.
    source
        Checked cells of its source: a report of unknown day was said when its source was published.

    Examples
    --------
    >>> drawn_words({"said": "2022-10-17", "start": "2022-10-17"}, source={})
    'from 17 October 2022; carried forward until somebody says otherwise; marked as not repeated for six months from \
16 April 2023 on, unless it is said again'
    >>> drawn_words({"said": "2023-01-30", "start": "2023-02-03", "end": "2023-02-03"}, source={})
    'on 3 February 2023 only; before that listed as said for later'
    """
    kind, state = str(report.get("kind", "claim")), str(report.get("state", "accepted"))
    named = kind if kind == "context" else "echo" if kind == "claim" and report.get("repeats") else ""
    if not_drawn := _NOT_DRAWN.get(state) or _NOT_DRAWN.get(named):
        return not_drawn
    numbered = {**report, "id": str(report.get("id", "")), "source": str(source.get("id", ""))}
    claims = unplaced_claims([numbered], [{**source, "id": numbered["source"]}])
    return _denial_words(claims) if kind == "dispute" else _claim_words(claims)


def _denial_words(claims: gpd.GeoDataFrame) -> str:
    """Return from when a denial is shown at what it denies, or its figure as a denied one."""
    from mustermap.layers.claims_in_effect import LAST_CITED_AFTER_DAYS

    denial = claims.iloc[0]
    first, last = int(denial["said_possible_day"]), int(denial["said_certain_day"])
    begins = f"from {_day(first)}" if is_finite(first) else "on every day (when it was said is not known)"
    if denial["disputes"]:
        return f"not drawn by itself: shown at what it denies, {begins}"
    ends = f" to {_day(last + LAST_CITED_AFTER_DAYS)}" if is_finite(first) and is_finite(last) else ""
    return f"its figure is shown as denied, {begins}{ends}, or until its claimant says something newer"


def _claim_words(claims: gpd.GeoDataFrame) -> str:
    """Return the days of a claim: first those that are certain, then what follows them."""
    runs = _runs(claims)
    if not runs:
        return _NOT_DRAWN["no day"]
    first, last = runs[0][0], runs[-1][1]
    if not is_finite(first) and not is_finite(last) and all(standing == "vague" for *_, standing in runs):
        return "on every day, marked as day not known: write when it was said, or from when it holds"
    say = words_of().say
    clauses = [_span_words(claims, runs)]
    if DISTANT_PAST < int(claims["said_possible_day"].iloc[0]) < first:
        clauses.append("before that listed as said for later")
    if any(standing == "carried" for *_, standing in runs) and not is_finite(last):
        clauses.append(f"{say('lines.standing.carried')} until somebody says otherwise")
    if stale := next((begin for begin, _, standing in runs if standing == "stale"), None):
        clauses.append(f"marked as {say('lines.standing.stale')} from {_day(stale)} on, unless it is said again")
    return "; ".join(clauses)


def _runs(claims: gpd.GeoDataFrame) -> list[Run]:
    """Return the runs of days on which the only claim of a table stands alike: first and last day, and how."""
    from mustermap.layers import stretches
    from mustermap.layers.certainty_intervals import certainty_intervals

    found = certainty_intervals(claims, stretches(claims))
    columns = (found[name].tolist() for name in ("from_day", "to_day", "standing"))
    return list(zip(*columns, strict=True))


def _span_words(claims: gpd.GeoDataFrame, runs: list[Run]) -> str:
    """Return from when to when a claim holds: certainly, and beyond that possibly."""
    first, last = runs[0][0], runs[-1][1]
    sure = [(begin, end) for begin, end, standing in runs if standing in {"stated", "carried"}]
    if not sure:
        begins = f"from {_day(first)}" if is_finite(first) else "from a day that is not known"
        until = f" to {_day(last)}" if is_finite(last) else ""
        return f"possibly {begins}{until}, marked as {words_of().say('lines.standing.vague')}"
    begin, end = sure[0][0], last if runs[-1][2] == "stale" else sure[-1][1]
    if first == begin == end == last:
        return f"on {_day(begin)} only"
    named = _unnamed_start(claims) if first == begin else ""
    if begin == end:
        since = f"on {_day(begin)}{named}"
    else:
        until = f" to {_day(end)}" if is_finite(end) else " with no end" if claims["end"].iloc[0] == OPEN else ""
        since = f"from {_day(begin)}{named}{',' if named and until else ''}{until}"
    if first < begin:
        since = f"possibly {f'from {_day(first)}' if is_finite(first) else 'earlier'}, certainly {since}"
    if end < last:
        since += f", possibly to {_day(last)}" if is_finite(last) else ", possibly longer"
    return since


def _unnamed_start(claims: gpd.GeoDataFrame) -> str:
    """Return what the first day is, where the claim does not name one; blank where it does."""
    if claims["start"].iloc[0]:
        return ""
    return ", when it was said" if claims["said"].iloc[0] else ", when its source was published"


def _day(day: int) -> str:
    return day_text(day, words_of())
