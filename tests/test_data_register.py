"""The register of claimants in files: what is read, and what is refused with the remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import mustermap as mm
from mustermap.data.claimant_register import Claimant
from mustermap.data.files.report_files import read_files
from mustermap.errors import InvalidField

if TYPE_CHECKING:
    from pathlib import Path

    from mustermap.data.files.reading import Reading

HUR = """
[[claimant]]
name = "Main Directorate of Intelligence"
short = "HUR"
also_written_as = ["ГУР", "GUR"]
office = "military intelligence of Ukraine"
speaks_for = "Ministry of Defence of Ukraine"
"""


def read(folder: Path, *texts: str, known: tuple[Claimant, ...] = ()) -> Reading:
    paths = []
    for number, text in enumerate(texts, start=1):
        paths.append(folder / f"{number}.toml")
        paths[-1].write_text(text, "utf-8")
    return read_files(paths, known_claimants=known)


def test_a_claimant_of_the_register_is_read_with_all_fields(tmp_path: Path) -> None:
    reading = read(tmp_path, HUR)
    assert reading.rejected == []
    assert list(reading.claimants.values()) == [
        Claimant(
            name="Main Directorate of Intelligence",
            short="HUR",
            also_written_as=("ГУР", "GUR"),
            office="military intelligence of Ukraine",
            speaks_for="Ministry of Defence of Ukraine",
        )
    ]


@pytest.mark.parametrize(
    ("tables", "refused"),
    [
        ('name = ""', "1.toml claimant 1: name: blank; write the claimant's full name"),
        ('short = "HUR"', "1.toml claimant 1: name: blank; write the claimant's full name"),
        (
            'name = "A; B"',
            "1.toml claimant 1 (A; B): name: 'A; B' holds a semicolon, which separates those who say something "
            "together; name one",
        ),
        (
            'name = "A"\nspeaks_for = "B;C"',
            "1.toml claimant 1 (A): speaks_for: 'B;C' holds a semicolon, which separates those who say something "
            "together; name one",
        ),
        (
            'name = "A"\nalso_known_as = "B"',
            "1.toml claimant 1 (A): field 'also_known_as' is not known; did you mean 'also_written_as'?",
        ),
        (
            'name = "A"\noffice = {}',
            "1.toml claimant 1 (A): office: is a dict; write a text, a number, a date or a list",
        ),
        (
            'name = "A"\nspeaks_for = "a"',
            "1.toml claimant 1 (A): speaks_for: leads back to itself (A, A); leave it out at one of them",
        ),
        (
            'name = "A"\n[[claimant]]\nname = "B"\nalso_written_as = "a"',
            "1.toml claimant 2 (B): also_written_as: 'a' is a wording of 'A' already; keep it at one of them",
        ),
        (
            'name = "A"\nalso_written_as = "C"\n[[claimant]]\nname = " c "',
            "1.toml claimant 2 ( c ): name: 'c' is a wording of 'A' already; keep it at one of them",
        ),
        (
            'name = "A"\nshort = "x"\n[[claimant]]\nname = "a"\nshort = "y"',
            "1.toml claimant 2 (a): name: 'a' was given before with other content (name, short); "
            "write all of it in one table, or the same in both",
        ),
    ],
)
def test_what_is_wrong_with_a_claimant_is_said_with_where_and_what_to_do(
    tmp_path: Path, tables: str, refused: str
) -> None:
    reading = read(tmp_path, f"[[claimant]]\n{tables}\n")
    assert any(str(one).startswith(refused) for one in reading.rejected), [str(one) for one in reading.rejected]


def test_claimants_who_speak_for_one_another_in_a_circle_are_refused_and_others_stay(tmp_path: Path) -> None:
    names = {"A": "B", "B": "C", "C": "A", "D": "A"}
    reading = read(
        tmp_path, *(f'[[claimant]]\nname = "{name}"\nspeaks_for = "{whose}"\n' for name, whose in names.items())
    )
    assert list(reading.claimants) == ["d"]
    assert [str(one) for one in reading.rejected] == [
        "1.toml claimant 1 (A): speaks_for: leads back to itself (A, B, C, A); leave it out at one of them",
        "2.toml claimant 1 (B): speaks_for: leads back to itself (B, C, A, B); leave it out at one of them",
        "3.toml claimant 1 (C): speaks_for: leads back to itself (C, A, B, C); leave it out at one of them",
    ]


def test_the_same_claimant_twice_is_one_also_in_two_files(tmp_path: Path) -> None:
    reading = read(tmp_path, HUR, HUR)
    assert (len(reading.claimants), reading.rejected) == (1, [])


def test_a_wording_of_a_claimant_of_the_ledger_is_not_another_s(tmp_path: Path) -> None:
    reading = read(tmp_path, HUR, known=(Claimant(name="GUR"),))
    assert [str(one) for one in reading.rejected] == [
        "1.toml claimant 1 (Main Directorate of Intelligence): also_written_as: 'GUR' is a wording of 'GUR' already; "
        "keep it at one of them"
    ]


def test_a_claimant_cannot_be_made_of_what_a_file_cannot_hold() -> None:
    with pytest.raises(InvalidField, match="blank; write the claimant's full name"):
        Claimant(name=" ")


def test_the_register_of_a_file_is_applied_to_the_claims_of_all_files(tmp_path: Path) -> None:
    source = '[[source]]\nid = "s"\ntitle = "S"\n[[report]]\nclaimant = "гур"\n[[report]]\nclaimant = "A"\n'
    paths = [tmp_path / "register.toml", tmp_path / "reports.toml"]
    for path, text in zip(paths, (HUR, source), strict=True):
        path.write_text(text, "utf-8")
    claims = mm.read(paths)
    assert claims[["claimant", "claimant_short", "claimant_key", "speaks_for"]].values.tolist() == [
        ["гур", "HUR", "main directorate of intelligence", "ministry of defence of ukraine"],
        ["A", "A", "a", ""],
    ]
