"""The answer to a question of ``mustermap compare``: what was asked, and tables."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from mustermap.app.option_days import one_day
from mustermap.app.publication.published_reports import read_from
from mustermap.data.days import DISTANT_FUTURE, DISTANT_PAST, date_of, is_finite

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd

    from mustermap import layers
    from mustermap.app.commands.compare import Question
    from mustermap.app.options import Selection
    from mustermap.app.report_selection import Loaded
    from mustermap.layers.comparison.sentence_parts import Parts
    from mustermap.layers.comparison.subject_answers import SubjectAnswer

MOST_SENTENCES: Final = 100
"""Subjects of a file that have their sentence."""
DAY_SUFFIX: Final = "_day"
"""Columns of days since 1970-01-01 end in this."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer.

    Attributes
    ----------
    head : mapping
        What was asked and read, as in JSON.
    tables : mapping
        Tables by name, with days as numbers; a format for one table holds the first.
    comparison : layers.Comparison or None
        The comparison, if one was asked for.
    width_mm : float or None
        The width of a chart in print; None: the default of the kind of file.
    grey : bool
        Whether a chart is in shades of grey.
    linear : bool
        Whether a chart's scale of figures is linear.
    language : str
        The code of the language of a chart's words.
    """

    head: Mapping[str, Any]
    tables: Mapping[str, pd.DataFrame]
    comparison: layers.Comparison | None = None
    width_mm: float | None = None
    grey: bool = False
    linear: bool = False
    language: str = "en"


def answer_of(loaded: Loaded, selection: Selection, question: Question) -> Answer:
    """Answer a question about what was loaded.

    Parameters
    ----------
    loaded
        The reports.
    selection, question
        What was asked: a comparison, the figures of one claimant, or what changed; checked.
    """
    from mustermap import layers
    from mustermap.layers.change_texts import undated_counts

    claims, read = loaded.claims, _read(loaded)
    asked = {"area": question.area, "force": question.force, "known_by": selection.known_by}
    area, force, known_by = question.area, question.force, selection.known_by_day
    period = question.period
    since, until = one_day("--since", question.since), one_day("--until", question.until)
    if since is not None:
        until = until if until is not None else max(since, claims.attrs["open_day"] or since)
        changed = layers.what_changed(claims, since=since, until=until, area=area, force=force, known_by=known_by)
        without_day = dict(zip(("figures", "no_number"), undated_counts(changed), strict=True))
        between = {"since": iso(since), "until": iso(until), "subject": _subject(claims, question)}
        head = {**read, **asked, **between, "without_day": without_day}
        return Answer(head, {"changed": changed})
    if question.claimant is not None:
        tracked = layers.track(claims, question.claimant, **period, area=area, force=force, known_by=known_by)
        head = {**read, **asked, "claimant": question.claimant, "from": question.start, "to": question.end}
        return Answer(head, {"tracked": tracked})
    each, by = question.each, question.by
    compared = layers.compare(
        claims, on=selection.on_day, each=each, by=by, **period, area=area, force=force, known_by=known_by  # type: ignore[arg-type] # it checks them
    )  # fmt: skip
    head = {**read, **_asked(compared)}
    if compared.answer is None:
        tables = {"rows": compared.rows, "subjects": compared.subjects}
        return Answer({**head, "subjects_without_claim": compared.silent}, tables, compared)
    return Answer({**head, "parts": parts_cells(compared.parts)}, {"rows": compared.rows}, compared)


def parts_cells(parts: Parts) -> list[dict[str, Any]]:
    """Return the parts of a sentence, as in JSON."""
    return [{"text": one.text, "kind": one.kind, "ids": list(one.ids), "field": one.field} for one in parts]


def sentences_of(answer: Answer) -> list[SubjectAnswer]:
    """Return the answers of the first of several subjects of a day; none of one subject or of a period.

    Each takes time to work out: of very many, those with most claimants are enough for a file.
    """
    if answer.comparison is None or "subjects" not in answer.tables:
        return []
    return list(islice(answer.comparison.answers, MOST_SENTENCES))


def _subject(claims: gpd.GeoDataFrame, question: Question) -> str | None:
    """Return what a subject is called; None where not both force and area are given."""
    from mustermap.layers.change_texts import subject_title
    from mustermap.layers.comparison.question import find_area, find_force
    from mustermap.words import words_of

    if question.area is None or question.force is None:
        return None
    force, place = find_force(claims, question.force), find_area(claims, question.area).name
    return subject_title(force, place, "", words_of(), str)


def _read(loaded: Loaded) -> dict[str, str]:
    """Return what was read; published with care, the editor's files are not named."""
    care = loaded.claims.attrs.get("care")
    return {"read": read_from(loaded), **({"care": str(care["sentence"])} if care else {})}


def _asked(compared: layers.Comparison) -> dict[str, Any]:
    """Return what was compared, as in JSON."""
    area = compared.area
    return {
        "area": None if area is None else {"ref": area.ref, "name": area.name, "precision": area.precision},
        "force": compared.force,
        "from": iso(compared.from_day),
        "to": iso(compared.to_day),
        "each": compared.each,
        "known_by": None if compared.known_by is None else iso(compared.known_by),
        "by": compared.by,
        "sentence": compared.sentence or None,
    }


def with_iso_days(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with its days as ISO 8601 texts, blank for no bound."""
    days = {str(name): iso_days(table[name]) for name in table if str(name).endswith(DAY_SUFFIX)}
    return table.assign(**days)


def iso_days(column: pd.Series[Any]) -> pd.Series[str]:
    """Return the days of a column as ISO 8601 texts."""
    days = column.to_numpy(np.int64)
    is_known = (days > DISTANT_PAST) & (days < DISTANT_FUTURE)
    texts = np.datetime_as_string(np.where(is_known, days, 0).astype("datetime64[D]"))
    return pd.Series(np.where(is_known, texts.astype(object), ""), index=column.index, dtype="str")


def iso(day: int) -> str:
    """Return a day as an ISO 8601 text, blank for no bound."""
    return str(date_of(int(day))) if is_finite(int(day)) else ""


def json_rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table for JSON; blank and missing cells are null."""
    columns = {str(name): _plain(column) for name, column in with_iso_days(table).items()}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _plain(column: pd.Series[Any]) -> list[Any]:
    cells = column.astype(object)
    return cells.where(column.notna() & (cells != ""), None).tolist()
