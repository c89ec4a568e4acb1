"""Rows of a comparison on a terminal: a group of several claims has a line, and each of its claims has one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from mustermap.app.comparison.comparison_answer import iso
from mustermap.app.comparison.comparison_texts import claimant_words, doubts_words, standing_words, voices_words
from mustermap.layers.comparison.sentence import phase_heading
from mustermap.words import words_of
from mustermap.words.name_texts import whose_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from mustermap import layers

MOST_CLAIMS: Final = 8
"""The most claims of a group that are listed."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes
    ----------
    phase, figures, about, standing : str
        Its cells; ``about`` has whose troops, which part of them, when, and who claims it.
    is_inner : bool
        Whether it is a claim of the group above.
    """

    phase: str
    figures: str
    about: str
    standing: str
    is_inner: bool = False


def lines_of(compared: layers.Comparison, groups: pd.DataFrame, *, is_apart: bool) -> Iterator[Line]:
    """Yield the lines of some groups of a comparison; those that are not comparable name the troops and the place."""
    is_day = compared.from_day == compared.to_day
    members: dict[Any, pd.DataFrame] = dict(tuple(compared.claims.groupby("group", sort=False))) if is_day else {}
    here = compared.area.ref if compared.area is not None else ""
    before = ""
    group: Any
    for group in groups.itertuples():
        phase = phase_heading(str(group.phase), words_of())
        what = _what(group, here=here, is_apart=is_apart)
        make = _claim_lines(group, members[group.group], what) if is_day else _stretch(group, what)
        for line in make:
            shown = "" if line.is_inner or phase == before else phase
            yield Line(shown, line.figures, line.about, line.standing, line.is_inner)
            before = phase


def _claim_lines(group: Any, claims: pd.DataFrame, what: str) -> Iterator[Line]:
    own: list[Any] = list(claims.head(MOST_CLAIMS).itertuples())
    if len(claims) == 1:
        yield Line("", group.figures, _joined(what, claimant_words(own[0])), standing_words(own[0]))
        return
    yield Line("", group.figures, _joined(what, voices_words(group)), doubts_words(group))
    for claim in own:
        yield Line("", claim.figures, claimant_words(claim), standing_words(claim), is_inner=True)
    if len(claims) > MOST_CLAIMS:
        yield Line("", "", f"and {len(claims) - MOST_CLAIMS} more", "", is_inner=True)


def _stretch(group: Any, what: str) -> Iterator[Line]:
    """Yield the line of a group over a stretch of days."""
    days = f"{iso(group.from_day)} to {iso(group.to_day)}" if group.from_day < group.to_day else iso(group.from_day)
    yield Line("", group.figures, _joined(days, what, voices_words(group)), doubts_words(group))


def _what(group: Any, *, here: str, is_apart: bool) -> str:
    """Return whose troops, where, which part of them, and what separates the group."""
    part = f"{group.part} (a part)" if group.is_part else str(group.part)
    whose = ""
    if is_apart:
        where = f" in {group.place_name}" if group.place_name and group.place_ref != here else ""
        whose = f"{whose_text(str(group.force), words_of())}{where}"
    return _joined(", ".join(text for text in (whose, part) if text), str(group.by))


def _joined(*texts: str) -> str:
    """Join texts, without blanks and repetitions."""
    return " · ".join(dict.fromkeys(text for text in texts if text))
