"""The chart over time: one Vega-Lite specification, for files, web pages and notebooks."""

from __future__ import annotations

import copy
import json
from functools import cache, cached_property
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, get_args

import pandas as pd

from mustermap import layers
from mustermap.data.whole_files import write_bytes
from mustermap.errors import WrongColumns, WrongQuestion
from mustermap.layers.comparison.track_lines import track_over_time
from mustermap.layers.keyword_hints import hint_keywords
from mustermap.maps.chart.chart_captions import chart_text
from mustermap.maps.chart.chart_files import chart_page, kind_of, picture_bytes
from mustermap.maps.chart.chart_layout import Sheet
from mustermap.maps.chart.chart_sheet import draw_chart
from mustermap.maps.chart.figure_axis import ScaleKind
from mustermap.maps.still.day_stills import drawing_rules
from mustermap.maps.still.print_style import Look, look_for, look_on_screen
from mustermap.maps.still.text_blocks import Fonts
from mustermap.words import words_of

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

_MIME: Final = "application/vnd.vegalite.v6+json"


class Chart:
    """The chart over time: a step line for each claimant, time to the right, figures up, and its label at the right.

    Parameters
    ----------
    shown : layers.Comparison or pandas.DataFrame
        What `mustermap.compare` or `mustermap.track` returns. Of a comparison of one day, the time from the first
        saying to 180 days after the last is drawn, with a rule at the day; of a period, that period. A question without
        a force or without an area has a chart for each of its first four subjects.
    width_mm : float, optional
        The width in print in millimetres, as for `mustermap.maps.still.Style`; None: for a screen.
    grey : bool
        Whether to draw in shades of grey.
    fonts : sequence of Path
        Font files for what DejaVu Sans lacks.
    language : str, optional
        The code of the language of its words, such as "uk"; None: that of the comparison. Reports stay in theirs.
    scale : {"logarithmic", "linear"}
        The scale of the figures.

    Raises
    ------
    WrongColumns
        If ``shown`` is neither a comparison nor what `mustermap.track` returns.
    WrongQuestion
        If ``scale`` is not one of those above.
    WrongStill
        If the width cannot be printed, or a font cannot be read.
    UnknownLanguage
        If there are no words in the language.

    Examples
    --------
    >>> import mustermap as mm
    >>> chart = mm.Chart(mm.compare(mm.read_seeds(), area="Belarus", force="Russia", on="2022-12-01"))
    >>> sorted({claim["id"] for claim in chart.spec()["datasets"]["claims"]})
    ['03-latushka-120000', '07-more-than-a-thousand']

    What one claimant said:

    >>> print(mm.Chart(mm.track(mm.read_seeds(), "Latushka", force="Russia")).words.splitlines()[0])
    Troops of Russia in Belarus: what Pavel Latushka said, and when. September 2022 to March 2023.
    """

    @hint_keywords
    def __init__(
        self,
        shown: layers.Comparison | pd.DataFrame,
        *,
        width_mm: float | None = None,
        grey: bool = False,
        fonts: Sequence[Path] = (),
        language: str | None = None,
        scale: ScaleKind = "logarithmic",
    ) -> None:
        if scale not in get_args(ScaleKind):
            raise WrongQuestion(f"scale {scale!r}: give one of {', '.join(get_args(ScaleKind))}")
        self.language = language or "en"
        self.compared: layers.Comparison | None = None
        if isinstance(shown, layers.Comparison):
            self.compared = shown.in_language(language or shown.language)
            self.language = self.compared.language
            self._shown = self.compared.over_time()
        else:
            self._shown = track_over_time(_frame(shown))
        words_of(self.language)
        self._forces = sorted({*self._shown.forces, *(one.force for one in self._shown.subjects), ""})
        self._scale: ScaleKind = scale
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
            return chart_page(self.specs(), self.words, self.language).encode("utf-8")
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
        words = words_of(self.language)
        lines = [chart_text(self._shown, words)]
        if self.compared is not None:
            lines += [text for text in (self.compared.sentence, self.compared.care) if text]
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
            sentence, care = (self.compared.sentence, self.compared.care) if self.compared else ("", "")
            draw_chart(sheet, self._shown, self._scale, sentence=sentence, care=care)
        return _filled(sheet, self.words)

    def _in_print(self, width_mm: float) -> Look:
        return look_for(width_mm, self._forces, grey=self._grey, language=self.language)

    def _on_screen(self, *, is_narrow: bool = False) -> Look:
        return look_on_screen(self._forces, grey=self._grey, is_narrow=is_narrow, language=self.language)


def _frame(shown: object) -> pd.DataFrame:
    if isinstance(shown, pd.DataFrame):
        return shown
    got = type(shown).__name__
    raise WrongColumns(f"Chart: got a {got}; pass what mustermap.compare or mustermap.track returns")


@cache
def _template() -> str:
    return resources.files("mustermap.maps").joinpath("chart", "chart.vl.json").read_text(encoding="utf-8")


def _filled(sheet: Sheet, words: str) -> dict[str, Any]:
    """Return the specification with data, sizes and scales."""
    spec: dict[str, Any] = json.loads(_template())
    width, height = round(sheet.look.width, 2), round(sheet.y + 2, 2)
    families = ", ".join([*sheet.fonts.families, "Verdana", "sans-serif"])
    spec |= {"width": width, "height": height, "description": words, "datasets": sheet.data}
    spec["params"] = [{"name": "unit", "value": round(sheet.unit, 4)}]
    spec["config"]["font"] = families
    for name, end in (("x", width), ("y", height)):
        spec["encoding"][name]["scale"] |= {"domain": [0, end], "range": [0, end]}
    return spec
