"""The file of cases: situations and who is in effect, worked out by hand; the page passes the same file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from mustermap import layers
from mustermap.data.days import DISTANT_FUTURE, DISTANT_PAST, day_of
from mustermap.layers.certainty_intervals import certainty_intervals
from mustermap.layers.standing import Standings
from tests.cases import ANSWERS, SITUATIONS, build_claims, claims_of, day

if TYPE_CHECKING:
    import geopandas as gpd


def _asked(claims: gpd.GeoDataFrame, answer: dict[str, Any]) -> dict[str, Any]:
    """Return what is found of all that a case says of a day, as it says it."""
    on, known_by = day(answer["on"]), day(answer.get("known_by"))
    assert on is not None
    found = layers.in_effect(claims, on=on, known_by=known_by)
    ids = found["id"]
    got: dict[str, Any] = {
        **{name: sorted(ids[found["certainty"] == name]) for name in ("certain", "possible")},
        **{name: sorted(ids[found[name]]) for name in ("last_cited", "leads")},
        "standing": dict(zip(ids, found["standing"], strict=True)),
        "earlier": {name: earlier.split(";") for name, earlier in zip(ids, found["earlier"], strict=True) if earlier},
    }
    if "disputed" in answer:
        said = layers.disputes_said(claims, known_by=known_by)
        got["disputed"] = said.groupby("target")["dispute"].apply(sorted).to_dict()
    if "folded" in answer:
        roots = layers.stretches(claims, known_by=known_by)["root"]
        got["folded"] = {claims["id"][row]: claims["id"][root] for row, root in roots.items() if root not in (-1, row)}
    return {name: got[name] for name in got if name in answer}


def test_what_is_in_effect() -> None:
    wrong = {}
    for situation, answer in ANSWERS:
        got = _asked(claims_of(situation), answer)
        assert {"certain", "possible"} <= got.keys() == answer.keys() - {"on", "known_by"}
        expected = {name: sorted(cell) if isinstance(cell, list) else cell for name, cell in answer.items()}
        if differing := {name: (cell, expected[name]) for name, cell in got.items() if cell != expected[name]}:
            wrong[f"{situation['name']}, on {answer['on']} by {answer.get('known_by')}"] = differing
    assert wrong == {}


def test_days_on_which_anything_changes_are_those_on_which_a_claim_stands_otherwise_than_the_day_before() -> None:
    for situation in SITUATIONS:
        claims = claims_of(situation)
        for known_by in (None, claims.attrs["open_day"]):
            first, last = claims.attrs["first_day"], claims.attrs["last_day"]
            if first is None:
                assert layers.change_days(claims, known_by=known_by) == []
                continue
            days = layers.stretches(claims, known_by=known_by)

            start = max(first, last - 500)  # every day of these is enough
            on = np.arange(start, last + 1)[:, np.newaxis]
            of = {str(name): days[name].to_numpy() for name in days}
            held = (of["possible_from"] <= on) & (on <= of["possible_to"])
            standing = Standings.of(claims, days, np.arange(len(claims)))
            answers = np.where(held, standing.on(on), -1)
            differing = (start + 1 + np.flatnonzero((answers[1:] != answers[:-1]).any(axis=1))).tolist()
            changes = [on for on in layers.change_days(claims, known_by=known_by) if on > start]
            assert changes == differing, situation["name"]


def test_the_order_of_the_rows_changes_nothing() -> None:
    # The same claims stand and lead on the same days as in the file, where they are in another order.
    for situation in SITUATIONS:
        if "circle" in situation["name"]:
            continue  # e and f are said on the same day: there the row decides, by rule
        claims = claims_of(situation)
        turned = claims.iloc[::-1].reset_index(drop=True)
        for known_by in dict.fromkeys(answer.get("known_by") for answer in situation["answers"]):
            as_is, as_turned = (_runs(frame, known_by) for frame in (claims, turned))
            assert as_is == as_turned, situation["name"]


def _runs(claims: gpd.GeoDataFrame, known_by: str | None) -> list[list[Any]]:
    """Return how each claim stands, and whether it leads, from which day to which."""
    runs = layers.claim_runs(claims, known_by=known_by)
    runs["row"] = claims["id"].to_numpy()[runs["row"]]
    return sorted(runs[["row", "from_day", "to_day", "standing", "leads"]].to_numpy().tolist())


def test_the_epoch_is_day_zero() -> None:
    from datetime import date

    assert day_of(date(1970, 1, 1)) == 0
    assert day("2022-12-01") == 19327


# What no day bounds stays without one: no day is made by counting from a bound.
BOUNDLESS = {
    "an update whose start has no latest day": {"start": "[2022-05-01..]", "end": ".."},
    "an update that was over when it was said": {"end": "[..2022-05-02]"},
}


@pytest.mark.parametrize("update", BOUNDLESS.values(), ids=BOUNDLESS)
def test_what_an_update_of_no_known_day_replaces_has_no_last_day(update: dict[str, str]) -> None:
    older = {"id": "a", "said": "2022-01-02", "start": "2022-01-01", "end": ".."}
    claims = build_claims({"reports": [older, {"id": "b", "said": "2022-05-02", "updates": ["a"], **update}]})
    days = layers.stretches(claims)
    assert days["possible_to"].tolist()[0] == DISTANT_FUTURE
    # A start that is not bounded is certain on no day, and not on the day of no bound.
    assert days["certain_from"].tolist()[1] > days["certain_to"].tolist()[1]


def test_what_was_said_on_no_known_day_is_never_last_cited_and_holds_in_one_piece() -> None:
    claims = build_claims({"reports": [{"id": "a"}]})
    assert layers.stretches(claims)["last_cited_from"].tolist() == [DISTANT_FUTURE]
    cut = certainty_intervals(claims, layers.stretches(claims))
    assert cut[["from_day", "to_day"]].to_numpy().tolist() == [[DISTANT_PAST, DISTANT_FUTURE]]
