"""One key for all spellings of a name: case, diacritics, apostrophes, hyphens and spaces make no difference."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# What NFKD leaves whole although a reader types it plainly.
_PLAIN = str.maketrans(
    {
        "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "ŀ": "l", "ŋ": "n", "ø": "o", "ŧ": "t", "æ": "ae", "œ": "oe",
        "þ": "th", "ə": "e", "ɛ": "e", "ɔ": "o", "ƙ": "k", "ɓ": "b", "ɗ": "d", "ƴ": "y", "ǝ": "e",
    }
)  # fmt: skip
# ASCII alone, which is most names, goes by one table: apostrophes vanish, all other signs separate words.
_ASCII = {number: None if chr(number) in "'`\"" else " " for number in range(128) if not chr(number).isalnum()}
# Apostrophes and the signs for Cyrillic's soft and hard sign in Latin letters: they vanish within a word.
_SIGNS = re.compile("['`´\"‘’‚‛“”„′″ʹʺʻʼʽʾʿˈ՚׳״＇]")
# Cyrillic letters that decompose into another letter and a mark, and are letters of their own for those who write
# them: й is not и, ў is not у, ї is not і. Only ё is written е by many; NFKD folds it as wanted.
_KEPT = str.maketrans({"й": "\ue000", "ў": "\ue001", "ї": "\ue002"})
_RESTORED = str.maketrans({"\ue000": "й", "\ue001": "ў", "\ue002": "ї"})


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return the key under which all spellings of a name are found.

    Case is folded and compatibility forms are resolved (Unicode's NFKD: ligatures, full-width letters), diacritics and
    apostrophes are dropped, and anything that is neither letter nor digit becomes one space. Scripts stay apart.

    Parameters
    ----------
    name
        A name in any script.

    Returns
    -------
    str
        The key: small letters and digits, words separated by single spaces. Empty if the name has neither.
        Folding a key gives the key.

    Examples
    --------
    >>> fold("Homyel'") == fold("HOMYEL’") == fold("Homyel")
    True
    >>> fold("Bielsko-Biała"), fold("Świnoujście"), fold("Орёл")
    ('bielsko biala', 'swinoujscie', 'орел')
    >>> fold("🙂 —")
    ''
    """
    if name.isascii():
        return " ".join(name.lower().translate(_ASCII).split())
    text = unicodedata.normalize("NFC", name).casefold().translate(_KEPT)
    text = unicodedata.normalize("NFKD", text).casefold()
    text = _SIGNS.sub("", text).translate(_PLAIN).translate(_RESTORED)
    text = " ".join("".join(_kept(sign) for sign in text).split())
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=4096)
def _kept(sign: str) -> str:
    """Return a letter, a digit or a vowel sign as it is, other marks as nothing, and all else as a space."""
    category = unicodedata.category(sign)
    if category[0] in "LN" or category == "Mc":
        return sign
    if category == "Mn":
        return sign if _spells(sign) else ""
    return "" if category in {"Cf", "Me"} else " "


def _spells(mark: str) -> bool:
    """Check whether a mark is a vowel sign of Indic scripts, Thai or kana: no accent, no Hebrew or Arabic point."""
    if mark < "\u0590" or "\ufe00" <= mark <= "\ufe0f":
        return False
    group = unicodedata.combining(mark)  # Unicode's canonical combining class
    return group in {0, 7, 8, 9} or 36 < group < 200
