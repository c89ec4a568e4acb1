"""What the gazetteer says of places can be said in the page's language: the catalogue knows each of its sentences."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from mustermap import geo

if TYPE_CHECKING:
    from pathlib import Path

# wording and country: each is refused for a reason of its own
REFUSED = [
    ("Nosuchplaceatall", ""),
    ("Smolesnk", ""),
    ("near Smolesnk", ""),
    ("Smolensk", "BY"),
    ("Springfield", ""),
    ("the camp", ""),
    ("Korea", ""),
    ("near Belarus", ""),
    ("30 km north of Belarus", ""),
    ("north of Belarus", ""),
    ("north of Nosuchplaceatall", ""),
    ("20 km from Springfield", ""),
    ("the border of Portugal and Belarus", ""),
    ("between Minsk and Lisbon", ""),
    ("Гомельский район", ""),
    ("🙂", ""),
    ("x" * 201, ""),
    ("airbase", ""),
    ("the Kremlin", ""),
    ("Minsk, Belarus", "RU"),
    ("91.5000, 27.5900", ""),
    ("0, 0", ""),
]
FOUND = [
    "Machulishchi (airbase)",
    "Brest region",
    "Минск",
    "в Минске",
    "Smolennsk",
    "30 km north of Smolensk",
    "near Minsk",
    "Belarus",
    "southern Belarus",
    "the border of Belarus and Ukraine",
    "Yavoriv training ground",
    "north of Minsk",
    "between Minsk and Gomel",
]


@pytest.fixture(scope="module")
def catalogue(root: Path) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads((root / "words/en.json").read_text(encoding="utf-8"))
    return found


def _fits(messages: dict[str, str], text: str) -> bool:
    """Tell whether a text is one of the messages, with something in the place of each argument."""
    shapes = [re.sub(r"\\\{\w+\\\}", ".+?", re.escape(message.replace("''", "'"))) for message in messages.values()]
    return any(re.fullmatch(shape, text, re.DOTALL) for shape in shapes)


@pytest.mark.parametrize(("wording", "country"), REFUSED)
def test_each_reason_of_the_gazetteer_is_a_message_of_the_catalogue(
    catalogue: dict[str, dict[str, str]], wording: str, country: str
) -> None:
    reason = geo.resolve(wording, country=country or None).reason
    assert reason
    assert _fits(catalogue["placeReasons"], reason.removesuffix(".")), reason


@pytest.mark.parametrize("wording", FOUND)
def test_each_way_of_finding_a_place_is_made_of_messages(catalogue: dict[str, dict[str, str]], wording: str) -> None:
    place = geo.resolve(wording).place
    if place is None:
        pytest.fail(f"{wording!r} is found no more; take another example")
    parts = place.how.removesuffix(f"; from '{wording}'").split("; ")
    assert [part for part in parts if not _fits(catalogue["foundBy"], part)] == []
