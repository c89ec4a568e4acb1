"""What the sentence says of one section: its spread, the newest, what is beside it, and what has no figure.

The page has the same rule (``maps/page/src/words/section_clauses.ts``); ``tests/cases/sentences.json`` is run by both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mustermap.layers.comparison.claimant_words import by_claimant, disputes_of, who_part
from mustermap.layers.comparison.newest_saying import newest_of
from mustermap.layers.comparison.row_words import (
    as_measured,
    figures_of,
    first_few,
    in_words,
    is_several,
    listed,
    movements_of,
    part_item,
    row_figure,
)
from mustermap.layers.comparison.section_rows import rows_by_group, silent_of, stated
from mustermap.layers.comparison.sentence_parts import Part, Parts, join_parts, say_parts
from mustermap.layers.comparison.spread_words import figure_parts, limits_parts, spread_parts
from mustermap.layers.comparison.stated_numbers import MOST_LISTED, Spread, spread_of
from mustermap.words.date_texts import said_text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from mustermap.data.figures import Figure
    from mustermap.layers.comparison.answer import AnswerSection, Beside
    from mustermap.layers.comparison.newest_saying import Newest, NewestRow
    from mustermap.layers.comparison.section_rows import Counted, Group, SectionRows
    from mustermap.words import Words

_VAGUE: Final[tuple[Group, ...]] = ("undated", "vague")


@dataclass(frozen=True, slots=True)
class SectionClauses:
    """What is said of a section.

    Attributes
    ----------
    clauses : tuple of Parts
        Its clauses, in order; none where there is nothing to say.
    spread : Spread or None
        The spread of its stated and carried rows.
    is_vague : bool
        Whether it has nothing but figures with vague dates.
    """

    clauses: tuple[Parts, ...]
    spread: Spread | None
    is_vague: bool


def clauses_of(section: AnswerSection, day: int, words: Words) -> SectionClauses:
    """Return what is said of a section on a day."""
    rows = rows_by_group(section, day)
    main, stale = rows["main"], rows["stale"]
    spread = spread_of(main.numbers)
    dated = _main_clauses(main, spread, section, day, words)
    stale_clauses = _spread_clauses("stale", stale, words)
    is_counted = spread is not None or spread_of(stale.numbers) is not None
    beside = "Beside" if is_counted else ""
    vague = [clause for group in _VAGUE for clause in _spread_clauses(group, rows[group], words, beside=beside)]
    if not spread and main.parts:
        has_more = bool(dated or stale_clauses)
        dated += [*([] if has_more else [say_parts(words, "answer.noneForAll")]),
                  _parts_clause("main", main, section, day, words)]  # fmt: skip
    if not (dated or stale_clauses or vague):
        stale_clauses = _only_beside({"stale": stale}, section, day, words)
    if not (dated or stale_clauses or vague):
        vague = _only_beside({"undated": rows["undated"], "vague": rows["vague"]}, section, day, words)
    has_figure = bool(dated or stale_clauses or vague)
    without_number = silent_of(section)
    silent = [_no_number(without_number, words)] if without_number and not has_figure else []
    denied = [] if spread else _denied(section.denied, words)
    clauses = [*dated, *stale_clauses, *vague, *silent, *denied]
    return SectionClauses(tuple(clauses), spread, bool(vague) and len(vague) == len(clauses))


def _main_clauses(
    main: SectionRows, spread: Spread | None, section: AnswerSection, day: int, words: Words
) -> list[Parts]:
    clauses = [spread_parts(spread, words, is_main=True)] if spread else []
    counted = [*main.numbers, *((row, stated(claims)) for row, claims in main.other_measure)]
    newest = newest_of([(row, claims) for row, claims in counted if claims])
    if newest:
        clauses.append(_newest(newest, _named_in(clauses), section, words))
    if spread and (limits := limits_parts(spread, _named_in(clauses), words)):
        clauses.append(limits)
    named = [one.row for one in newest.rows[:MOST_LISTED]] if newest else []
    unnamed = [(row, claims) for row, claims in main.other_measure if row not in named]
    clauses += _other_measure(unnamed, section, day, words)
    return clauses + ([in_words(main.in_words, words)] if main.in_words else [])


def _newest(newest: Newest, named: Collection[str], section: AnswerSection, words: Words) -> Parts:
    """Return the clause on the newest figures; a claim that is ``named`` before is not called disputed again."""

    def figure(one: NewestRow) -> Parts:
        disputed_by = disputes_of(claim for claim in one.claims if claim.id not in named)
        who = who_part(one.row.claimant, tuple(claim.id for claim in one.claims), words, disputed_by)
        if not newest.is_known:
            who = say_parts(words, "answer.whoDay", who=who, day=_day_part(one, words))
        text = say_parts(words, "answer.by", figure=figures_of(one.row, one.claims, words), who=who)
        return as_measured(one.row, section, text, words)

    figures = listed(newest.rows, figure, words)
    if newest.is_known:
        return say_parts(words, "answer.newest", day=_day_part(newest.rows[0], words), figures=figures)
    return say_parts(words, "answer.newestOf", figures=figures)


def _named_in(clauses: Sequence[Parts]) -> set[str]:
    """Return the ids of the claims that some clauses name with their claimants."""
    return {name for clause in clauses for part in clause if part.kind == "text" for name in part.ids}


def _day_part(newest: NewestRow, words: Words) -> Parts:
    ids = tuple(claim.id for claim in newest.claims)
    return (Part(said_text(*newest.said, words), "day", ids),)


def _other_measure(rows: Sequence[Counted], section: AnswerSection, day: int, words: Words) -> list[Parts]:
    """Return the clauses on figures of the other measure, and on a claimant's several movements."""
    several = [one for one in rows if is_several(one[0], section)]
    clauses = first_few(several, lambda one: movements_of(*one, day, words), words)
    for kind, key in (("movement", "answer.asMovement"), ("total", "answer.asTotal")):
        single = [one for one in rows if one[0].kind == kind and not is_several(one[0], section)]
        if single:
            clauses.append(say_parts(words, key, figures=listed(single, lambda one: row_figure(*one, words), words)))
    return clauses


def _spread_clauses(group: str, rows: SectionRows, words: Words, *, beside: str = "") -> list[Parts]:
    """Return the clause on rows for all of it that are in no spread of the day: not repeated, or with vague dates.

    ``beside`` ends the name of the words of what is not counted where something else of the section is.
    """
    spread = spread_of(rows.numbers)
    inside = [spread_parts(spread, words, is_main=False)] if spread else []
    inside += [in_words(rows.in_words, words)] if rows.in_words else []
    what = join_parts(inside, words.grammar["lists"]["between"])
    return [say_parts(words, f"answer.{group}{beside}", what=what)] if inside else []


def _only_beside(groups: Mapping[Group, SectionRows], section: AnswerSection, day: int, words: Words) -> list[Parts]:
    """Return what is left to say of a section: figures of the other measure, else those for parts."""
    other = [
        say_parts(words, f"answer.{group}", what=clause)
        for group, rows in groups.items()
        for clause in _other_measure(rows.other_measure, section, day, words)
    ]
    parts = [_parts_clause(group, rows, section, day, words) for group, rows in groups.items() if rows.parts]
    return other or ([say_parts(words, "answer.noneForAll"), *parts] if parts else [])


def _parts_clause(group: Group, rows: SectionRows, section: AnswerSection, day: int, words: Words) -> Parts:
    if len(rows.parts) > MOST_LISTED:
        ids = tuple(claim.id for _, claims in rows.parts for claim in claims)
        count = len(rows.parts)
        number: Parts = (Part(words.say("answer.count", count=count), "count", ids),)
        return say_parts(words, "answer.partsCount", standing=group, number=number, count=count)
    labels = [row.label for row, _ in rows.parts]

    def item(one: Counted) -> Parts:
        return part_item(*one, section, day, words, is_placed=labels.count(one[0].label) > 1)

    return say_parts(words, "answer.parts", standing=group, figures=listed(rows.parts, item, words))


def _no_number(silent: Sequence[Beside], words: Words) -> Parts:
    named: dict[tuple[str, int], list[str]] = {}
    for number, one in enumerate(silent):
        # Claimants without a name are never the same.
        named.setdefault((one.claimant, -1 if one.claimant else number), []).append(one.id)
    names = first_few(list(named.items()), lambda one: who_part(one[0][0], tuple(one[1]), words), words)
    return say_parts(words, "answer.noNumber", who=names)


def _denied(denied: Sequence[Beside], words: Words) -> list[Parts]:
    stated_ones = [(one, one.figure) for one in denied if one.figure]
    figures = listed(stated_ones, lambda both: _denied_figure(*both, words), words)
    return [say_parts(words, "answer.denied", figures=figures)] if stated_ones else []


def _denied_figure(denied: Beside, figure: Figure, words: Words) -> Parts:
    text = figure_parts(figure, (denied.id,), words)
    return by_claimant(text, denied.claimant, (denied.id,), words, denied.disputed_by)
