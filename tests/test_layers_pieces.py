from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from mustermap import layers
from mustermap.data.days import DISTANT_FUTURE, DISTANT_PAST, date_of
from mustermap.layers.certainty_intervals import certainty_intervals
from tests.cases import SITUATIONS, claims_of, day, seed_claims

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

CERTAINTIES = ("certain", "possible")
_OPEN = {DISTANT_PAST: "…", DISTANT_FUTURE: "…"}


def spans(**options: Any) -> list[tuple[str, str, str, str]]:
    claims = seed_claims()
    found = certainty_intervals(claims, layers.stretches(claims, **options))
    rows = zip(
        claims["id"].str[:2].to_numpy()[found["row"]], found["from_day"], found["to_day"], found["certainty"],
        found["standing"], strict=True,
    )  # fmt: skip
    return [
        (
            number,
            _OPEN.get(begin) or str(date_of(begin)),
            _OPEN.get(end) or str(date_of(end)),
            f"{sure}, {standing}",
        )
        for number, begin, end, sure, standing in rows
    ]


def test_the_pieces_of_the_seeds_are_those_worked_out_by_hand() -> None:
    # 180 days after 21 September is 20 March, after 29 September 28 March, after 10 October 8 April. The undated ones
    # were said on 10 October 2022 or later, so on no day have they certainly been said; of those only 8 says from when:
    # 1999, so certainly from its last day. 4 and 6 say no start, and are stated on the very day on which they were
    # said. 1 was said on 30 September at the latest, and is carried forward from then on.
    undated = [("2022-10-10", "2023-04-08", "possible, vague"), ("2023-04-09", "…", "possible, stale")]
    assert spans() == [
        ("01", "2022-09-21", "2022-09-29", "possible, vague"),
        ("01", "2022-09-30", "2023-03-20", "possible, carried"),
        ("01", "2023-03-21", "…", "possible, stale"),
        *(("02", *piece) for piece in undated),
        ("03", "2022-11-01", "2022-11-29", "possible, vague"),
        ("03", "2022-11-30", "2023-02-01", "certain, stated"),
        ("03", "2023-02-02", "2023-02-28", "possible, vague"),
        ("04", "2022-09-29", "2022-09-29", "certain, stated"),
        ("04", "2022-09-30", "2023-03-28", "possible, carried"),
        ("04", "2023-03-29", "…", "possible, stale"),
        ("06", "2022-10-10", "2022-10-10", "certain, stated"),
        ("06", "2022-10-11", "2023-04-08", "possible, carried"),
        ("06", "2023-04-09", "…", "possible, stale"),
        *(("07", *piece) for piece in undated),
        ("08", "1999-01-01", "1999-12-30", "possible, vague"),
        ("08", "1999-12-31", "2023-04-08", "certain, stated"),
        ("08", "2023-04-09", "…", "certain, stale"),
        ("09", "…", "2022-12-31", "possible, vague"),
        *(("12", *piece) for piece in undated),
    ]


def test_what_had_not_been_said_by_a_day_has_no_piece() -> None:
    assert {number for number, *_ in spans(known_by=day("2022-09-29"))} == {"01", "03", "04"}


# Each situation once a day by which things were known, with the days that its answers are for.
KNOWN = [
    (situation, known_by)
    for situation in SITUATIONS
    for known_by in dict.fromkeys(answer.get("known_by") for answer in situation["answers"])
]


def on_day(found: pd.DataFrame, claims: gpd.GeoDataFrame, on: int) -> list[tuple[str, str, bool]]:
    """Return the claims with a piece on a day, whether it is certain, and whether it is last cited."""
    here = found[(found["from_day"] <= on) & (on <= found["to_day"])]
    return list(zip(claims["id"].to_numpy()[here["row"]], here["certainty"], here["last_cited"], strict=True))


def test_on_every_day_the_pieces_say_what_is_in_effect() -> None:
    wrong = {}
    for situation, known_by in KNOWN:
        claims, by = claims_of(situation), day(known_by)
        days = layers.stretches(claims, known_by=by)
        found = certainty_intervals(claims, days)
        of = {str(name): days[name].to_numpy() for name in days}
        for on in layers.change_days(claims, known_by=by):
            held = (of["possible_from"] <= on) & (on <= of["possible_to"])
            sure = np.where((of["certain_from"] <= on) & (on <= of["certain_to"]), "certain", "possible")
            cited = of["last_cited_from"] <= on
            expected = list(zip(claims["id"][held], sure[held], cited[held], strict=True))
            if (got := on_day(found, claims, on)) != expected:
                wrong[f"{situation['name']}, on {date_of(on)} by {known_by}"] = (got, expected)
    assert wrong == {}


def test_on_the_days_of_the_cases_the_pieces_say_what_was_worked_out_by_hand() -> None:
    wrong = {}
    for situation, known_by in KNOWN:
        claims = claims_of(situation)
        found = certainty_intervals(claims, layers.stretches(claims, known_by=day(known_by)))
        for answer in situation["answers"]:
            on = day(answer["on"])
            if answer.get("known_by") != known_by or on is None:
                continue
            here = on_day(found, claims, on)
            got = {sure: sorted(name for name, certainty, _ in here if certainty == sure) for sure in CERTAINTIES}
            got["last_cited"] = sorted(name for name, _, cited in here if cited)
            expected = {name: sorted(answer[name]) for name in got if name in answer}
            if {name: got[name] for name in expected} != expected:
                wrong[f"{situation['name']}, on {answer['on']} by {known_by}"] = (got, expected)
    assert wrong == {}


def test_the_pieces_of_a_claim_follow_one_another_and_differ() -> None:
    for situation, known_by in KNOWN:
        name = f"{situation['name']} by {known_by}"
        claims = claims_of(situation)
        days = layers.stretches(claims, known_by=day(known_by))
        found = certainty_intervals(claims, days)
        assert (found["from_day"] <= found["to_day"]).all(), name
        before, after = found.iloc[:-1].reset_index(drop=True), found.iloc[1:].reset_index(drop=True)
        same = before["row"] == after["row"]
        assert (after["from_day"] - before["to_day"])[same].eq(1).all(), name
        is_new = (before[["certainty", "standing"]] != after[["certainty", "standing"]]).any(axis=1)
        assert is_new[same].all(), name
