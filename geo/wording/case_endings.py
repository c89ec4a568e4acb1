"""Guess the nominative of inflected Russian, Ukrainian, Belarusian and Polish place names: "Гомеле" is Гомель.

Rules on the ends of folded words, as school grammars have them: what a locative, genitive, dative, accusative or
instrumental may come from. They give guesses; a name counts only if the gazetteer has it.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product

# An ending: what may replace it in the nominative ("-": nothing).
_CYRILLIC = (
    "ах:и,ы,і,а,-|ях:и,і,я,ї|ами:и,ы,і,а|ями:и,і,я|ам:и,ы,і,-|ям:и,і|ов:ы,и|ів:и,і|аў:ы,і|ей:и,ь,я|ей:яя"
    "|е:-,а,ь,о,я,й|це:т,та,ц,ец,цо,ца|ьце:ец,ьц|сце:ст,ста|дзе:да,д,дзь|зе:га,г|се:ха|ве:ў,ва|ле:ел|дке:док|нке:нок"
    "|ові:ів,ов|єві:їв|еві:ів,їв|ыве:ыў|аве:аў|ове:оў|полі:піль|і:-,а,ь,я,о,е|зі:га,г|ці:ка,к,ц,ця,ць,т,та,ть|сі:ха"
    "|у:-,а,о|ую:ая|ю:ь,я,й|ому:ий,ый,е,ое|аму:ы,ае|ому:ой|цу:ец,ц|дку:док|ку:ок|лю:ель,іль"
    "|ом:-,о,ый,ое,ий|ем:-,ь,е,й,ий,ее|єм:й|цем:ец,ц|цом:ец|ой:а,ая,ый|ою:а|ай:а,ая|аю:а|ей:я,а|ею:я|ью:ь"
    "|ым:-,ый,ое,ы|им:ий,-"
    "|а:-,о,ь|я:ь,й,е,о|ы:а|и:а,ь,я|ии:ия|ії:ія|ца:ец,ц|ка:ок|дка:док|рла:рел|ля:ель|ола:іл|ова:ів|єва:їв|ева:їв"
    "|поля:піль"
    "|ого:ый,ий,ое,ой,е|его:ий,ее|ага:ы,ае|яго:і|их:ие,і|ых:ые,ыя|ій:а,я|ої:а|церкви:церковь|церкві:церква"
    "|овом:ів,ово|євом:їв|ополем:опіль|кою:ка"
)
_GENITIVE_PLURAL = ("ы", "и", "і")
_LATIN = (
    "owie:ow,owo|ach:e,y,i,a|iach:ie,ia,i|ami:e,y,i|om:e,y,i|u:-,o,e|iu:-,i|lu:el,l|ie:-,a,o|dzie:da,d,dz|cie:ta,t,to,c"
    "|rze:r,ra,ro|rzu:r|dze:ga|ce:ka,ca,cze|le:l,la,lo,ol|szu:sz|zie:za,z|sie:sa,s|scie:st,sto|iem:-|em:-|a:-|ia:-|y:a"
    "|i:a,-|ow:y|ymstoku:ystok|ymstokiem:ystok|egostoku:ystok|ej:a|iej:ia,a|czech:cy|rzech:ry|szech:chy|ego:y,e,i"
    "|im:i,ie|ym:y,e|lem:el|lu:el,l|la:el"
    "|owa:ow|owem:ow|ne:na,no|e:i,y,a|nia:no|sku:sk|nu:n|iec:cu|cu:ec,c|ca:ec,c|cem:ec,c|ka:ek|ku:ek,ko|kiem:ek"
)


def _rules(text: str) -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for rule in text.split("|"):
        ending, _, others = rule.partition(":")
        table[ending] = (*table.get(ending, ()), *(other.replace("-", "") for other in others.split(",")))
    return table


_CYRILLIC_RULES = _rules(_CYRILLIC)
_LATIN_RULES = _rules(_LATIN)
_LONGEST_ENDING = max(len(ending) for rules in (_CYRILLIC_RULES, _LATIN_RULES) for ending in rules)
SHORTEST_STEM = 3
MOST_WORDS = 4
MOST_GUESSES = 120


@lru_cache(maxsize=4096)
def nominatives(name: str) -> tuple[str, ...]:
    """Return the names of which a folded name may be an inflected form.

    Parameters
    ----------
    name
        A folded name of one to four words, in Cyrillic or Latin letters.

    Returns
    -------
    tuple of str
        Folded guesses other than the name itself; the likelier ones are not first.

    Examples
    --------
    >>> "гомель" in nominatives("гомеле"), "львів" in nominatives("львові"), "minsk" in nominatives("minsku")
    (True, True, True)
    >>> "нижний новгород" in nominatives("нижнем новгороде"), "ростов на дону" in nominatives("ростове на дону")
    (True, True)
    >>> nominatives("北京")
    ()
    """
    words = name.split()
    if len(words) > MOST_WORDS:
        return ()
    forms = [_forms(word) for word in words]
    count = 1
    for number, form in enumerate(forms):
        count *= len(form)
        if count > MOST_GUESSES:
            forms[number] = form[: max(1, MOST_GUESSES * len(form) // count)]
            count = MOST_GUESSES
    found = dict.fromkeys(" ".join(guess) for guess in product(*forms))
    found.pop(name, None)
    return tuple(found)


def _forms(word: str) -> tuple[str, ...]:
    """Return the possible nominatives of one word; the word itself comes last."""
    first = word[:1]
    if "a" <= first <= "z":
        rules = _LATIN_RULES
    elif "а" <= first <= "ґ":
        rules = _CYRILLIC_RULES
    else:
        return (word,)
    found: dict[str, None] = {}
    for length in range(min(_LONGEST_ENDING, len(word)), 0, -1):
        stem = word[:-length]
        for other in rules.get(word[-length:], ()):
            if len(stem) + len(other) >= SHORTEST_STEM:
                found[stem + other] = None
    if rules is _CYRILLIC_RULES and len(word) > SHORTEST_STEM and word[-1] not in "аеиоуыэюяіїєьйў":
        found.update(dict.fromkeys(word + ending for ending in _GENITIVE_PLURAL))
    found[word] = None
    return tuple(found)
