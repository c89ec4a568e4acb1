"""Who speaks and who is counted has a number that is the same where they are the same."""

from __future__ import annotations

import pandas as pd

from mustermap.layers.identities.claimant_keys import claimant_columns
from mustermap.layers.speakers import NOBODY, claimant_numbers, voice_numbers

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
