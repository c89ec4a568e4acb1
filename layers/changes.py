"""What changed between two days, as known by the second; the page has the same rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from mustermap.data.combinations import combine
from mustermap.data.days import DISTANT_PAST
from mustermap.data.report_table import spread_texts
from mustermap.errors import WrongQuestion
from mustermap.layers.change_events import CHANGES, NO_DAY, change_events
from mustermap.layers.change_headings import HEADINGS, PARTS, WHOLE, own_subjects, subject_headings
from mustermap.layers.change_texts import line_texts, place_texts
from mustermap.layers.claim_columns import Column, frame_of, require_claims, texts_of
from mustermap.layers.claimant_rows import NO_ROW
from mustermap.layers.comparison.answer import PHASE_ORDER
from mustermap.layers.comparison.question import find_area, find_force
from mustermap.layers.comparison.subject import SUBJECT_COLUMNS, concern, subject_columns
from mustermap.layers.comparison.subject_claims import Subject
from mustermap.layers.day_arguments import Day, day_number, known_by_number
from mustermap.layers.keyword_hints import hint_keywords
from mustermap.layers.places.usual_names import with_usual_names
from mustermap.words import words_of

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from mustermap.words import Words

    Codes = NDArray[np.int64]

CHANGE_COLUMNS: Final = (
    Column("line", "int64", "number of the line, in the order in which they are shown; claims said together share it"),
    Column("subject", "int64", "number of the subject: 0, or without area and force that of a force at a place"),
    *texts_of(
        heading="blank for all of the subject; else places and parts, not placed, joint force, larger area, "
        "other quantity or other force",
        section="the phase; blank is phase not said",
        change="new, changed, said again, began, ended, new, ended, not repeated any more; or day not known",
    ),
    Column("from_day", "int32", "the first day on which it can have happened, as far as reports name it"),
    Column("to_day", "int32", "the last such day"),
    *texts_of(
        day_text="that day as a text",
        id="the report's id",
        figures="its figure as a text, with what it counts",
        older_id="ids of the claims whose place it takes, separated by ;",
        older_figures="their figures",
        text="the line as a text, without its day",
    ),
    *texts_of(place="its place as a text; where it is not placed, the wording"),
    Column("has_number", "bool", "whether the claim has a number"),
    *SUBJECT_COLUMNS,
)


@hint_keywords
def what_changed(
    claims: gpd.GeoDataFrame,
    *,
    since: Day,
    until: Day,
    known_by: Day | None = None,
    area: str | None = None,
    force: str | None = None,
) -> pd.DataFrame:
    """Return what happened to claims after a day and up to another one: what was said, began, ended or grew stale.

    A claimant's first figure is new; each later one changes the one before. A claim that was said before begins on the
    day that it states, and ends after a stated end. A claim without an end that nobody has said again for six months is
    not repeated any more. What may have been said between the two days, or not, has no day.

    Parameters
    ----------
    claims
        The claims table.
    since, until
        The two days: ``"2022-12-01"``, a ``datetime.date``, a ``pandas.Timestamp`` or days since 1970-01-01. What
        happened on the first is left out, what happened on the second is not.
    known_by
        Only what had been said by this day counts; None: by ``until``.
    area, force
        As for ``layers.compare``. With both, the subject comes first: the force in the area, counted in persons; then
        what is near it, under headings. Else everything about the area, or about the force, or everything there is,
        subject by subject: a force at a place.

    Returns
    -------
    pandas.DataFrame
        The columns of ``layers.CHANGE_COLUMNS``: of each subject its sections, the newest first in each, then its
        headings; what has no day comes last.

    Raises
    ------
    AmbiguousArea, UnknownArea, UnknownForce
        If the area or the force cannot be found.
    WrongColumns
        If ``claims`` is no claims table.
    WrongDay
        If ``since``, ``until`` or ``known_by`` is no day.
    WrongQuestion
        If the later day is before the earlier one.

    Examples
    --------
    >>> import mustermap as mm
    >>> claims = mm.read_seeds()
    >>> changed = mm.what_changed(claims, since="2022-09-29", until="2022-12-01", area="Belarus", force="Russia")
    >>> changed.loc[changed["change"] == "began", ["day_text", "text"]].values.tolist()
    [['November 2022', 'began: 120,000 (Pavel Latushka)']]
    """
    first, last = day_number(since, "since"), day_number(until, "until")
    if first > last:
        raise WrongQuestion("the later of the two days is before the earlier one; swap them")
    require_claims(claims)
    known = known_by_number(known_by)
    area_ref = None
    if area is not None and force is not None:
        asked = Subject(find_force(claims, force), find_area(claims, area))
        heading, area_ref = subject_headings(claims, asked), asked.area.ref
        subject, shown = np.zeros(len(claims), dtype=np.int64), heading >= 0
    else:
        heading, subject = own_subjects(claims)
        shown = concern(claims, area=area, force=force)
    events = change_events(claims, shown, since=first, until=last, known_by=known)
    row = events["row"].to_numpy(np.int64)
    events = events.assign(heading=heading[row], subject=subject[row])
    events = events[(events["what"] != NO_DAY) | np.isin(events["heading"], [WHOLE, PARTS])]
    return _table(with_usual_names(claims), _in_order(claims, events), words_of(), area_ref)


def _in_order(claims: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Sort events as they are shown, and number their lines: what was said together is one."""
    row = events["row"].to_numpy(np.int64)
    from_day, to_day = (events[name].to_numpy(np.int64) for name in ("from_day", "to_day"))
    day = np.where(from_day > DISTANT_PAST, from_day, to_day)
    is_last = (events["what"] == NO_DAY).to_numpy()
    newest = pd.Series(day).where(~is_last, DISTANT_PAST).groupby(events["subject"].to_numpy()).transform("max")
    rank = {phase: number for number, phase in enumerate(PHASE_ORDER)}
    phase = claims["phase"].iloc[row].astype("str").map(rank).fillna(len(rank)).to_numpy(np.int64)
    section = np.where(events["heading"] == WHOLE, phase, 0)
    keys = (-to_day, -day, section, *(events[name].to_numpy(np.int64) for name in ("heading", "subject")),
            -newest.to_numpy(np.int64))  # fmt: skip
    order = np.lexsort((row, *(np.where(is_last, 0, key) for key in keys), is_last))
    events = events.iloc[order].reset_index(drop=True)
    row = events["row"].to_numpy(np.int64)
    claimant_row = claims["claimant_row"].to_numpy(np.int64)[row]
    together = [pd.Series(np.where(claimant_row == NO_ROW, -1 - row, row * 0)), pd.Series(claimant_row)]
    together += [claims[name].iloc[row].reset_index(drop=True) for name in ("start", "end")]
    together += [events[name] for name in ("heading", "subject", "what", "from_day", "to_day", "older")]
    line = combine(together)[0]
    order = np.argsort(line, kind="stable")
    return events.assign(line=line).iloc[order].reset_index(drop=True)


def _table(claims: gpd.GeoDataFrame, events: pd.DataFrame, words: Words, area_ref: str | None) -> pd.DataFrame:
    of_claim = claims.iloc[events["row"].to_numpy(np.int64)]
    columns: dict[str, Any] = {
        "line": events["line"],
        "subject": pd.factorize(events["subject"])[0],
        "heading": spread_texts(HEADINGS, events["heading"].to_numpy(np.int64)),
        "section": of_claim["phase"],
        "change": spread_texts(CHANGES, events["what"].to_numpy(np.int64)),
        "from_day": events["from_day"],
        "to_day": events["to_day"],
        "id": of_claim["id"],
        "older_id": events["older"],
        "place": place_texts(of_claim),
        "has_number": of_claim["figure_text"] != "",
        **line_texts(claims, events, words, area_ref=area_ref),
        **subject_columns(of_claim),
    }
    return frame_of(CHANGE_COLUMNS, columns)
