"""The words of a language: its messages, and how it writes numbers, plurals and lists."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from mustermap.errors import UnknownLanguage
from mustermap.words.messages import read_message, write_message
from mustermap.words.number_texts import number_text, plural_of, short_text

if TYPE_CHECKING:
    from mustermap.words.messages import Message

ENGLISH: Final = "en"


class Words:
    """All that is said in one language; a message that its catalogue lacks is said in English.

    Parameters
    ----------
    language : str
        Its code, such as "uk".
    catalogue : dict
        Messages by key, in groups; under ``grammar`` the rules of the language.
    fallback : Words, optional
        What is asked for a message that the catalogue lacks.

    Examples
    --------
    >>> words_of("en").say("sources", count=2), words_of("ru").say("sources", count=2)
    ('2 sources', '2 источника')
    """

    def __init__(self, language: str, catalogue: dict[str, Any], fallback: Words | None = None) -> None:
        self.language = language
        self.grammar: dict[str, Any] = catalogue["grammar"]
        self._catalogue = catalogue
        self._fallback = fallback
        self._read: dict[str, Message] = {}

    def say(self, key: str, **values: Any) -> str:
        """Return a message with its values in it.

        Parameters
        ----------
        key
            The message's key, after those of its groups: ``"phases.planned"``.
        values
            Texts, numbers, or lists of texts, which are joined by "and".

        Raises
        ------
        KeyError
            If no catalogue has the key, or an argument of the message is not given.
        """
        message = self._read.get(key)
        if message is None:
            text = self._find(key)
            if not isinstance(text, str) and self._fallback:
                return self._fallback.say(key, **values)
            if not isinstance(text, str):
                raise KeyError(f"no message {key!r} in the catalogue {self.language!r}")
            message = self._read[key] = read_message(text)
        return write_message(message, values, self)

    def group(self, key: str) -> dict[str, str]:
        """Return the messages of a group, none of which takes arguments, by their keys."""
        english = self._fallback.group(key) if self._fallback else {}
        found = self._find(key)
        return english | found if isinstance(found, dict) else english

    def named(self, group: str, code: str) -> str | None:
        """Return the word of a group for a code of the data; None where there is none."""
        return self.say(f"{group}.{code}") if code in self.group(group) else None

    def number(self, value: float) -> str:
        """Write a number."""
        return number_text(value, self.grammar["numbers"])

    def short(self, value: float) -> str:
        """Write a number in short, as the ticks of an axis are."""
        return short_text(value, self.grammar["numbers"])

    def plural(self, value: float) -> str:
        """Return the plural category of a number, by its name in Unicode CLDR."""
        return plural_of(value, self.grammar["plurals"])

    def joined(self, texts: list[str], last: str = "and") -> str:
        """List texts; the last one joined by the word for "and" or "or".

        Examples
        --------
        >>> words_of("en").joined(["A", "B", "C"]), words_of("uk").joined(["A", "B"], "or")
        ('A, B and C', 'A або B')
        """
        lists = self.grammar["lists"]
        front = lists["between"].join(texts[:-1])
        return f"{front}{lists[last]}{texts[-1]}" if front else "".join(texts)

    def _find(self, key: str) -> str | dict[str, str] | None:
        found: Any = self._catalogue
        for part in key.split("."):
            found = found.get(part) if isinstance(found, dict) else None
        return found if isinstance(found, str | dict) else None


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that there is a catalogue for."""
    from importlib import resources

    files = resources.files("mustermap.words").iterdir()
    return tuple(sorted(file.name.removesuffix(".json") for file in files if file.name.endswith(".json")))


@cache
def words_of(language: str = ENGLISH) -> Words:
    """Return the words of a language.

    Raises
    ------
    UnknownLanguage
        If there is no catalogue for it.
    """
    if language not in languages():
        raise UnknownLanguage(
            f"language {language!r}: there are no words in it; choose one of {', '.join(languages())}"
        )
    from importlib import resources

    text = resources.files("mustermap.words").joinpath(f"{language}.json").read_text(encoding="utf-8")
    return Words(language, json.loads(text), None if language == ENGLISH else words_of(ENGLISH))
