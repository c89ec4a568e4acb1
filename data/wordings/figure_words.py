"""The words of figures in one language: its table made ready, and texts cut into words that it knows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum, auto
from functools import cache
from typing import Any, Final, Literal

from mustermap.data.wordings.language_tables import language_table, table_languages
from mustermap.data.wordings.word_forms import forms_of

Relation = Literal[">", ">=", "<", "<=", "~", "="]


class Role(IntEnum):
    """What a word can be in a wording of a figure; one word can be several things."""

    NUMBER = auto()
    SCALE = auto()
    ALONE = auto()
    PLURAL = auto()
    HALF = auto()
    AND_A_HALF = auto()
    SEVERAL = auto()
    COUPLE = auto()
    ARTICLE = auto()
    AND = auto()
    OF = auto()
    EITHER = auto()
    TO = auto()
    FROM = auto()
    BETWEEN = auto()
    BUT = auto()
    NONE = auto()
    NO = auto()
    POSSESSIVE = auto()
    FILLER = auto()
    HEDGE = auto()
    SUBJECT = auto()
    CHANGE = auto()
    CHANGE_FROM = auto()
    CHANGE_TO = auto()
    BEING = auto()
    NOMINATIVE = auto()
    RELATION = auto()
    VERB_RELATION = auto()
    SUFFIX = auto()
    STRONG = auto()
    STRONG_NOUN = auto()
    ENDING = auto()
    CHANGES = auto()
    LOSS = auto()
    OWNER = auto()
    OWNER_LINK = auto()
    TAIL = auto()
    NOUN = auto()
    ONE_NOUN = auto()
    VERB = auto()
    TYPE = auto()
    AT = auto()


#: Lists of words in a table that say nothing more than that they are in it.
_LISTS: Final = {
    "and_a_half": Role.AND_A_HALF, "several": Role.SEVERAL, "couple": Role.COUPLE, "article": Role.ARTICLE,
    "and": Role.AND, "of": Role.OF, "either": Role.EITHER, "to": Role.TO, "from": Role.FROM, "between": Role.BETWEEN,
    "but": Role.BUT, "none": Role.NONE, "no": Role.NO, "possessive": Role.POSSESSIVE, "fillers": Role.FILLER,
    "hedges": Role.HEDGE, "subjects": Role.SUBJECT, "change": Role.CHANGE, "change_from": Role.CHANGE_FROM,
    "change_to": Role.CHANGE_TO, "being": Role.BEING, "nominative": Role.NOMINATIVE, "strong_nouns": Role.STRONG_NOUN,
    "number_endings": Role.ENDING, "changes": Role.CHANGES, "losses": Role.LOSS, "owners": Role.OWNER,
    "owner_links": Role.OWNER_LINK,
    "tail": Role.TAIL, "verbs": Role.VERB, "types": Role.TYPE, "at": Role.AT,
}  # fmt: skip
#: Lists of words by what they stand for.
_NUMBERS: Final = {
    "numbers": Role.NUMBER, "scales": Role.SCALE, "alone": Role.ALONE, "plurals": Role.PLURAL, "half": Role.HALF,
    "strong": Role.STRONG,
}  # fmt: skip
_NAMES: Final = {
    "relations": Role.RELATION, "verb_relations": Role.VERB_RELATION, "suffixes": Role.SUFFIX, "quantities": Role.NOUN,
    "one": Role.ONE_NOUN,
}  # fmt: skip

_PIECE: Final = re.compile(
    r"(?P<mark>(?<!\w)\d{1,2}[^\W\d_e]\d{1,2}(?!\w))"
    r"|(?P<digits>\d+(?:\.\d+)?e[+-]?\d{1,3}(?!\w)|\d(?:[\d.,']*\d)?(?: \d{3}(?!\d))*)"
    r"|(?P<model>(?<!\d)[^\W\d_]{1,7}(?:-[^\W\d_]{1,2})?-?\d{1,3}\w{0,4}(?:/\w{1,5})?(?!\w))"
    r"|(?P<word>[^\W\d_]+(?:['/-][^\W\d_]+)*)"
    r"|(?P<sign><=|>=|\S)"
)
_LONGEST_COMPOUND: Final = 80
"""Letters of a number that is written as one word."""
_LONGEST_SHORTENED: Final = 6
"""Letters of a word before which a full stop may mean that it was cut short."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a wording, a phrase that the language's table knows as one, a number in digits, or a sign.

    Attributes
    ----------
    text : str
        As it was written, folded.
    roles : dict
        What it can be, with the number, the relation or the quantity that it stands for.
    is_digits : bool
        Whether it is a number in digits.
    """

    text: str
    roles: dict[Role, Any] = field(default_factory=dict)
    is_digits: bool = False


_UNKNOWN: Final[dict[Role, Any]] = {}


@dataclass(frozen=True, slots=True)
class FigureWords:
    """The table of a language, made ready for looking words up.

    Attributes
    ----------
    phrases : dict
        What each word or phrase can be.
    longest : dict
        For a first word, how many words its longest phrase has.
    models : dict
        The quantity of types that are named by letters and a number.
    decimal : str
        The decimal mark.
    hyphen_joins : bool
        Whether a hyphen joins tens and ones.
    noun_is_last : bool
        Whether of several nouns the last is counted, else the first.
    attribute_endings : tuple
        How words end that may stand between a number and its noun.
    other_endings : tuple
        How words do not end that may.
    after_endings : tuple
        How words end that may stand behind the noun and say more of it.
    verb_endings : tuple
        How verbs end that are in no list.
    noun_endings : tuple
        How nouns end that are in no list, each with what they count.
    glued : dict
        What multiplies a number only where nothing is between them: "5k".
    is_latin : bool
        Whether it is written in Latin letters, so that they do not show a name.
    compounds : tuple
        What joins numbers that are written as one word; none if they are not.
    sizes : dict
        Endings of adjectives that say the size of a force in thousands.
    """

    phrases: dict[str, dict[Role, Any]]
    longest: dict[str, int]
    models: dict[str, str]
    decimal: str
    hyphen_joins: bool
    noun_is_last: bool
    attribute_endings: tuple[str, ...]
    other_endings: tuple[str, ...]
    after_endings: tuple[str, ...]
    verb_endings: tuple[str, ...]
    noun_endings: tuple[tuple[tuple[str, ...], str], ...]
    glued: dict[str, int]
    is_latin: bool
    compounds: tuple[str, ...]
    sizes: dict[str, dict[Role, Any]]

    def words(self, text: str) -> list[Word]:
        """Cut a folded text into words, each the longest phrase that the table knows."""
        pieces = list(self._pieces(text))
        found: list[Word] = []
        at = 0
        while at < len(pieces):
            kind, piece = pieces[at]
            if kind == "digits":
                found.append(Word(piece, is_digits=True))
                at += 1
                continue
            if kind == "glued" and piece in self.glued:
                found.append(Word(piece, {Role.SCALE: float(self.glued[piece])}))
                at += 1
                continue
            length = min(self.longest.get(piece, 0), len(pieces) - at)
            while length > 0:
                phrase = piece if length == 1 else " ".join(one for _, one in pieces[at : at + length])
                if phrase in self.phrases:
                    break
                length -= 1
            found += [Word(phrase, self.phrases[phrase])] if length else self._unlisted(kind, piece)
            at += max(length, 1)
        return found

    def _pieces(self, text: str) -> list[tuple[str, str]]:
        """Cut a text into digits, words and signs, without the full stops behind words that were cut short."""
        pieces: list[tuple[str, str]] = []
        end = 0
        for match in _PIECE.finditer(text):
            kind, piece = match.lastgroup or "", match[0]
            if piece == "." and pieces and match.start() == end:
                last_kind, last = pieces[-1]
                if match.end() == len(text) or (last_kind in {"word", "glued"} and len(last) <= _LONGEST_SHORTENED):
                    continue
            if piece in {",", ";", ":"} and match.end() == len(text):
                continue
            if kind == "word" and pieces and pieces[-1][0] == "digits" and match.start() == end:
                kind = "glued"
            pieces.append((kind, piece))
            end = match.end()
        return pieces

    def _unlisted(self, kind: str, piece: str) -> list[Word]:
        """Return what no phrase of the table is: a type, a number in one word, or two numbers with a hyphen."""
        if kind == "glued":
            return [Word(piece, {Role.CHANGES: True})]  # "1st"
        if kind == "model":
            letters = re.match(r"[^\W\d_]+", piece)
            quantity = self.models.get(letters[0], "") if letters else ""
            return [Word(piece, {Role.NOUN: quantity} if quantity else _UNKNOWN)]
        if kind == "word" and not piece.isalpha() and (joined := self._hyphenated(piece)):
            return joined
        if kind == "word" and self.compounds and len(piece) <= _LONGEST_COMPOUND and (whole := self._compound(piece)):
            return whole
        return self._sized(piece) or [Word(piece, self._by_ending(piece) if kind == "word" else _UNKNOWN)]

    def _by_ending(self, piece: str) -> dict[Role, Any]:
        """Return what a noun in no list counts, as its ending shows: people of a place, in some languages."""
        quantity = next((name for endings, name in self.noun_endings if piece.endswith(endings)), "")
        return {Role.NOUN: quantity} if quantity else _UNKNOWN

    def _hyphenated(self, piece: str) -> list[Word]:
        """Cut numbers joined by hyphens, or take a noun joined to another for that noun."""
        parts = re.split("[-/]", piece)
        known = [self.phrases.get(part, _UNKNOWN) for part in parts]
        if all(_NUMERAL & roles.keys() for roles in known[:-1]) and _JOINED & known[-1].keys():
            joined = [Word("-")] * (2 * len(parts) - 1)
            joined[::2] = [Word(part, roles) for part, roles in zip(parts, known, strict=True)]
            return joined
        if Role.NOUN in known[-1 if self.noun_is_last else 0]:
            return [
                Word(part, {Role.NOUN: roles[Role.NOUN]})
                for part, roles in zip(parts, known, strict=True)
                if Role.NOUN in roles
            ]
        return []

    def _sized(self, piece: str) -> list[Word]:
        """Cut an adjective that says the size of a force: a number in front of thousands."""
        for form, roles in self.sizes.items():
            number = self.phrases.get(piece.removesuffix(form), _UNKNOWN)
            if piece.endswith(form) and Role.NUMBER in number:
                return [Word(piece.removesuffix(form), number), Word("-"), Word(form, roles)]
        return []

    def _compound(self, piece: str) -> list[Word]:
        """Cut a number in one word; ones before tens change their places."""
        found: list[Word] = []
        rest = piece
        while rest:
            length = next((n for n in range(len(rest), 1, -1) if self._is_part(rest[:n])), 0)
            if not length:
                return []
            found.append(Word(rest[:length], self.phrases.get(rest[:length], _UNKNOWN)))
            rest = rest[length:]
        for at in range(len(found) - 2, 0, -1):
            if found[at].text in self.compounds:
                found[at - 1 : at + 2] = [found[at + 1], found[at - 1]]
        return [] if any(word.text in self.compounds for word in found) else found

    def _is_part(self, text: str) -> bool:
        return text in self.compounds or bool(_NUMERAL & self.phrases.get(text, _UNKNOWN).keys())


_NUMERAL: Final = {Role.NUMBER, Role.SCALE}
_JOINED: Final = {*_NUMERAL, Role.STRONG}


@cache
def figure_words(language: str) -> FigureWords:
    """Return the words of figures of a language that there is a table for."""
    table = language_table(language)["figures"]
    phrases: dict[str, dict[Role, Any]] = {}
    for name, role in _LISTS.items():
        for form in _forms(table[name]):
            phrases.setdefault(form, {})[role] = True
    for name, role in (_NUMBERS | _NAMES).items():
        for key, written in table[name].items():
            for form in _forms(written):
                phrases.setdefault(form, {})[role] = float(key) if name in _NUMBERS else key
    longest: dict[str, int] = {}
    for phrase in phrases:
        first = phrase.partition(" ")[0]
        longest[first] = max(longest.get(first, 0), phrase.count(" ") + 1)
    return FigureWords(
        phrases=phrases,
        longest=longest,
        models={letters: quantity for quantity, named in table["models"].items() for letters in named},
        decimal=table["decimal"],
        hyphen_joins=table["hyphen_joins"],
        noun_is_last=table["noun_comes"] == "last",
        attribute_endings=tuple(table["attribute_endings"]),
        other_endings=tuple(table["other_endings"]),
        after_endings=tuple(table["after_endings"]),
        verb_endings=tuple(table["verb_endings"]),
        noun_endings=tuple((tuple(endings), name) for name, endings in table["noun_endings"].items()),
        glued={form: int(scale) for scale, written in table["glued"].items() for form in _forms(written)},
        is_latin="a" in language_table(language)["alphabet"],
        compounds=tuple(table.get("compounds", ())),
        sizes={form: roles for form, roles in phrases.items() if roles.get(Role.STRONG, 1) > 1},
    )


@cache
def scale_words() -> frozenset[str]:
    """Return the words that multiply a number before them, such as "thousand", of all languages, folded.

    Examples
    --------
    >>> {"thousand", "тыс", "tysięcy"} <= scale_words(), "soldiers" in scale_words()
    (True, False)
    """
    scaled = {Role.SCALE, Role.PLURAL}
    tables = (figure_words(language).phrases for language in table_languages())
    return frozenset(form for phrases in tables for form, roles in phrases.items() if scaled & roles.keys())


def _forms(written: list[str]) -> list[str]:
    return [form for one in written for form in forms_of(one)]
