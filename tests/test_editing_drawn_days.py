"""On which days a report will be drawn, said to its editor before it is saved."""

from __future__ import annotations

import pytest

from mustermap.app import editing

CARRIED = "carried forward until somebody says otherwise"
LATER = "before that listed as said for later"
VAGUE = "marked as dates vague"


def stale(day: str) -> str:
    return f"marked as not repeated for six months from {day} on, unless it is said again"


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (
            {"said": "2022-10-17", "start": "2022-10-17"},
            ["from 17 October 2022", CARRIED, stale("16 April 2023")],
        ),
        ({"said": "2022-10-17"}, ["from 17 October 2022, when it was said", CARRIED, stale("16 April 2023")]),
        ({"said": "2023-02-03", "start": "2023-02-03", "end": "2023-02-03"}, ["on 3 February 2023 only"]),
        ({"said": "2023-01-03", "start": "2023-02-03", "end": "2023-02-03"}, ["on 3 February 2023 only", LATER]),
        (
            {"said": "2022-09-29", "start": "2022-11", "end": "2023-02"},
            [
                "possibly from 1 November 2022, certainly from 30 November 2022 to 1 February 2023, "
                "possibly to 28 February 2023",
                LATER,
            ],
        ),
        (
            {"said": "2022-09-29", "phase": "planned", "start": "2022-12-01"},
            ["from 1 December 2022", LATER, CARRIED, stale("29 March 2023")],
        ),
        (
            {"said": "2023-01-03", "start": "2022-12-03", "end": ".."},
            ["from 3 December 2022 with no end", stale("3 July 2023")],
        ),
        (
            {"said": "late September 2022"},
            ["possibly from 21 September 2022, certainly from 30 September 2022", CARRIED, stale("21 March 2023")],
        ),
        ({"start": "2022-11"}, [f"possibly from 1 November 2022, {VAGUE}"]),
        ({"start": "2022-10~", "end": "2022-11~"}, [f"possibly from 1 October 2022 to 30 November 2022, {VAGUE}"]),
        (
            {"said": "2022-09-29", "start": "2022-10~"},
            [f"possibly from 1 October 2022, {VAGUE}", LATER, stale("29 March 2023")],
        ),
        (
            {"said": "2023-01-03", "end": "2023-01"},
            [f"possibly from a day that is not known to 31 January 2023, {VAGUE}"],
        ),
        (
            {"said": "2023-01-03", "end": "2023-03"},
            ["from 3 January 2023, when it was said, to 1 March 2023, possibly to 31 March 2023"],
        ),
        ({}, ["on every day, marked as day not known: write when it was said, or from when it holds"]),
        ({"said": "2022-09-29", "state": "draft"}, ["not drawn: a draft counts nowhere until it is accepted"]),
        ({"said": "2022-09-29", "repeats": "r"}, ["not drawn by itself: it counts with the claim that it repeats"]),
        (
            {"said": "2022-09-29", "kind": "context"},
            ["not drawn: context is listed beside the claims, and never compared with them"],
        ),
        (
            {"said": "2022-09-29", "kind": "dispute", "disputes": "r"},
            ["not drawn by itself: shown at what it denies, from 29 September 2022"],
        ),
        (
            {"said": "2022-09-29", "kind": "dispute", "figure": "15,000"},
            [
                "its figure is shown as denied, from 29 September 2022 to 28 March 2023, "
                "or until its claimant says something newer"
            ],
        ),
    ],
)
def test_what_will_be_drawn_is_said_in_a_sentence(report: dict[str, str], expected: list[str]) -> None:
    checked = editing.check({"title": "T"}, [{"claimant": "A", **report}], ledger=None)
    assert checked.source is not None
    assert editing.drawn_words(checked.good[0], source=checked.source) == "; ".join(expected)


def test_a_report_without_a_day_is_drawn_from_the_publication_of_its_source() -> None:
    (claim,) = editing.check({"title": "T"}, [{"claimant": "A"}], ledger=None).good
    said = editing.drawn_words(claim, source={"published": "2022-10-17"})
    assert said.startswith(f"from 17 October 2022, when its source was published; {CARRIED}; ")
    said = editing.drawn_words(claim, source={"accessed": "2022-10-17"})
    assert said == f"possibly earlier, certainly from 17 October 2022; {CARRIED}"
