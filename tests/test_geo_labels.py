"""The labelled wordings: well formed, unique, enough of each kind, and in the half that their hash says."""

from __future__ import annotations

import hashlib
import struct
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from benchmarks.places_judge import Answer, calibration, judge, shares
from benchmarks.places_labels import COLUMNS, HALVES, SETS, Label, read_labels, read_rows, read_wording
from benchmarks.places_resolvers import Ours

if TYPE_CHECKING:
    from pathlib import Path

LEAST = {
    "settlement": 300, "airfield": 100, "region": 100, "country": 80, "around": 20, "offset": 20, "part": 15,
    "border": 15, "between": 10, "site": 20, "coordinates": 20, "typo": 30, "refused": 50, "hostile": 40,
}  # fmt: skip
LEAST_OF_A_HALF = 5
ROWS = {(name, half): read_rows(name, half) for name in SETS for half in HALVES}
LABELS = {(name, half): read_labels(name, half) for name in SETS for half in HALVES}
MINSK = Label(
    "Minsk", "", "", "resolved", "settlement", "point", "settlement", "BY", "", 27.567, 53.9, 12_000, (), (), "", "tune"
)
HELD_IN, KEPT_OUT = ((30.0, 52.0),), ((33.0, 52.0),)
AREA = Label(
    "x", "", "", "resolved", "region", "area", "region", "BY", "BY-HO", 30, 52, 200_000, HELD_IN, KEPT_OUT, "", "tune"
)


def _square(west: float, south: float, east: float, north: float) -> bytes:
    ring = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return struct.pack("<BIII", 1, 3, 1, 5) + b"".join(struct.pack("<dd", *corner) for corner in ring)


@pytest.mark.parametrize(("name", "half"), ROWS)
def test_every_row_has_the_columns_and_says_where_it_comes_from(name: str, half: str) -> None:
    for row in ROWS[name, half]:
        assert tuple(row) == COLUMNS
        assert None not in row.values()
        assert row["source"]
        assert row["kind"] in LEAST
        assert row["half"] == half
        assert bool(row["document"]) == (name == "documents")
        assert len(row["country"]) in {0, 2}
        assert not row["region_code"] or row["region_code"].startswith(row["country_code"] + "-")


@pytest.mark.parametrize(("name", "half"), LABELS)
def test_a_label_says_where_if_it_must_be_placed_and_nothing_if_not(name: str, half: str) -> None:
    for label in LABELS[name, half]:
        if label.status == "unplaced":
            assert label.kind in {"refused", "hostile"}
            assert {label.shape, label.precision, label.country_code, label.region_code} == {""}
            assert label.inside == label.outside == ()
            assert label.lon != label.lon
            continue
        assert label.status == "resolved"
        assert label.shape in {"point", "around", "area", "line", "corridor"}
        assert label.precision in {"", "exact", "site", "settlement", "region", "country", "line"}
        assert label.tolerance_m > 0
        assert all(
            -180 <= lon <= 180 and -90 <= lat <= 90
            for lon, lat in [(label.lon, label.lat), *label.inside, *label.outside]
        )
        assert label.inside or label.region_code or label.shape in {"point", "around"}


@pytest.mark.parametrize("name", SETS)
def test_no_row_comes_twice(name: str) -> None:
    keys = [(label.wording, label.country, label.document) for half in HALVES for label in LABELS[name, half]]
    assert [key for key, times in Counter(keys).items() if times > 1] == []


def test_there_are_enough_of_each_kind_and_some_of_each_in_both_halves() -> None:
    counts = {half: Counter(label.kind for label in LABELS["wordings", half]) for half in HALVES}
    assert set(counts["tune"]) == set(counts["held"]) == set(LEAST)
    assert {kind for kind, least in LEAST.items() if counts["tune"][kind] + counts["held"][kind] < least} == set()
    assert min(*counts["tune"].values(), *counts["held"].values()) >= LEAST_OF_A_HALF
    documents = [label for half in HALVES for label in LABELS["documents", half]]
    assert len(documents) >= 120
    assert len({label.document for label in documents}) >= 40
    assert not any(label.country for label in documents), "the news has no hints"


def test_the_half_is_what_the_hash_of_the_wording_says() -> None:
    """Worked out here again, from the README's sentence."""
    for (name, half), rows in ROWS.items():
        together: dict[str, list[str]] = {}
        for number, row in enumerate(rows):
            together.setdefault(row["document"] or f"row {number}", []).append(read_wording(row))
        for key, wordings in together.items():
            digest = hashlib.sha256("\n".join(wordings).encode("utf-8", "surrogatepass")).digest()
            assert half == ("held" if digest[0] & 0x80 else "tune"), (name, key)


def test_hostile_wordings_are_as_hostile_as_the_promise() -> None:
    hostile = [label.wording for half in HALVES for label in LABELS["wordings", half] if label.kind == "hostile"]
    assert max(len(wording) for wording in hostile) >= 10_000
    for needle in ("\x00", "\ud800", "\u202e", "DROP TABLE", "NEAR(", "<script>", "🙂"):
        assert any(needle in wording for wording in hostile), needle


@pytest.mark.parametrize(
    ("answer", "right", "wrong"),
    [
        (Answer(resolved=False), False, ""),
        (Answer(resolved=True, lon=27.6, lat=53.9, precision="settlement", country_code="BY"), True, ""),
        (Answer(resolved=True, lon=27.6, lat=53.9, precision="site", country_code="BY"), True, ""),
        (Answer(resolved=True, lon=27.6, lat=53.9, precision="settlement", country_code="RU"), False, "country RU"),
        (
            Answer(resolved=True, lon=27.6, lat=53.9, precision="country", country_code="BY"),
            False,
            "precision country",
        ),
        (
            Answer(resolved=True, lon=27.567, lat=54.9, precision="settlement", country_code="BY"),
            False,
            "111.2 km off",
        ),
        (
            Answer(resolved=True, precision="settlement", country_code="BY"),
            False,
            "nan km off",
        ),
    ],
)
def test_a_point_is_right_within_its_tolerance_and_country(answer: Answer, right: bool, wrong: str) -> None:
    verdict = judge(MINSK, answer)
    assert (verdict.right, verdict.wrong) == (right, wrong)


@pytest.mark.parametrize(
    ("code", "wkb", "wrong"),
    [
        ("BY-HO", None, ""),
        ("BY-BR", None, "region BY-BR"),
        ("BY-HO", _square(29, 51, 31, 53), ""),
        ("BY-HO", _square(30.1, 51, 31, 53), ""),
        ("BY-HO", _square(31, 51, 32, 53), "shape: 68 km from 30 52"),
        ("BY-HO", _square(29, 51, 34, 53), "shape: holds 33 52"),
    ],
)
def test_an_area_must_hold_what_lies_in_it_and_nothing_else(code: str, wkb: bytes | None, wrong: str) -> None:
    answer = Answer(resolved=True, lon=30, lat=52, precision="region", country_code="BY", region_code=code, wkb=wkb)
    assert judge(AREA, answer).wrong == wrong


def test_what_must_not_be_placed_is_right_when_it_is_not() -> None:
    label = next(label for label in LABELS["wordings", "tune"] if label.status == "unplaced")
    assert judge(label, Answer(resolved=False)).right
    assert judge(label, Answer(resolved=True, lon=0, lat=0)).wrong == "placed"


def test_shares_count_wrong_among_the_resolved_and_bands_compare_with_what_was_right() -> None:
    near = {"lon": 27.6, "lat": 53.9, "precision": "settlement", "country_code": "BY"}
    answers = [
        Answer(resolved=True, **near, confidence=1.0),
        Answer(resolved=True, **{**near, "country_code": "RU"}, confidence=0.96),
        Answer(resolved=True, **near, confidence=0.96),
        Answer(resolved=False),
    ]
    verdicts = [judge(MINSK, answer) for answer in answers]
    counts = shares(verdicts)
    assert (counts.rows, counts.due, counts.covered, counts.right, counts.resolved, counts.wrong) == (4, 4, 3, 2, 3, 1)
    assert counts.first == 2
    assert calibration(verdicts) == [(0.95, 0.99, 2, 0.96, 0.5), (0.99, 1.0, 1, 1.0, 1.0)]
    assert calibration([judge(MINSK, Answer(resolved=True, **near))]) is None


def test_what_is_asked_about_first_counts_where_nothing_is_placed() -> None:
    there = Answer(resolved=True, lon=27.6, lat=53.9, precision="settlement", country_code="BY")
    elsewhere = Answer(resolved=True, lon=37.6, lat=55.7, precision="settlement", country_code="RU")
    answers = [Answer(resolved=False, offered=there), Answer(resolved=False, offered=elsewhere), elsewhere]
    verdicts = [judge(MINSK, answer) for answer in answers]
    assert [verdict.right_is_first for verdict in verdicts] == [True, False, False]
    assert (shares(verdicts).first, shares(verdicts).covered, shares(verdicts).wrong) == (1, 1, 1)


def test_a_misspelled_name_is_a_question_whose_first_place_is_the_right_one() -> None:
    """Of the half that is tuned on: none is placed wrongly, and the right one leads among what is asked about."""
    typos = [label for label in LABELS["wordings", "tune"] if label.kind == "typo"]
    resolver = Ours()
    resolver.load()
    verdicts = [judge(label, answer) for label, answer in zip(typos, resolver.answers(typos), strict=True)]
    counts = shares(verdicts)
    assert counts.wrong == 0
    assert counts.first >= 0.94 * counts.due
    assert 0.2 * counts.due <= counts.covered <= 0.5 * counts.due, "most are questions; other letters are none"


def test_the_benchmark_runs_and_does_not_touch_the_half_that_is_held_back(root: Path) -> None:
    command = [sys.executable, "benchmarks/places.py", "--only-ours", "--no-speed", "--list"]
    printed = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout
    assert "wordings, tune: mustermap" in printed
    assert "documents, tune: mustermap" in printed
    assert "held" not in printed
