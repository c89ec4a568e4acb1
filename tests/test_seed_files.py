"""The reports that come with Mustermap: what each file says of itself, and what the three say together."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

import mustermap as mm
from mustermap.data.files.report_files import read_files
from mustermap.seeds import seed_files

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

FILES = {file.name: file for file in seed_files()}
REPORTS = {"belarus-2022.toml": 13, "belarus-2022-coverage.toml": 38, "north-korea-2024.toml": 62}
SOURCES = {"belarus-2022.toml": 1, "belarus-2022-coverage.toml": 27, "north-korea-2024.toml": 45}
# Words that say what is true, or that somebody knew better than what he said; and one that reads as surprise.
_JUDGES = re.compile(
    r"confirm(?:s|ed)\b|reveal|admit|in fact|actually|\btru(?:e|th|ly)\b|\bfalse|prove[sn]?\b|so many", re.I
)
# Worked out by hand from the rules and the three files, before the first of them was built into a map.
SENTENCES = [
    (
        "Belarus", "Russia", "2022-12-01",
        "Present: about 4,300 (Kyrylo Budanov); not counted, day not known: about 500 (Serhii Nayev). Arriving: no "
        "figure for all of it; for parts: at most 9,000 (joint regional group, Valery Revenko). Ordered: more than "
        "1,000 (Alexander Lukashenko). Planned: 120,000 (Pavel Latushka, disputed).",
    ),
    (
        "Belarus", "Russia", "2023-02-01",
        "Present: from about 4,300 (Kyrylo Budanov) to about 11,000 (Serhii Deineko; Oleksii Hromov: at most "
        "11,000), five claimants, about 2.6 times apart; newest, 30 Jan 2023: about 9,000 (Andrii Demchenko); not "
        "counted, day not known: about 500 (Serhii Nayev). Arriving: no figure for all of it; for parts: at most 9,000 "
        "(joint regional group, Valery Revenko). Ordered: more than 1,000 (Alexander Lukashenko). Planned: 120,000 "
        "(Pavel Latushka, disputed).",
    ),
    (
        "Russia", "North Korea", "2024-11-20",
        "Present: from about 3,000 (Volodymyr Zelensky and National Intelligence Service of South Korea) to 12,000 "
        "(Pentagon: 11,000–12,000; Ukrainian military intelligence (HUR): about 12,000), six claimants, about 4.0 "
        "times apart; newest, 5 Nov 2024: about 10,000 or more than 10,000 (South Korea's Ministry of National "
        "Defense). Planned: from about 10,000 (National Intelligence Service of South Korea) to 100,000 (Volodymyr "
        "Zelensky, disputed), three claimants, about 10 times apart; newest, 19 Nov 2024: 100,000 (Volodymyr "
        "Zelensky).",
    ),
]  # fmt: skip


@cache
def content(name: str) -> dict[str, Any]:
    return tomllib.loads(FILES[name].read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def claims() -> gpd.GeoDataFrame:
    return mm.read_seeds()


def test_the_first_source_comes_first() -> None:
    assert list(FILES) == list(REPORTS)


def test_together_they_are_read_without_a_rejection_and_refer_only_to_reports_that_are_there() -> None:
    reading = read_files(seed_files())
    assert reading.accepted == sum(REPORTS.values())
    assert reading.rejected == []
    assert [(notice.file, notice.field) for notice in reading.notices] == [("belarus-2022.toml", "said")]


@pytest.mark.parametrize("name", FILES)
def test_the_head_of_a_file_says_how_it_was_gathered_and_that_it_is_no_complete_collection(name: str) -> None:
    lines = FILES[name].read_text(encoding="utf-8").splitlines()
    head = " ".join(line.lstrip("# ") for line in lines[: lines.index("[[source]]")])
    assert "It is no complete collection" in head
    assert "was read from beginning to end" in head or "How it was gathered" in head
    assert "the editor's own words" in head
    assert len(content(name)["report"]) == REPORTS[name]
    assert len(content(name)["source"]) == SOURCES[name]
    counts = re.findall(r"(\d+) reports of (\d+) pages", head)
    assert counts in ([], [(str(REPORTS[name]), str(SOURCES[name]))])


@pytest.mark.parametrize("name", FILES)
def test_each_source_has_its_publishers_address_or_says_that_it_is_not_known(name: str) -> None:
    for source in content(name)["source"]:
        assert source["accessed"]
        if "url" not in source:
            assert "address is known" in source["note"]
            continue
        address = urlsplit(source["url"])
        assert address.scheme == "https"
        assert not re.search(r"archive\.|webcache|translate\.goog|localhost", address.netloc)
        assert source["publisher"]


@pytest.mark.parametrize("name", FILES)
def test_summaries_are_the_editors_and_judge_nothing_and_quotes_are_short(name: str) -> None:
    for report in content(name)["report"]:
        identity = report["id"]
        assert not _JUDGES.search(report["summary"]), identity
        assert len(report["summary"].split()) <= 40, identity
        quote = report.get("quote", "")
        assert len(quote.split()) < 15, identity
        assert not quote or report["quote_lang"], identity
        assert not quote or quote not in report["summary"], identity
        assert re.fullmatch(r"(?:(?:cov|nk)-)?\d\d-[a-z0-9]+(?:-[a-z0-9]+)*", identity)


@pytest.mark.parametrize(("area", "force", "on", "sentence"), SENTENCES, ids=lambda text: str(text)[:20])
def test_the_sentence_of_a_subject_is_the_one_worked_out_by_hand(
    claims: gpd.GeoDataFrame, area: str, force: str, on: str, sentence: str
) -> None:
    assert mm.compare(claims, area=area, force=force, on=on).sentence == sentence


def test_the_files_are_the_trees(root: Path) -> None:
    assert {file.name for file in (root / "seeds").glob("*.toml")} == set(FILES)
