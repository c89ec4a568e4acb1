"""``mustermap list``: the reports, or the claims on a day."""

from __future__ import annotations

from mustermap.app.options import Json, Selection


def list_claims(selection: Selection, as_json: Json = False) -> int:
    """List the reports, or the claims on a day.

    For example: mustermap list --on 2022-12-01 --known-by 2022-11-30
    """
    from mustermap.app.report_list import list_reports

    return list_reports(selection, as_json=as_json)
