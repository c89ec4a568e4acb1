from __future__ import annotations

from typing import Any

import numpy as np

from mustermap import layers
from mustermap.data.days import DISTANT_FUTURE, DISTANT_PAST, date_of
from mustermap.layers.certainty_intervals import certainty_intervals
from tests.cases import ANSWERS, SITUATIONS, all_claims, day, seed_claims

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


KNOWN = list(dict.fromkeys(answer.get("known_by") for _, answer in ANSWERS))


def test_on_every_day_the_pieces_say_what_is_in_effect() -> None:
    claims = all_claims()
    for known_by in KNOWN:
        days = layers.stretches(claims, known_by=day(known_by))
        on = np.array(layers.change_days(claims, known_by=day(known_by)))
        of = {str(name): days[name].to_numpy()[:, np.newaxis] for name in days}
        held = (of["possible_from"] <= on) & (on <= of["possible_to"])
        sure = (of["certain_from"] <= on) & (on <= of["certain_to"])
        expected = held * (1 + 2 * sure + 4 * (of["last_cited_from"] <= on))
        got = np.zeros_like(expected)
        columns = ("row", "from_day", "to_day", "certainty", "last_cited")
        found = certainty_intervals(claims, days)
        for row, begin, end, certainty, cited in zip(*(found[name].tolist() for name in columns), strict=True):
            within = (begin <= on) & (on <= end)
            assert not got[row, within].any(), (claims["id"][row], known_by)
            got[row, within] = 1 + 2 * (certainty == "certain") + 4 * cited
        wrong = [(claims["id"][row], str(date_of(int(on[at]))), known_by) for row, at in np.argwhere(got != expected)]
        assert wrong == []


def test_on_the_days_of_the_cases_the_pieces_say_what_was_worked_out_by_hand() -> None:
    claims = all_claims()
    found = {by: certainty_intervals(claims, layers.stretches(claims, known_by=day(by))) for by in KNOWN}
    ids = claims["id"].to_numpy()
    wrong = {}
    for number, situation in enumerate(SITUATIONS):
        for answer in situation["answers"] if not situation.get("seeds") else ():
            pieces, on = found[answer.get("known_by")], day(answer["on"])
            assert on is not None
            here = pieces[((pieces["from_day"] <= on) & (on <= pieces["to_day"])).to_numpy()]
            names = [name.partition(f"{number}:") for name in ids[here["row"]]]
            own = here.assign(name=[after for _, _, after in names])[[before == "" for before, _, _ in names]]
            own = own[(own["name"] != "").to_numpy()]
            got = {sure: sorted(own["name"][(own["certainty"] == sure).to_numpy()]) for sure in CERTAINTIES}
            got["last_cited"] = sorted(own["name"][own["last_cited"].to_numpy()])
            expected = {name: sorted(answer[name]) for name in got if name in answer}
            if {name: got[name] for name in expected} != expected:
                wrong[f"{situation['name']}, on {answer['on']} by {answer.get('known_by')}"] = (got, expected)
    assert wrong == {}


def test_the_pieces_of_a_claim_follow_one_another_and_differ() -> None:
    for claims in (all_claims(), seed_claims()):
        for known_by in KNOWN:
            days = layers.stretches(claims, known_by=day(known_by))
            found = certainty_intervals(claims, days)
            assert (found["from_day"] <= found["to_day"]).all(), known_by
            before, after = found.iloc[:-1].reset_index(drop=True), found.iloc[1:].reset_index(drop=True)
            same = before["row"] == after["row"]
            assert (after["from_day"] - before["to_day"])[same].eq(1).all(), known_by
            is_new = (before[["certainty", "standing"]] != after[["certainty", "standing"]]).any(axis=1)
            assert is_new[same].all(), known_by
