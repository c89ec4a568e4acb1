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
from mustermap.layers.keyword_hints import hint_keywords
from mustermap.maps.chart.bar_texts import word_days, word_known, word_signs, word_sources, word_title, word_told
from mustermap.maps.chart.chart_files import chart_page, kind_of, picture_bytes
from mustermap.maps.chart.chart_layout import Sheet
from mustermap.maps.chart.lanes import columns_for, draw_axis
from mustermap.maps.chart.time_axis import TimeScale, scale_time
from mustermap.maps.still.day_stills import drawing_rules
from mustermap.maps.still.mark_spans import spans_of
from mustermap.maps.still.print_style import WIDTHS, Look, look_for, look_on_screen
from mustermap.maps.still.signs import Sign, fixed_radii
from mustermap.maps.still.still_texts import page_words, plain, word_day, word_force, word_shared_colours
from mustermap.maps.still.text_blocks import Fonts, Run, block

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    import pandas as pd

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

    Raises
    ------
    WrongColumns
        If ``compared`` is no comparison.
    WrongStill
        If the width cannot be printed, or a font cannot be read.

    Examples
    --------
    >>> import mustermap as mm
    >>> chart = mm.Chart(mm.compare(mm.read_seeds(), area="Belarus", force="Russia", on="2022-12-01"))
    >>> sorted({claim["id"] for claim in chart.spec()["datasets"]["claims"]})
    ['02-malyar-20000', '03-latushka-120000', '07-more-than-a-thousand']
    """

    @hint_keywords
    def __init__(
        self,
        compared: layers.Comparison,
        *,
        width_mm: float | None = None,
        grey: bool = False,
        fonts: Sequence[Path] = (),
    ) -> None:
        if not isinstance(compared, layers.Comparison):
            raise WrongColumns(f"Chart: got a {type(compared).__name__}; pass what mustermap.compare returns")
        self.compared = compared
        self._forces = sorted({*compared.forces, *compared.claims["force"].astype("str"), ""})
        self._grey = grey
        self._look = self._on_screen() if width_mm is None else look_for(width_mm, self._forces, grey=grey)
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
        return (
            chart_page(self.specs(), self.words).encode("utf-8") if kind == "html" else picture_bytes(self._made, kind)
        )

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
        compared = self.compared
        lines = [f"{word_title(compared)}, {word_days(compared)}. {compared.sentence}".strip()]
        lines += [compared.care] if compared.care else []
        lines += [
            word_told(claim) for claim in compared.claims[(compared.claims["reason"] == "").to_numpy()].itertuples()
        ]
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

    def _on_screen(self, *, is_narrow: bool = False) -> Look:
        return look_on_screen(self._forces, grey=self._grey, is_narrow=is_narrow)


@cache
def _template() -> str:
    return resources.files("mustermap.maps").joinpath("chart", "chart.vl.json").read_text(encoding="utf-8")


def _draw(sheet: Sheet, compared: layers.Comparison) -> TimeScale:
    look = sheet.look
    on_axes = compared.claims[(compared.claims["reason"] == "").to_numpy()]
    is_day = compared.from_day == compared.to_day
    rules = {"on": compared.from_day} if is_day else {}
    if compared.known_by is not None:
        rules["known_by"] = compared.known_by
    has_figures = bool(on_axes[["figure_low", "figure_high", "figure_best"]].notna().any(axis=None))
    columns = columns_for(look.width, sheet.unit, has_figures=has_figures)
    others = [compared.from_day] if is_day else [compared.from_day, compared.to_day]
    time = scale_time(on_axes, others, width=columns.time, unit=sheet.unit)
    sheet.paragraph([Run(plain(word_title(compared)), is_strong=True)], size=1.3)
    sheet.paragraph([Run(word_days(compared), is_strong=True), *_facts(compared)], gap=4)
    sheet.paragraph([Run(plain(compared.sentence))], quiet="ink", gap=5)
    notes = [draw_axis(sheet, claims, time, columns, rules) for claims in _axes(sheet, compared, on_axes)]
    if on_axes.empty and not compared.sentence:
        sheet.paragraph([Run("Nothing comparable is claimed.")])
    notes += [str(page_words()["comparison"]["broken"])] if time.breaks else []
    sheet.y += 3 * sheet.unit
    notes += [word_signs(on_axes), word_shared_colours(look.forces, compared.claims["force"].astype("str"))]
    sheet.paragraph([Run(text) for text in dict.fromkeys(notes)], size=0.92, gap=6)
    _apart(sheet, compared)
    _caption(sheet, compared)
    return time


def _facts(compared: layers.Comparison) -> list[Run]:
    known = [] if compared.known_by is None else [f"known by {word_day(compared.known_by)}"]
    if len(compared.axes) == 1:
        known.append(_voices(compared.axes.iloc[0]))
    return [Run(f"· {text}") for text in known]


def _voices(axis: Any) -> str:
    words = {"stock": "how many are there", "flow": "how many arrive", "": "there or arriving, not said"}
    who = "1 independent claimant" if axis.independent == 1 else f"{axis.independent:,} independent claimants"
    counted = "" if axis.quantity in {"", "personnel"} else f"{plain(axis.quantity)}: "
    return f"{who} · {counted}{words[axis.measure]}"


def _axes(sheet: Sheet, compared: layers.Comparison, on_axes: pd.DataFrame) -> Any:
    """Yield the claims of each axis that is drawn, under a heading if there are several."""
    axes: list[Any] = list(compared.axes.itertuples())
    for axis in axes[:MOST_AXES]:
        if len(axes) > 1:
            sheet.y += 4 * sheet.unit
            where = plain(axis.place_name) or str(page_words()["comparison"]["noPlace"])
            whose = word_force(axis.force) or str(page_words()["noForce"])
            sheet.paragraph([Run(f"{whose} in {where}", is_strong=True), Run(f"· {_voices(axis)}")], gap=4)
        yield on_axes[(on_axes["axis"] == axis.axis).to_numpy()]
    if len(axes) > MOST_AXES:
        sheet.paragraph([Run(f"and {len(axes) - MOST_AXES:,} more comparisons; ask for one by its area and force")])


def _apart(sheet: Sheet, compared: layers.Comparison) -> None:
    """Draw the list of what is not comparable, by reason, each with the sentence that says why."""
    apart = compared.claims[(compared.claims["reason"] != "").to_numpy()]
    if apart.empty:
        return
    why = compared.groups.drop_duplicates("group").set_index("group")["why"]
    sheet.paragraph([Run(str(page_words()["comparison"]["apart"]), is_strong=True)], size=1.05)
    here = compared.area.name if compared.area else ""
    for reason, claims in apart.groupby(why.reindex(apart["group"]).to_numpy(), sort=False):
        sheet.paragraph([Run(plain(str(reason)))], gap=1)
        spans = spans_of(claims, _numbers(claims))
        for claim, span in zip(list(claims.head(_MOST_APART).itertuples()), spans, strict=False):
            _apart_row(sheet, claim, span, here)
        if len(claims) > _MOST_APART:
            sheet.paragraph([Run(f"and {len(claims) - _MOST_APART:,} more")], x=25 * sheet.unit)
        sheet.y += 3 * sheet.unit


def _apart_row(sheet: Sheet, claim: Any, span: Any, here: str) -> None:
    look, unit = sheet.look, sheet.unit
    words = page_words()
    part = [plain(claim.component), plain(claim.unit)]
    subject = ", ".join(text for text in (word_force(claim.force) or str(words["noForce"]), *part) if text)
    phase = str(words["phases"].get(claim.phase, plain(claim.phase))) if claim.phase else ""
    where = plain(claim.place_name) if claim.place_name and claim.place_name != here else ""
    facts = [subject, phase, plain(claim.claimant) or str(words["noClaimant"]), where,
             "possibly" if claim.certainty != "certain" else "", str(words["lastCited"]) if claim.last_cited else "",
             f"disputed ({plain(claim.disputers)})" if claim.disputed_by else ""]  # fmt: skip
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
    told = [
        word_sources(compared.claims),
        word_known(compared),
        plain(compared.care),
        "It shows what is claimed, and never says what is true.",
    ]
    ended = [text if text.endswith((".", "?", "!")) else f"{text}." for text in told if text]
    sheet.paragraph([Run(" ".join(ended))], size=0.85)


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
