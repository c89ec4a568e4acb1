"""What the map cannot show is told: places beyond the edge of its projection, and more forces than colours."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from mustermap.app.cli import app
from mustermap.maps.force_colours import force_colours, sharing_colours

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Watched

POLE, BASE = [10.0, 88.5], [27.58, 53.77]
NAMED = 20


@pytest.fixture(scope="module")
def far(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A map with a claim near the North Pole, and 20 forces more; and what was said when it was made."""
    folder = tmp_path_factory.mktemp("far")
    shared = {"claimant": "A. Minister", "said": "2022-10-14", "figure": "300", "source_title": "Evening News"}
    reports = [({"id": "pole", "force": "Northland", "place": "the ice camp"}, POLE), ({"id": "base"}, BASE)]
    reports += [({"id": f"force-{number}", "force": f"Land {number}"}, BASE) for number in range(NAMED)]
    features = [
        {"type": "Feature", "properties": {**shared, **own}, "geometry": {"type": "Point", "coordinates": at}}
        for own, at in reports
    ]
    (folder / "far.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    answer = CliRunner().invoke(app, ["map", str(folder / "far.geojson"), "-o", str(folder / "far.html")])
    assert answer.exit_code == 0, answer.output
    return folder / "far.html", answer.stdout


def test_a_claim_beyond_the_edge_of_the_map_is_listed_as_not_drawn(far: tuple[Path, str]) -> None:
    said = far[1]
    assert "not drawn 1\n" in said
    assert "          pole: 'the ice camp': lies beyond 85° of latitude, where the map ends\n" in said
    assert said.count("where the map ends") == 1


def test_more_forces_than_colours_are_told_when_the_map_is_made(far: tuple[Path, str]) -> None:
    assert f"forces    {NAMED + 1} share 11 colours: a colour by itself does not say whose claim it is\n" in far[1]


def test_forces_share_colours_only_where_there_are_more_of_them() -> None:
    few = ["", "Russia", "Belarus", *(f"Land {number}" for number in range(11))]
    assert sharing_colours(few) is None
    assert len(set(force_colours(few).values())) == len(few)
    assert sharing_colours([*few, "Land 11"]) == (14, 13)


@pytest.mark.browser
def test_the_page_lists_what_it_cannot_draw_with_the_reason_and_its_key_says_that_colours_are_shared(
    far: tuple[Path, str], open_page: Callable[..., Watched]
) -> None:
    watched = open_page(far[0], "#on=2022-10-14")
    page = watched.page
    row = page.locator('li.report[data-report="pole"]')
    assert row.get_attribute("data-placed") == "false"
    plain = re.sub(r"[\u2066-\u2069]", "", row.inner_text())
    assert "the ice camp (exact), beyond 85° of latitude, where the map ends" in plain
    assert page.locator('li.report[data-report="base"]').get_attribute("data-placed") == "true"
    key = page.locator(".legend-shared")
    assert "21 forces share 11 colours" in (key.text_content() or "")
    row.locator("button").click()
    card = page.locator(".card")
    assert "It lies beyond 85° of latitude, where the map ends, so it is not drawn." in card.inner_text()
    assert card.get_by_role("button", name="show on the map").count() == 0
    assert watched.complaints == []
