"""Publishing with care: what is left out, told less precisely or withheld, and that nothing of it stays behind."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from mustermap import layers, maps
from mustermap.data.fields import REFERENCES
from mustermap.data.report_table import reports_table, sources_table
from tests.block_reader import read_block, read_page
from tests.cases import day, seed_claims

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd


def claims(tmp_path: Path, *reports: str) -> gpd.GeoDataFrame:
    """Make the claims table of reports in TOML."""
    head = '[[source]]\nid = "s"\ntitle = "T"\npublished = "2022-01-01"\naccessed = "2022-01-02"\n'
    return made_of(tmp_path, head + "".join(f"[[report]]\nclaimant = 'A'\n{report}\n" for report in reports))


def made_of(tmp_path: Path, text: str) -> gpd.GeoDataFrame:
    """Make the claims table of a report file."""
    from mustermap.data.files.report_files import read_files

    file = tmp_path / "reports.toml"
    file.write_text(text, encoding="utf-8")
    reading = read_files([file])
    assert reading.rejected_rows == 0, [str(one) for one in reading.rejected]
    table = reports_table(list(reading.reports.values()), reading.tables)
    return layers.claims_table(table, sources_table(list(reading.sources.values())))


# The embargo begins on 15 November 2022. What is left, worked out by hand from the rule: in effect on that day or
# later, and not only last cited then (last cited from the 181st day after the newest saying on).
EMBARGO = [
    ("it ended the day before", ['id="a"\nsaid="2022-11-01"\nstart="2022-11-01"\nend="2022-11-14"'], ["a"]),
    ("it holds on the first day", ['id="a"\nsaid="2022-11-01"\nstart="2022-11-01"\nend="2022-11-15"'], []),
    ("it is to hold in the future", ['id="a"\nsaid="2022-11-01"\nstart="2024-01-01"\nend="2024-02-01"'], []),
    ("said within it, of days before", ['id="a"\nsaid="2022-11-20"\nstart="2022-10-01"\nend="2022-10-02"'], ["a"]),
    ("its end is not known, said 180 days before", ['id="a"\nsaid="2022-05-19"\nstart="2022-05-01"'], []),
    ("its end is not known, last cited before it", ['id="a"\nsaid="2022-05-18"\nstart="2022-05-01"'], ["a"]),
    ("open, and said again by an echo", ['id="a"\nsaid="2022-01-01"\nstart="1999"\nend=".."',
     'id="b"\nsaid="2022-11-01"\nrepeats=["a"]'], []),
    ("an update that goes takes the older claim that would go on", [
     'id="a"\nsaid="2022-10-01"\nstart="2022-10-01"\nend=".."',
     'id="b"\nsaid="2022-11-01"\nstart="2022-11-01"\nend=".."\nupdates=["a"]'], []),
    ("a dispute of what goes goes too", ['id="a"\nsaid="2022-11-01"\nstart="2022-11-01"\nend="2022-11-15"',
     'id="d"\nkind="dispute"\nsaid="2022-01-02"\ndisputes=["a"]'], []),
    ("a dispute of two stays with one", ['id="a"\nsaid="2022-11-01"\nstart="2022-11-01"\nend="2022-11-15"',
     'id="b"\nsaid="2022-01-02"\nstart="2022-01-01"\nend="2022-01-02"',
     'id="d"\nkind="dispute"\nsaid="2022-01-02"\ndisputes=["a", "b"]'], ["b", "d"]),
    ("drafts and the retracted are never published", ['id="a"\nsaid="2022-01-02"\nend="2022-01-03"\nstate="draft"',
     'id="b"\nsaid="2022-01-02"\nend="2022-01-03"\nstate="retracted"\nreason="wrong"'], []),
]  # fmt: skip


@pytest.mark.parametrize(("why", "reports", "left"), EMBARGO, ids=[why for why, _, _ in EMBARGO])
def test_the_embargo_leaves_out_what_is_said_to_hold_from_a_day_on(
    tmp_path: Path, why: str, reports: list[str], left: list[str]
) -> None:
    table = claims(tmp_path, *reports)
    first = day("2022-11-15")
    shown = layers.publish(table, layers.Care(embargo_from_day=first))
    assert shown["id"].tolist() == left, why
    named = {name for column in REFERENCES for ids in shown[column] for name in ids.split(";")}
    assert named - {""} <= set(left)
    for on in (first, first + 30, first + 365):
        found = layers.in_effect(shown, on=on)
        assert found[~found["last_cited"]].empty


def test_of_what_is_published_with_care_a_claimant_s_rows_are_counted_up_and_stay_rows(tmp_path: Path) -> None:
    named = (("a", "Minsk"), ("b", "Minsk"), ("c", "Brest"), ("d", "Brest"))
    reports = [
        f'id="{name}"\nsaid="2022-0{number}-01"\nplace="{place}"\nfigure="{number},000"'
        for number, (name, place) in enumerate(named, start=1)
    ]
    table = claims(tmp_path, *reports)
    shown = layers.publish(table, layers.Care(coarsen="country"))
    assert shown["claimant_row"].tolist() == [1, 1, 2, 2]
    kept = layers.in_effect(table, on="2022-06-01").index.tolist()
    assert layers.in_effect(shown, on="2022-06-01").index.tolist() == kept == [1, 3]


def test_every_place_is_raised_with_its_radius_and_no_finer_word_of_it_is_left() -> None:
    shown = layers.publish(seed_claims(), layers.Care(coarsen="region"))
    placed = shown[shown["place_ref"] != ""]
    assert set(zip(placed["place"], placed["place_precision"], strict=True)) == {
        ("Belarus", "country"), ("Minsk Region", "region"), ("Smolensk Oblast", "region"),
    }  # fmt: skip
    assert (placed["place_radius_m"] > 50_000).all()
    assert set(placed.geometry.geom_type) == {"MultiPolygon"}
    block = read_block(_data(shown))
    said = json.dumps([block["places"], block["reports"]["place_wording"], block["reports"]["place_how"]])
    assert "Machulish" not in said
    assert '"Smolensk"' not in said
    assert block["reports"]["id"] == [str(number) for number in range(1, 14)]  # an id may be a hash of the place


def test_a_place_that_cannot_be_raised_is_withheld_and_says_so(tmp_path: Path) -> None:
    table = claims(
        tmp_path,
        'id="a"\nplace="border of Belarus and Ukraine"',
        'id="b"\nplace="somewhere in Nowhereland"\norigin="Yelnya"',
        'id="c"',
    )
    shown = layers.publish(table, layers.Care(coarsen="country"))
    assert shown["place"].tolist() == ["withheld", "withheld", ""]
    assert shown["place_ref"].tolist() == ["", "", ""]
    assert shown.geometry.isna().all()
    assert shown["origin"].tolist() == ["", "withheld", ""]
    assert (
        shown["place_reason"].tolist()[:2] == ["Its place is not published: no country is known in which it lies."] * 2
    )
    layers.check_claims(shown)


def test_the_block_of_a_map_holds_nothing_that_is_withheld(tmp_path: Path) -> None:
    secret = ["Zenit", "Quelle", "https://secret.example", "Vertraulich", "Tschernjachow", "31337"]
    table = claims(
        tmp_path,
        'id="zenit-1"\nunit="Zenit"\nsummary="Vertraulich"\nquote="Vertraulich"\nattributed_to="Tschernjachow"\nplace="Minsk"'
        '\nfigure="31337"\nsaid="2022-01-01"',
    )
    table["source_url"], table["source_title"] = "https://secret.example", "Quelle"
    fields = ("id", "unit", "summary", "quote", "attributed_to", "figure", "source")
    shown = layers.publish(table, layers.Care(redact=fields))
    page = maps.Document(shown, title="T").html()
    told = json.dumps(read_page(page), ensure_ascii=False)
    assert [word for word in secret if word.casefold() in told.casefold()] == []
    assert [word for word in secret if word in page] == []
    assert read_page(page)["care"] == {"from_day": None, "left_out": 0, "coarsen": "", "redact": list(fields)}
    assert read_page(page)["reports"]["figure"] == ["withheld"]  # and not: no figure was given


def test_where_the_place_is_withheld_so_is_a_country_that_is_said_alone(tmp_path: Path) -> None:
    table = claims(tmp_path, 'id="a"\nplace_country="IQ"\nsaid="2022-01-01"', 'id="b"\nsaid="2022-01-01"')
    shown = layers.publish(table, layers.Care(redact=("place",)))
    assert shown["place_country_code"].tolist() == ["", ""]
    assert shown["place"].tolist() == ["withheld", ""]
    assert read_page(maps.Document(shown, title="T").html())["reports"]["place_country"] == ["", ""]


def test_withheld_names_keep_claimants_and_parts_apart() -> None:
    before, after = seed_claims(), layers.publish(seed_claims(), layers.Care(redact=("claimant", "component")))
    for column in ("claimant", "component"):
        assert set(after[column]) & set(before[column]) <= {""}
        assert (after[column] == "").tolist() == (before[column] == "").tolist()
        pairs = set(zip(before[column], after[column], strict=True))
        assert len(pairs) == before[column].nunique() == after[column].nunique()


# Who speaks, on whose information, and how many independent claimants these are, counted by hand.
VOICES = [
    ("two who also speak jointly are one voice", [("A", ""), ("B", ""), ("A; B", "")], 1),
    ("a joint statement and somebody else", [("A;B", ""), ("C", "")], 2),
    ("what another says on somebody's information is that person's", [("A", ""), ("B", "A")], 1),
    ("two on the information of one", [("A", "X"), ("B", "X")], 1),
    ("a name that is spaced and written otherwise", [("General  Staff", ""), ("general staff", "")], 1),
]


@pytest.mark.parametrize("fields", [("claimant",), ("claimant", "attributed_to")])
@pytest.mark.parametrize(("why", "voices", "independent"), VOICES, ids=[why for why, _, _ in VOICES])
def test_who_is_withheld_is_no_more_independent_than_before(
    tmp_path: Path, why: str, voices: list[tuple[str, str]], independent: int, fields: tuple[str, ...]
) -> None:
    shared = 'said="2022-01-01"\nstart="2022-01-01"\nend="2022-01-31"\nforce="Russia"\nplace="Belarus"\nfigure="5"'
    head = '[[source]]\nid = "s"\ntitle = "T"\npublished = "2022-01-01"\n'
    told = [f'[[report]]\n{shared}\nclaimant="{who}"\nattributed_to="{whose}"\n' for who, whose in voices]
    table = made_of(tmp_path, head + "".join(told))
    for claims_ in (table, layers.publish(table, layers.Care(redact=fields))):
        compared = layers.compare(claims_, on=day("2022-01-10"))
        assert compared.subjects["claimants"].tolist() == [independent], why
    names = {name for who, whose in voices for text in (who, whose) for name in text.split(";") if name}
    published = layers.publish(table, layers.Care(redact=fields))
    said = {name.strip() for text in (*published["claimant"], *published["attributed_to"]) for name in text.split(";")}
    assert not {name.strip() for who, _ in voices for name in who.split(";")} & said
    assert names & said <= ({"X"} if fields == ("claimant",) else set())  # X claims nothing, and was not asked for


def test_ids_are_numbers_where_anything_of_which_they_are_hashes_is_withheld(tmp_path: Path) -> None:
    # The id of a report without one is a hash, also of its source's id, which is one of title, address and day.
    source = '[[source]]\ntitle = "T"\npublished = "2022-01-01"\n'
    table = made_of(tmp_path, f'{source}[[report]]\nclaimant = "A"\nsaid = "2022-01-01"\n')
    for field in ("source_title", "source_publisher", "source_url", "source_published", "source"):
        published = layers.publish(table, layers.Care(redact=(field,)))
        assert (published["id"].tolist(), published["source"].tolist()) == (["1"], ["source 1"]), field


def test_without_care_the_table_is_the_same() -> None:
    table = seed_claims()
    assert layers.publish(table, layers.Care()) is table


@pytest.mark.parametrize(
    ("care", "message"),
    [
        ({"coarsen": "village"}, "coarsen: 'village' is no precision to which places are raised: settlement,"),
        ({"redact": ("force",)}, "redact: 'force' cannot be withheld; what can be: id, claimant"),
        ({"redact": ("start",)}, "redact: 'start' cannot be withheld"),
    ],
)
def test_care_that_there_is_not_is_refused(care: dict[str, Any], message: str) -> None:
    with pytest.raises(layers.WrongCare) as refused:
        layers.Care(**care)
    assert str(refused.value).startswith(message)


def test_an_empty_table_is_published_empty() -> None:
    empty = seed_claims().iloc[:0]
    empty.attrs = seed_claims().attrs
    shown = layers.publish(empty, layers.Care(embargo_from_day=0, coarsen="region", redact=("quote", "place")))
    assert shown.empty
    assert isinstance(shown, pd.DataFrame)
    layers.check_claims(shown)


def _data(shown: gpd.GeoDataFrame) -> str:
    from mustermap.maps.block.block import block_text

    return block_text(shown, title="T")
