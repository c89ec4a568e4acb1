"""Read the frame around a name: near, at a distance from, a part of, between, on the border of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

Form = Literal["near", "offset", "part", "direction", "border", "between"]

_MILE_KM = 1.609344
_WINDS = {
    "N": "n|north|northwards?|северу|севернее|північ|північніше|поўнач|поўначы|północ",
    "S": "s|south|southwards?|югу|южнее|південь|південніше|поўдзень|поўдні|południe",
    "E": "e|east|eastwards?|востоку|восточнее|схід|східніше|усход|ўсход|wschód",
    "W": "w|west|westwards?|западу|западнее|захід|західніше|захад|zachód",
    "NE": "ne|north[- ]?east|северо-востоку|северо-восточнее|північний схід|паўночны ўсход|północny wschód",
    "NW": "nw|north[- ]?west|северо-западу|северо-западнее|північний захід|паўночны захад|północny zachód",
    "SE": "se|south[- ]?east|юго-востоку|юго-восточнее|південний схід|паўднёвы ўсход|południowy wschód",
    "SW": "sw|south[- ]?west|юго-западу|юго-западнее|південний захід|паўднёвы захад|południowy zachód",
    "NNE": "nne|north[- ]north[- ]?east", "ENE": "ene|east[- ]north[- ]?east", "ESE": "ese|east[- ]south[- ]?east",
    "SSE": "sse|south[- ]south[- ]?east", "SSW": "ssw|south[- ]south[- ]?west", "WSW": "wsw|west[- ]south[- ]?west",
    "WNW": "wnw|west[- ]north[- ]?west", "NNW": "nnw|north[- ]north[- ]?west",
}  # fmt: skip
# "севернее Киева" needs no preposition.
_WINDS_OF = {
    wind: "|".join(words)
    for wind, line in _WINDS.items()
    if (words := [word for word in line.split("|") if word.endswith(("нее", "ніше", "ее"))])
}
_SIDES = {
    "northern": "north(?:ern)?|северн\\w+|північн\\w+|паўночн\\w+|północn\\w+",
    "southern": "south(?:ern)?|южн\\w+|південн\\w+|паўднёв\\w+|południow\\w+",
    "eastern": "east(?:ern)?|восточн\\w+|східн\\w+|усходн\\w+|wschodni\\w*",
    "western": "west(?:ern)?|западн\\w+|західн\\w+|заходн\\w+|zachodni\\w*",
    "northeastern": "north[- ]?east(?:ern)?|северо-восточн\\w+|північно-східн\\w+|północno-wschodni\\w*",
    "northwestern": "north[- ]?west(?:ern)?|северо-западн\\w+|північно-західн\\w+|północno-zachodni\\w*",
    "southeastern": "south[- ]?east(?:ern)?|юго-восточн\\w+|південно-східн\\w+|południowo-wschodni\\w*",
    "southwestern": "south[- ]?west(?:ern)?|юго-западн\\w+|південно-західн\\w+|południowo-zachodni\\w*",
    "central": "central|центральн\\w+|цэнтральн\\w+|centraln\\w+",
}
_NOUN_SIDES = {
    "northern": "north|север[еа]?|півночі|північ|поўначы|поўнач|północy|północ",
    "southern": "south|юг[еа]?|півдні|південь|поўдні|поўдзень|południu|południe",
    "eastern": "east|восток[еа]?|сході|схід|усходзе|усход|wschodzie|wschód",
    "western": "west|запад[еа]?|заході|захід|захадзе|захад|zachodzie|zachód",
    "northeastern": "north[- ]?east|северо-восток[еа]?",
    "northwestern": "north[- ]?west|северо-запад[еа]?",
    "southeastern": "south[- ]?east|юго-восток[еа]?",
    "southwestern": "south[- ]?west|юго-запад[еа]?",
    "central": "centre|center|middle|центр[еа]?|центрі|цэнтры",
}


def _any(table: dict[str, str]) -> str:
    """Join the patterns of a table, longer ones first so that "north-east" is not read as "north"."""
    parts = sorted((part for line in table.values() for part in line.split("|")), key=len, reverse=True)
    return "|".join(parts)


_NEAR = re.compile(
    r"(?:(?:somewhere|just|an area|the area|located|deployed|positions?)\s+)*"
    r"(?:near(?:by)?(?: to)?|outside(?: of)?|close to|not far from|around|in the vicinity of|the vicinity of"
    r"|vicinity of"
    r"|(?:(?:in|on|at) )?(?:the )?(?:outskirts|suburbs|surroundings|environs) of|in the (?:area|neighbou?rhood) of"
    r"|next to"
    r"|под|подо|возле|около|вблизи|неподалеку от|недалеко от|рядом с|рядом со|в окрестностях|окрестности|в районе"
    r"|під|біля|поблизу|неподалік від|неподалік|недалеко від|коло|в околицях|на околицях|в районі"
    r"|пад|каля|ля|паблізу|недалёка ад|непадалёк ад|у раёне"
    r"|pod|koło|niedaleko|w pobliżu|nieopodal|w okolicach|w okolicy|w rejonie)\s+(?P<base>\S.*)"
)
_AREA = re.compile(r"(?:the )?(?P<base>\S.*?)(?<!training)(?<!border)(?<!urban)(?<!the) area")
_KM = (
    r"(?:(?:about|some|around|approximately|approx\.?|roughly|nearly|almost|up to|over|~|около|примерно|прибл\."
    r"|приблизно"
    r"|каля|prawie|około|в|у|за|w odległości)\s*)*(?P<number>[0-9]{1,4}(?:[.,][0-9])?)\s*-?\s*"
    r"(?P<unit>km|kms|kilomet(?:er|re)s?|mi|miles?|км|кілометр\w*|километр\w*|кіламетр\w*|kilometr\w*)\.?"
)
_OFFSET = re.compile(
    _KM + rf"\s+(?:(?:due|to the|to|на|к|ко|па|na)\s+)?(?P<wind>{_any(_WINDS)})\s+(?:(?:of|from|от|від|ад|od)\s+)?"
    r"(?P<base>\S.*)"
)
_AROUND = re.compile(
    rf"(?:(?:within|inside|in|not more than|no more than|less than)\s+)?{_KM}\s+"
    r"(?:(?:away\s+)?from|outside(?: of)?|of|off|от|від|ад|od)\s+(?P<base>\S.*)"
)
_DIRECTION = re.compile(
    rf"(?:(?:just|far|to the|due|на|к|ко|па|na)\s+)*(?:(?P<wind>{_any(_WINDS)})\s+(?:of|from|от|від|ад|od)"
    rf"|(?P<comparative>{_any(_WINDS_OF)}))\s+(?P<base>\S.*)"
)
_PART = re.compile(
    rf"(?:(?:in|to|across|на|у|в|w|we)\s+)?(?:the\s+)?(?:far\s+|extreme\s+)?(?:(?P<side>{_any(_SIDES)})\s+"
    rf"(?:part|parts|areas?|regions|half|части|часть|частині|частина|частцы|частка|części|część)(?:\s+of)?"
    rf"|(?P<noun>{_any(_NOUN_SIDES)})(?:\s+of)?)\s+(?P<base>\S.*)"
)
_ADJECTIVE_PART = re.compile(rf"(?:(?:in|to|across)\s+)?(?:the\s+)?(?P<side>{_any(_SIDES)})\s+(?P<base>\S.*)")
_BETWEEN = re.compile(
    r"(?:(?:the\s+)?(?:area|road|line|corridor|stretch|section|highway|railway|half ?way|mid ?way)\s+)?"
    r"(?:(?:на полпути|на трассе|на дороге|на півдорозі|на трасі|на дорозі|на шашы|na drodze|w połowie drogi)\s+)?"
    r"(?:(?:in )?between\s+(?P<one>.+?)\s+and\s+(?P<other>\S.*)"
    r"|между\s+(?P<one_ru>.+?)\s+и\s+(?P<other_ru>\S.*)|між\s+(?P<one_uk>.+?)\s+(?:та|і|й)\s+(?P<other_uk>\S.*)"
    r"|паміж\s+(?P<one_be>.+?)\s+(?:і|й|ды)\s+(?P<other_be>\S.*)|między\s+(?P<one_pl>.+?)\s+(?:a"
    r"|i)\s+(?P<other_pl>\S.*))"
)
_ROAD = re.compile(
    r"(?:(?:on|along)\s+)?(?:the\s+)?(?P<one>[^\W\d]{3,})-(?P<other>[^\W\d]{3,})\s+(?:road|highway|motorway|railway|railroad|axis)"
    r"|(?:(?:на|по|уздовж|вдоль)\s+)?(?:трасс[аеуы]|шоссе|дорог[аеу]|трас[аіи]|шаша|шашы)\s+(?P<one_cy>[^\W\d]{3,})\s?-\s?(?P<other_cy>[^\W\d]{3,})"
)
_NEAR_BORDER = re.compile(
    r"(?:near|close to|outside|around|in the vicinity of|возле|вблизи|около|у|біля|каля|przy|koło"
    r"|w pobliżu)\s+(?P<rest>.*(?:border|frontier|границ|кордон|мяж|granic).*)"
)
_BORDER_WORD = r"(?:state\s+|national\s+|international\s+|land\s+)?(?:border|frontier|boundary)(?:s|line)?"
_BORDER_FORMS = (
    re.compile(rf"(?:the\s+)?{_BORDER_WORD}\s+(?:of|between)\s+(?P<one>.+?)\s+(?:and|with)\s+(?P<other>\S.*)"),
    re.compile(rf"(?:the\s+)?(?P<one>\S.*?)(?:'s|s')?\s+{_BORDER_WORD}\s+(?:with|to|and)\s+(?P<other>\S.*)"),
    re.compile(rf"(?:the\s+)?{_BORDER_WORD}\s+(?:with|to|of)\s+(?P<alone>\S.*)"),
    re.compile(
        rf"(?:the\s+)?(?P<pair>\S.*?)(?:'s|s')?\s+{_BORDER_WORD}(?:\s+(?:area|areas|region|regions|zone|strip))?"
    ),
    re.compile(r"границ\w*\s+(?:между\s+)?(?P<one>\S+)\s+(?:и|с|со)\s+(?P<other>\S.*)"),
    re.compile(r"кордон\w*\s+(?:між\s+)?(?P<one>\S+)\s+(?:та|і|й|з|із|зі)\s+(?P<other>\S.*)"),
    re.compile(r"мяж\w*\s+(?:паміж\s+)?(?P<one>\S+)\s+(?:і|з)\s+(?P<other>\S.*)"),
    re.compile(r"granic\w*\s+(?:między\s+)?(?P<one>\S+)\s+(?:i|a|z|ze)\s+(?P<other>\S.*)"),
    re.compile(r"(?:границ|кордон|мяж|granic)\w*\s+(?P<pair>\S+[-–]\S+)"),
    re.compile(r"(?:государственн\w+\s+|державн\w+\s+)?(?P<pair>\S+[-–]\S+)\s+(?:границ|кордон|мяж|granic)\w*"),
)
# 1 to 20, then the tens
_NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty",
    "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip
_NUMBER_WORD = re.compile(rf"\b({'|'.join(_NUMBERS)})(?= (?:km|kilomet|mile))")
_DASHES = re.compile(r"\s*[–—/‐‑‒−]\s*")
_SIGNS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame and the names within it.

    Attributes
    ----------
    form
        "near", "offset" (a distance, with or without a direction), "part", "direction" (no distance), "border" or
        "between".
    head
        What comes before the colon in the reference: "near", "30km-N", "N", "southern", "border", "between";
        "near:border" for what is near a border.
    bases
        The names, as they are worded. Of a border there may be one, whose other side is said elsewhere.
    pair
        Whether the only base of a border may name both sides, as "Belarusian-Ukrainian" does.
    weak
        Whether the frame's word may as well belong to the name ("Western Sahara").
    """

    form: Form
    head: str
    bases: tuple[str, ...]
    pair: bool = False
    weak: bool = False


def read_frame(wording: str) -> Frame | None:
    """Return a wording's outermost frame.

    Parameters
    ----------
    wording
        A place wording, in English, Russian, Ukrainian, Belarusian or Polish.

    Returns
    -------
    Frame or None
        None if the wording is a name without such a frame.

    Examples
    --------
    >>> read_frame("about 30 km north of Smolensk")
    Frame(form='offset', head='30km-N', bases=('Smolensk',), pair=False, weak=False)
    >>> read_frame("the Belarusian–Ukrainian border").bases
    ('Belarusian-Ukrainian',)
    >>> read_frame("the southern part of Belarus").head, read_frame("Minsk")
    ('southern', None)
    """
    written = _DASHES.sub("-", " ".join(wording.translate(_SIGNS).split())).rstrip(" .")
    text = _NUMBER_WORD.sub(_figure, written.casefold())
    text = re.sub(r"^(?:in|at|to|from)\s+(?=the\s+(?:area|vicinity)|near|between|around|[0-9])", "", text)
    frame = _border(text) or _distance(text) or _between(text) or _near(text) or _part(text)
    return frame and replace(frame, bases=tuple(_as_written(base, text, written) for base in frame.bases))


def _as_written(base: str, text: str, written: str) -> str:
    """Return a name with the capitals that it has in the wording: a word without any is hardly a name."""
    start = text.rfind(base) - len(text)  # counted from the end: figures in front may have been words
    name = written[start:][: len(base)]
    return name if name.casefold() == base else base


def _figure(match: re.Match[str]) -> str:
    number = _NUMBERS.index(match[1]) + 1
    return str(number if number <= 20 else (number - 18) * 10)


def _distance(text: str) -> Frame | None:
    if match := _OFFSET.fullmatch(text):
        head = f"{_km(match)}-{_named(match['wind'], _WINDS)}"
        return Frame("offset", head, (match["base"],))
    if match := _AROUND.fullmatch(text):
        return Frame("offset", _km(match), (match["base"],))
    return None


def _km(match: re.Match[str]) -> str:
    km = float(match["number"].replace(",", ".")) * (_MILE_KM if match["unit"].startswith("mi") else 1)
    rounded = round(km) if km >= 10 else round(km, 1)
    return f"{rounded:g}km" if rounded == int(rounded) else f"{rounded:.1f}km"


def _between(text: str) -> Frame | None:
    if match := _BETWEEN.fullmatch(text) or _ROAD.fullmatch(text):
        one, other = (name for name in match.groups() if name is not None)
        return Frame("between", "between", (one, other))
    return None


def _near(text: str) -> Frame | None:
    if match := _NEAR.fullmatch(text) or _AREA.fullmatch(text):
        return Frame("near", "near", (match["base"],))
    return None


def _part(text: str) -> Frame | None:
    if match := _DIRECTION.fullmatch(text):
        return Frame("direction", _named(match["wind"] or match["comparative"], _WINDS), (match["base"],))
    if match := _PART.fullmatch(text):
        side = _named(match["side"], _SIDES) if match["side"] else _named(match["noun"], _NOUN_SIDES)
        weak = match["noun"] is not None and not re.search(r"\b(?:of|на|у|в|w|we)\s", text)
        return Frame("part", side, (match["base"],), weak=weak)
    if match := _ADJECTIVE_PART.fullmatch(text):
        return Frame("part", _named(match["side"], _SIDES), (match["base"],), weak=True)
    return None


def _border(text: str) -> Frame | None:
    head, rest = "border", text
    if match := _NEAR_BORDER.fullmatch(text):
        head, rest = "near:border", match["rest"]
    rest = re.sub(r"^(?:(?:in|at|on|by|along|на|вдоль|уздовж|w|na|wzdłuż)\s+)?(?:the\s+)?", "", rest)
    for pattern in _BORDER_FORMS:
        if match := pattern.fullmatch(rest):
            groups = match.groupdict()
            if groups.get("other"):
                return Frame("border", head, (groups["one"], groups["other"]))
            if groups.get("alone"):
                return Frame("border", head, (groups["alone"],))
            return Frame("border", head, (groups["pair"],), pair=True)
    return None


def _named(word: str, table: dict[str, str]) -> str:
    """Return the table's key whose pattern a word fits."""
    return next(key for key, line in table.items() if re.fullmatch(line, word))
