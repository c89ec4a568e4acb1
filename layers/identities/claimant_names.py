"""Names of claimants: without the office of a person, and whether a wording names anybody at all."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from mustermap.geo.wording.name_key import fold
from mustermap.layers.identities.force_names import country_in, country_of_word

_WITH_OFFICE: Final = re.compile(r"([^,()]+?)\s*(?:,\s*([^()]+)|\(([^()]+)\))")
_NAME_WORD: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|['’ʼ.\-])*")
_PARTICLES: Final = frozenset({"al", "bin", "da", "de", "del", "der", "di", "el", "ibn", "la", "le", "van", "von"})
_DOTTED: Final = re.compile(r"\b(u) (s)(?: (a))?\b|\b(u) (k)\b")
_FEWEST, _MOST = 2, 4
"""Words of a person's name."""
_LONGEST: Final = 200
"""Characters of a wording that is looked at; a longer one is a sentence."""


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of one kind, folded: whole ones, and beginnings of words."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]

    def __contains__(self, word: str) -> bool:
        return word in self.whole or word.startswith(self.beginnings)


@lru_cache(maxsize=65536)
def without_office(name: str) -> str:
    """Return a claimant's name without an office, if a person's name remains; an organisation's name stays whole.

    The office is what follows a comma or is in brackets. It is set aside only if what comes before can be nothing but
    a person's name, and what follows nothing but an office.

    Examples
    --------
    >>> without_office("Hanna Malyar, Deputy Defence Minister"), without_office("Ministry of Defence, Russia")
    ('Hanna Malyar', 'Ministry of Defence, Russia')
    >>> without_office("Vladimir Putin, President Lukashenko")
    'Vladimir Putin, President Lukashenko'
    """
    found = _WITH_OFFICE.fullmatch(name.strip()) if len(name) <= _LONGEST else None
    if found and _is_person(found[1]) and _is_office(found[2] or found[3]):
        return found[1]
    return name


@lru_cache(maxsize=65536)
def is_nameless(claimant: str) -> bool:
    """Check whether a wording names nobody: blank, "the article", "officials", "senior US officials".

    Examples
    --------
    >>> is_nameless("US and Ukrainian officials"), is_nameless("in Ukraine, nobody named"), is_nameless("Pentagon")
    (True, True, False)
    """
    if len(claimant) > _LONGEST:
        return False
    key = _DOTTED.sub(lambda found: "".join(part for part in found.groups() if part), fold(claimant))
    key = re.sub(r"^(?:the|an?) ", "", key)
    if not key or key in _words("nobody").whole or any(phrase in f" {key} " for phrase in _phrases()):
        return True
    words, named = key.split(), False
    if not any(word in _words("persons") for word in words):
        return False
    for at, word in enumerate(words):
        if word in _words("persons"):
            named = True
        elif named and word in _words("after_persons"):
            return True
        elif word not in _words("of_persons") and not country_in(word) and not _is_in_country(words, at):
            return False
    return named


def _is_in_country(words: list[str], at: int) -> bool:
    """Check whether a word is one of two that name a country: "north korean"."""
    return any(country_in(" ".join(words[begin : begin + 2])) for begin in (at - 1, at) if 0 <= begin < len(words) - 1)


def _is_person(name: str) -> bool:
    words = name.split()
    if not _FEWEST <= len(words) <= _MOST or country_of_word(name):
        return False
    for word in words:
        if word in _PARTICLES:
            continue
        is_name = bool(_NAME_WORD.fullmatch(word)) and word[0].isupper()
        if not is_name or (word.isupper() and word.isalpha() and len(word) > 1):
            return False
        parts = fold(word).split()
        if any(part in _words("organisation") or part in _words("office") for part in parts) or country_of_word(word):
            return False
    return words[-1] not in _PARTICLES


def _is_office(text: str) -> bool:
    words = re.findall(r"[^\s,]+", text)
    parts = [fold(word).split() for word in words]
    if any(part in _words("together") for own in parts for part in own):
        return False
    has_office = False
    for word, own, after in zip(words, parts, [*words[1:], ""], strict=True):
        if any(part in _words("office") for part in own):
            has_office = True
            # "President Lukashenko": another person may be meant.
            if not word.endswith(",") and after[:1].isupper() and not _is_of_office(after):
                return False
    return has_office


def _is_of_office(word: str) -> bool:
    parts = fold(word).split()
    known = any(part in _words(kind) for part in parts for kind in ("office", "organisation"))
    return known or bool(country_in(word))


@cache
def _words(kind: str) -> _Words:
    found = [word.strip() for row in _rows() if row["kind"] == kind for word in row["words"].split(";")]
    whole = frozenset(fold(word) for word in found if not word.endswith("*"))
    return _Words(whole, tuple(sorted({fold(word) for word in found if word.endswith("*")})))


@cache
def _phrases() -> tuple[str, ...]:
    return tuple(f" {phrase} " for phrase in sorted(_words("phrase").whole))


@cache
def _rows() -> tuple[dict[str, str], ...]:
    text = files("mustermap.layers.identities").joinpath("claimant_words.csv").read_text("utf-8")
    return tuple(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
