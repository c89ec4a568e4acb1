"""Names of countries in the languages that Mustermap speaks and reads, by the table that the build makes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from mustermap.words.cldr_names import country_name, place_text

ROOT = Path(__file__).parents[1]
TABLE = json.loads((ROOT / "words" / "built" / "cldr_names.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("BY", {"en": "Belarus", "uk": "Білорусь", "ru": "Беларусь", "be": "Беларусь", "pl": "Białoruś"}),
        ("RU", {"en": "Russia", "uk": "Росія", "ru": "Россия", "be": "Расія", "pl": "Rosja"}),
        ("KP", {"en": "North Korea", "uk": "Північна Корея", "ru": "КНДР", "be": "Паўночная Карэя"}),
    ],
)
def test_a_country_has_its_name_in_each_language(code: str, names: dict[str, str]) -> None:
    assert {language: country_name(code, language) for language in names} == names


def test_every_language_that_is_spoken_names_every_country_that_english_does() -> None:
    spoken = [path.stem for path in (ROOT / "words").glob("*.json")]
    assert len(spoken) >= 3
    for language in spoken:
        assert set(TABLE["countries"]["en"]) - set(TABLE["countries"][language]) <= {"CQ"}  # Sark: new in CLDR
        assert all(TABLE["countries"][language].values())


def test_the_table_holds_countries_and_languages_only() -> None:
    assert all(re.fullmatch("[A-Z]{2}", code) for names in TABLE["countries"].values() for code in names)
    assert not {"EU", "UN", "ZZ"} & set(TABLE["countries"]["en"])
    assert "Unicode" in TABLE["source"]


def test_only_a_country_is_renamed_and_never_in_english() -> None:
    assert place_text("Czech Republic", "country:CZ", "en") == "Czech Republic"
    assert place_text("the south of Belarus", "southern:country:BY", "uk") == "the south of Belarus"
    assert place_text("Nowhere", "country:QQ", "uk") == "Nowhere"
    assert place_text("Belarus", "", "uk") == "Belarus"
