"""The days of a comparison: one day, or a period by days or months."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from mustermap.errors import WrongQuestion

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

Step = Literal["day", "month"]


@dataclass(frozen=True, slots=True)
class Period:
    """The days that are compared.

    Attributes
    ----------
    from_day, to_day : int
        Days since 1970-01-01, both included.
    step : {"day", "month"}
        Its step. A month has what holds on any of its days, certainly if it does so on any.
    """

    from_day: int
    to_day: int
    step: Step

    @property
    def is_day(self) -> bool:
        """Whether it is a single day."""
        return self.from_day == self.to_day and self.step == "day"

    def days_of(self, first: NDArray[np.int64], last: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the days on which steps begin and end, within the period."""
        if self.step == "day":
            return first, last
        begin, after = (steps.astype("datetime64[M]").astype("datetime64[D]") for steps in (first, last + 1))
        return (
            np.maximum(begin.astype(np.int64), self.from_day),
            np.minimum(after.astype(np.int64) - 1, self.to_day),
        )


def read_period(
    claims: gpd.GeoDataFrame, *, on: int | None, from_day: int | None, to_day: int | None, each: Step
) -> Period:
    """Return the period of a question.

    Raises
    ------
    WrongQuestion
        If both a day and a period are given, a period ends before it begins, or neither is given and no day is known.
    """
    if on is not None:
        if from_day is not None or to_day is not None:
            raise WrongQuestion("a day and a period were given; give the day, or where the period begins and ends")
        return Period(on, on, "day")
    if from_day is None and to_day is None:
        opened = claims.attrs.get("open_day")
        if opened is None:
            raise WrongQuestion("no claim has a day; give the day to compare on, such as 2022-12-01")
        return Period(opened, opened, "day")
    ends = (from_day, claims.attrs.get("first_day")), (to_day, claims.attrs.get("last_day"))
    first, last = (given if given is not None else known for given, known in ends)
    if first is None or last is None:
        raise WrongQuestion("no claim has a day; give both ends of the period, such as 2022-11-01 and 2023-02-28")
    if first > last:
        raise WrongQuestion("the period ends before it begins; swap its ends")
    if each not in ("day", "month"):
        raise WrongQuestion(f"a period by the {each!r} was asked for; ask by day or by month")
    return Period(first, last, each)
