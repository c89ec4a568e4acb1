"""Guess the town from the adjective that a training ground or a district has from it: "Борисовский" is of Борисов.

Rules of Russian, Ukrainian and Belarusian word formation, and of their Latin spellings; they give guesses, and a name
counts only if the gazetteer has it.
"""

from __future__ import annotations

_CYRILLIC = (
    "ский|ская|ское|ского|ской|скому|ском|скую|ским|ський|ська|ське|ського|ської|ському|ську|ським|ській"
    "|скі|скага|скай|скаму|скую|скім"
)
_LATIN = "skiy|skij|skyy|skyi|skii|sky|ski|skaya|ska|skoye|skoe|skoho|skogo|skaha|skim|skiego"
_CYRILLIC_ENDINGS = sorted(_CYRILLIC.split("|"), key=len, reverse=True)
_LATIN_ENDINGS = sorted(_LATIN.split("|"), key=len, reverse=True)
# What the town may have where the adjective has -sk-; "ск" of its own melts into it: Брянск, "брянский".
_CYRILLIC_TAILS = ("", "ь", "ск", "ськ", "а", "о", "е", "и", "ы", "і", "я", "к", "ка", "цк")
_LATIN_TAILS = ("", "sk", "a", "o", "e", "i", "y", "ia", "ya", "k", "ka")
# Consonants that change before it: Луга, "лужский"; Рівне, "рівненський".
_CHANGED = (("ж", "г"), ("ж", "га"), ("ж", "жа"), ("ш", "ха"), ("ен", "е"), ("zh", "ga"), ("zh", "zha"), ("en", "e"))
SHORTEST_STEM = 3


def towns_of_adjective(name: str) -> tuple[str, ...]:
    """Guess the names of the town whose adjective a folded name is or ends in.

    Parameters
    ----------
    name
        A folded name in Cyrillic or Latin letters.

    Returns
    -------
    tuple of str
        Folded names; empty if it is no such adjective.

    Examples
    --------
    >>> "борисов" in towns_of_adjective("борисовский"), "осиповичи" in towns_of_adjective("осиповичского")
    (True, True)
    >>> "яворів" in towns_of_adjective("яворівський"), "луга" in towns_of_adjective("лужский")
    (True, True)
    >>> "lepel" in towns_of_adjective("lepelsky"), towns_of_adjective("minsk")
    (True, ())
    """
    cyrillic = "а" <= name[:1] <= "ґ"
    for ending in _CYRILLIC_ENDINGS if cyrillic else _LATIN_ENDINGS:
        if name.endswith(ending):
            stem = name.removesuffix(ending)
            break
    else:
        return ()
    if len(stem) < SHORTEST_STEM:
        return ()
    found = [stem + tail for tail in (_CYRILLIC_TAILS if cyrillic else _LATIN_TAILS)]
    found += [stem.removesuffix(end) + other for end, other in _CHANGED if stem.endswith(end)]
    return tuple(dict.fromkeys(found))
