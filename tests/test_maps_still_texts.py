"""What a row of a still's list says of its claim, and what its foot says of the sources."""

from __future__ import annotations

from typing import Any

import pytest

from mustermap.maps import still
from mustermap.maps.still.still_texts import claims_from
from mustermap.words import words_of
from tests.maps_frame import FUTURE, PAST, day, exactly, in_belarus, said_on
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


def of_two_forces(**style: Any) -> still.Still:
    """Draw Northland's troops in Belarus, where there are claims of Russia and of both jointly; one has no place."""
    nowhere = {"place_lon": float("nan"), "place_lat": float("nan")}
    rows = [
        claim("r1", "x", 0, 0, phase="planned", claimant="R1", **exactly(9000)) | in_belarus(),
        claim("r2", "x", 0, 0, phase="present", claimant="R2", **exactly(8000)) | in_belarus(),
        claim("n1", "x", 0, 0, phase="present", claimant="N1", force="Northland", **exactly(700)) | in_belarus(),
        claim("j1", "", 0, 0, phase="present", claimant="J1", force="Northland;Russia", **exactly(600)) | nowhere,
        claim("r3", "Brest", 23.7, 52.1, phase="withdrawn", claimant="R3", **exactly(500)),
    ]
    return still.still(table(*rows), on=ON, style=still.Style(area="Belarus", **style))


@pytest.mark.parametrize(
    ("language", "heading"), [("en", "Other forces"), ("uk", "Інші війська"), ("ru", "Другие войска")]
)
def test_with_a_force_its_claims_are_listed_and_those_of_other_forces_counted_a_line_a_place(
    language: str, heading: str
) -> None:
    told = sentence(of_two_forces(force="Northland", language=language))
    own, _, others = told.partition(heading)
    for who in ("N1", "J1"):
        assert f"· {who} ·" in own
    assert not [who for who in ("R1", "R2", "R3") if f"· {who} ·" in told]
    assert others
    if language == "en":
        assert others.startswith(" Belarus Russia: 2 claims Brest Russia: 1 claim")
        assert "Belarus whole country · 1 claim" in own


def test_without_a_force_each_claim_is_listed_and_the_alternative_text_always_has_all() -> None:
    whole = of_two_forces()
    assert "Other forces" not in sentence(whole)
    for text in (sentence(whole), whole.words, of_two_forces(force="Northland").words):
        assert not [who for who in ("R1", "R2", "R3", "N1", "J1") if who not in text], text


def test_the_key_has_each_colour_that_is_drawn_and_no_sign_that_is_not() -> None:
    for drawn in (of_two_forces(), of_two_forces(force="Northland")):
        key = sentence(drawn).rpartition("J1")[2]
        assert "Northland and Russia, jointly" in key, "it is in the list only"
        assert "withdrawn" in key, "Brest has a mark"
        assert "disc: lowest" not in key
        assert "ring alone" not in key


def test_a_ring_alone_is_not_explained_as_a_disc_with_a_ring() -> None:
    up_to = {"figure": "up to 9,000", "figure_text": "up to 9,000", "figure_low": 0.0, "figure_high": 9000.0}
    at = ("Brest", 23.7, 52.1)
    told = sentence(still.still(table(claim("a", *at, figure_low_included=False, **up_to)), on=ON))
    assert "ring alone: at most" in told
    assert "disc: lowest" not in told
    low = {**up_to, "figure_low": 4000.0, "figure": "4,000–9,000", "figure_text": "4,000–9,000"}
    both = sentence(still.still(table(claim("a", *at, **low)), on=ON))
    assert "disc: lowest · ring: highest" in both
    assert "ring alone" not in both
