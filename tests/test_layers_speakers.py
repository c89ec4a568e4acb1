"""Who speaks and who is counted has a number that is the same where they are the same."""

from __future__ import annotations

import pandas as pd
import pytest

from mustermap import layers
from mustermap.layers.identities.claimant_keys import claimant_columns
from mustermap.layers.speakers import NOBODY, claimant_numbers, voice_numbers
from tests.cases import build_claims

ROWS = pd.DataFrame(
    [
        ("Hanna Malyar", "", "s"),
        (" hanna  malyar", "", "t"),
        ("US officials", "", "s"),
        ("US officials", "", "t"),
        ("The article", "", "t"),
        ("The article", "Hanna Malyar", "s"),
        ("Hanna Malyar", "unnamed", "s"),
    ],
    columns=["claimant", "attributed_to", "source"],
)
CLAIMS = ROWS.assign(**claimant_columns(ROWS["claimant"], ROWS["attributed_to"], ROWS["source"]))


def test_one_claimant_has_one_number_in_all_spellings_and_nobody_named_has_none() -> None:
    first, second, *nameless, last = claimant_numbers(CLAIMS).tolist()
    assert first == second == last != NOBODY
    assert nameless == [NOBODY] * 4


def test_who_is_counted_is_on_whose_information_and_nobody_named_is_one_for_each_source() -> None:
    malyar, again, officials, elsewhere, article, on_information, on_nobody_s = voice_numbers(CLAIMS).tolist()
    assert malyar == again == on_information == on_nobody_s
    assert article == elsewhere
    assert len({malyar, officials, elsewhere}) == 3


@pytest.mark.parametrize(
    ("said", "counted"),
    [
        # Who is named vouches for it: nobody knows whether the officials of two claimants are the same.
        ([("A. Minister", "officials", "s"), ("B. Deputy", "officials", "s")], ", two claimants, "),
        ([("A. Minister", "unnamed officials", "s"), ("A. Minister", "", "t")], " (A. Minister)."),
        ([("A. Minister", "C. General", "s"), ("B. Deputy", "C. General", "t")], ", one voice."),
        ([("officials", "sources", "s"), ("the article", "sources", "t")], ", two claimants, "),
    ],
    ids=["two on officials' information", "one on officials' and on no information", "two on one's", "nobody named"],
)
def test_on_the_information_of_nobody_named_a_claim_counts_for_its_claimant(
    said: list[tuple[str, str, str]], counted: str
) -> None:
    usual = {"force": "Russia", "place": "Belarus", "phase": "present", "measure": "stock", "said": "2022-11-14"}
    rows = [
        {"id": f"r{at}", "claimant": who, "attributed_to": whose, "source": source, "figure": f"{at + 4},000"}
        for at, (who, whose, source) in enumerate(said)
    ]
    claims = build_claims({"all": usual, "reports": rows, "sources": [{"id": "s"}, {"id": "t"}]})
    sentence = layers.compare(claims, area="Belarus", force="Russia", on="2022-12-01").sentence
    voices = set(claims["voice_key"])
    assert len(voices) == (2 if "two" in counted else 1)
    assert counted in sentence
