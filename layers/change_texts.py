"""Texts of what changed: a line for what was said together, and how many claims have no day."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from mustermap.data.days import is_finite
from mustermap.layers.change_events import BEGAN, CHANGES, ENDED, NEW_ENDED, NO_DAY
from mustermap.layers.change_headings import FORCES, WHOLE
from mustermap.layers.comparison.group_texts import claim_figures, part_name
from mustermap.words.date_texts import date_text, said_text
from mustermap.words.isolate import isolate
from mustermap.words.name_texts import claimant_text, whose_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mustermap.words import Words

_KEYS: Final = ("new", "changed", "again", "began", "ended", "newEnded", "stale", "noDay")
"""The message of each of `CHANGES`."""

_OTHER_MEASURES: Final = {
    ("present", "flow"): "changes.asArrivals",
    ("arriving", "stock"): "changes.asAllThere",
    ("withdrawn", "stock"): "changes.asAllThere",
}
_OF_CLAIM: Final = ("claimant", "force", "component", "unit", "phase", "measure", "place_ref", "start", "end")
_BETWEEN: Final = " / "


def line_texts(
    claims: pd.DataFrame, events: pd.DataFrame, words: Words, *, area_ref: str | None
) -> dict[str, pd.Series[str]]:
    """Return the texts of events, in their order: day, figure, former figures, and the line without its day.

    Parameters
    ----------
    claims
        The claims table.
    events
        As `change_events` returns them, with ``heading`` (position in `HEADINGS`) and ``line``, the events of a line
        one after the other.
    words
        The language.
    area_ref
        The area that is asked about: lines on other places name theirs; None: no line names a place.
    """
    of_claim = claims.iloc[events["row"].to_numpy(np.int64)]
    codes, texts = claim_figures(of_claim, words)
    figures = [texts[code] for code in codes]
    older = _older_figures(claims, events["older"].tolist(), words)
    cells = {name: of_claim[name].astype("str").tolist() for name in _OF_CLAIM}
    cells["place"] = place_texts(of_claim).tolist()
    cells |= {name: events[name].tolist() for name in ("what", "heading", "from_day", "to_day", "line")}
    rows = [dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True)]
    lines: list[str] = []
    for _, run in groupby(range(len(rows)), key=lambda at: rows[at]["line"]):
        own = list(run)
        first = rows[own[0]]
        figure = _BETWEEN.join(dict.fromkeys(figures[at] for at in own))
        what = words.say(f"changes.{_KEYS[first['what']]}", figure=figure, older=older[own[0]])
        said = ", ".join(_pieces(first, what, area_ref, words))
        text = words.say("answer.by", figure=said, who=claimant_text(first["claimant"], words))
        lines += [text] * len(own)
    days = [_day_text(row, words) for row in rows]
    named = {"day_text": days, "figures": figures, "older_figures": older, "text": lines}
    return {name: pd.Series(column, dtype="str") for name, column in named.items()}


def place_texts(claims: pd.DataFrame) -> pd.Series[str]:
    """Return the place of each claim: the name of what it was resolved to, else its wording."""
    names, wordings = (claims[name].astype("str") for name in ("place_name", "place"))
    return names.where((claims["place_ref"] != "").to_numpy(), wordings)


def undated_text(changed: pd.DataFrame, words: Words) -> str:
    """Return how many claims have no day, those with a number and those without; blank for none.

    Parameters
    ----------
    changed
        What `what_changed` returns.
    words
        The language.
    """
    figures, no_number = undated_counts(changed)
    counted = (("undatedFigures", figures), ("undatedNoNumber", no_number))
    return ", ".join(words.say(f"changes.{key}", count=count) for key, count in counted if count)


def undated_counts(changed: pd.DataFrame) -> tuple[int, int]:
    """Return how many claims of what changed have no day: those with a number, and those without."""
    has_no_day = (changed["change"] == CHANGES[-1]).to_numpy()
    with_number = int((has_no_day & changed["has_number"].to_numpy(bool)).sum())
    return with_number, int(has_no_day.sum()) - with_number


def subject_title(force: str, place: str, quantity: str, words: Words, clean: Callable[[str], str] = isolate) -> str:
    """Return what a subject is called: "Troops of Russia in Belarus"."""
    what = clean(quantity) if quantity not in ("", "personnel") else words.say("comparison.troops")
    names = {"what": what, "force": whose_text(force, words, clean)}
    if not place:
        return words.say("changes.nowhere", **names)
    return words.say("comparison.title", **names, place=clean(place))


def _pieces(row: dict[str, Any], what: str, area_ref: str | None, words: Words) -> Iterator[str]:
    """Yield what a line says of a claim: its phase under a heading, what happened, and which troops where."""
    if row["what"] == NO_DAY or (row["heading"] != WHOLE and area_ref is not None):
        yield words.named("phases", row["phase"]) or isolate(row["phase"])
    yield what
    if measure := _OTHER_MEASURES.get((row["phase"], row["measure"])):
        yield words.say(measure)
    if area_ref is not None and (row["heading"] == FORCES or ";" in row["force"]):
        yield whose_text(row["force"], words)
    if part := part_name(row["component"], row["unit"]):
        yield part
    if area_ref is not None and row["place_ref"] != area_ref and row["place"]:
        yield isolate(row["place"])
    if row["what"] == NEW_ENDED:
        yield _span_text(row["start"], row["end"], words)


def _span_text(start: str, end: str, words: Words) -> str:
    """Return the time that an ended claim was for."""
    if not start:
        return words.say("changes.until", day=date_text(end, words))
    if start == end:
        return date_text(start, words)
    return words.say("span", **{"from": date_text(start, words), "to": date_text(end, words)})


def _day_text(row: dict[str, Any], words: Words) -> str:
    if row["what"] in (BEGAN, ENDED) and row["from_day"] < row["to_day"]:
        return date_text(row["start" if row["what"] == BEGAN else "end"], words)
    first, last = (day if is_finite(day) else None for day in (row["from_day"], row["to_day"]))
    return words.say("lines.dayNotKnown") if first is last is None else said_text(first, last, words)


def _older_figures(claims: pd.DataFrame, older: list[str], words: Words) -> list[str]:
    """Return for each event the figures of the claims whose place it takes."""
    ids = list(dict.fromkeys(one for joined in older if joined for one in joined.split(";")))
    codes, texts = claim_figures(claims.iloc[pd.Index(claims["id"]).get_indexer(pd.Index(ids, dtype=object))], words)
    figures = dict(zip(ids, (texts[code] for code in codes), strict=True))
    several = (joined.split(";") if joined else [] for joined in older)
    return [_BETWEEN.join(dict.fromkeys(figures[one] for one in some)) for some in several]
