"""A place has one name: the wording that most of its reports have. Node runs the same cases for the page."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import mustermap as mm
from mustermap.layers.places import usual_names
from mustermap.layers.places.usual_names import with_usual_names
from mustermap.maps import still
from mustermap.maps.chart.chart import Chart
from tests.still_samples import claim, svg_of, table, written_in

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "cases" / "place_names.json").read_text("utf-8"))
KURSK = "region:RU-KRS"


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_place_is_called_as_most_of_its_reports_call_it(case: dict[str, Any]) -> None:
    here = {"place_name": case["gazetteer"], "place_ref": case.get("ref", "here"), "place_precision": case["precision"]}
    rows = [claim(f"r{k}", wording, 25.0, 53.0) | here for k, wording in enumerate(case["wordings"])]
    for row, wording in zip(rows, case["wordings"], strict=True):
        row["place"] = wording
    draft = rows[0] | {"id": "draft", "place": "a draft's own wording", "state": "draft"}
    elsewhere = claim("e", "somewhere else", 30.0, 50.0) | {"place_name": "Elsewhere"}
    claims = table(*rows, draft, draft | {"id": "second"}, elsewhere)
    named = with_usual_names(claims)
    assert named["place_name"].tolist() == [*[case["usual"]] * (len(rows) + 2), "somewhere else"]
    assert set(claims["place_name"]) == {case["gazetteer"], "Elsewhere"}, "the table that was given has changed"
    assert named.dtypes.equals(claims.dtypes)


def test_the_page_and_python_know_the_same_words_of_kinds_of_places(root: Path) -> None:
    page = (root / "maps" / "page" / "src" / "words" / "place_names.ts").read_text("utf-8")
    listed = page.split("const KINDS = new Set(")[1].split(".split(")[0]
    words = set(re.findall(r"[a-z]+", " ".join(re.findall(r'"([^"]*)"', listed))))
    assert len(words) > 30
    assert words == usual_names.KINDS


def test_the_kursk_region_has_one_name_in_what_is_compared_tracked_changed_and_drawn() -> None:
    claims = mm.read_seeds()
    texts = []
    for area in ("Russia", "Kursk Oblast", KURSK):
        compared = mm.compare(claims, area=area, force="North Korea", on="2024-11-15")
        rows = compared.rows
        assert set(rows["place_name"][(rows["place_ref"] == KURSK).to_numpy()]) == {"Kursk region"}
        texts += [compared.sentence, Chart(compared).words]
    changed = mm.what_changed(claims, since="2024-10-15", until="2024-12-15", area="Russia", force="North Korea")
    texts += changed["text"].tolist() + changed["place"].tolist()
    tracked = mm.track(claims, "Volodymyr Zelensky", force="North Korea")
    texts += tracked["place_name"].tolist()
    style = still.Style(area="Russia", force="North Korea", has_list=False)
    texts += written_in(svg_of(still.still(claims, on="2024-11-15", style=style)))
    assert [text for text in texts if "Kursk region" in text]
    assert not [text for text in texts if "Kursk Oblast" in text or "Kursk Region" in text]
