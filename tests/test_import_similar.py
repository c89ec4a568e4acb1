"""An import says, before anything is kept, what it may say twice or replace, and which column to fill with what."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest

from mustermap.data.ledger import Ledger
from tests.test_editing_likeness import DENIAL, LIKE, OLD, enter
from tests.test_import_ledger import run

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = (*OLD, "kind", "phase", "quantity", "component", "repeats", "updates", "beside", "disputes", "end", "state")


def write(path: Path, *rows: dict[str, str], title: str = "New") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, [*COLUMNS, "source_title", "source_published"], restval="")
        table.writeheader()
        table.writerows({"source_title": title, **row} for row in rows)
    return path


def ledger_of(folder: Path, *reports: dict[str, str]) -> Path:
    with Ledger.open(folder / "l.gpkg", create=True) as ledger:
        enter(ledger, *reports)
    return folder / "l.gpkg"


def similar(file: Path, ledger: Path) -> dict[str, list[tuple[str, str]]]:
    """Return of each kind what a dry run says of a file: the report and the other one."""
    said = run("import", file, "--ledger", ledger, "--dry-run", "--json")
    found: list[dict[str, Any]] = json.loads(said)["similar"]
    return {one["kind"]: [(each["report"], each["other"]) for each in one["reports"]] for one in found}


def test_an_import_asks_what_the_form_asks(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, OLD)
    rows = [{**OLD, **changed, "id": f"n{at}", "source_title": f"New {at}"} for at, (changed, _) in enumerate(LIKE)]
    expected: dict[str, list[tuple[str, str]]] = {}
    for at, (row, (_, asked)) in enumerate(zip(rows, LIKE, strict=True)):
        for kind, *_ in asked:
            expected.setdefault(kind, []).append((f"n{at}", "12"))
        alone = similar(write(tmp_path / "one.csv", row), ledger)
        assert alone == {kind: [(f"n{at}", "12")] for kind, *_ in asked}, row
    assert set(expected) == {"duplicate", "echo", "update"}


def test_reports_of_one_file_are_compared_with_one_another(tmp_path: Path) -> None:
    file = write(
        tmp_path / "f.csv",
        OLD | {"id": "a"},
        OLD | {"id": "b", "claimant": "B", "said": "2022-10-02"},
        OLD | {"id": "c", "said": "2022-10-05", "figure": "9,000"},
        OLD | {"id": "d", "said": "2022-10-05", "figure": "9,000", "source_title": "Another"},
        OLD | {"id": "e", "said": "2022-11-05", "figure": "9,000"},
    )
    found = similar(file, tmp_path / "none.gpkg")
    assert found == {"duplicate": [("d", "c")], "echo": [("b", "a")], "update": [("c", "a")]}


def test_exactly_and_about_are_one_figure_on_either_side(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, OLD | {"figure": "about 120,000"}, OLD | {"id": "13", "place": "Minsk"})
    later = OLD | {"claimant": "B", "said": "2022-10-02"}
    file = write(
        tmp_path / "f.csv", later | {"id": "a"}, later | {"id": "b", "place": "Minsk", "figure": "about 120,000"}
    )
    assert similar(file, ledger) == {"echo": [("a", "12"), ("b", "13")]}


def test_a_month_is_compared_with_all_its_days(tmp_path: Path) -> None:
    file = write(
        tmp_path / "f.csv",
        OLD | {"id": "month", "said": "2022-09"},
        OLD | {"id": "first", "said": "2022-09-02", "source_title": "A"},
        OLD | {"id": "last", "said": "2022-09-28", "source_title": "B"},
    )
    assert similar(file, tmp_path / "none.gpkg") == {"duplicate": [("first", "month"), ("last", "month")]}


def test_what_a_yearbook_says_of_each_year_is_asked_of_none(tmp_path: Path) -> None:
    plain = {name: text for name, text in OLD.items() if name not in {"id", "said", "start", "figure"}}
    years = [
        {**plain, "start": str(year), "end": str(year), "figure": str(figure)}
        for year, figure in ((2019, 500), (2020, 500), (2021, 600), (2022, 700))
    ]
    assert similar(write(tmp_path / "f.csv", *years), tmp_path / "none.gpkg") == {}


def test_a_denial_is_asked_what_it_denies(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, OLD | {"start": "2022-09-29"}, OLD | {"id": "13", "place": "Minsk"})
    early = DENIAL | {"id": "too early", "said": "2022-09-01", "figure": "9,000"}
    file = write(tmp_path / "f.csv", DENIAL | {"figure": "9,000"}, early)

    assert similar(file, ledger) == {"denial": [("no", "12")]}
    assert similar(write(file, DENIAL | {"disputes": "12"}), ledger) == {}


@pytest.mark.parametrize("command", ["import", "add"])
def test_the_note_is_counted_once_a_kind_and_says_what_to_fill(command: str, tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, OLD)
    repeated = [OLD | {"id": "", "claimant": claimant, "said": "2022-10-02"} for claimant in ("B", "C", "D")]
    lines = run(command, write(tmp_path / "f.csv", *repeated), "--ledger", ledger).splitlines()
    assert [line for line in lines if "may be" in line] == [
        "note: 3 reports may be echoes (the same figure, force and place within two weeks, said again), such as f.csv "
        "row 2 of 12 in the ledger: put the other's id into repeats; into beside if it is a claim of its own"
    ]
    lines = run(command, write(tmp_path / "g.csv", OLD | {"id": "again"}), "--ledger", ledger).splitlines()
    assert (
        "note: 1 report may be a duplicate (the same claimant, figure, force and place within two weeks), namely again "
        "of 12 in the ledger: if it is another source that says the same again, put the other's id into repeats; leave "
        "out the row if it is the same; if not, put the other's id into beside"
    ) in lines


def test_a_report_file_of_another_claimant_with_a_known_figure_is_compared_too(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, OLD)
    about = 'figure = "120,000"\nforce = ["Russia"]\nplace = "Belarus"\nsaid = 2022-10-01\n'
    file = tmp_path / "one.toml"
    file.write_text(
        f'[[source]]\nid = "s"\ntitle = "S"\n[[report]]\nid = "r"\nclaimant = "B"\n{about}', encoding="utf-8"
    )
    assert "may be an echo" in run("add", file, "--ledger", ledger)
    assert "may be" not in run("add", file, "--ledger", ledger)
