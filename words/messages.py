"""Messages in ICU MessageFormat, as far as the catalogues use it: arguments, numbers, plurals and choices.

The page has the same reader (``maps/page/src/words/messages.ts``); a test holds that one against FormatJS's parser.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Argument:
    """A place in a message for a value.

    Attributes
    ----------
    name : str
        The argument's name; blank is ``#``, the number of the plural around it.
    kind : str
        Blank, ``number``, ``plural`` or ``select``.
    options : dict
        The message of each case of a plural or a choice.
    """

    name: str
    kind: str
    options: Mapping[str, Message]


Message: TypeAlias = "tuple[str | Argument, ...]"


class Grammar(Protocol):
    """What a message asks of its language."""

    def number(self, value: float) -> str:
        """Write a number."""

    def plural(self, value: float) -> str:
        """Return the plural category of a number, by its name in Unicode CLDR: one, few, many, other."""

    def joined(self, texts: list[str]) -> str:
        """List texts, the last one joined by "and"."""


_NAME = re.compile(r"\s*([A-Za-z_]\w*)\s*")
_CASE = re.compile(r"\s*(=?[^\s{}]+)\s*\{")


def read_message(text: str) -> Message:
    """Return the parts of a message.

    Raises
    ------
    ValueError
        If braces do not match, or an argument is of a kind that catalogues do not use.

    Examples
    --------
    >>> read_message("said {day}")
    ('said ', Argument(name='day', kind='', options={}))
    """
    parts, end = _read(text, 0, in_plural=False)
    if end < len(text):
        raise ValueError(f"message {text!r}: a brace at {end} closes nothing")
    return parts


def write_message(message: Message, values: Mapping[str, Any], grammar: Grammar, number: float = 0) -> str:
    """Return a message with its values in it.

    Parameters
    ----------
    message
        As `read_message` returns it.
    values
        By the names of the arguments: texts, numbers, or lists of texts, which are joined by "and".
    grammar
        Of the message's language.
    number
        The number that ``#`` is replaced by.
    """
    written = ""
    for part in message:
        written += part if isinstance(part, str) else _write_argument(part, values, grammar, number)
    return written


def _write_argument(part: Argument, values: Mapping[str, Any], grammar: Grammar, number: float) -> str:
    if not part.name:
        return grammar.number(number)
    value = values[part.name]
    if not part.kind and isinstance(value, str):
        return value
    if part.kind == "number":
        return grammar.number(value)
    options = part.options
    if part.kind == "select":
        return write_message(options.get(str(value), options.get("other", ())), values, grammar, number)
    if part.kind == "plural":
        case = f"={value:g}" if f"={value:g}" in options else grammar.plural(value)
        return write_message(options.get(case, options["other"]), values, grammar, value)
    return grammar.joined(value) if isinstance(value, list) else str(value)


def _read(text: str, at: int, *, in_plural: bool) -> tuple[Message, int]:
    """Read up to the end, or to the brace that closes the case which began before."""
    parts: list[str | Argument] = []
    literal = ""
    while at < len(text) and text[at] != "}":
        letter = text[at]
        if letter == "'":
            quoted, at = _quoted(text, at, in_plural=in_plural)
            literal += quoted
        elif letter == "{" or (letter == "#" and in_plural):
            parts += [literal] if literal else []
            literal = ""
            argument, at = _argument(text, at) if letter == "{" else (Argument("", "", {}), at + 1)
            parts.append(argument)
        else:
            literal += letter
            at += 1
    return tuple([*parts, literal] if literal else parts), at


def _quoted(text: str, at: int, *, in_plural: bool) -> tuple[str, int]:
    """Read an apostrophe: two are one, and one before a sign of the format quotes up to the next."""
    following = text[at + 1 : at + 2]
    if following == "'":
        return "'", at + 2
    if following not in ({"{", "}", "#"} if in_plural else {"{", "}"}):
        return "'", at + 1
    end = at + 1
    while (end := text.find("'", end)) >= 0 and text[end + 1 : end + 2] == "'":
        end += 2
    end = len(text) if end < 0 else end
    return text[at + 1 : end].replace("''", "'"), end + 1


def _argument(text: str, at: int) -> tuple[Argument, int]:
    named = _NAME.match(text, at + 1)
    if not named:
        raise ValueError(f"message {text!r}: no name of an argument at {at}")
    name, at = named[1], named.end()
    if text[at] == "}":
        return Argument(name, "", {}), at + 1
    kinded = _NAME.match(text, at + 1)
    if text[at] != "," or not kinded or kinded[1] not in {"number", "plural", "select"}:
        raise ValueError(f"message {text!r}: argument {name!r} must be plain, a number, a plural or a select")
    kind, at = kinded[1], kinded.end()
    if kind == "number":
        return Argument(name, kind, {}), at + 1
    at += 1
    options: dict[str, Message] = {}
    while case := _CASE.match(text, at):
        options[case[1]], at = _read(text, case.end(), in_plural=kind == "plural")
        at += 1
    if "other" not in options:
        raise ValueError(f"message {text!r}: argument {name!r} has no case 'other'")
    return Argument(name, kind, options), text.index("}", at) + 1
