"""The file of cases: situations and who is in effect, worked out by hand; the page passes the same file."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from mustermap import layers
from mustermap.data.days import DISTANT_FUTURE, DISTANT_PAST, day_of
from mustermap.layers.certainty_intervals import certainty_intervals
from mustermap.layers.standing import Standings
from tests.cases import ANSWERS, SITUATIONS, all_claims, build_claims, day, seed_claims

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd


def _numbered(name: str) -> tuple[str, str]:
    """Return of an id of `all_claims` the number of its situation and the id there; of another, "" and the id."""
    number, separator, own = name.rpartition(":")
    return (number, own) if separator else ("", name)


def _found(claims_of_all: Callable[[], gpd.GeoDataFrame], asked_on: str, asked_by: str | None) -> dict[str, Any]:
    """Return by the number of a situation what is found of it, as the cases say it."""
    claims, on, known_by = claims_of_all(), day(asked_on), day(asked_by)
    assert on is not None
    found: dict[str, Any] = defaultdict(
        lambda: {
            **{name: [] for name in ("certain", "possible", "last_cited", "leads")},
            **{name: defaultdict(list) for name in ("earlier", "disputed")},
            **{name: {} for name in ("standing", "folded")},
        }
    )
    held = layers.in_effect(claims, on=on, known_by=known_by)
    cells = ("id", "certainty", "last_cited", "leads", "standing", "earlier")
    for identity, certainty, is_cited, leads, standing, earlier in zip(*(held[c].tolist() for c in cells), strict=True):
        number, name = _numbered(identity)
        own = found[number]
        for list_of in (certainty, *(["last_cited"] * is_cited), *(["leads"] * leads)):
            own[list_of].append(name)
        own["standing"][name] = standing
        if earlier:
            own["earlier"][name] = [_numbered(one)[1] for one in earlier.split(";")]
    for dispute, target in layers.disputes_said(claims, known_by=known_by)[["dispute", "target"]].to_numpy():
        number, name = _numbered(target)
        found[number]["disputed"][name].append(_numbered(dispute)[1])
    ids = claims["id"].tolist()
    for at, root in enumerate(layers.stretches(claims, known_by=known_by)["root"].tolist()):
        if root not in (-1, at):
            number, name = _numbered(ids[at])
            found[number]["folded"][name] = _numbered(ids[root])[1]
    return found


def _in_order(cell: Any) -> Any:
    return sorted(cell) if isinstance(cell, list) else cell


def test_what_is_in_effect() -> None:
    wrong = {}
    found = cache(_found)
    for situation, answer in ANSWERS:
        number = "" if situation.get("seeds") else str(SITUATIONS.index(situation))
        on, by = answer["on"], answer.get("known_by")
        got = found(seed_claims if number == "" else all_claims, on, by)[number]
        expected = {name: cell for name, cell in answer.items() if name not in {"on", "known_by"}}
        assert {"certain", "possible"} <= expected.keys()
        differing = {
            name: (got[name], cell) for name, cell in expected.items() if _in_order(got[name]) != _in_order(cell)
        }
        if differing:
            wrong[f"{situation['name']}, on {on} by {by}"] = differing
    assert wrong == {}


def test_days_on_which_anything_changes_are_those_on_which_a_claim_stands_otherwise_than_the_day_before() -> None:
    claims = all_claims()
    first, last = claims.attrs["first_day"], claims.attrs["last_day"]
    on = np.arange(first, last + 1)[:, np.newaxis]
    for known_by in dict.fromkeys(answer.get("known_by") for _, answer in ANSWERS):
        standing = Standings.of(claims, layers.stretches(claims, known_by=known_by), np.arange(len(claims)))
        # Claims of the same days stand alike on each day: one of them is looked at.
        days = np.column_stack([getattr(standing, name) for name in Standings.__slots__])
        alike = Standings(*np.unique(days, axis=0).T)
        answers = np.where((alike.first <= on) & (on <= alike.last), alike.on(on), -1)
        differing = (first + 1 + np.flatnonzero((answers[1:] != answers[:-1]).any(axis=1))).tolist()
        assert layers.change_days(claims, known_by=known_by) == differing, known_by


def test_where_no_report_names_a_day_nothing_changes() -> None:
    claims = build_claims({"reports": [{"id": "a"}]})
    assert claims.attrs["first_day"] is None
    assert layers.change_days(claims) == []


def test_the_order_of_the_rows_changes_nothing() -> None:
    # In a circle e and f are said on the same day: there the row decides, by rule.
    circles = tuple(f"{number}:" for number, one in enumerate(SITUATIONS) if "circle" in one["name"])
    claims = all_claims()
    claims = claims[~claims["id"].str.startswith(circles).to_numpy()].reset_index(drop=True)
    turned = claims.iloc[::-1].reset_index(drop=True)
    for known_by in dict.fromkeys(answer.get("known_by") for _, answer in ANSWERS):
        assert _runs(claims, known_by) == _runs(turned, known_by), known_by


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
