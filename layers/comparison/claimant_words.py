"""The words of who states a figure, and of whether it is disputed.

The page has the same rule (``maps/page/src/words/claimant_words.ts``); ``tests/cases/sentences.json`` is run by both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mustermap.layers.comparison.sentence_parts import Part, Parts, say_parts
from mustermap.words.name_texts import claimant_text, shortened_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mustermap.layers.comparison.answer import RowClaim
    from mustermap.words import Words


def who_part(claimant: str, ids: tuple[str, ...], words: Words, disputed_by: tuple[str, ...] = ()) -> Parts:
    """Return a claimant's name in the sentence, and that his figure is disputed where it is."""
    return with_disputes((Part(claimant_text(shortened_name(claimant), words), ids=ids),), disputed_by, words)


def by_claimant(
    figure: Parts, claimant: str, ids: tuple[str, ...], words: Words, disputed_by: tuple[str, ...] = ()
) -> Parts:
    """Return a figure with its claimant, and that it is disputed where it is."""
    return say_parts(words, "answer.by", figure=figure, who=who_part(claimant, ids, words, disputed_by))


def disputes_of(claims: Iterable[RowClaim]) -> tuple[str, ...]:
    """Return the ids of the disputes of some claims, each once."""
    return tuple(dict.fromkeys(name for claim in claims for name in claim.disputed_by))


def _disputed(disputed_by: tuple[str, ...], words: Words) -> Parts:
    return (Part(words.say("overTime.disputed"), ids=disputed_by),)


def with_disputes(who: Parts, disputed_by: tuple[str, ...], words: Words) -> Parts:
    """Return a claimant's name with the word that the figure is disputed, where it is."""
    return (
        say_parts(words, "answer.whoDisputed", who=who, disputed=_disputed(disputed_by, words)) if disputed_by else who
    )


def if_all_disputed(figure: Parts, claims: Sequence[RowClaim], words: Words) -> Parts:
    """Return a figure without its claimants, and that it is disputed where the claim of each of them is."""
    if not all(claim.disputed_by for claim in claims):
        return figure
    return say_parts(words, "answer.by", figure=figure, who=_disputed(disputes_of(claims), words))
