"""The options that publish with care: the list of what would be published, and the map that says what was done."""

from __future__ import annotations

import csv
import html
import json
import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from mustermap.app.publication.published_reports import read_care
from tests.block_reader import read_page
from tests.cases import day
from tests.test_app_commands import SEEDS, mustermap

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Watched


pytestmark = pytest.mark.usefixtures("warm_opening")


def test_an_embargo_is_a_number_of_days_or_a_day() -> None:
    today = day("2026-11-28")
    assert read_care("14d", None, None, today=today).embargo_from_day == day("2026-11-14")
    assert read_care("2022-11-15", None, None).embargo_from_day == day("2022-11-15")
    assert read_care(None, "region", ["quote,claimant", "quote"]).redact == ("quote", "claimant")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--embargo", "soon"], "mustermap: --embargo: 'soon' is no date in EDTF; write for instance 2022-10-09"),
        (["--coarsen", "village"], "mustermap: coarsen: 'village' is no precision to which places are raised"),
        (["--redact", "force"], "mustermap: redact: 'force' cannot be withheld; what can be: id, claimant"),
    ],
)
def test_care_that_is_not_understood_writes_nothing(tmp_path: Path, words: list[str], message: str) -> None:
    finished = mustermap("map", *words, folder=tmp_path, code=2)
    assert finished.stderr.startswith(message)
    assert list(tmp_path.iterdir()) == []


def test_a_dry_run_lists_what_would_be_published_and_which_texts_still_name_what_is_withheld(tmp_path: Path) -> None:
    finished = mustermap("map", str(SEEDS), "--coarsen", "region", "--dry-run", folder=tmp_path)
    rows = [line.split("\t") for line in finished.stdout.splitlines()]
    assert rows[0] == ["published as", "kept as", "claimant", "figure", "place", "place as kept", "said", "still names"]
    assert len(rows) == 14
    first = dict(zip(rows[0], rows[1], strict=True))
    assert first["place as kept"] == "Minsk Machulishchy Air Base (site)"
    assert first["place"] == "Minsk Region (region)"
    assert "summary: machulish" in first["still names"]
    assert "13 reports would be published, 0 left out; nothing was written" in finished.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_dry_run_of_an_embargo_says_what_is_left_out_and_why(tmp_path: Path) -> None:
    finished = mustermap("map", str(SEEDS), "--embargo", "2022-11-15", "--dry-run", folder=tmp_path)
    assert [line.split("\t")[1] for line in finished.stdout.splitlines()[1:]] == ["10-alleged-strike-plan"]
    assert "left out: 09-first-tank-army (claimed for 2022-11-15 or later, or about such a report)" in finished.stderr


def test_the_map_holds_only_what_is_published_and_says_so(tmp_path: Path) -> None:
    words = [
        "map",
        str(SEEDS),
        "--embargo",
        "2023-01-15",
        "--coarsen",
        "country",
        "--redact",
        "quote,summary",
        "-o",
        "m.html",
    ]
    finished = mustermap(*words, folder=tmp_path)
    page = (tmp_path / "m.html").read_text(encoding="utf-8")
    told = read_page(page)
    # 9 is over by the end of 2022; 3 holds until February 2023 and goes, and with it nothing but what it was said of.
    assert told["reports"]["place_wording"] == ["Russia", ""]
    assert set(told["reports"]["summary"]) == set(told["reports"]["quote"]) == {""}
    assert told["care"] == {
        "from_day": day("2023-01-15"),
        "left_out": 11,
        "coarsen": "country",
        "redact": ["quote", "summary"],
    }
    assert "Smolensk" not in json.dumps(told)
    said = "11 reports left out, being claimed for 15 January 2023 or later; places shown no more precisely than by"
    assert f"care      {said} country; withheld: quote and summary.\n" in finished.stdout


KEPT_BACK = """
[[source]]
id = "quelle-7"
title = "Quelle"
url = "https://secret.example"
published = "2022-01-01"
[[report]]
id = "zenit-1"
claimant = "Tschernjachow"
said = "2022-01-01"
unit = "Zenit"
force = "Russia"
figure = "31337"
place = "Baranovichi (airbase)"
place_country = "BY"
origin = "Yelnya"
origin_ref = "geonames:467525"
summary = "Vertraulich"
[[report]]
id = "zenit-2"
claimant = "Tschernjachow"
said = "2022-01-01"
force = "Russia"
geometry = '{"type":"Point","coordinates":[27.58765,53.77123]}'
repeats = ["zenit-1"]
"""
WITHHELD = ["zenit", "quelle", "secret.example", "tschernjachow", "31337", "baranavich", "baranovich", ":umma",
            "yelnya", "467525", "vertraulich", "27.5876", "53.7712"]  # fmt: skip


@pytest.mark.parametrize("name", ["c.gpkg", "c.geojson", "c.kml", "c.csv", "c.parquet"])
def test_an_exported_file_holds_nothing_that_is_withheld_says_so_and_is_read_back(tmp_path: Path, name: str) -> None:
    (tmp_path / "reports.toml").write_text(KEPT_BACK, encoding="utf-8")
    care = ["--coarsen", "region", "--redact", "id,claimant,unit,figure,summary,source"]
    mustermap("export", "reports.toml", *care, "-o", name, "-o", "datapackage.json", folder=tmp_path)
    if name.endswith(".parquet"):
        import pyarrow.parquet as pq

        table = pq.read_table(tmp_path / name)
        told = f"{table.drop_columns(['geometry']).to_pylist()} {table.schema.metadata}"
    else:
        told = (tmp_path / name).read_bytes().decode("utf-8", "replace")
    told = (told + (tmp_path / "datapackage.json").read_text(encoding="utf-8")).casefold()
    assert [word for word in WITHHELD if word in told] == []
    assert "published with care: places shown no more precisely than by region; withheld: id, claimant" in told
    added = mustermap("add", name, folder=tmp_path)
    assert "2 added" in added.stdout
    listed = json.loads(mustermap("list", "--json", folder=tmp_path).stdout)["listed"]
    assert [(row["id"], row["claimant"], row["place_name"], row["repeats"]) for row in listed] == [
        ("1", "withheld 1", "Brest Region", None), ("2", "withheld 1", "Minsk Region", "1"),
    ]  # fmt: skip


@pytest.mark.browser
def test_the_page_says_with_how_much_care_it_is_published(open_page: Callable[..., Watched], tmp_path: Path) -> None:
    mustermap(
        "map",
        str(SEEDS),
        "--embargo",
        "2023-01-15",
        "--coarsen",
        "region",
        "--redact",
        "quote",
        "-o",
        "m.html",
        folder=tmp_path,
    )
    said = {
        "en": "Published with care: 11 reports left out, being claimed for 15 January 2023 or later; places "
        "shown no more precisely than by region; withheld: quote.",
        "uk": "Опубліковано з обережністю: вилучено 11 повідомлень про 15 січня 2023 р. або пізніші дні; "
        "місця названо не точніше ніж до області; не показано: quote.",
    }
    for lang, sentence in said.items():
        watched = open_page(tmp_path / "m.html", f"?lang={lang}")
        line = watched.page.locator(".title-box .care")
        assert line.inner_text().replace("\u00a0", " ").replace("\u202f", " ") == sentence
        for width in (1280, 390):
            watched.page.set_viewport_size({"width": width, "height": 844})
            watched.settle()
            assert line.is_visible()
        assert watched.complaints == []


@pytest.mark.parametrize("name", ["c.html", "c.svg", "c.json", "c.xlsx", "c.parquet", "c.csv"])
def test_a_comparison_holds_nothing_that_is_withheld_and_says_so(tmp_path: Path, name: str) -> None:
    (tmp_path / "zenit.toml").write_text(KEPT_BACK, encoding="utf-8")
    care = ["--coarsen", "region", "--redact", "id,claimant,unit,figure,summary,source"]
    finished = mustermap("compare", "zenit.toml", "--on", "2022-01-01", *care, "-o", name, folder=tmp_path)
    told = _all_text(tmp_path / name).casefold()
    assert [word for word in WITHHELD if word in told] == []
    assert "withheld 1" in told
    sentence = "Published with care: places shown no more precisely than by region; withheld: id, claimant"
    assert sentence in finished.stderr
    assert sentence.casefold() in told or name.endswith(".csv")  # a CSV file has nowhere to say it


def _all_text(file: Path) -> str:
    if file.suffix == ".parquet":
        import pyarrow.parquet as pq

        table = pq.read_table(file)
        return f"{table.to_pylist()} {table.schema.metadata}"
    if file.suffix == ".xlsx":
        with zipfile.ZipFile(file) as book:
            return " ".join(html.unescape(book.read(name).decode("utf-8")) for name in book.namelist())
    text = html.unescape(file.read_text(encoding="utf-8"))
    # What is broken into lines stands in several texts: the description has it whole.
    return re.sub(r"\s+", " ", text)


def test_changes_and_a_claimant_followed_hold_nothing_that_is_withheld(tmp_path: Path) -> None:
    (tmp_path / "zenit.toml").write_text(KEPT_BACK, encoding="utf-8")
    care = ["--coarsen", "region", "--redact", "id,claimant,unit,figure,summary,source", "--json"]
    for words in (["--since", "2021-01-01", "--until", "2022-01-01"], ["--track", "withheld 1"]):
        answer = mustermap("compare", "zenit.toml", *words, *care, folder=tmp_path).stdout
        assert [word for word in WITHHELD if word in answer.casefold()] == []
        assert json.loads(answer)["care"].startswith("Published with care: places shown")
        assert '"withheld 1"' in answer


@pytest.mark.parametrize(
    "words", [["compare", str(SEEDS), "-o", "c.svg"], ["picture", str(SEEDS), "--on", "2022-12-01", "-o", "p.svg"]]
)
def test_a_dry_run_of_a_picture_writes_nothing(tmp_path: Path, words: list[str]) -> None:
    finished = mustermap(*words, "--redact", "claimant", "--dry-run", folder=tmp_path)
    assert "withheld 1" in finished.stdout
    assert "13 reports would be published, 0 left out; nothing was written" in finished.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_dry_run_of_an_export_lists_what_an_export_writes(tmp_path: Path) -> None:
    (tmp_path / "r.toml").write_text(
        '[[source]]\nid = "s"\ntitle = "T"\n'
        '[[report]]\nid = "told"\nclaimant = "A"\nsaid = "2022-01-01"\n'
        '[[report]]\nid = "sketched"\nclaimant = "A"\nsaid = "2022-01-01"\nstate = "draft"\n'
        '[[report]]\nid = "later"\nclaimant = "A"\nsaid = "2022-03-01"\n',
        encoding="utf-8",
    )
    for care, listed in (([], ["told", "sketched"]), (["--redact", "quote"], ["told"])):
        words = ["export", "r.toml", "--known-by", "2022-02-01", *care, "-o", "c.csv"]
        finished = mustermap(*words, "--dry-run", folder=tmp_path)
        assert [line.split("\t")[1] for line in finished.stdout.splitlines()[1:]] == listed
        assert "left out: later (not said by then)" in finished.stderr
        mustermap(*words, "--overwrite", folder=tmp_path)
        with (tmp_path / "c.csv").open(encoding="utf-8-sig", newline="") as file:
            assert list(dict.fromkeys(row["id"] for row in csv.DictReader(file))) == listed


def test_a_dry_run_tells_what_was_rejected(tmp_path: Path) -> None:
    rows = "id,claimant,figure_low,figure_high,source_title\na,A,5,9,T\nb,B,500,300,T\n"
    (tmp_path / "some.csv").write_text(rows, encoding="utf-8")
    finished = mustermap("map", "some.csv", "--redact", "quote", "--dry-run", folder=tmp_path, code=1)
    assert "rejected: some.csv row 3: figure_low: low 500 exceeds high 300" in finished.stderr


def test_a_dry_run_says_which_sentences_still_tell_a_withheld_figure(tmp_path: Path) -> None:
    finished = mustermap("map", str(SEEDS), "--redact", "figure", "--dry-run", folder=tmp_path)
    rows = [dict(zip(_HEADS, line.split("\t"), strict=True)) for line in finished.stdout.splitlines()[1:]]
    still = {row["kept as"]: row["still names"] for row in rows}
    assert "summary: 120,000" in still["03-latushka-120000"]
    assert still["05-scepticism"] == ""


_HEADS = ["published as", "kept as", "claimant", "figure", "place", "place as kept", "said", "still names"]
