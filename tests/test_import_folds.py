"""An import says, before anything is kept, which claims fold under which newer word of the same claimant."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mustermap import layers
from mustermap.app.imports.folded_claims import MOST_FOLDS, folds_of
from mustermap.app.imports.possible_folds import fold_key, may_fold
from mustermap.data.files.report_files import read_files
from mustermap.data.ledger import Ledger
from mustermap.layers.identities.claimant_keys import ClaimantKeys
from mustermap.layers.replaced_claims import newest_instead
from tests.cases import build_claims, day
from tests.test_import_ledger import invoked, run
from tests.test_page_sections import situation_of

if TYPE_CHECKING:
    from pathlib import Path

    from mustermap.data.files.reading import Reading

HEAD = "claimant,said,figure,force,phase,place,start,end,component,source_title"
STAFF = "General Staff,{said},{figure},Russia,present,Belarus,,,,Evening News"


def write(path: Path, *rows: str) -> Path:
    path.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return path


def staff(*words: tuple[str, str]) -> list[str]:
    return [STAFF.format(said=said, figure=f'"{figure}"') for said, figure in words]


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """Three words of one claimant, of which the last leads, and one of another."""
    rows = staff(("2023-01-03", "7,000"), ("2023-01-13", "8,000"), ("2023-02-03", "9,000"))
    return write(tmp_path / "first.csv", *rows, 'B. Deputy,2023-02-03,"900",Russia,present,Belarus,,,,Evening News')


def folded(file: Path, *more: str) -> list[dict[str, Any]]:
    """Return what a dry run says of a file as JSON."""
    said = run("import", file, "--ledger", file.parent / "l.gpkg", "--dry-run", "--json", *more)
    found: list[dict[str, Any]] = json.loads(said)["folds"]
    return found


@pytest.mark.parametrize("dry", [["--dry-run"], []])
def test_how_many_claims_fold_under_which_is_said_before_anything_is_kept(first: Path, dry: list[str]) -> None:
    lines = run("import", first, "--ledger", first.parent / "l.gpkg", *dry).splitlines()
    assert lines[1:3] == [
        "2 claims fold under a newer one of the same claimant: kept, and shown as earlier",
        "  2 claims of General Staff fold under the newer one of 3 Feb 2023 (9,000): Russia, Belarus, present",
    ]
    assert lines[-1].startswith("nothing was kept" if dry else "ledger ")


def test_add_says_of_a_file_what_an_import_of_it_says(first: Path) -> None:
    ledger = first.parent / "l.gpkg"
    imported = run("import", first, "--ledger", ledger, "--dry-run").splitlines()
    added = run("add", first, "--ledger", ledger, "--as", "Kim").splitlines()
    assert added[:-1] == imported[1:4]
    assert "may be an update" in added[2]
    assert "4 added" in added[-1]
    # What is there already folds under nothing new.
    assert len(run("add", first, "--ledger", ledger, "--as", "Kim").splitlines()) == 1


def test_what_folds_has_one_claimant_one_force_and_one_phase_so_other_files_need_no_comparing(
    root: Path, tmp_path: Path
) -> None:
    found = 0
    for file in sorted((root / "seeds").glob("*.toml")):
        reading = read_files([file])
        keys = ClaimantKeys(reading.claimants.values())
        of = {report.id: fold_key(report, keys) for report in reading.reports.values()}
        folds = folds_of(tmp_path / "none.gpkg", reading)
        assert all({of[one] for one in fold.claims} == {of[fold.newer]} for fold in folds)
        assert not folds or may_fold(tmp_path / "none.gpkg", reading)
        found += len(folds)
    assert found >= 5
    assert not may_fold(tmp_path / "none.gpkg", read_files([root / "seeds" / "belarus-2022.toml"]))


def test_one_report_by_a_claimant_of_the_ledger_is_compared_and_one_by_another_is_not(first: Path) -> None:
    ledger = first.parent / "l.gpkg"
    run("import", first, "--ledger", ledger)
    about = (
        'source = "s"\nfigure = "5,000"\nforce = ["Russia"]\nphase = "present"\nplace = "Belarus"\nsaid = 2023-03-03\n'
    )
    spelt, other = first.parent / "spelt.toml", first.parent / "other.toml"
    for file, claimant in ((spelt, "general  staff"), (other, "Somebody")):
        file.write_text(
            f'[[source]]\nid = "s"\ntitle = "S"\n[[report]]\nclaimant = "{claimant}"\n{about}', encoding="utf-8"
        )
    assert may_fold(ledger, read_files([spelt]))
    assert not may_fold(ledger, read_files([other]))


def test_claims_of_the_ledger_that_a_file_joins_fold_too_in_all_spellings(first: Path) -> None:
    run("import", first, "--ledger", first.parent / "l.gpkg")
    second = write(
        first.parent / "second.csv",
        'general  staff,2023-03-03,"5,000",Russian Federation,present,Belarus,,,,Evening News',
        'B. Deputy,2022-02-03,"800",Russia,present,Belarus,,,,Evening News',
    )
    newest, older = folded(second)
    assert (newest["figure"], newest["said"], newest["newer_in_ledger"]) == ("5,000", "3 Mar 2023", False)
    assert (len(newest["claims"]), newest["in_ledger"]) == (3, 3)
    assert (older["claimant"], older["newer_in_ledger"], older["in_ledger"]) == ("B. Deputy", True, 0)
    lines = run("import", second, "--ledger", first.parent / "l.gpkg").splitlines()
    about = "Russia, Belarus, present"
    assert lines[2:4] == [
        f"  3 claims of general  staff in the ledger fold under the newer one of 3 Mar 2023 (5,000): {about}",
        f"  1 claim of B. Deputy folds under the newer one in the ledger of 3 Feb 2023 (900): {about}",
    ]


def test_the_register_of_the_ledger_says_who_is_the_same_claimant(first: Path) -> None:
    run("import", first, "--ledger", first.parent / "l.gpkg")
    with Ledger.open(first.parent / "l.gpkg") as ledger:
        ledger.register.add([{"name": "General Staff of Ukraine", "also_written_as": "General Staff;GSU"}])
    rows = [row.replace("General Staff", "GSU") for row in staff(("2023-03-03", "5,000"))]
    (fold,) = folded(write(first.parent / "second.csv", *rows))
    assert (fold["claimant"], fold["in_ledger"]) == ("General Staff of Ukraine", 3)


def test_what_is_there_already_folds_nothing_more_and_a_revision_is_taken_as_revised(first: Path) -> None:
    run("import", first, "--ledger", first.parent / "l.gpkg")
    assert folded(first) == []
    assert "fold" not in run("import", first, "--ledger", first.parent / "l.gpkg")
    assert len(folded(first, "--revise")[0]["claims"]) == 2


@pytest.mark.parametrize(
    "rows",
    [
        [row.replace("present", "arriving") for row in staff(("2023-01-03", "7,000"), ("2023-01-13", "8,000"))],
        [row.replace("General Staff", "officials") for row in staff(("2023-01-03", "7,000"), ("2023-01-13", "8,000"))],
        [f'Yearbook,2023-01-01,"{figure}",Russia,present,Belarus,{year}-01-01,{year}-12-31,,Evening News'
         for year, figure in ((2020, "7,000"), (2021, "8,000"))],
        [*staff(("2023-01-03", "7,000")), 'General Staff,2023-02-03,"500",Russia,present,Minsk,,,,Evening News'],
    ],
    ids=["movements", "nobody named", "each for its own year", "another place"],
)  # fmt: skip
def test_what_the_rule_of_newer_words_leaves_alone_does_not_fold(tmp_path: Path, rows: list[str]) -> None:
    assert folded(write(tmp_path / "t.csv", *rows)) == []


def test_a_long_list_is_cut_on_the_terminal_and_whole_in_json(tmp_path: Path) -> None:
    kinds = [f"kind {number:02}" for number in range(MOST_FOLDS + 5)]
    rows = [
        f'A. Minister,2023-01-{day_:02},"{figure}",Russia,present,Belarus,,,{kind},Evening News'
        for kind in kinds
        for day_, figure in ((3, "7,000"), (13, "8,000"))
    ]
    file = write(tmp_path / "t.csv", *rows)
    lines = run("import", file, "--ledger", tmp_path / "l.gpkg", "--dry-run").splitlines()
    assert lines[1] == "15 claims fold under 15 newer ones of the same claimant: kept, and shown as earlier"
    assert lines[2 + MOST_FOLDS] == "  and 5 more newer ones"
    assert len(folded(file)) == MOST_FOLDS + 5
    asked = invoked("import", file, "--ledger", tmp_path / "l.gpkg", "--json")
    assert len(json.loads(asked.stdout)["folds"]) == MOST_FOLDS + 5
    assert "15 claims fold under 15 newer ones" in asked.stderr  # before anything is kept


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32))
def test_each_claim_that_does_not_lead_on_a_day_is_named_with_a_newer_one_of_its_row(seed: int) -> None:
    claims = build_claims(situation_of(seed))
    older, newest = newest_instead(claims)
    row = claims["claimant_row"].to_numpy()
    assert (row[older] == row[newest]).all()
    assert (older != newest).all()
    runs = layers.claim_runs(claims)
    behind = set(runs.loc[~runs["leads"], "row"])
    assert behind <= set(older.tolist())
    for on in ("2022-11-01", "2022-12-01", "2023-02-01"):
        held = layers.in_effect(claims, on=day(on))
        stays = set(held.loc[~held["leads"], "id"])
        assert stays <= set(claims["id"].iloc[np.unique(older)])


def test_a_report_file_that_is_sent_says_it_too(tmp_path: Path) -> None:
    from mustermap.app.imports.folded_claims import folds_of

    claims = "".join(
        f'[[report]]\nsource = "s"\nclaimant = "A"\nforce = "Russia"\nphase = "present"\nplace = "Belarus"\n'
        f'said = "{said}"\nfigure = "{figure}"\n'
        for said, figure in (("2023-01-03", "7,000"), ("2023-02-03", "9,000"))
    )
    file = tmp_path / "r.toml"
    file.write_text(f'[[source]]\nid = "s"\ntitle = "Evening News"\n{claims}', encoding="utf-8")
    reading: Reading = read_files([file])
    (fold,) = folds_of(tmp_path / "none.gpkg", reading)
    assert fold.text == "1 claim of A folds under the newer one of 3 Feb 2023 (9,000): Russia, Belarus, present"
