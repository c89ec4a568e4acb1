"""What ``mustermap compare`` is asked: the options as they were typed, and the days that they mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from mustermap.app.report_list import one_day
from mustermap.data.days import is_finite
from mustermap.data.edtf import read_edtf
from mustermap.errors import UnreadableDate, WrongUse

if TYPE_CHECKING:
    from pathlib import Path


class Ends(TypedDict):
    """The first and the last day of a period; None: of the data."""

    from_day: int | None
    to_day: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked for; days as texts, as they were typed.

    Attributes
    ----------
    area, force : str or None
        Where, and whose troops.
    on, start, end : str or None
        The day, or the ends of a period.
    each : str
        By what a period is told.
    known_by : str or None
        Only what had been said by this day counts.
    by : str
        How groups are told apart.
    claimant : str or None
        Whose figures are followed over time.
    since, until : str or None
        The days between which changes are told.
    """

    area: str | None = None
    force: str | None = None
    on: str | None = None
    start: str | None = None
    end: str | None = None
    each: str = "day"
    known_by: str | None = None
    by: str = "phase"
    claimant: str | None = None
    since: str | None = None
    until: str | None = None

    def check(self) -> None:
        """Check that the options fit together.

        Raises
        ------
        WrongUse
            If they do not; the message says which to leave out.
        """
        period = {"--on": self.on, "--from": self.start, "--to": self.end}
        since = {"--since": self.since, "--until": self.until}
        if self.until is not None and self.since is None:
            raise WrongUse("--until needs --since: the earlier of the two days, such as --since 2022-10-10")
        if self.claimant is not None:
            _refuse("--track", {"--on": self.on, **since})
        if self.since is not None:
            _refuse("--since", period)
        if self.start is not None or self.end is not None:
            _refuse("--from and --to", {"--on": self.on})
        elif self.each != "day":
            raise WrongUse("--each tells a period: give --from and --to as well")
        if (self.claimant is not None or self.since is not None) and (self.by, self.each) != ("phase", "day"):
            raise WrongUse("--by and --each tell a comparison apart; leave them out with --track and --since")

    @property
    def known_by_day(self) -> int | None:
        """The day by which things had been said."""
        return one_day("--known-by", self.known_by)

    @property
    def period(self) -> Ends:
        """The first and the last day of the period, as ``layers`` takes them."""
        return {"from_day": _end("--from", self.start), "to_day": _end("--to", self.end, is_last=True)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """In which form the answer is wanted.

    Attributes
    ----------
    as_json, as_csv : bool
        On standard output in one of these.
    output : Path or None
        In a file.
    overwrite : bool
        Whether a file that is there may be replaced.
    width : str or None
        How wide a picture is in print: millimetres, or the name of a width.
    grey : bool
        Whether a picture is in shades of grey.
    language : str
        The code of the language of a picture's words.
    """

    as_json: bool = False
    as_csv: bool = False
    output: Path | None = None
    overwrite: bool = False
    width: str | None = None
    grey: bool = False
    language: str = "en"


def _end(option: str, text: str | None, *, is_last: bool = False) -> int | None:
    """Read an end of a period: of a month or a year its first, or its last, day."""
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


def _refuse(option: str, others: dict[str, str | None]) -> None:
    given = [name for name, text in others.items() if text is not None]
    if given:
        raise WrongUse(f"{option} and {' and '.join(given)} do not go together; leave one of them out")
