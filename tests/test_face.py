"""`import mustermap as mm`: what it offers, which days and tables it takes, and what it says of others."""

from __future__ import annotations

import ast
import builtins
import datetime
import inspect
import os
import re
import subprocess
import sys
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

import mustermap as mm
from mustermap import errors
from mustermap.maps.document.page_view import FILTER_FIELDS, VIEW_KEYS

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

DAY = 19327  # 1 December 2022, counted by `date -d 2022-12-01 +%s` / 86400
WAYS = {
    "text": "2022-12-01",
    "date": datetime.date(2022, 12, 1),
    "datetime": datetime.datetime(2022, 12, 1, 23, 59),
    "in another zone": datetime.datetime(2022, 12, 2, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=3))),
    "timestamp": pd.Timestamp("2022-12-01 12:00"),
    "datetime64": np.datetime64("2022-12-01"),
    "number": DAY,
    "numpy number": np.int32(DAY),
}
NO_DAYS = [
    "1 December 2022",
    "2022-12",
    "2022-12-01~",
    "..",
    "",
    1.5,
    True,
    None,
    pd.NaT,
    np.datetime64("NaT"),
    2**40,
    [DAY],
]
#: Each function of the face that takes a claims table, called with one.
CALLS: dict[str, Any] = {
    "in_effect": lambda claims, **more: mm.in_effect(claims, **{"on": DAY, **more}),
    "compare": lambda claims, **more: mm.compare(claims, **more),
    "track": lambda claims, **more: mm.track(claims, "Latushka", **more),
    "what_changed": lambda claims, **more: mm.what_changed(claims, **{"since": DAY, "until": DAY, **more}),
    "document": lambda claims, **more: mm.document(claims, **more),
    "ClaimsLayer": lambda claims, **more: mm.ClaimsLayer(claims, **more),
    "picture": lambda claims, **more: mm.picture(claims, **{"on": DAY, **more}),
}
DAY_ARGUMENTS = [
    *(
        ("in_effect", "on"),
        ("in_effect", "known_by"),
        ("compare", "on"),
        ("compare", "from_day"),
        ("compare", "to_day"),
    ),
    *(("compare", "known_by"), ("track", "from_day"), ("track", "to_day"), ("track", "known_by")),
    *(("what_changed", "since"), ("what_changed", "until"), ("what_changed", "known_by")),
    *(("picture", "on"), ("picture", "known_by")),
]


@pytest.fixture(scope="module")
def claims() -> gpd.GeoDataFrame:
    return mm.read_seeds()


def clean_environment() -> dict[str, str]:
    return {name: text for name, text in os.environ.items() if not name.startswith(("PYTHON", "MUSTERMAP"))}


def test_it_works_beside_folders_and_files_named_as_its_parts(tmp_path: Path) -> None:
    (tmp_path / "data.py").write_text("raise SystemExit('somebody else's data')")
    (tmp_path / "app.py").write_text("raise SystemExit('somebody else's app')")
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "__init__.py").write_text("raise SystemExit('somebody else's maps')")
    code = """
import mustermap as mm
asked = {"area": "Belarus", "force": "Russia", "on": "2022-12-01", "known_by": "2022-11-30"}
print(mm.compare(mm.read_seeds(), **asked).rows["figures"].tolist())
"""
    (tmp_path / "mine.py").write_text(code)
    run = subprocess.run(
        [sys.executable, "mine.py"], cwd=tmp_path, env=clean_environment(), capture_output=True, text=True, check=False
    )
    ours = [
        "about 4,300",
        "about 500",
        "at most 9,000",
        "more than 1,000",
        "120,000",
        "20,000",
        "no number",
        "10,000–15,000",
    ]
    assert run.stderr == ""
    assert ast.literal_eval(run.stdout)[: len(ours)] == ours


def test_importing_it_imports_no_library(tmp_path: Path) -> None:
    code = "import sys, mustermap; print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=clean_environment(), capture_output=True, text=True, check=True
    )
    heavy = {"numpy", "pandas", "geopandas", "folium", "shapely", "pyarrow", "matplotlib", "typer", "rich"}
    assert heavy & {name.split(".")[0] for name in run.stdout.split()} == set()


def test_dir_and_all_show_what_is_there_and_no_name_hides_another(root: Path) -> None:
    assert set(mm.__all__) <= set(dir(mm))
    assert all(getattr(mm, name).__doc__ for name in mm.__all__)
    parts = {path.stem for path in (root / "build" / "src" / "mustermap").iterdir()}
    assert set(mm.__all__) & (parts | set(dir(builtins))) == set()
    with pytest.raises(AttributeError, match="module 'mustermap' has no attribute 'comparison'"):
        mm.comparison  # noqa: B018


def test_what_is_imported_for_the_type_checker_is_what_is_imported_when_used(root: Path) -> None:
    text = (root / "face" / "__init__.py").read_text(encoding="utf-8")
    declared = re.findall(r"^    from (\S+) import (.+)$", text, re.M)
    homes = {name.strip(): home for home, names in declared for name in names.split(",")}
    assert homes == mm._HOMES
    assert sorted(homes) == sorted(mm.__all__)


@pytest.mark.parametrize("day", WAYS.values(), ids=WAYS.keys())
def test_a_day_is_a_text_a_date_a_timestamp_or_a_number(claims: gpd.GeoDataFrame, day: Any) -> None:
    ours = mm.in_effect(claims, on=day, known_by=day)
    expected = mm.in_effect(claims, on=DAY, known_by=DAY)
    assert ours["id"].tolist() == expected["id"].tolist()
    assert mm.compare(claims, on=day, known_by=day).from_day == DAY


def test_the_ends_of_a_period_may_be_months(claims: gpd.GeoDataFrame) -> None:
    compared = mm.compare(claims, from_day="2022-11", to_day="2022-12")
    assert [str(np.datetime64(day, "D")) for day in (compared.from_day, compared.to_day)] == [
        "2022-11-01",
        "2022-12-31",
    ]


@pytest.mark.parametrize("day", NO_DAYS, ids=repr)
def test_what_is_no_day_is_refused_by_the_name_of_the_argument(claims: gpd.GeoDataFrame, day: Any) -> None:
    with pytest.raises(errors.WrongDay, match=r"^on: "):
        mm.in_effect(claims, on=day)


@pytest.mark.parametrize(("function", "argument"), DAY_ARGUMENTS)
def test_every_argument_that_is_a_day_says_so(claims: gpd.GeoDataFrame, function: str, argument: str) -> None:
    with pytest.raises(errors.WrongDay, match=f"^{argument}: 'soon' is no day; write it as"):
        CALLS[function](claims, **{argument: "soon"})


@pytest.mark.parametrize("function", CALLS)
@pytest.mark.parametrize("kind", ["no frame", "another frame", "without a column", "with dates"])
def test_a_frame_that_is_no_claims_table_is_refused(claims: gpd.GeoDataFrame, function: str, kind: str) -> None:
    frames = {
        "no frame": [1, 2],
        "another frame": pd.DataFrame({"id": ["a"]}),
        "without a column": claims.drop(columns="phase"),
        "with dates": mm.with_dates(claims),
    }
    with pytest.raises(errors.WrongColumns):
        CALLS[function](frames[kind])


def test_a_chart_is_of_a_comparison_or_of_a_track(claims: gpd.GeoDataFrame) -> None:
    remedy = r"Chart: column 'thing' is absent; pass what mustermap\.track or mustermap\.compare returns"
    with pytest.raises(errors.WrongColumns, match=remedy):
        mm.Chart(claims)


@pytest.mark.parametrize("function", CALLS)
def test_an_unknown_keyword_is_refused_with_the_nearest_one(claims: gpd.GeoDataFrame, function: str) -> None:
    takes = inspect.signature(getattr(mm, function)).parameters
    wanted = "known_by" if "known_by" in takes else "title"
    with pytest.raises(
        errors.UnknownKeyword, match=rf"{function}\(\) has no argument '{wanted}s'; did you mean '{wanted}'\?"
    ):
        CALLS[function](claims, **{f"{wanted}s": "2022-12-01"})


def test_an_unknown_key_or_day_of_a_view_is_refused(claims: gpd.GeoDataFrame) -> None:
    with pytest.raises(errors.WrongView, match=r"'f\.forces' is no key of a page's address; did you mean 'f\.force'"):
        mm.ClaimsLayer(claims, view="on=2022-12-01&f.forces=Russia")
    with pytest.raises(errors.WrongView, match="view: on: '2022-13-01' is no day"):
        mm.ClaimsLayer(claims, view="#on=2022-13-01")


def test_the_keys_of_a_view_are_those_of_the_page(root: Path) -> None:
    page = (root / "maps" / "page" / "src" / "state" / "state.ts").read_text(encoding="utf-8")
    fields = re.search(r"export const FIELDS = \[(.*?)\] as const", page, re.DOTALL)
    assert fields is not None
    assert re.findall(r'"(\w+)"', fields[1]) == list(FILTER_FIELDS)
    read = page[page.index("function readHash") : page.index("function writeHash")]
    keys = set(re.findall(r'(?:asked\.get(?:All)?|day|text)\("(\w+)"\)', read))
    assert keys == {key for key in VIEW_KEYS if not key.startswith("f.")}


def test_days_are_dates_on_request_and_what_is_unbounded_is_none(claims: gpd.GeoDataFrame) -> None:
    dated = mm.with_dates(claims).set_index("id")
    days = [name for name in dated if str(name).endswith("_day")]
    assert {str(dated[name].dtype) for name in days} == {"datetime64[s]"}
    planned = dated.loc["03-latushka-120000"]  # from 2022-11 to 2023-02
    assert planned["possible_from_day"] == pd.Timestamp("2022-11-01")
    assert planned["possible_to_day"] == pd.Timestamp("2023-02-28")
    assert dated.loc["04-latushka-100000", "possible_to_day"] is pd.NaT
    assert claims["possible_to_day"].dtype == "int32"
    assert type(mm.with_dates(claims)) is type(claims)
    for frame in (mm.compare(claims, area="Belarus").rows, mm.track(claims, "Latushka")):
        again = mm.with_dates(frame)
        assert {str(again[name].dtype) for name in again if str(name).endswith("_day")} == {"datetime64[s]"}


def test_what_was_rejected_or_noticed_is_warned_of_and_listed(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "claimant,figure,figure_low,figure_high,force,said,source_title\n"
        "A,,500,300,Russia,2022-10-10,News\nB,a great deal,,,Russia,2022-10-10,News\nC,9000,,,Russia,2022-10-10,News\n"
    )
    with pytest.warns(
        errors.ReportsRemarked, match=r"rows rejected: 1, notices: 1; mustermap.remarks\(claims\)"
    ) as caught:
        claims = mm.read(path)
    assert caught[0].filename == __file__
    assert claims["claimant"].tolist() == ["B", "C"]
    kept = claims[claims["claimant"] == "C"]
    for table in (claims, kept, pd.concat([claims, kept])):
        listed = mm.remarks(table)
        assert listed[["kind", "file", "row", "field", "rows"]].to_numpy().tolist() == [
            ["rejected", "mine.csv", "row 2", "figure_low", 1],
            ["notice", "mine.csv", "row 3", "figure", 1],
        ]
    assert "low 500 exceeds high 300" in listed["message"][0]
    claims.to_parquet(tmp_path / "claims.parquet")


def test_files_without_remarks_warn_of_nothing(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("claimant,figure,force,said,source_title\nA,9000,Russia,2022-10-10,News\n")
    with warnings.catch_warnings(action="error"):
        assert len(mm.remarks(mm.read([str(path)]))) == 0


def test_files_and_ledgers_that_are_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(errors.UnreadableFile, match="none was named"):
        mm.read([])
    with pytest.raises(errors.UnreadableFile, match=r"mine\.csv: no such file"):
        mm.read(tmp_path / "mine.csv")
    with pytest.raises(errors.LedgerNotFound, match=r"mine\.gpkg: no such ledger"):
        mm.read_ledger(tmp_path / "mine.gpkg")


def test_a_ledger_is_read_as_its_files_were(claims: gpd.GeoDataFrame, root: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "mine.gpkg"
    add = [
        sys.executable,
        "-m",
        "mustermap",
        "add",
        *map(str, sorted(root.glob("seeds/*.toml"))),
        "--ledger",
        str(ledger),
    ]
    subprocess.run(add, cwd=tmp_path, env=clean_environment(), check=True, capture_output=True)
    kept = mm.read_ledger(ledger)
    assert sorted(kept["id"]) == sorted(claims["id"])
    assert set(mm.in_effect(kept, on="2022-12-01")["id"]) == set(mm.in_effect(claims, on="2022-12-01")["id"])


def test_a_document_a_chart_and_a_picture_are_saved(claims: gpd.GeoDataFrame, tmp_path: Path) -> None:
    page = mm.document(claims, title="Claims <b>")
    page.save(tmp_path / "map.html")
    page.save(str(tmp_path / "map.html"))
    assert (tmp_path / "map.html").read_text(encoding="utf-8") == page.html()
    with (tmp_path / "open.html").open("wb") as file:
        page.save(file, close_file=False)
    assert (tmp_path / "open.html").read_bytes() == (tmp_path / "map.html").read_bytes()
    assert "<title>Claims &lt;b&gt;</title>" in page.html()
    assert "srcdoc" in page._repr_html_()
    chart = mm.Chart(mm.compare(claims, area="Belarus", force="Russia", on="2022-12-01"), width_mm=85)
    assert chart.save(tmp_path / "chart.svg") == (tmp_path / "chart.svg").stat().st_size
    with pytest.raises(errors.OutputExists):
        chart.save(tmp_path / "chart.svg")
    assert chart.save(tmp_path / "chart.svg", overwrite=True)
    with pytest.raises(errors.WrongChart, match=r"chart\.gif: the ending '\.gif' is no kind of chart"):
        chart.save(tmp_path / "chart.gif")
    drawn = mm.picture(claims, on="2022-12-01", output=tmp_path / "day.svg", width_mm=85, title="One day")
    assert (tmp_path / "day.svg").read_bytes().startswith(b"<?xml")
    assert drawn.words.startswith("One day")
    with pytest.raises(errors.WrongStill, match=r"\.gif: its ending"):
        mm.picture(claims, on="2022-12-01", output=tmp_path / "day.gif")


def test_a_user_s_own_program_is_checked_by_strict_mypy(root: Path, tmp_path: Path) -> None:
    program = """
from datetime import date

import pandas as pd
import mustermap as mm

claims = mm.read("mine.csv")
found = mm.in_effect(claims, on=date(2022, 12, 1), known_by=pd.Timestamp("2022-11-30"))
compared: mm.Comparison = mm.compare(claims, area="Belarus", force="Russia", on="2022-12-01")
sentence: str = compared.sentence
size: int = mm.Chart(compared).save("chart.svg")
table: pd.DataFrame = mm.what_changed(claims, since=19000, until="2022-12-01")
mm.document(claims, title="Mine").save("map.html")
mm.in_effect(claims, on=1.5)  # line 14
mm.compare(claims, areas="Belarus")  # line 15
number: int = mm.track(claims, "A")  # line 16
"""
    (tmp_path / "mine.py").write_text(program)
    strict = [sys.executable, "-m", "mypy", "--strict", "--config-file", str(root / "pyproject.toml")]
    checked = subprocess.run(
        [*strict, str(tmp_path / "mine.py")], cwd=root, capture_output=True, text=True, check=False
    )
    found = re.findall(r"mine\.py:(\d+): error", checked.stdout)
    assert found == ["14", "15", "16"], checked.stdout + checked.stderr
