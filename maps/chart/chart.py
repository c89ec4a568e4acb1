"""The chart of a comparison: one Vega-Lite specification, for files, web pages and notebooks."""

from __future__ import annotations

import copy
import json
from functools import cache, cached_property
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mustermap import layers
from mustermap.data.whole_files import write_bytes
from mustermap.errors import WrongColumns
from mustermap.layers.comparison.spans import spans_of
from mustermap.layers.keyword_hints import hint_keywords
from mustermap.maps.chart.bar_texts import word_claim, word_days, word_known, word_signs, word_sources, word_title
from mustermap.maps.chart.chart_files import chart_page, kind_of, picture_bytes
from mustermap.maps.chart.chart_layout import Sheet
from mustermap.maps.chart.lanes import columns_for, draw_axis
from mustermap.maps.chart.time_axis import TimeScale, scale_time
from mustermap.maps.still.day_stills import drawing_rules
from mustermap.maps.still.print_style import WIDTHS, Look, look_for, look_on_screen
from mustermap.maps.still.signs import Sign, fixed_radii
from mustermap.maps.still.still_texts import ended, plain, word_shared_colours
from mustermap.maps.still.text_blocks import Fonts, Run, block
from mustermap.words import words_of
from mustermap.words.cldr_names import place_text
from mustermap.words.date_texts import day_text
from mustermap.words.name_texts import claimant_text, phase_text, whose_text

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    import pandas as pd

    from mustermap.words import Words

#: Axes that are drawn, and claims of a kind that are listed apart; more are counted.
MOST_AXES: Final = 4
_MOST_APART: Final = 6
_MIME: Final = "application/vnd.vegalite.v6+json"


class Chart:
    """The chart of a comparison: a row for each claimant, time to the right, the figure beside its bar; the rest below.

    Parameters
    ----------
    compared : layers.Comparison
        What is drawn, as `mustermap.compare` returns it.
    width_mm : float, optional
        The width in print in millimetres, as for `mustermap.maps.still.Style`; None: for a screen.
    grey : bool
        Whether to draw in shades of grey.
    fonts : sequence of Path
        Font files for what DejaVu Sans lacks.
    language : str, optional
        The code of the language of its words, such as "uk"; None: that of the comparison. Reports stay in theirs.

    Raises
    ------
    WrongColumns
        If ``compared`` is no comparison.
    WrongStill
        If the width cannot be printed, or a font cannot be read.
    UnknownLanguage
        If there are no words in the language.

    Examples
    --------
    >>> import mustermap as mm
    >>> chart = mm.Chart(mm.compare(mm.read_seeds(), area="Belarus", force="Russia", on="2022-12-01"))
    >>> sorted({claim["id"] for claim in chart.spec()["datasets"]["claims"]})
    ['cov-12-budanov-4300', 'cov-14-arestovych-11000', 'cov-27-nayev-500', 'cov-28-demchenko-2000-until-recently']
    """

    @hint_keywords
    def __init__(
        self,
        compared: layers.Comparison,
        *,
        width_mm: float | None = None,
        grey: bool = False,
        fonts: Sequence[Path] = (),
        language: str | None = None,
    ) -> None:
        if not isinstance(compared, layers.Comparison):
            raise WrongColumns(f"Chart: got a {type(compared).__name__}; pass what mustermap.compare returns")
        self.compared = compared = compared.in_language(language or compared.language)
        self._forces = sorted({*compared.forces, *compared.claims["force"].astype("str"), ""})
        self._grey = grey
        self._look = self._on_screen() if width_mm is None else self._in_print(width_mm)
        self._fonts = Fonts(fonts)
        self._is_on_screen = width_mm is None

    def spec(self) -> dict[str, Any]:
        """Return the specification with its data.

        Returns
        -------
        dict
            Vega-Lite 6, as JSON has it.
        """
        made: dict[str, Any] = copy.deepcopy(self._made)
        return made

    def specs(self) -> list[dict[str, Any]]:
        """Return the specifications for a web page: for a wide screen, then for a phone's."""
        if not self._is_on_screen:
            return [self.spec()]
        return [self.spec(), self._make(self._on_screen(is_narrow=True))]

    def to_bytes(self, kind: str) -> bytes:
        """Return the chart as a file.

        Parameters
        ----------
        kind : str
            ``png``, ``svg``, ``pdf`` or ``html``.

        Returns
        -------
        bytes
            The same for the same comparison.
        """
        if kind == "html":
            return chart_page(self.specs(), self.words, self.compared.language).encode("utf-8")
        return picture_bytes(self._made, kind)

    @hint_keywords
    def save(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> int:
        """Write the chart to a file, of the kind that its ending names.

        Parameters
        ----------
        path : str or Path
            Where: ``.png``, ``.svg``, ``.pdf`` or ``.html``.
        overwrite : bool
            Whether a file that is there may be replaced.

        Returns
        -------
        int
            The file's size in bytes.

        Raises
        ------
        OSError
            If the file cannot be written, or is a ledger, which nothing replaces.
        OutputExists
            If the file exists and `overwrite` is not set.
        WrongChart
            If the ending is none of those.
        """
        target = Path(path)
        return write_bytes(target, self.to_bytes(kind_of(target)), overwrite=overwrite)

    @property
    def lacking(self) -> tuple[str, ...]:
        """Signs that no font has, drawn as squares."""
        _ = self._made
        return tuple(sorted(self._fonts.lacking))

    @cached_property
    def words(self) -> str:
        """All that the chart says of the claims, as text."""
        compared, words = self.compared, words_of(self.compared.language)
        lines = [f"{ended(f'{word_title(compared, words)}, {word_days(compared, words)}')} {compared.sentence}".strip()]
        lines += [compared.care] if compared.care else []
        on_axes = compared.claims[(compared.claims["reason"] == "").to_numpy()]
        lines += [word_claim(claim, words) for claim in on_axes.itertuples()]
        return "\n".join(lines)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        """Show the chart in a notebook: by the notebook's own Vega-Lite, else as a picture, else as text."""
        return {_MIME: self.spec(), "image/svg+xml": self.to_bytes("svg").decode("utf-8"), "text/plain": self.words}

    @cached_property
    def _made(self) -> dict[str, Any]:
        return self._make(self._look)

    def _make(self, look: Look) -> dict[str, Any]:
        with drawing_rules(self._fonts):
            sheet = Sheet(look, self._fonts)
            time = _draw(sheet, self.compared)
        return _filled(sheet, time, self.words)

    def _in_print(self, width_mm: float) -> Look:
        return look_for(width_mm, self._forces, grey=self._grey, language=self.compared.language)

    def _on_screen(self, *, is_narrow: bool = False) -> Look:
        return look_on_screen(self._forces, grey=self._grey, is_narrow=is_narrow, language=self.compared.language)


@cache
def _template() -> str:
    return resources.files("mustermap.maps").joinpath("chart", "chart.vl.json").read_text(encoding="utf-8")


def _draw(sheet: Sheet, compared: layers.Comparison) -> TimeScale:
    look, words = sheet.look, sheet.look.words
    on_axes = compared.claims[(compared.claims["reason"] == "").to_numpy()]
    is_day = compared.from_day == compared.to_day
    rules = {"on": compared.from_day} if is_day else {}
    if compared.known_by is not None:
        rules["known_by"] = compared.known_by
    has_figures = bool(on_axes[["figure_low", "figure_high", "figure_best"]].notna().any(axis=None))
    columns = columns_for(look.width, sheet.unit, has_figures=has_figures)
    others = [compared.from_day] if is_day else [compared.from_day, compared.to_day]
    time = scale_time(on_axes, others, width=columns.time, unit=sheet.unit)
    sheet.paragraph([Run(word_title(compared, words), is_strong=True)], size=1.3)
    sheet.paragraph([Run(word_days(compared, words), is_strong=True), *_facts(compared, words)], gap=4)
    sheet.paragraph([Run(plain(compared.sentence))], quiet="ink", gap=5)
    notes = [draw_axis(sheet, claims, time, columns, rules) for claims in _axes(sheet, compared, on_axes)]
    if on_axes.empty and not compared.sentence:
        sheet.paragraph([Run(words.say("pictures.nothing"))])
    notes += [words.say("comparison.broken")] if time.breaks else []
    sheet.y += 3 * sheet.unit
    notes += [
        word_signs(on_axes, words),
        word_shared_colours(look.forces, compared.claims["force"].astype("str"), words),
    ]
    sheet.paragraph([Run(text) for text in dict.fromkeys(notes)], size=0.92, gap=6)
    _apart(sheet, compared)
    _caption(sheet, compared)
    return time


def _facts(compared: layers.Comparison, words: Words) -> list[Run]:
    known_by = compared.known_by
    known = [] if known_by is None else [words.say("comparison.knownBy", day=day_text(known_by, words))]
    if len(compared.axes) == 1:
        known.append(_voices(compared.axes.iloc[0], words))
    return [Run(f"· {text}") for text in known]


def _voices(axis: Any, words: Words) -> str:
    who = words.say("comparison.claimants", count=int(axis.independent))
    counted = "" if axis.quantity in {"", "personnel"} else f"{plain(axis.quantity)}: "
    return f"{who} · {counted}{words.say('comparison.measured', measure=axis.measure)}"


def _axes(sheet: Sheet, compared: layers.Comparison, on_axes: pd.DataFrame) -> Any:
    """Yield the claims of each axis that is drawn, under a heading if there are several."""
    words = sheet.look.words
    axes: list[Any] = list(compared.axes.itertuples())
    for axis in axes[:MOST_AXES]:
        if len(axes) > 1:
            sheet.y += 4 * sheet.unit
            name = place_text(axis.place_name, axis.place_ref, words.language)
            place = plain(name) or words.say("comparison.noPlace")
            heading = words.say("pictures.title.axis", force=whose_text(axis.force, words, plain), place=place)
            sheet.paragraph([Run(heading, is_strong=True), Run(f"· {_voices(axis, words)}")], gap=4)
        yield on_axes[(on_axes["axis"] == axis.axis).to_numpy()]
    if len(axes) > MOST_AXES:
        sheet.paragraph([Run(words.say("pictures.moreComparisons", count=len(axes) - MOST_AXES))])


def _apart(sheet: Sheet, compared: layers.Comparison) -> None:
    """Draw the list of what is not comparable, by reason, each with the sentence that says why."""
    apart = compared.claims[(compared.claims["reason"] != "").to_numpy()]
    if apart.empty:
        return
    why = compared.groups.drop_duplicates("group").set_index("group")["why"]
    sheet.paragraph([Run(sheet.look.words.say("comparison.apart"), is_strong=True)], size=1.05)
    here = compared.area.name if compared.area else ""
    for reason, claims in apart.groupby(why.reindex(apart["group"]).to_numpy(), sort=False):
        sheet.paragraph([Run(plain(str(reason)))], gap=1)
        spans = spans_of(claims, _numbers(claims))
        for claim, span in zip(list(claims.head(_MOST_APART).itertuples()), spans, strict=False):
            _apart_row(sheet, claim, span, here)
        if len(claims) > _MOST_APART:
            sheet.paragraph(
                [Run(sheet.look.words.say("comparison.more", count=len(claims) - _MOST_APART))], x=25 * sheet.unit
            )
        sheet.y += 3 * sheet.unit


def _apart_row(sheet: Sheet, claim: Any, span: Any, here: str) -> None:
    look, unit = sheet.look, sheet.unit
    words = look.words
    part = [plain(claim.component), plain(claim.unit)]
    subject = ", ".join(text for text in (whose_text(claim.force, words, plain), *part) if text)
    phase = phase_text(claim.phase, words, plain)
    name = place_text(claim.place_name, claim.place_ref, words.language)
    where = plain(name) if claim.place_name and claim.place_name != here else ""
    disputed = words.say("comparison.allDisputed", who=plain(claim.disputers)) if claim.disputed_by else ""
    possibly = words.say("possibly") if claim.certainty != "certain" else ""
    cited = words.say("lastCited") if claim.last_cited else ""
    facts = [subject, phase, claimant_text(claim.claimant, words, plain), where, possibly, cited, disputed]
    quiet = Run(sheet.fonts.fit(" · ".join(text for text in facts if text)))
    made = block(
        [Run(sheet.fonts.fit(plain(claim.figures)), is_strong=True), quiet], look.letters, width=look.width - 25 * unit
    )
    middle = min(made.height, 2 * made.height / len(made.lines)) / 2
    sign = Sign(span, claim.phase, look.forces[claim.force], claim.certainty != "certain", bool(claim.last_cited))
    height = max(made.height, 20 * unit)
    offset = max(0.0, (20 * unit - made.height) / 2)
    sheet.sign(10 * unit, sheet.y + offset + middle, sign, fixed_radii(span))
    sheet.words(25 * unit, sheet.y + offset, made)
    sheet.y += height + unit


def _caption(sheet: Sheet, compared: layers.Comparison) -> None:
    """Draw the sources and the date of the data."""
    words = sheet.look.words
    told = [
        word_sources(compared.claims, words),
        word_known(compared, words),
        plain(compared.care),
        words.say("pictures.whatItIs"),
    ]
    sheet.paragraph([Run(" ".join(ended(text) for text in told if text))], size=0.85)


def _numbers(claims: pd.DataFrame) -> Any:
    import numpy as np

    return np.arange(len(claims))


def _filled(sheet: Sheet, time: TimeScale, words: str) -> dict[str, Any]:
    """Return the specification with data, sizes and scales."""
    spec: dict[str, Any] = json.loads(_template())
    width, height = round(sheet.look.width, 2), round(sheet.y + 2, 2)
    families = ", ".join([*sheet.fonts.families, "Verdana", "sans-serif"])
    spec |= {"width": width, "height": height, "description": words, "datasets": sheet.data}
    spec["params"] = [{"name": "unit", "value": round(sheet.unit, 4)}]
    spec["config"]["font"] = families
    for layer, (domain, end) in zip(
        spec["layer"], ((time.days, time.at), ((0, width), (0, width)), ((0, width), (0, width))), strict=True
    ):
        layer["encoding"]["x"]["scale"] |= {"domain": list(domain), "range": list(end)}
        layer["encoding"]["y"]["scale"] |= {"domain": [0, height], "range": [0, height]}
    return spec


__all__ = ["MOST_AXES", "WIDTHS", "Chart", "Look"]
