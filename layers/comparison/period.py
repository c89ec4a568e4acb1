"""The days of a comparison: one day, or a period by days or months."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import pandas as pd

from mustermap.data.days import DISTANT_FUTURE, DISTANT_PAST
from mustermap.errors import WrongQuestion

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

Step = Literal["day", "month"]

_ENDS: Final = (("possible_from", "possible_to"), ("certain_from", "certain_to"))


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

    @property
    def steps(self) -> tuple[int, int]:
        """The first and the last step."""
        first, last = self._steps_of(np.array([self.from_day, self.to_day]))
        return int(first), int(last)

    def stretches(self, days: pd.DataFrame) -> pd.DataFrame:
        """Return the days of claims in steps of the period, as far as they lie in it."""
        if self.step == "day":
            return days
        made = {}
        for begin, end in _ENDS:
            since, until = (days[name].clip(self.from_day, self.to_day).to_numpy() for name in (begin, end))
            is_within = (days[begin] <= self.to_day) & (days[end] >= self.from_day) & (days[begin] <= days[end])
            made[begin] = np.where(is_within, self._steps_of(since), DISTANT_FUTURE)
            made[end] = np.where(is_within, self._steps_of(until), DISTANT_PAST)
        cited = days["last_cited_from"].to_numpy()
        # Last cited in a month is what is so on every day of it on which it holds.
        since = self._steps_of(np.clip(cited - 1, self.from_day - 1, self.to_day)) + 1
        begun = np.maximum(days["possible_from"].to_numpy(), self.from_day)
        made["last_cited_from"] = np.where(
            cited <= begun, made["possible_from"], np.where(cited > self.to_day, DISTANT_FUTURE, since)
        )
        return pd.DataFrame(made, index=days.index)

    def days_of(self, first: NDArray[np.int64], last: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the days on which steps begin and end, within the period."""
        if self.step == "day":
            return first, last
        begin, after = (steps.astype("datetime64[M]").astype("datetime64[D]") for steps in (first, last + 1))
        return (
            np.maximum(begin.astype(np.int64), self.from_day),
            np.minimum(after.astype(np.int64) - 1, self.to_day),
        )

    def _steps_of(self, days: NDArray[np.int64]) -> NDArray[np.int64]:
        if self.step == "day":
            return days
        return days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


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
