"""One claimant in all wordings; who has no name; the register, and who speaks for whom."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pytest

from mustermap import layers
from mustermap.data.claimant_register import Claimant
from mustermap.data.report_table import reports_table, sources_table
from mustermap.data.reports import Report, Source
from mustermap.errors import UnknownClaimant
from mustermap.layers.claimants import Voices
from mustermap.layers.comparison.question import find_claimant
from mustermap.layers.identities.claimant_names import is_nameless

if TYPE_CHECKING:
    import geopandas as gpd

TABLE: Final[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "cases" / "claimant_wordings.json").read_text("utf-8")
)
HUR: Final = Claimant(
    name="Main Directorate of Intelligence",
    short="HUR",
    also_written_as=("GUR", "ГУР", "Ukrainian military intelligence"),
    speaks_for="Ministry of Defence of Ukraine",
)
BUDANOV: Final = Claimant(name="Kyrylo Budanov", also_written_as=("Кирило Буданов",), office="head", speaks_for="hur")


def claims(said: list[tuple[str, ...]], register: tuple[Claimant, ...] = ()) -> gpd.GeoDataFrame:
    """Return claims of (claimant, source, on whose information)."""
    reports = [
        Report(id=f"r{number}", claimant=who or "officials", source=source, attributed_to="".join(whose), force=("X",))
        for number, (who, source, *whose) in enumerate(said)
    ]
    sources = [Source(id=source, title=source) for source in sorted({one[1] for one in said})]
    return layers.claims_table(reports_table(reports), sources_table(sources), claimants=register)


def keys(*said: tuple[str, ...], register: tuple[Claimant, ...] = ()) -> list[str]:
    return claims(list(said), register)["claimant_key"].tolist()


def independent(*said: tuple[str, ...], register: tuple[Claimant, ...] = ()) -> int:
    table = claims(list(said), register)
    return int(Voices(table).count(np.zeros(len(table), dtype=np.int64), np.arange(len(table)), 1)[0])


def of_both(name: str) -> list[Any]:
    """Return the cases of both tables of wordings."""
    return [*TABLE["first"][name], *TABLE["second"][name]]


def keys_of_pairs(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the keys of pairs of wordings, each of two sources."""
    said = [one for first, second in pairs for one in ((first, "s"), (second, "t"))]
    found = keys(*said)
    return list(zip(found[::2], found[1::2], strict=True))


def test_an_office_letter_case_and_spaces_make_no_other_claimant() -> None:
    pairs = of_both("same")
    assert [pair for pair, (one, other) in zip(pairs, keys_of_pairs(pairs), strict=True) if one != other] == []


def test_an_organisation_s_name_is_never_shortened_nor_what_may_be_one() -> None:
    pairs = of_both("different")
    assert [pair for pair, (one, other) in zip(pairs, keys_of_pairs(pairs), strict=True) if one == other] == []


def test_who_has_no_name_is_one_claimant_for_each_source() -> None:
    wordings = of_both("nameless")
    assert [wording for wording in wordings if not is_nameless(wording)] == []
    table = claims([(wording, source) for wording in wordings for source in ("s", "s", "t")])
    found = table["claimant_key"].to_numpy(dtype=object).reshape(-1, 3)
    wrong = [
        wording
        for wording, (one, again, elsewhere) in zip(wordings, found, strict=True)
        if not one == again != elsewhere or not one.startswith(" ")
    ]
    assert wrong == []
    rows = np.arange(len(table))
    assert Voices(table).count(rows // 3, rows, len(wordings)).tolist() == [2] * len(wordings)


def test_who_has_a_name_is_one_claimant_in_all_sources() -> None:
    wordings = of_both("named")
    found = keys_of_pairs([(wording, wording) for wording in wordings])
    wrong = [
        wording for wording, (one, other) in zip(wordings, found, strict=True) if one != other or one.startswith(" ")
    ]
    assert wrong == []


def test_a_joint_statement_is_of_all_who_make_it_in_whatever_order() -> None:
    one, other, alone = keys(("B; A", "s"), ("A;b", "t"), ("A", "s"))
    assert (one, other, alone) == ("a;b", "a;b", "a")
    assert independent(("A", "s"), ("A; B", "t"), ("B", "u")) == 1


def test_the_register_says_which_wordings_are_one_claimant_and_its_short_name() -> None:
    table = claims([("ГУР", "s"), ("gur", "t"), ("Kyrylo Budanov, head of HUR", "s"), ("A", "s")], (HUR, BUDANOV))
    directorate, budanov = "main directorate of intelligence", "kyrylo budanov"
    assert table["claimant_key"].tolist() == [directorate, directorate, budanov, "a"]
    assert table["claimant_short"].tolist() == ["HUR", "HUR", "Kyrylo Budanov", "A"]
    assert table["claimant"].tolist() == ["ГУР", "gur", "Kyrylo Budanov, head of HUR", "A"]


def test_who_speaks_for_whom_is_one_voice_and_keeps_a_row_of_its_own() -> None:
    hur = Claimant(name="HUR", speaks_for="Ministry of Defence")
    said = [("Кирило Буданов", "s"), ("HUR", "t"), ("ministry of defence", "u"), ("A", "s", "HUR")]
    table = claims(said, (hur, BUDANOV))
    assert table["speaks_for"].tolist() == ["hur", "ministry of defence", "", ""]
    assert len(set(table["claimant_key"])) == 4
    assert independent(*said, register=(hur, BUDANOV)) == 1
    assert independent(*said) == 3


def test_who_is_registered_by_a_general_wording_has_a_name() -> None:
    said = [("US officials", "s"), ("US officials", "t")]
    assert independent(*said) == 2
    assert independent(*said, register=(Claimant(name="US government", also_written_as=("US officials",)),)) == 1


def test_information_of_nobody_named_leaves_the_word_with_the_claimant() -> None:
    assert independent(("A", "s", "officials"), ("A", "t", "sources")) == 1


@pytest.mark.parametrize("asked", ["Hanna Malyar", "hanna malyar, deputy defence minister", "Malyar"])
def test_a_claimant_is_found_in_all_wordings(asked: str) -> None:
    wordings = ["Hanna Malyar", "Hanna Malyar, Deputy Defence Minister", "B; Hanna Malyar, deputy minister"]
    table = claims([(one, "s") for one in (*wordings, "C")])
    assert find_claimant(table, asked) == sorted(wordings)


def test_a_claimant_is_found_by_a_short_name_and_by_the_registered_one() -> None:
    table = claims([("ГУР", "s"), ("GUR", "s"), ("A; GUR", "s")], (HUR,))
    for asked in ("HUR", "ГУР", "Main Directorate of Intelligence", "directorate"):
        assert find_claimant(table, asked) == ["A; GUR", "GUR", "ГУР"]
    with pytest.raises(UnknownClaimant, match="'nobody else' claims nothing"):
        find_claimant(table, "nobody else")


def test_the_source_of_somebody_without_a_name_is_no_claimant() -> None:
    with pytest.raises(UnknownClaimant, match="'tass' claims nothing; name one of 'officials'"):
        find_claimant(claims([("officials", "tass")]), "tass")


def test_a_figure_of_one_claimant_in_two_wordings_is_one_voice_of_the_comparison() -> None:
    reports = [
        Report(id=who, source="s", claimant=who, force=("Russia",), place="Belarus", phase="present")
        for who in ("Hanna Malyar", "Hanna Malyar, Deputy Defence Minister of Ukraine", "C")
    ]
    table = layers.claims_table(reports_table(reports), sources_table([Source(id="s", title="S")]))
    compared = layers.compare(table, area="Belarus", force="Russia", on="2022-12-01", by="claimant")
    assert compared.sentence == "Present: no number: Hanna Malyar and C."


def test_withheld_claimants_and_sources_are_in_no_key() -> None:
    table = claims([("ГУР", "secret"), ("officials", "secret"), ("officials", "t"), ("A", "t", "ГУР")], (HUR,))
    care = layers.Care(redact=("claimant", "attributed_to", "source"))
    published = layers.publish(table, care)
    names = ("claimant_key", "claimant_short", "speaks_for", "voice_key")
    text = " ".join(str(cell) for name in names for cell in published[name])
    assert not any(word in text for word in ("secret", "main", "HUR", "ministry", "ГУР"))
    one, _, other, _ = published["claimant_key"]
    assert one != other
    assert published["claimant_key"].nunique() == 4
    assert published["voice_key"].iloc[0] == published["voice_key"].iloc[3]


def test_sources_that_are_withheld_are_in_no_key_of_who_has_no_name() -> None:
    published = layers.publish(claims([("officials", "secret"), ("A", "t")]), layers.Care(redact=("source",)))
    assert published["claimant_key"].tolist() == [" 1", "a"]
