"""What rows that were read column by column refer to, and which of them came twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from mustermap.data.fields import REFERENCES
from mustermap.data.files.reading import Reading, Remark, absent_report
from mustermap.data.ids.same_ids import settle_ids
from mustermap.data.short_texts import echoed

if TYPE_CHECKING:
    from mustermap.data.ledger import Ledger


def check_tables(
    reading: Reading, *, known_sources: set[str], known_reports: set[str], kept: Ledger | None = None
) -> set[str]:
    """Leave out the rows whose source is not known and those that came before; name the reports that are not there.

    Of a report that comes twice the first counts, files read one by one before files read column by column. Reports
    without an id that still share one are numbered, and have the id under which the ledger has them already.

    Returns
    -------
    set of str
        The ids of the rows that stay, as far as reports read one by one refer to them.
    """
    for number, table in enumerate(reading.tables):
        reading.tables[number] = _without_unknown_sources(reading, table, known_sources)
    settle_ids(reading, kept)
    ids = pd.concat([table["id"] for table in reading.tables], ignore_index=True)
    for table in reading.tables:
        _notice_absent_reports(reading, table, ids, known_reports | reading.reports.keys())
    named = {one for report in reading.reports.values() for name in REFERENCES for one in getattr(report, name)}
    return set(ids[ids.isin(list(named))])


def _without_unknown_sources(reading: Reading, table: pd.DataFrame, known: set[str]) -> pd.DataFrame:
    absent = ~table["source"].isin(list(known))
    if not absent.any():
        return table
    for file, row, source in table.loc[absent, ["_file", "_row", "source"]].itertuples(index=False):
        message = (
            f"{echoed(source)} is no source of these files or the ledger; add a source with this id, or correct it"
        )
        reading.reject([Remark(file, reading.row_name(file, row), "source", message)])
    return table[~absent].reset_index(drop=True)


def _notice_absent_reports(reading: Reading, table: pd.DataFrame, ids: pd.Series[str], others: set[str]) -> None:
    for name in REFERENCES:
        is_named = (table[name] != "").to_numpy()
        if not is_named.any():
            continue
        named = table.loc[is_named, ["_file", "_row", name]].copy()
        named[name] = named[name].str.split(";")
        named = named.explode(name)
        is_there = named[name].isin(ids) | named[name].isin(list(others))
        for file, row, absent in named[~is_there].itertuples(index=False):
            reading.notices.append(Remark(file, reading.row_name(file, row), name, absent_report(absent)))
