"""Names in other letters and in other cases lead to the same place, and never to one that is not in the gazetteer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mustermap import geo
from mustermap.geo.wording.case_endings import MOST_GUESSES, nominatives
from mustermap.geo.wording.name_key import fold
from mustermap.geo.wording.scripts import respellings


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        # the examples of the systems themselves, folded
        ("Щербаков", "Shcherbakov"),  # BGN/PCGN Russian
        ("Щербаков", "Ŝerbakov"),  # ISO 9
        ("Згурський", "Zghurskyi"),  # Ukrainian national
        ("Єнакієве", "Yenakiieve"),
        ("Знам'янка", "Znamianka"),
        ("Барысаў", "Barysaw"),  # BGN/PCGN Belarusian
        ("Барысаў", "Barysaŭ"),  # Łacinka
        ("Ляхавічы", "Liachavičy"),
        ("Смаргонь", "Smarhoń"),
        ("Минск", "Minsk"),
        ("Восточный", "Vostochny"),  # as news agencies write it
    ],
)
def test_a_name_is_respelled_in_the_systems_that_reports_use(cyrillic: str, latin: str) -> None:
    assert fold(latin) in respellings(cyrillic)


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Baranoviči", "барановичи"),
        ("Baranowicze", "барановиче"),
        ("Machulishchi", "мачулищи"),
        ("Smolensk", "смоленск"),
        ("Gomel", "гомель"),
        ("Kharkiv", "харків"),
        ("Lachavičy", "лахавічы"),
    ],
)
def test_latin_letters_are_read_back(latin: str, cyrillic: str) -> None:
    assert cyrillic in respellings(latin)


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("гомеле", "гомель"), ("минска", "минск"), ("смоленском", "смоленск"), ("барановичах", "барановичи"),
        ("лиде", "лида"), ("москвой", "москва"), ("казани", "казань"), ("орле", "орел"), ("грозном", "грозный"),
        ("нижнем новгороде", "нижний новгород"), ("великих луках", "великие луки"), ("белой церкви", "белая церковь"),
        ("львові", "львів"), ("києві", "київ"), ("харкові", "харків"), ("одесі", "одеса"), ("тернополі", "тернопіль"),
        ("черкасах", "черкаси"), ("празі", "прага"), ("запоріжжі", "запоріжжя"), ("білій церкві", "біла церква"),
        ("мінску", "мінск"), ("гомелі", "гомель"), ("брэсце", "брэст"), ("магілеве", "магілеў"), ("лідзе", "ліда"),
        ("баранавічах", "баранавічы"), ("гродне", "гродна"), ("warszawie", "warszawa"),
        ("baranowiczach", "baranowicze"),
        ("minsku", "minsk"), ("homlu", "homel"), ("lwowie", "lwow"), ("grodnie", "grodno"), ("brzesciu", "brzesc"),
        ("bialymstoku", "bialystok"), ("bialej podlaskiej", "biala podlaska"), ("smolenskiem", "smolensk"),
    ],
)  # fmt: skip
def test_a_case_ending_comes_off(form: str, name: str) -> None:
    assert name in nominatives(form)


@pytest.mark.parametrize(
    ("wording", "number"),
    [
        ("в Гомеле", 627907), ("из Гомеля", 627907), ("у Гомелі", 627907), ("w Homlu", 627907), ("in Gomel", 627907),
        ("в Минске", 625144), ("у Мінску", 625144), ("w Mińsku", 625144), ("до Мінська", 625144), ("Минском", 625144),
        ("w Baranowiczach", 630429), ("в Барановичах", 630429), ("у Баранавічах", 630429), ("Baranoviči", 630429),
        ("у Львові", 702550), ("во Львове", 702550), ("we Lwowie", 702550), ("в Смоленске", 491687),
        ("в городе Минске", 625144), ("у місті Львові", 702550), ("Maczuliszcze", 625671), ("Asipovičy", 624034),
        ("Mińsk Białoruski", 625144), ("в Калининграде", 554234), ("Слов'янськ", 693468),
    ],
)  # fmt: skip
def test_names_in_other_letters_and_cases_are_found(wording: str, number: int) -> None:
    answer = geo.resolve(wording)
    assert answer.place is not None, answer.reason
    assert answer.place.ref == f"geonames:{number}", answer.place.name


@pytest.mark.parametrize(
    ("wording", "ref"),
    [
        ("под Смоленском", "near:geonames:491687"),
        ("біля Львова", "near:geonames:702550"),
        ("w okolicach Mińska", "near:geonames:625144"),
        ("в 30 км к северу от Смоленска", "30km-N:geonames:491687"),
        ("за 30 км на північ від Харкова", "30km-N:geonames:706483"),
        ("на юге Беларуси", "southern:country:BY"),
        ("белорусско-украинская граница", "border:country:BY|country:UA"),
        ("granica polsko-białoruska", "border:country:BY|country:PL"),
        ("между Минском и Смоленском", "between:geonames:491687|geonames:625144"),
        ("на аэродроме Мачулищи", "icao:UMLI"),
        ("на аэродроме в Лиде", "icao:UMDD"),
    ],
)
def test_frames_take_names_out_of_their_case(wording: str, ref: str) -> None:
    answer = geo.resolve(wording)
    assert answer.place is not None, answer.reason
    assert answer.place.ref == ref


def test_how_says_that_a_name_was_read_freely() -> None:
    place = geo.resolve("в Гомеле").place
    assert place is not None
    assert place.how == "settlement; from an inflected form; from 'в Гомеле'"
    assert place.confidence < geo.resolve("Гомель").confidence


@given(st.text(max_size=80))
def test_guesses_are_folded_few_and_never_the_name_itself(text: str) -> None:
    guesses = nominatives(fold(text))
    assert len(guesses) <= MOST_GUESSES
    assert fold(text) not in guesses
    for spelling in respellings(text):
        assert spelling == fold(spelling)
