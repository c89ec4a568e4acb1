"""Which days the slider spans, and on which day the page opens: the cases of tests/cases/opening.json."""

from __future__ import annotations

import pytest

from tests.cases import OPENINGS, Situation, build_claims, day


@pytest.mark.parametrize("situation", OPENINGS, ids=lambda situation: situation["name"])
def test_the_days_of_the_slider_are_those_worked_out_by_hand(situation: Situation) -> None:
    attrs = build_claims(situation).attrs
    expected = situation["expect"]
    found = {name: attrs[f"{name}_day"] for name in expected if name != "subject"}
    assert found == {name: day(text) for name, text in expected.items() if name != "subject"}


def test_each_case_says_why() -> None:
    assert len({situation["name"] for situation in OPENINGS}) == len(OPENINGS)
    assert all(situation["why"] for situation in OPENINGS)
