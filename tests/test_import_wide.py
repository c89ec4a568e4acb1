"""A wide table of troops by country, 3,000 rows, with a mapping of fewer than 15 lines."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from mustermap import layers
from mustermap.app.cli import app
from mustermap.app.report_selection import load
from mustermap.data.days import day_of
from mustermap.data.ledger import Ledger
from tests.import_samples import BRANCHES, COUNTRIES, MAPPING, ROWS, write_wide
from tests.page_states import GO

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Watched

pytestmark = pytest.mark.process  # a foreign file is read in a process of its own

TWO_LETTERS = (
    "DE JP KR BS NA BY IT CU TR IS GR PH ES PT BH KW NO PL RO TH PA EG FR BE NL DK AU CA HN DJ XK VN LA IQ AF SY RU UA "
    "GE CI"
)


def run(*arguments: object) -> tuple[int, str]:
    answer = CliRunner().invoke(app, [str(one) for one in arguments])
    if answer.exception is not None and not isinstance(answer.exception, SystemExit):
        raise answer.exception
    return answer.exit_code, answer.stdout


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, dict[str, int]]:
    """The table, imported once; what the import said, and what the table holds."""
    folder = tmp_path_factory.mktemp("wide")
    (folder / "troops.toml").write_text(MAPPING, encoding="utf-8")
    counts = write_wide(folder / "troops.csv")
    code, said = run(
        "import", folder / "troops.csv", "--mapping", folder / "troops.toml", "--ledger", folder / "l.gpkg"
    )
    assert code == 1
    return folder, said, counts


def test_the_mapping_has_at_most_15_lines() -> None:
    assert len(MAPPING.splitlines()) <= 15


def test_each_figure_of_a_good_row_is_a_report_and_blanks_are_none(wide: tuple[Path, str, dict[str, int]]) -> None:
    folder, said, counts = wide
    figures = sum(counts[name] for name in ("total", *BRANCHES))
    given_twice = int(found[1]) if (found := re.search(r"(\d+) given twice", said)) else 0
    with Ledger.open(folder / "l.gpkg") as ledger:
        reports = ledger.reports()
    assert len(reports["id"]) + given_twice == figures
    assert f"troops.csv: {ROWS} rows, {len(reports['id'])} reports" in said
    assert reports["component"].count("") + given_twice >= counts["total"]
    assert set(reports["component"]) == {"", *(name.replace("_", " ") for name in BRANCHES)}


def test_every_rejection_is_explained_by_kind_with_an_example(wide: tuple[Path, str, dict[str, int]]) -> None:
    _, said, counts = wide
    rejected = [line for line in said.splitlines() if line.startswith("rejected:")]
    assert any("'195O' is no year" in line and "column 'year'" in line for line in rejected)
    assert any("'Q7' is no quarter" in line and "column 'quarter'" in line for line in rejected)
    assert len(rejected) == 2
    times = sum(int(found[1]) for line in rejected if (found := re.search(r"\((\d+) times", line)))
    total = re.search(r", (\d+) rejected", said)
    assert total is not None
    assert times == int(total[1]) > counts["mistakes"] > 20


def test_yearly_quarterly_and_monthly_figures_hold_in_their_span(wide: tuple[Path, str, dict[str, int]]) -> None:
    with Ledger.open(wide[0] / "l.gpkg") as ledger:
        starts = ledger.values("start")
        first = ledger.find({"start": ["1950"], "place": ["Japan"], "component": [None]})
    assert {"1950", "2000-33", "2005-35", "2012-09"} <= set(starts)
    assert first["end"] == ["1950"]
    assert first["source"] != [""]


def test_countries_are_placed_by_their_iso_code_as_areas_and_a_row_without_one_asks(
    wide: tuple[Path, str, dict[str, int]],
) -> None:
    with Ledger.open(wide[0] / "l.gpkg") as ledger:
        places = ledger.places()
        names = {place: ledger.values("place_ref", {"place": [place]}) for place in ("Korea, Republic of", "Afloat")}
    assert set(places["precision"]) == {"country"}
    assert list(names["Korea, Republic of"]) == ["country:KR"]
    assert names["Afloat"] == {}
    assert "to decide: 'Afloat'" in wide[1]


def test_it_is_on_the_map_from_1950_on(wide: tuple[Path, str, dict[str, int]]) -> None:
    claims = load([], ledger=wide[0] / "l.gpkg").claims
    then = layers.in_effect(claims, on=day_of(date(1950, 7, 1)))
    assert len(then) > 30
    assert set(then["place_precision"]) <= {"country", ""}
    shapes = then.geometry.dropna()
    assert set(shapes.geom_type) <= {"Polygon", "MultiPolygon"}


@pytest.mark.browser
def test_the_browser_shows_each_country_as_an_area_in_1950_and_in_a_quarter_and_a_month_of_later_years(
    wide: tuple[Path, str, dict[str, int]], open_page: Callable[..., Watched]
) -> None:
    folder, _, _ = wide
    page = folder / "map.html"
    run("map", "--ledger", folder / "l.gpkg", "-o", page, "--overwrite")
    expected = {f"country:{two}" for two in TWO_LETTERS.split()}
    assert len(expected) == len([code for _, code in COUNTRIES if code])
    claims = load([], ledger=folder / "l.gpkg").claims
    watched = open_page(page, "#on=1950-07-01")
    for on in ("1950-07-01", "2005-08-01", "2012-09-15"):
        watched.page.evaluate(GO, f"#on={on}")
        watched.settle()
        watched.page.wait_for_function("() => document.querySelectorAll('.area-tint').length >= 40")
        # So many areas have their figures written on them, and those too close for that are counted together.
        told = watched.page.eval_on_selector_all(
            ".area-pill", "pills => pills.flatMap(p => p.dataset.reports.split(' '))"
        )
        then = layers.in_effect(claims, on=day_of(date.fromisoformat(on)))
        placed = then[then["place_ref"] != ""]
        assert sorted(told) == sorted(placed["id"]), on
        assert set(placed["place_ref"]) == expected
        assert watched.page.locator(".area-tint").count() == len(expected)
        assert watched.page.locator(".mark").count() == 0  # no country is a dot
        assert "not placed" in watched.page.locator(".counts").first.inner_text()
        assert watched.complaints == []


def test_the_same_file_again_adds_nothing(wide: tuple[Path, str, dict[str, int]]) -> None:
    folder, _, _ = wide
    _, said = run("import", folder / "troops.csv", "--mapping", folder / "troops.toml", "--ledger", folder / "l.gpkg")
    assert re.search(r": 0 added, \d+ skipped \(already there\), \d+ rejected", said)


def test_a_dry_run_shows_reports_rejections_and_open_places_and_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "troops.toml").write_text(MAPPING, encoding="utf-8")
    write_wide(tmp_path / "troops.csv", rows=1000)
    ledger = tmp_path / "none.gpkg"
    code, said = run(
        "import", tmp_path / "troops.csv", "--mapping", tmp_path / "troops.toml", "--dry-run", "--ledger", ledger
    )
    assert code == 1
    assert "\tGermany = Germany (country)\t1950\t1950\t" in said
    assert "rejected:" in said
    assert "left out: 'army' is blank in" in said
    assert not list(tmp_path.glob("none*"))
