"""Days given as options: one day, or an end of a period."""

from __future__ import annotations

from mustermap.data.days import is_finite
from mustermap.data.edtf import read_edtf
from mustermap.errors import UnreadableDate, WrongUse


def one_day(option: str, text: str | None) -> int | None:
    """Read an option that means one day.

    Parameters
    ----------
    option
        Its name, for the message.
    text
        The day in EDTF; None: the option was not given.

    Returns
    -------
    int or None
        Days since 1970-01-01.

    Raises
    ------
    WrongUse
        If the text is no date, or more than one day.

    Examples
    --------
    >>> one_day("--on", "1970-01-02")
    1
    """
    if text is None:
        return None
    try:
        date = read_edtf(text)
    except UnreadableDate as error:
        raise WrongUse(f"{option}: {error}") from error
    if date.earliest != date.latest:
        raise WrongUse(f"{option}: {text!r} is more than one day; write one, such as 2022-12-01")
    return date.earliest


def period_end(option: str, text: str | None, *, is_last: bool = False) -> int | None:
    """Read an option that means an end of a period: a day, or a month or year of which the first or last day counts.

    Parameters
    ----------
    option, text
        As for `one_day`.
    is_last
        Whether the last day counts.

    Raises
    ------
    WrongUse
        If the text is no date, or has no such day.

    Examples
    --------
    >>> period_end("--from", "1970-02"), period_end("--to", "1970-02", is_last=True)
    (31, 58)
    """
    if text is None:
        return None
    try:
        date = read_edtf(text)
    except UnreadableDate as error:
        raise WrongUse(f"{option}: {error}") from error
    day = date.latest if is_last else date.earliest
    if date.qualified or not is_finite(day):
        raise WrongUse(f"{option}: {text!r} has no such day; write a day or a month, such as 2022-12-01 or 2022-12")
    return day
