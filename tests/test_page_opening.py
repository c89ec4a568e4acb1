"""The page opens on the day and the subject of the cases of tests/cases/opening.json."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

import mustermap as mm
from mustermap.layers.comparison.question import find_area
from tests.cases import OPENINGS, Situation, build_claims, day
from tests.page_rules import block_of, run_page_test
from tests.page_states import DESK, GO, PHONE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Watched


def _handed_over(situation: Situation) -> dict[str, Any]:
    claims = build_claims(situation)
    expected = dict(situation["expect"])
    if subject := expected.get("subject"):
        expected["subject"] = subject | {"place": find_area(claims, subject["place"]).ref}
    return {"name": situation["name"], "block": block_of(claims), "expect": expected}


def test_the_page_passes_the_cases_of_its_opening(root: Path, tmp_path: Path) -> None:
    cases = [_handed_over(situation) for situation in OPENINGS]
    passed = run_page_test(root, "state/opening.test.ts", "MUSTERMAP_OPENINGS", cases, tmp_path / "openings.json")
    assert passed >= len(OPENINGS)


@pytest.mark.browser
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_page_of_the_reports_that_come_along_opens_on_the_newest_subject(
    open_page: Callable[..., Watched], whole_page: Path, size: dict[str, Any]
) -> None:
    """On 12 February 2026 most speak of all in the Kursk region: NIS that day, HUR the day before, Budanov earlier."""
    watched = open_page(whole_page, locale="en-GB", **size)
    page = watched.page
    shown = {1280: "12 February 2026", 390: "12 Feb 2026"}  # on a phone it is beside the buttons
    assert page.locator("output.day").inner_text() == shown[size["width"]]
    subject = page.locator(".subject").get_attribute("aria-label") or ""
    assert "North Korea" in subject
    assert "Kursk region" in subject
    assert page.get_attribute("input[name=on]", "max") == str(day("2026-08-11"))  # 180 days later
    sentence = (
        "Present: from at least 8,000 (Ukrainian military intelligence (HUR)) to about 11,000 (National Intelligence"
    )
    assert plain(page.locator(".subject").inner_text()).count(sentence) >= 1
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert watched.requests == [whole_page.as_uri()]
    assert watched.complaints == []


@pytest.mark.browser
def test_an_address_with_a_day_and_no_subject_opens_on_the_subject_of_that_day_and_keeps_it(
    open_page: Callable[..., Watched], whole_page: Path
) -> None:
    """In December 2022 nobody had said anything of North Korea's troops."""
    page = open_page(whole_page, "#on=2022-12-01", locale="en-GB", **DESK).page
    subject = page.locator(".subject")
    assert "Russia" in (subject.get_attribute("aria-label") or "")
    assert "Belarus" in (subject.get_attribute("aria-label") or "")
    page.evaluate(GO, "#on=2026-02-12")
    page.locator("output.day", has_text="12 February 2026").wait_for()
    assert "Belarus" in (subject.get_attribute("aria-label") or "")


@pytest.fixture(scope="module")
def whole_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    page = tmp_path_factory.mktemp("whole") / "mustermap.html"
    page.write_text(mm.document(mm.read_seeds(), title="Claims about troops").html(), encoding="utf-8")
    return page


def plain(text: str) -> str:
    """Leave out what isolates names of another direction, and breaks of lines."""
    return " ".join(re.sub(r"[\u2066-\u2069]", "", text).split())
