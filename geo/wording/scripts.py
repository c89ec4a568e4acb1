"""Respellings of a name between Cyrillic and Latin letters, in the systems that reports use.

The tables follow the BGN/PCGN agreements (Russian 1947, Ukrainian 1965 and 2019, Belarusian 1979), ISO 9:1995, the
Ukrainian national system (Cabinet of Ministers, resolution 55 of 2010), the Belarusian one (instruction of 2000,
amended 2007, which follows Łacinka), the passport system of ICAO Doc 9303, and Polish usage (PWN). What comes out is a
guess to be looked up: a name counts only if the gazetteer has it. Libraries were weighed: `iuliia` writes Russian only,
and nothing back; `transliterate` is GPL.
"""

from __future__ import annotations

import re
from functools import lru_cache

from mustermap.geo.wording.name_key import fold

_VOWELS = frozenset("аеёиоуыэюяіїєaeiouyąęó")
_STARTS = frozenset(" ")
_BARES = _VOWELS | frozenset(" ьъ")
_SAME = dict(zip("абвгґдзиіклмнопрстуфыэйьъў", "abvggdziiklmnoprstufyey\0\0w", strict=True))
_ENGLISH = {**_SAME, "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "е": "e", "є": "ye", "ї": "yi",
            "ю": "yu", "я": "ya", "ё": "yo", "ь": "", "ъ": ""}  # fmt: skip
_CARONS = {**_ENGLISH, "ж": "z", "х": "h", "ц": "c", "ч": "c", "ш": "s", "щ": "s", "ю": "ju", "я": "ja", "є": "je",
           "ї": "ji", "й": "j", "ё": "jo", "ў": "u"}  # fmt: skip
# What an iotated letter is at the start of a word, after a vowel or after a sign; elsewhere it is as in the table.
_TO_LATIN: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "BGN/PCGN Russian": (_ENGLISH, {"е": "ye", "ё": "ye"}),
    "plain Russian": (_ENGLISH, {}),
    "passport": ({**_ENGLISH, "ю": "iu", "я": "ia", "й": "i"}, {}),
    "ISO 9": ({**_CARONS, "ю": "u", "я": "a", "є": "e", "ї": "i"}, {}),
    "scholarly": ({**_CARONS, "х": "ch", "щ": "sc"}, {}),
    "Ukrainian": (
        {**_ENGLISH, "г": "h", "и": "y", "і": "i", "є": "ie", "ї": "i", "й": "i", "ю": "iu", "я": "ia"},
        {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"},
    ),
    "BGN/PCGN Ukrainian": ({**_ENGLISH, "г": "h", "и": "y"}, {}),
    "BGN/PCGN Belarusian": ({**_ENGLISH, "г": "h", "е": "ye", "ё": "yo"}, {}),
    "plain Belarusian": ({**_ENGLISH, "г": "h", "ў": "u"}, {}),
    "Łacinka": (
        {**_CARONS, "г": "h", "х": "ch", "е": "ie", "ё": "io", "ю": "iu", "я": "ia"},
        {"е": "je", "ё": "jo", "ю": "ju", "я": "ja"},
    ),
    "Polish": (
        {**_SAME, "в": "w", "ж": "z", "х": "ch", "ц": "c", "ч": "cz", "ш": "sz", "щ": "szcz", "й": "j", "е": "ie",
         "ё": "io", "ю": "iu", "я": "ia", "є": "ie", "ї": "ji", "ь": "", "ъ": "", "ў": "w"},
        {"е": "je", "ё": "jo", "ю": "ju", "я": "ja", "є": "je"},
    ),
}  # fmt: skip
_PLAIN_FROM = {
    **{latin: cyrillic for cyrillic, latin in _SAME.items() if latin in "abvgdzklmnoprstufe"},
    "e": "е", "g": "г", "h": "г", "x": "кс", "q": "к", "j": "й", "c": "к", "w": "в", "y": "ы", "i": "и",
}  # fmt: skip
_FROM_LATIN: dict[str, dict[str, str]] = {
    "English": {
        **_PLAIN_FROM, "shch": "щ", "sch": "щ", "zh": "ж", "kh": "х", "ts": "ц", "tch": "ч", "ch": "ч", "sh": "ш",
        "yu": "ю", "iu": "ю", "ya": "я", "ia": "я", "yo": "е", "ye": "е", "ie": "е", "yi": "ї", "iy": "ий", "yy": "ый",
        "ck": "к",
        "ay": "ай", "ey": "ей", "oy": "ой", "uy": "уй", "ai": "ай", "oi": "ой", "ei": "ей",
    },
    "Polish": {
        **_PLAIN_FROM, "szcz": "щ", "sz": "ш", "cz": "ч", "rz": "р", "ż": "ж", "ź": "зь", "ś": "с", "ć": "ць",
        "ń": "нь", "ł": "л", "ó": "о", "ą": "ом", "ę": "ен", "ch": "х", "c": "ц", "ia": "я", "ie": "е", "io": "е",
        "iu": "ю",
        "ja": "я", "je": "е", "jo": "е", "ju": "ю", "dż": "дж", "dź": "дзь",
    },
    "Łacinka": {
        **_PLAIN_FROM, "č": "ч", "š": "ш", "ž": "ж", "šč": "щ", "ŭ": "ў", "ł": "л", "ń": "нь", "ś": "сь", "ź": "зь",
        "ć": "ць", "ĺ": "ль", "ch": "х", "c": "ц", "ia": "я", "ie": "е", "io": "е", "iu": "ю", "ja": "я", "je": "е",
        "jo": "е", "ju": "ю", "e": "э", "i": "и", "û": "ю", "â": "я", "ŝ": "щ", "è": "э", "ʹ": "ь",
    },
}  # fmt: skip
_ADJECTIVE, _LONG_ENDING = re.compile(r"[ыиі]й\b"), re.compile(r"[yi][yij]\b")
_LONGEST = 4
_ALIKE = (("shch", "s"), ("szcz", "s"), ("zh", "z"), ("kh", "g"), ("ch", "c"), ("cz", "c"), ("sh", "s"), ("sz", "s"),
          ("ts", "c"), ("rz", "r"), ("h", "g"), ("w", "v"))  # fmt: skip
# Cyrillic as one neighbour writes it turned into the letters of another.
_TO_RUSSIAN = str.maketrans({"і": "и", "ї": "и", "є": "е", "ґ": "г", "ў": "в"})
_TO_UKRAINIAN = str.maketrans({"и": "і", "ы": "и", "э": "е", "ё": "е", "ў": "в"})
_TO_BELARUSIAN = str.maketrans({"и": "і", "ї": "і", "є": "е"})
_UKRAINIAN_HARD = str.maketrans({"ы": "и", "э": "е", "ё": "е", "ў": "в"})


@lru_cache(maxsize=4096)
def respellings(name: str) -> tuple[str, ...]:
    """Return the spellings of a name in other scripts, systems and neighbouring languages.

    Parameters
    ----------
    name
        A name in Cyrillic or Latin letters, with its diacritics if it has any; not longer than 60 letters.

    Returns
    -------
    tuple of str
        Folded spellings other than the name's own; empty for other scripts.

    Examples
    --------
    >>> "asipovichy" in respellings("Асіповічы"), "барановичи" in respellings("Baranoviči")
    (True, True)
    >>> respellings("北京")
    ()
    """
    text = name.casefold()
    if len(text) > 60:
        return ()
    found: dict[str, None] = {}
    if any("а" <= sign <= "ґ" for sign in text):
        for cyrillic in _neighbours(fold(text)):
            found[cyrillic] = None
            found.update(dict.fromkeys(_latin(cyrillic)))
    elif any("a" <= sign <= "z" for sign in text):
        for system, table in _FROM_LATIN.items():
            for cyrillic in _neighbours(_parsed(text, table)):
                for spelling in (cyrillic, *(_soft(cyrillic) if system != "Łacinka" else ())):
                    found[fold(spelling)] = None
                found.update(dict.fromkeys(_latin(cyrillic)))
    found.pop(fold(name), None)
    return tuple(found)


def _neighbours(cyrillic: str) -> tuple[str, ...]:
    """Return a Cyrillic text in Russian, Ukrainian and Belarusian letters."""
    tables = (_TO_RUSSIAN, _TO_UKRAINIAN, _UKRAINIAN_HARD, _TO_BELARUSIAN)
    return tuple(dict.fromkeys((cyrillic, *(cyrillic.translate(table) for table in tables))))


def _latin(cyrillic: str) -> list[str]:
    """Return folded Cyrillic in Latin letters, by every system, and with the short ending of "Vostochny"."""
    spellings = [fold(_written(cyrillic, *tables, system)) for system, tables in _TO_LATIN.items()]
    if _ADJECTIVE.search(cyrillic):
        spellings += [_LONG_ENDING.sub("y", spelling) for spelling in spellings]
    return spellings


def _written(cyrillic: str, table: dict[str, str], iotated: dict[str, str], system: str) -> str:
    signs = []
    bares = _BARES
    if system == "Ukrainian":  # its letters are whole at the start of a word only, and зг is not ж
        bares, cyrillic = _STARTS, cyrillic.replace("зг", "зґh")
    before = " "
    for sign in cyrillic:
        bare = before in bares
        signs.append(iotated.get(sign) if bare and sign in iotated else table.get(sign, sign))
        before = sign
    return "".join(str(sign) for sign in signs)


def _parsed(text: str, table: dict[str, str]) -> str:
    """Return Latin letters as Cyrillic, the longest groups first; a soft l comes before a consonant in Łacinka only."""
    signs = []
    at = 0
    while at < len(text):
        for length in range(min(_LONGEST, len(text) - at), 0, -1):
            cyrillic = table.get(text[at : at + length])
            if cyrillic is not None:
                signs.append(cyrillic)
                at += length
                break
        else:
            signs.append(text[at])
            at += 1
    return "".join(signs)


def _soft(cyrillic: str) -> tuple[str, ...]:
    """Return the spellings with the soft sign that Latin ones leave out: at the end, and before a suffix."""
    ends = (f"{cyrillic}ь",) if cyrillic[-1:] in "лнртсдзц" else ()
    inside = cyrillic.replace("лск", "льск").replace("нск", "ньск").replace("лн", "льн").replace("лц", "льц")
    return (*ends, inside) if inside != cyrillic else ends


@lru_cache(maxsize=16384)
def skeleton(name: str) -> str:
    """Return what a name has in common with its respellings: its consonants, similar ones as one.

    Examples
    --------
    >>> skeleton("Слов'янськ"), skeleton("Slovyansk"), skeleton("Nikopol")
    ('slvnsk', 'slvnsk', 'nkpl')
    """
    text = "".join(_ENGLISH.get(sign, sign) for sign in fold(name))
    for letters, one in _ALIKE:
        text = text.replace(letters, one)
    return "".join(sign for sign in text if sign not in "aeiouyj")
