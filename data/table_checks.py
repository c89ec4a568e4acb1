"""What rows that were read column by column refer to, and which of them came twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from data.fields import REPORT_COLUMNS
from data.reading import Reading, Remark, absent_report, other_content
from data.table import reports_table

if TYPE_CHECKING:
    from data.rules import Cells


def check_tables(reading: Reading, *, known_sources: set[str], known_reports: set[str]) -> set[str]:
    """Leave out the rows whose source is not known and those that came before; name the reports that are not there.

    Of a report that comes twice the first counts, files read one by one before files read column by column.

    Returns
    -------
    set of str
        The ids of the rows that stay, as far as reports read one by one refer to them.
    """
    for number, table in enumerate(reading.tables):
        reading.tables[number] = _without_unknown_sources(reading, table, known_sources)
    _leave_out_those_given_before(reading)
    ids = pd.concat([table["id"] for table in reading.tables], ignore_index=True)
    for table in reading.tables:
        _notice_absent_reports(reading, table, ids, known_reports | reading.reports.keys())
    named = {one for report in reading.reports.values() for one in (*report.repeats, *report.updates, *report.disputes)}
    return set(ids[ids.isin(list(named))])


def _without_unknown_sources(reading: Reading, table: pd.DataFrame, known: set[str]) -> pd.DataFrame:
    absent = ~table["source"].isin(list(known))
    for file, row, source in table.loc[absent, ["_file", "_row", "source"]].itertuples(index=False):
        message = f"{source!r} is no source of these files or the ledger; add a source with this id, or correct it"
        reading.reject([Remark(file, reading.row_name(file, row), "source", message)])
    return table[~absent].reset_index(drop=True) if absent.any() else table


def _leave_out_those_given_before(reading: Reading) -> None:
    ids = [*(table["id"] for table in reading.tables), pd.Series(list(reading.reports), dtype="str")]
    if not pd.concat(ids).duplicated().any():
        return
    own = reports_table(list(reading.reports.values())).assign(_file="", _row=0, _part=-1)
    parts = [own, *(table.assign(_part=number) for number, table in enumerate(reading.tables))]
    filled = [part for part in parts if len(part)]
    if not filled:
        return
    every = pd.concat(filled, ignore_index=True)
    again = every["id"].duplicated()
    firsts = every[~again].set_index("id", drop=False)
    for position in every.index[again]:
        row = every.loc[position]
        first, second = _cells(firsts.loc[row["id"]]), _cells(row)
        if first == second:
            reading.skipped += 1
        else:
            message = other_content(str(row["id"]), first, second)
            reading.reject([Remark(row["_file"], f"row {row['_row']}", "id", message)])
    kept = every[~again]
    for number in range(len(reading.tables)):
        reading.tables[number] = kept[kept["_part"] == number].drop(columns="_part").reset_index(drop=True)


def _notice_absent_reports(reading: Reading, table: pd.DataFrame, ids: pd.Series[str], others: set[str]) -> None:
    for name in ("repeats", "updates", "disputes"):
        named = table.loc[table[name] != "", ["_file", "_row", name]].copy()
        if named.empty:
            continue
        named[name] = named[name].str.split(";")
        named = named.explode(name)
        is_there = named[name].isin(ids) | named[name].isin(list(others))
        for file, row, absent in named[~is_there].itertuples(index=False):
            reading.notices.append(Remark(file, reading.row_name(file, row), name, absent_report(absent)))


def _cells(row: pd.Series) -> Cells:
    return {name: row[name] for name in REPORT_COLUMNS if row[name] != "" and row[name] == row[name]}
