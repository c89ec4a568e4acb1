"""What the sentence says of one section: its spread, the newest, what stands beside it, and what has no figure.

The page has the same rule (``maps/page/src/words/section_clauses.ts``); ``tests/cases/sentences.json`` is run by both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mustermap.layers.comparison.newest_saying import newest_of
from mustermap.layers.comparison.row_words import (
    as_measured,
    figures_of,
    in_words,
    is_several,
    listed,
    movements_of,
    part_item,
)
from mustermap.layers.comparison.section_rows import rows_by_group, silent_of, stated
from mustermap.layers.comparison.sentence_parts import Part, Parts, join_parts, say_parts
from mustermap.layers.comparison.spread_words import by_claimant, figure_parts, spread_parts, who_part
from mustermap.layers.comparison.stated_numbers import MOST_LISTED, Spread, spread_of
from mustermap.words.date_texts import said_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mustermap.layers.comparison.answer import AnswerSection, Beside
    from mustermap.layers.comparison.newest_saying import NewestRow
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
    vague = [clause for group in _VAGUE for clause in _spread_clauses(group, rows[group], words)]
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
    if newest and newest.is_known:
        said = _day_part(newest.rows[0], words)
        figures = listed([_newest_figure(one, section, words, said=None) for one in newest.rows], words)
        clauses.append(say_parts(words, "answer.newest", day=said, figures=figures))
    elif newest:
        items = [_newest_figure(one, section, words, said=_day_part(one, words)) for one in newest.rows]
        clauses.append(say_parts(words, "answer.newestOf", figures=listed(items, words)))
    named = [one.row for one in newest.rows[:MOST_LISTED]] if newest else []
    unnamed = [(row, claims) for row, claims in main.other_measure if row not in named]
    clauses += _other_measure(unnamed, section, day, words)
    return clauses + ([in_words(main.in_words, words)] if main.in_words else [])


def _day_part(newest: NewestRow, words: Words) -> Parts:
    ids = tuple(claim.id for claim in newest.claims)
    return (Part(said_text(*newest.said, words), "day", ids),)


def _newest_figure(newest: NewestRow, section: AnswerSection, words: Words, *, said: Parts | None) -> Parts:
    ids = tuple(claim.id for claim in newest.claims)
    who = who_part(newest.row.claimant, ids, words)
    if said:
        who = say_parts(words, "answer.whoDay", who=who, day=said)
    figure = say_parts(words, "answer.by", figure=figures_of(newest.row, newest.claims, words), who=who)
    return as_measured(newest.row, section, figure, words)


def _other_measure(rows: Sequence[Counted], section: AnswerSection, day: int, words: Words) -> list[Parts]:
    """Return the clauses on figures of the other measure, and on a claimant's several movements."""
    several = [movements_of(row, claims, day, words, part=None) for row, claims in rows if is_several(row, section)]
    clauses = [join_parts([one], "") for one in several[:MOST_LISTED]]
    if len(several) > MOST_LISTED:
        clauses.append((Part(words.say("comparison.moreWho", count=len(several) - MOST_LISTED), "count"),))
    for kind, key in (("movement", "answer.asMovement"), ("total", "answer.asTotal")):
        items = [
            by_claimant(figures_of(row, claims, words), row.claimant, tuple(claim.id for claim in claims), words)
            for row, claims in rows
            if row.kind == kind and not is_several(row, section)
        ]
        if items:
            clauses.append(say_parts(words, key, figures=listed(items, words)))
    return clauses


def _spread_clauses(group: str, rows: SectionRows, words: Words) -> list[Parts]:
    """Return the clause on rows for all of it that are in no spread of the day: not repeated, or with vague dates."""
    spread = spread_of(rows.numbers)
    inside = [spread_parts(spread, words, is_main=False)] if spread else []
    inside += [in_words(rows.in_words, words)] if rows.in_words else []
    what = join_parts(inside, words.grammar["lists"]["between"])
    return [say_parts(words, f"answer.{group}", what=what)] if inside else []


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
    items = [
        part_item(row, claims, section, day, words, is_placed=labels.count(row.label) > 1) for row, claims in rows.parts
    ]
    return say_parts(words, "answer.parts", standing=group, figures=listed(items, words))


def _no_number(silent: Sequence[Beside], words: Words) -> Parts:
    named: dict[tuple[str, int], list[str]] = {}
    for number, one in enumerate(silent):
        # Claimants without a name are never the same.
        named.setdefault((one.claimant, -1 if one.claimant else number), []).append(one.id)
    names = [who_part(who, tuple(ids), words) for (who, _), ids in named.items()]
    more: list[Parts] = []
    if len(names) > MOST_LISTED:
        more = [(Part(words.say("comparison.moreWho", count=len(names) - MOST_LISTED), "count"),)]
    return say_parts(words, "answer.noNumber", who=[*names[:MOST_LISTED], *more])


def _denied(denied: Sequence[Beside], words: Words) -> list[Parts]:
    items = [
        by_claimant(figure_parts(one.figure, (one.id,), words), one.claimant, (one.id,), words)
        for one in denied
        if one.figure
    ]
    return [say_parts(words, "answer.denied", figures=listed(items, words))] if items else []
