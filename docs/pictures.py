"""Draw the pictures of the explanations, from what the code makes of reports: ``.venv/bin/python docs/pictures.py``.

Nothing in them is drawn by hand: a day or a bound is where ``data`` and ``layers`` put it. The files are in
``docs/pictures/``; a test draws them again and compares.
"""

from __future__ import annotations

from io import StringIO
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure as Drawing
from matplotlib.patches import Rectangle

from mustermap import layers
from mustermap.app.report_selection import load
from mustermap.data.days import date_of
from mustermap.data.edtf import read_edtf
from mustermap.data.wordings.figure_wordings import read_figure
from mustermap.errors import UnreadableFigure

if TYPE_CHECKING:
    import geopandas as gpd
    from matplotlib.axes import Axes

FIRST_SOURCE = Path(__file__).parents[1] / "seeds" / "belarus-2022.toml"
FOLDER: Final = Path(__file__).parent / "pictures"
#: Texts stay texts, and the same drawing gives the same file.
STYLE: Final = {"svg.fonttype": "none", "svg.hashsalt": "mustermap", "font.family": "sans-serif", "font.size": 11}
METADATA: Final = {"Date": None, "Creator": "docs/pictures.py"}
INK, BLUE, PALE, ORANGE = "#333333", "#0072b2", "#9ecae1", "#d55e00"
SAID: Final = 'kind = "claim"\nclaimant = "somebody"\n'


def claims_of(*reports: str) -> gpd.GeoDataFrame:
    """Return the claims table of some reports, each as the lines of its TOML table."""
    text = '[[source]]\nid = "s"\ntitle = "T"\n' + "".join(f"[[report]]\n{SAID}{report}\n" for report in reports)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "reports.toml"
        file.write_text(text, encoding="utf-8")
        return load([file], None).claims


def span() -> Drawing:
    """Draw when "2022-11 to 2023-02" possibly and certainly holds."""
    row = layers.stretches(claims_of('said = 2022-09-29\nstart = "2022-11"\nend = "2023-02"')).iloc[0]
    drawing, axes = _sheet(8, 2.6)
    first, last = day("2022-10-15"), day("2023-03-20")
    for height, name in ((3, "2022-11"), (2, "2023-02")):
        date = read_edtf(name)
        _bracket(axes, date.earliest, date.latest, height)
    _line(axes, row, 1, first, last)
    for height, text in ((3, "the start: one of these days"), (2, "the end: one of these days"), (1, "so it holds")):
        axes.text(first - 3, height, text, ha="right", va="center")
    for edge in ("possible_from", "certain_from", "certain_to", "possible_to"):
        words = day_text(int(row[edge]))
        axes.annotate(words, (row[edge], 1), (0, -10), textcoords="offset points", ha="center", va="top", size=9)
    _months(axes, first, last)
    axes.set_ylim(0.1, 3.6)
    return drawing


def ends() -> Drawing:
    """Draw what becomes of a span whose start or end is not given, open, or qualified."""
    spans = {
        "start 1 October, end 31 December": 'start = "2022-10-01"\nend = "2022-12-31"',
        "start 1 October, end not known": 'start = "2022-10-01"',
        "start 1 October, end open (..)": 'start = "2022-10-01"\nend = ".."',
        "end October, said on the 15th": 'said = 2022-10-15\nend = "2022-10"',
        "start about 1 October, end 31 December": 'start = "2022-10-01~"\nend = "2022-12-31"',
        "neither; said in late September": "said = '[2022-09-21..2022-09-30]'",
    }
    reports = [lines if "said" in lines else f"said = 2022-09-15\n{lines}" for lines in spans.values()]
    # Units of their own: of one claimant's words on one thing the newer would end the older.
    named = (f'id = "{number}"\nunit = "{number}"\n{lines}' for number, lines in enumerate(reports))
    rows = layers.stretches(claims_of(*named))
    drawing, axes = _sheet(8, 3.6)
    first, last = day("2022-09-01"), day("2023-02-10")
    for height, (name, (_, row)) in enumerate(zip(reversed(spans), rows.iloc[::-1].iterrows(), strict=True)):
        axes.text(first - 3, height, name, ha="right", va="center")
        _line(axes, row, height, first, last)
    _months(axes, first, last)
    axes.set_ylim(-0.6, len(spans) - 0.3)
    return drawing


def bounds() -> Drawing:
    """Draw what is known of a number by its wording."""
    wordings = (
        "9,000", "more than a thousand", "up to 9,000", "10–15 thousand", "about 9,000", "dozens",
        "tens of thousands", "not just one thousand", "significant forces",
    )  # fmt: skip
    drawing, axes = _sheet(8, 3.8)
    end = 32_000.0
    for height, wording in enumerate(reversed(wordings)):
        at = {"xy": (0, height), "xytext": (-14, 0), "textcoords": "offset points"}
        axes.annotate(f"“{wording}”", **at, ha="right", va="center")
        try:
            _figure(axes, read_figure(wording), height, end)
        except UnreadableFigure:
            axes.text(0.3, height, "no number", va="center", style="italic")
    axes.set_xscale("symlog", linthresh=10, linscale=0.5)
    axes.set_xlim(0, end)
    axes.set_xticks([0, 10, 100, 1000, 10_000], ["0", "10", "100", "1,000", "10,000"])
    axes.set_ylim(-0.6, len(wordings) - 0.3)
    return drawing


def two_days() -> Drawing:
    """Draw on which days a claim and its update hold, by what was known when."""
    claims = claims_of(
        'id = "old"\nsaid = 2022-09-29\nstart = "2022-11-01"\nend = "2023-02-28"\nfigure = "120,000"',
        'id = "new"\nsaid = 2022-12-15\nstart = "2023-01-01"\nend = "2023-02-28"\nfigure = "90,000"\nupdates = ["old"]',
    )
    drawing, axes = _sheet(8, 4.2)
    first, last, top = day("2022-10-01"), day("2023-05-10"), day("2023-01-15")
    said = [day("2022-09-15"), *sorted(claims["said_certain_day"]), top]
    for known, until in pairwise(said):
        for (_, row), colour in zip(layers.stretches(claims, known_by=known).iterrows(), (BLUE, ORANGE), strict=True):
            if row["certain_from"] <= row["certain_to"]:
                start, width = row["certain_from"], row["certain_to"] - row["certain_from"] + 1
                axes.add_patch(Rectangle((start, known), width, until - known, color=colour, lw=0))
                figure = claims["figure_text"][row.name]
                middle = (start + width / 2, (known + until) / 2)
                axes.text(*middle, figure, ha="center", va="center", color="white", weight="bold")
    for known, text in zip(said[1:-1], ("said", "updated"), strict=True):
        axes.axhline(known, color=INK, lw=0.8, ls=(0, (2, 2)))
        axes.text(last, known + 2, f"{text} on {day_text(known)}", ha="right", va="bottom", size=9)
    _months(axes, first, last)
    axes.set_ylim(said[0], top)
    ticks = [day(f"{month}-01") for month in ("2022-10", "2022-11", "2022-12", "2023-01")]
    axes.set_yticks(ticks, [day_text(tick) for tick in ticks])
    axes.tick_params(left=True, labelleft=True)
    axes.spines["left"].set_visible(True)
    axes.set_xlabel("the day on which it is to hold")
    axes.set_ylabel("known by")
    return drawing


def comparable() -> Drawing:
    """Draw the answer for Russian troops in Belarus on 1 December 2022, as the first source has it."""
    rows = layers.compare(
        load([FIRST_SOURCE], None).claims,
        area="Belarus",
        force="Russia",
        on=day("2022-12-01"),
        known_by=day("2022-11-30"),
    ).rows
    is_row = rows["kind"].isin(["whole", "part"])
    shown, beside = rows[is_row].iloc[::-1], rows[~is_row]
    drawing, axes = _sheet(8, 2.6)
    end = 130_000.0
    for height, (_, row) in enumerate(shown.iterrows()):
        colour = PALE if row["kind"] == "part" else BLUE
        bounds = [row[f"figure_{bound}"] for bound in ("low", "best", "high")]
        low, high = (next((one for one in some if one == one), None) for some in (bounds, bounds[:0:-1]))
        low, is_open = low if low is not None else 0, high is None
        axes.plot([low, end if is_open else high], [height, height], color=colour, lw=2)
        is_in = row["figure_low_included"]
        axes.plot([low], [height], "o", ms=9, mew=2, mec=colour, mfc=colour if is_in else "white", clip_on=False)
        if is_open:
            axes.plot([end], [height], ">", color=colour, ms=8, clip_on=False)
        part = f", {row['component']}" if row["component"] else ""
        name = f"{row['section']}{part}: {row['figures']}\n{row['claimant'].split(',')[0]}, {row['standing']}"
        at = {"xy": (0, height), "xytext": (-14, 0), "textcoords": "offset points"}
        axes.annotate(name, **at, ha="right", va="center")
    lines = [
        f"{row['kind']}: {row['force'].replace(';', ' and ')}, {row['figures']}, {row['claimant']}"
        for _, row in beside.iterrows()
    ]
    at = {"xy": (0, 0), "xytext": (-180, -44), "xycoords": "axes fraction", "textcoords": "offset points"}
    axes.annotate("Beside the rows:\n" + "\n".join(lines), **at, va="top", linespacing=1.5)
    axes.set_xlim(0, end)
    axes.set_xticks([0, 50_000, 100_000], ["0", "50,000", "100,000"])
    axes.set_ylim(-0.6, len(shown) - 0.4)
    return drawing


PICTURES: Final = {"span": span, "ends": ends, "bounds": bounds, "two-days": two_days, "comparable": comparable}


def svg(name: str) -> str:
    """Draw a picture as SVG."""
    with mpl.rc_context(STYLE):
        drawing = PICTURES[name]()
        file = StringIO()
        FigureCanvasSVG(drawing)
        drawing.savefig(file, format="svg", metadata=METADATA, bbox_inches="tight", facecolor="white")
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines()) + "\n"


def day(text: str) -> int:
    """Return a day as a number."""
    return read_edtf(text).earliest


def day_text(number: int) -> str:
    """Write a day as a reader does: 1 November."""
    date = date_of(number)
    return f"{date.day} {date:%B}"


def _sheet(width: float, height: float) -> tuple[Drawing, Axes]:
    drawing = Drawing(figsize=(width, height))
    axes = drawing.add_subplot()
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.tick_params(left=False, labelleft=False)
    return drawing, axes


def _months(axes: Axes, first: int, last: int) -> None:
    starts = [number for number in range(first, last + 1) if date_of(number).day == 1]
    axes.set_xlim(first, last)
    axes.set_xticks(starts, [f"{date_of(number):%b %Y}" for number in starts], size=9)


def _bracket(axes: Axes, earliest: int, latest: int, height: float) -> None:
    axes.plot([earliest, latest], [height, height], color=INK, lw=1.2, marker="|", ms=9, solid_capstyle="butt")


def _line(axes: Axes, row: Any, height: float, first: int, last: int) -> None:
    """Draw a stretch as the page does: dotted where possible, full where certain."""
    start, end = max(int(row["possible_from"]), first), min(int(row["possible_to"]), last)
    axes.plot([start, end], [height, height], color=BLUE, lw=2.5, ls=(0, (1, 1.4)))
    for is_open, where, sign in ((row["possible_from"] < first, first, "<"), (row["possible_to"] > last, last, ">")):
        if is_open:
            axes.plot([where], [height], color=BLUE, marker=sign, ms=7, clip_on=False)
    start, end = max(int(row["certain_from"]), first), min(int(row["certain_to"]), last)
    if row["certain_from"] <= row["certain_to"]:
        axes.plot([start - 0.5, end + 0.5], [height, height], color=BLUE, lw=7, solid_capstyle="butt")


def _figure(axes: Axes, figure: Any, height: float, end: float) -> None:
    """Draw the bounds: filled where the bound itself is possible, hollow where not, an arrow where there is none."""
    low = 0.0 if figure.low is None else float(figure.low)
    high = end if figure.high is None else float(figure.high)
    if figure.low is not None or figure.high is not None:
        axes.plot([low, high], [height, height], color=BLUE, lw=2)
        for bound, is_in in ((figure.low, figure.low_included), (figure.high, figure.high_included)):
            if bound is not None:
                axes.plot([bound], [height], "o", ms=8, mfc=BLUE if is_in else "white", mec=BLUE, mew=2, clip_on=False)
        if figure.high is None:
            axes.plot([end], [height], ">", color=BLUE, ms=8, clip_on=False)
    if figure.best is not None and figure.low is None and figure.high is None:
        axes.plot([figure.best], [height], "x", color=BLUE, ms=9, mew=2)


def main() -> None:
    """Write every picture."""
    FOLDER.mkdir(exist_ok=True)
    for name in PICTURES:
        (FOLDER / f"{name}.svg").write_text(svg(name), encoding="utf-8")


if __name__ == "__main__":
    main()
