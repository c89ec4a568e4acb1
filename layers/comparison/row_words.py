"""The words of one row: its figures with their measure, a claimant's several movements, a part by its name.

The page has the same rule (``maps/page/src/words/row_words.ts``); ``tests/cases/sentences.json`` is run by both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from mustermap.layers.comparison.claimant_words import by_claimant, disputes_of, who_part
from mustermap.layers.comparison.newest_saying import newest_claims
from mustermap.layers.comparison.sentence_parts import Part, Parts, filled, join_parts, say_parts
from mustermap.layers.comparison.spread_words import alternatives, movement_figures
from mustermap.layers.comparison.stated_numbers import MOST_LISTED, spread_of
from mustermap.words.date_texts import near_day_text, said_text
from mustermap.words.isolate import isolate
from mustermap.words.name_texts import shortened_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mustermap.layers.comparison.answer import AnswerRow, AnswerSection, RowClaim
    from mustermap.layers.comparison.section_rows import Counted
    from mustermap.words import Words

T = TypeVar("T")


def figures_of(row: AnswerRow, claims: Sequence[RowClaim], words: Words) -> Parts:
    """Return the figures of a row's claims, or their wordings where no number is stated."""
    spread = spread_of([(row, claims)])
    if spread:
        return alternatives(spread, words)
    return filled(lambda mark: words.joined([mark(_wording(claim, words)) for claim in claims], "or"))


def _wording(claim: RowClaim, words: Words) -> Parts:
    wording: Parts = (Part(isolate(shortened_name(claim.wording)), ids=(claim.id,)),)
    return say_parts(words, "answer.wording", wording=wording)


def row_figure(row: AnswerRow, claims: Sequence[RowClaim], words: Words) -> Parts:
    """Return the figures of a row's claims with their claimant."""
    ids = tuple(claim.id for claim in claims)
    return by_claimant(figures_of(row, claims, words), row.claimant, ids, words, disputes_of(claims))


def in_words(rows: Sequence[Counted], words: Words) -> Parts:
    """Return rows whose bounds were read from words, with the words."""
    return say_parts(words, "answer.inWords", figures=listed(rows, lambda one: _row_in_words(one, words), words))


def _row_in_words(counted: Counted, words: Words) -> Parts:
    row, claims = counted
    firsts = {claim.wording: claim for claim in reversed(claims)}
    wordings = [_wording(claim, words) for claim in claims if firsts[claim.wording] is claim]
    text = filled(lambda mark: words.joined([mark(one) for one in wordings], "or"))
    return by_claimant(text, row.claimant, tuple(claim.id for claim in claims), words, disputes_of(claims))


def as_measured(row: AnswerRow, section: AnswerSection, figure: Parts, words: Words) -> Parts:
    """Say of a figure that is not in the measure of its section in which it is."""
    if row.kind == "total":
        return say_parts(words, "answer.asTotal", figures=figure)
    is_movement = row.kind == "movement" and section.measure != "flow"
    return say_parts(words, "answer.asMovement", figures=figure) if is_movement else figure


def is_several(row: AnswerRow, section: AnswerSection) -> bool:
    """Check whether a row has several movements of its claimant."""
    return row.kind == "movement" and section.measure == "flow" and len(row.claims) > 1


def movements_of(row: AnswerRow, claims: Sequence[RowClaim], day: int, words: Words, *, part: Parts = ()) -> Parts:
    """Return a claimant's movements: how many, how many troops each, and the newest."""
    ids = tuple(claim.id for claim in claims)
    who = who_part(row.claimant, ids, words, disputes_of(claims))
    if part:
        who = say_parts(words, "answer.whoPart", part=part, who=who)
    spread = spread_of([(row, claims)])
    figures = movement_figures(spread, words) if spread else figures_of(row, claims, words)
    number: Parts = (Part(words.say("answer.count", count=len(claims)), "count", ids),)
    text = say_parts(words, "answer.movements", number=number, count=len(claims), figures=figures, who=who)
    newest = newest_claims(row, claims)
    if newest is None:
        return text
    earliest, latest = newest.said
    is_exact = latest is not None and earliest == latest
    said = near_day_text(latest, day, words) if is_exact and latest is not None else said_text(earliest, latest, words)
    day_part: Parts = (Part(said, "day", tuple(claim.id for claim in newest.claims)),)
    return say_parts(words, "answer.newestMovement", movements=text, day=day_part)


def part_item(
    row: AnswerRow, claims: Sequence[RowClaim], section: AnswerSection, day: int, words: Words, *, is_placed: bool
) -> Parts:
    """Return the figures of a part, with its name and its claimant."""
    ids = tuple(claim.id for claim in claims)
    # A part is named by what it is; by its place too, where two parts have one name.
    names = [row.label, row.place if is_placed or not row.label else ""]
    texts: list[Parts] = [(Part(isolate(shortened_name(name)), ids=ids),) for name in names if name]
    part = join_parts(texts, words.grammar["lists"]["between"])
    if is_several(row, section):
        return movements_of(row, claims, day, words, part=part)
    who = who_part(row.claimant, ids, words, disputes_of(claims))
    if part:
        who = say_parts(words, "answer.whoPart", part=part, who=who)
    figure = say_parts(words, "answer.by", figure=figures_of(row, claims, words), who=who)
    return as_measured(row, section, figure, words)


def listed(several: Sequence[T], write: Callable[[T], Parts], words: Words) -> Parts:
    """List the parts of some things; of more than three the first three, and how many more there are."""
    return join_parts(first_few(several, write, words), words.grammar["lists"]["between"])


def first_few(several: Sequence[T], write: Callable[[T], Parts], words: Words) -> list[Parts]:
    """Return the parts of the first three of some things, and how many more there are."""
    rest = len(several) - MOST_LISTED
    more: Parts = (Part(words.say("comparison.moreWho", count=rest), "count"),) if rest > 0 else ()
    return [*map(write, several[:MOST_LISTED]), *([more] if more else [])]
