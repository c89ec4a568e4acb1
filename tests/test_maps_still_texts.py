"""What a row of a still's list says of its claim, and what its foot says of the sources."""

from __future__ import annotations

from typing import Any

import pytest

from mustermap.maps import still
from mustermap.maps.still.still_texts import claims_from
from mustermap.words import words_of
from tests.maps_frame import FUTURE, PAST, day, exactly, said_on
from tests.still_samples import ON, claim, sentence, table

VAGUE = {
    **dict.fromkeys(("certain_from_day", "stated_from_day", "said_certain_day"), FUTURE),
    **dict.fromkeys(("certain_to_day", "stated_to_day", "spoken_day"), PAST),
}
HELD = {name: day("2022-10-01") for name in ("start_earliest_day", "start_latest_day", "possible_from_day")}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "14 Jul 2023 · said after this day · dates vague"),
        ("uk", "14 лип. 2023 р. · сказано після цього дня · дати непевні"),
        ("ru", "14 июл. 2023 г. · сказано после этого дня · даты неточны"),
    ],
)
def test_a_row_says_that_its_claim_was_said_after_the_day(language: str, said: str) -> None:
    late = claim("a", "Brest", 23.7, 52.1, **said_on("2023-07-14"), **exactly(2000)) | VAGUE | HELD
    drawn = still.still(table(late), on=ON, style=still.Style(language=language))
    assert said in drawn.words
    assert said in sentence(drawn)


def source(name: str, *, publisher: str = "", title: str = "", url: str = "") -> dict[str, Any]:
    return {"source": name, "source_publisher": publisher, "source_title": title, "source_url": url}


def test_the_foot_names_a_source_by_its_publisher_and_those_of_the_subject_first() -> None:
    at = ("Brest", 23.7, 52.1)
    rows = [
        claim("a", *at, force="Northland", **exactly(100)) | source("n1", publisher="Northland Post", title="Headline"),
        claim("b", *at, **exactly(200)) | source("v1", publisher="Vedomosti", title="170 tanks are sent"),
        claim("c", *at, **exactly(300)) | source("v2", publisher="Vedomosti", title="More tanks are sent"),
        claim("d", *at, **exactly(400)) | source("t1", title="A leaflet"),
        claim("e", *at, **exactly(500)) | source("u1", url="https://example.org/page"),
    ]
    told = sentence(still.still(table(*rows), on=ON, style=still.Style(force="Russia", area="Brest")))
    assert "Claims from: Vedomosti; A leaflet; https://example.org/page and 1 more source." in told


def test_a_publisher_is_named_once_and_each_of_the_sources_is_counted() -> None:
    named = ["A", "B", "A", "C", "D", "D"]
    assert claims_from(named, 3, words_of("en")) == "Claims from: A; B; C and 2 more sources"
    assert claims_from(["A", "A"], 3, words_of("en")) == "Claims from: A"
