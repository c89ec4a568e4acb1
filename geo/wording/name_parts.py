"""Take a place wording apart: the name, the kind of place and the country that it names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from mustermap.geo.wording.name_key import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from mustermap.geo.answers import Kind

# What a wording can call a place. "base" is an airfield in military use; a "district" is a part of a region.
Word = Literal["settlement", "airfield", "base", "site", "country", "region", "district"]

_PHRASES: dict[Word, tuple[str, ...]] = {
    "base": (
        "airbase|air base|military airbase|military air base|military airfield|military aerodrome|air force base|afb",
        "naval air base|авиабаза|авиабазе|авиабазы|авіабаза|авіабазі|авіябаза|авіябазе",
        "военный аэродром|военном аэродроме|військовий аеродром|ваенны аэрадром",
        "baza lotnicza|lotnisko wojskowe",
    ),
    "airfield": (
        "airfield|air field|airport|international airport|aerodrome|airstrip",
        "аэродром|аэропорт|аеродром|аеропорт|летовище|аэрадром|аэрапорт|lotnisko|port lotniczy",
        "аэродроме|аэродрома|аэропорту|аэропорта|аеродромі|аэрадроме|lotnisku|lotniska|air strip|air station",
    ),
    "settlement": (
        "city|town|village|settlement|urban settlement|urban type settlement|agrotown|hamlet",
        "город|города|городе|г|гор|деревня|деревни|деревне|дер|село|села|селе|поселок|поселка|поселке|пос|пгт",
        "агрогородок|агрогородке|місто|міста|місті|м|смт|селище|селища|селищі|горад|горада|горадзе|вёска|вёсцы",
        "аграгарадок|miasto|miasta|miescie|wies|wsi|miasteczko|miasteczku|port city|garrison town|border town",
        "border city|hero city|municipal settlement",
    ),
    "site": (
        "training ground|training grounds|training area|training range|training centre|training center",
        "military training ground|firing range|shooting range|range|proving ground|test site|polygon|military base",
        "training camp|tent camp|field camp|учебный центр|учебном центре|навчальний центр|навчальному центрі",
        "вучэбны цэнтр|poligon wojskowy|ваенны палігон|общевойсковой полигон",
        "военный полигон|военном полигоне|військовий полігон|військовому полігоні",
        "авиационный полигон|авиаполигон|авіаційний полігон|танкодром|стрельбище|стрільбище|стрэльбішча",
        "base|полигон|полигоне|полигона|полігон|полігоні|полігону|палігон|палігоне|poligon|poligonie|poligonu",
    ),
    "region": (
        "region|oblast|oblast'|oblasts|voblast|voblasts|voblasc|voblasts'|voblasć|province|voivodeship|krai|kray",
        "administrative region|federal subject|governorate|prefecture|county|autonomous republic",
        "край|краю|крае|область|области|областью|обл|області|областю|вобласць|вобласці|вобл",
        "województwo|województwie|województwa|woj|obwód|obwodzie|obwodu",
    ),
    "district": (
        "district|raion|rayon|municipality|commune|hromada|gmina|powiat|powiecie",
        "район|районе|района|районі|району|раён|раёне|раёна|громада",
    ),
    "country": ("country|republic|state|territory|страна|країна|краіна|республика|республики|республике",),
}
_WORD_BY_PHRASE: dict[str, Word] = {
    fold(phrase): word for word, lines in _PHRASES.items() for line in lines for phrase in line.split("|")
}
_LONGEST_PHRASE = max(phrase.count(" ") + 1 for phrase in _WORD_BY_PHRASE)
_LINKS = frozenset({"of", "at", "in"})
_ORDINAL = re.compile("[0-9]+(?:st|nd|rd|th)")
_PARENTHESES = re.compile(r"\(([^()]*)\)")
_GENERAL = "the|of|in|at|a|area|border|front|frontier|zone|line|sector|side|here|there|location|place|site|unknown"
_SIDES = (
    "north|south|east|west|northern|southern|eastern|western|central|граница|границе|границы|кордон|кордоні|кордону"
)
_MORE = "мяжа|мяжы|фронт|фронте|фронті|фронце|granica|granicy|front|froncie|в|на|у|w|na|тыл|тылу|штаб|центр|центре"
_NO_NAMES = frozenset("|".join((_GENERAL, _SIDES, _MORE)).split("|"))
# Buildings whose names mean those who work there; GeoNames has some of them among the names of towns.
_SEATS = "white house|kremlin|the hill|pentagon|downing street|белый дом|кремль|пентагон|білий дім|белы дом|крэмль"
_METONYMS = frozenset(_SEATS.split("|"))
# Words of reports that are names of small towns somewhere as well, at the head of a sentence written like them.
_WORDS = (
    "base|bridge|camp|centre|center|column|depot|division|drone|field|forest|front|home|hospital|island|lake|mortar|most"
    "|north|south|east|west|pole|port|reserve|river|station|train|unit|victory|база|берег|вокзал|восток|дивизия|завод|лес"
    "|мост|победа|поле|полк|порт|река|рота|север|склад|юг|запад|озеро|остров|гора|лагерь|станция|застава|казарма|война"
    "|база|дивізія|захід|ліс|міст|північ|південь|перемога|річка|схід|табір|лагер|заход|захад|усход|поўнач|поўдзень|рака"
    "|las|rzeka|jezioro|wschod|zachod|polnoc|poludnie|lager|las|pole|koszary|zwyciestwo|granica"
)
_COMMON_WORDS = frozenset(_WORDS.split("|"))
# Russian, Ukrainian, Belarusian and Polish; what follows them is inflected.
_SLAVIC = "в|во|на|из|с|со|от|до|к|ко|у|под|через|за|по|і|зі|з|із|від|ад|да|праз|ў|уў|w|we|na|z|ze|od|do|pod|ku|przez"
_PREPOSITIONS = frozenset(_SLAVIC.split("|"))
_ENGLISH = "in|at|from|to|into|inside|via|towards|toward|across|on|of"
_ENGLISH_PREPOSITIONS = frozenset(_ENGLISH.split("|"))
LONGEST_INITIALS = 3
KIND_BY_WORD: dict[Word, Kind] = {
    "base": "airfield",
    "airfield": "airfield",
    "settlement": "settlement",
    "site": "site",
    "region": "region",
    "country": "country",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """A place wording, taken apart.

    Attributes
    ----------
    whole
        The folded name with any kind word in it; without what was in parentheses and without a country after it.
    core
        The folded name alone. Empty if the wording names only a kind of place.
    word
        What the wording calls the place, None if it does not say.
    country_code
        The country that it names after a comma, in parentheses or before the name ("the Belarusian city of Gomel",
        "Russia's Smolensk"), None if none.
    within
        The folded name of what else follows a comma or is in parentheses: perhaps a region. Empty if nothing does.
    stem
        The core without a preposition in front of it ("в Гомеле"), which may be inflected; empty if there is no
        preposition.
    """

    whole: str
    core: str
    word: Word | None
    country_code: str | None
    within: str = ""
    stem: str = ""


def read_wording(text: str, country_named: Callable[[str], str | None]) -> Wording:
    """Return the parts of a place wording.

    Parameters
    ----------
    text
        A wording such as "the town of Lida", "Machulishchi (airbase)" or "Smolensk, Russia".
    country_named
        Returns the code of the country that bears a folded name, None if none does.

    Returns
    -------
    Wording
        Its parts.

    Examples
    --------
    >>> read_wording("the town of Lida (Belarus)", {"belarus": "BY"}.get)
    Wording(whole='the town of lida', core='lida', word='settlement', country_code='BY', within='', stem='')
    >>> read_wording("аэродром Мачулищи", {}.get).core
    'мачулищи'
    """
    word: Word | None = None
    country_code: str | None = None
    within = ""

    def kept(match: re.Match[str]) -> str:
        nonlocal word, country_code, within
        inside = fold(match[1])
        if inside in _WORD_BY_PHRASE:
            word = _WORD_BY_PHRASE[inside]
        elif (code := country_named(inside)) is not None:
            country_code = code
        else:
            within = inside
        return " "

    name = _PARENTHESES.sub(kept, text) if "(" in text else text
    while "," in name:
        before, _, behind = name.rpartition(",")
        if not fold(before):
            break
        if (code := country_named(fold(behind))) is not None and country_code is None:
            country_code = code
        elif not within:
            within = fold(behind)
        else:
            break
        name = before
    whole = fold(name)
    bare, led = _strip_preposition(whole)
    core, framed = _strip_frame(bare if led or framed_by_kind(bare) else whole)
    core, stem = _strip_preposition(core)
    return Wording(whole, core, word or framed, country_code, within, stem or (led and core))


def spelled_core(wording: str, core: str) -> str:
    """Return a core with the diacritics and capitals that the wording has; folded if it cannot be found there."""
    if fold(wording) == core:
        return wording.strip()
    words = wording.split()
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            text = " ".join(words[start:end]).strip(",.()")
            if fold(text) == core:
                return text
    return core


def is_in_lower_case(name: str) -> bool:
    """Check whether a name in a script that has capitals is written without any.

    Examples
    --------
    >>> is_in_lower_case("танки"), is_in_lower_case("Минск"), is_in_lower_case("北京")
    (True, False, False)
    """
    return name == name.lower() and any(sign != sign.upper() and sign < "\u0590" for sign in name)


def is_metonym(core: str) -> bool:
    """Check whether a folded name is of a building that is named for those who work there: "the White House"."""
    return core in _METONYMS


def is_common_word(core: str) -> bool:
    """Check whether a folded name is a word of reports that is rarely a name: "bridge", "восток"."""
    return core in _COMMON_WORDS


def is_initials(name: str) -> bool:
    """Check whether a name is two or three capitals, as "EU" is."""
    return 2 <= len(name) <= LONGEST_INITIALS and name.isalpha() and name.isupper() and name != name.lower()


def framed_by_kind(name: str) -> bool:
    """Check whether a folded name, without a preposition, has a kind of place around it: "airfield of Lida"."""
    return _strip_frame(name)[1] is not None


def _strip_preposition(core: str) -> tuple[str, str]:
    """Return a folded name without a preposition; a second time if a Slavic one may have inflected it, else empty."""
    first, _, rest = core.partition(" ")
    if rest and first in _PREPOSITIONS:
        return rest, rest
    if rest and first in _ENGLISH_PREPOSITIONS:
        return rest.removeprefix("the "), ""
    return core, ""


def _strip_frame(whole: str) -> tuple[str, Word | None]:
    """Split a folded wording into name and kind word: "the city of minsk", "lida airfield"."""
    words = whole.split()
    if words[:1] == ["the"]:
        words = words[1:]
    if len(words) > 2 and _ORDINAL.fullmatch(words[0]) and " ".join(words[1:3]) in _WORD_BY_PHRASE:
        words = words[1:]  # "61st air base at Baranovichi"
    if not [word for word in words if word not in _NO_NAMES]:
        return "", None
    for length in range(min(_LONGEST_PHRASE, len(words)), 0, -1):
        leading, trailing = " ".join(words[:length]), " ".join(words[-length:])
        if leading in _WORD_BY_PHRASE:
            rest = words[length:]
            return " ".join(rest[1:] if rest[:1] and rest[0] in _LINKS else rest), _WORD_BY_PHRASE[leading]
        if trailing in _WORD_BY_PHRASE:
            return " ".join(words[:-length]), _WORD_BY_PHRASE[trailing]
    return " ".join(words), None
