"""Reports as they are published with care: reading the options of care, and applying them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from mustermap.app.option_days import one_day
from mustermap.data.days import day_of
from mustermap.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mustermap.app.report_selection import Loaded
    from mustermap.layers import Care

_DAYS: Final = re.compile(r"(\d{1,5})\s*(?:d|days?)")


def read_care(
    embargo: str | None, coarsen: str | None, redact: Sequence[str] | None, *, today: int | None = None
) -> Care:
    """Read the options ``--embargo``, ``--coarsen`` and ``--redact``.

    Parameters
    ----------
    embargo
        "14d", this many days before today, or a day in EDTF.
    coarsen, redact
        As in `layers.Care`; one text can name several fields, separated by commas.
    today
        Days since 1970-01-01; None: today in UTC.

    Raises
    ------
    WrongUse
        If the embargo is neither.
    WrongCare
        If there is no such precision or field.
    """
    from mustermap.layers import Care

    fields = tuple(dict.fromkeys(name.strip() for names in redact or () for name in names.split(",") if name.strip()))
    return Care(_first_day(embargo, today), coarsen, fields)  # type: ignore[arg-type] # Care checks the precision


def _first_day(embargo: str | None, today: int | None) -> int | None:
    if embargo is None:
        return None
    if found := _DAYS.fullmatch(embargo.strip()):
        now = day_of(datetime.now(UTC).date()) if today is None else today
        return now - int(found[1])
    try:
        return one_day("--embargo", embargo)
    except WrongUse as error:
        raise WrongUse(f"{error}; or a number of days, such as 14d") from error


def published(loaded: Loaded, care: Care | None) -> Loaded:
    """Return the reports as they are published with care."""
    from mustermap import layers

    if not care:
        return loaded
    claims = layers.publish(loaded.claims, care)
    reports, sources = layers.published_reports(claims, loaded.reports, loaded.source_table)
    # Decisions name places as they were written.
    return replace(
        loaded, claims=claims, reports=reports, source_table=sources, sources=len(sources), decisions={}, register=()
    )


def read_from(loaded: Loaded) -> str:
    """Return what an output file says was read; published with care, no file or folder is named."""
    return "reports published with care" if loaded.claims.attrs.get("care") else loaded.origin
