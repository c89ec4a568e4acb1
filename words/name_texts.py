"""Who says it and whose troops they are: names of forces, parts of them, and claimants, as a sentence has them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from mustermap.words.cldr_names import country_in_language
from mustermap.words.isolate import isolate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mustermap.words.catalogue import Words

LONGEST_NAME: Final = 48
"""UTF-16 units of a name in a sentence: what JavaScript counts."""
_MOST_NAMES: Final = 3


def force_text(force: str, words: Words, clean: Callable[[str], str] = isolate) -> str:
    """Return a force's name; of several forces their names, and that they act jointly; blank where none is named.

    The force of a country is called as the language calls the country; any other force as the report names it.

    Parameters
    ----------
    force
        As in the claims table: names joined by ``;``.
    words
        The language.
    clean
        Makes a name fit for where it is written.

    Examples
    --------
    >>> from mustermap.words import words_of
    >>> force_text("Belarus;Russia", words_of("en")), force_text("Russia", words_of("uk"))
    ('Belarus and Russia, jointly', 'Росія')
    """
    named = [clean(country_in_language(name, words.language)) for name in force.split(";") if name]
    return words.say("joint", forces=named) if len(named) > 1 else "".join(named)


def whose_text(force: str, words: Words, clean: Callable[[str], str] = isolate) -> str:
    """Return a force's name as `force_text` does, or that none is named."""
    return force_text(force, words, clean) or words.say("noForce")


def claimant_text(claimant: str, words: Words, clean: Callable[[str], str] = isolate) -> str:
    """Return a claimant's name, or that nobody is named."""
    return clean(claimant) or words.say("noClaimant")


def claimants_texts(claimants: Sequence[str], words: Words) -> list[str]:
    """Return the first few of some claimants, each once, and how many more there are.

    Examples
    --------
    >>> from mustermap.words import words_of
    >>> claimants_texts(["A", "", "C", "D", "E", "A"], words_of("en"))
    ['A', 'nobody named', 'C', 'two more']
    """
    shown = list(dict.fromkeys(claimant_text(shortened_name(name), words) for name in claimants))
    rest = len(shown) - _MOST_NAMES
    return [*shown[:_MOST_NAMES], words.say("comparison.moreWho", count=rest)] if rest > 0 else shown


def phase_text(phase: str, words: Words, clean: Callable[[str], str] = isolate) -> str:
    """Return the word for a phase; a phase that is none of ours comes back as it is, a blank one blank."""
    return (words.named("phases", phase) or clean(phase)) if phase else ""


def part_only_text(part: str, words: Words) -> str:
    """Say that a figure is for one part of a force only; reports in English may name a part with its article.

    Examples
    --------
    >>> from mustermap.words import words_of
    >>> part_only_text("newly mobilised", words_of("en")), part_only_text("The reservists", words_of("en"))
    (' for the newly mobilised only', ' for The reservists only')
    """
    if not part:
        return ""
    article = "named" if re.match(r"the\b", part, re.IGNORECASE | re.ASCII) else "bare"
    return words.say("comparison.partOnly", part=part, article=article)


def shortened_name(name: str) -> str:
    """Shorten a name for a sentence."""
    if len(name.encode("utf-16-le", "surrogatepass")) // 2 <= LONGEST_NAME:
        return name
    return f"{name[: LONGEST_NAME - 1].rstrip(' ')}…"
