"""The lines of an area's card: one for each force and section, with its figures from the lowest to the highest."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from mustermap.layers.claimants import name_key
from mustermap.layers.comparison.day_sections import day_answer
from mustermap.layers.comparison.question import area_at
from mustermap.layers.comparison.row_words import figures_of
from mustermap.layers.comparison.section_rows import rows_by_group, silent_of
from mustermap.layers.comparison.sentence_parts import text_of_parts
from mustermap.layers.comparison.spans import Span
from mustermap.layers.comparison.spread_words import figure_parts, movement_figures
from mustermap.layers.comparison.stated_numbers import spread_of
from mustermap.layers.comparison.subject_claims import PERSONNEL, Subject
from mustermap.layers.standing import STANDINGS
from mustermap.maps.still.still_texts import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mustermap.layers.comparison.answer import AnswerSection, RowClaim
    from mustermap.layers.comparison.section_rows import Counted, Group, SectionRows
    from mustermap.layers.comparison.stated_numbers import Spread
    from mustermap.maps.still.scene import Scene
    from mustermap.words import Words

_GROUPS: Final[tuple[Group, ...]] = ("main", "stale", "undated", "vague")


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaLine:
    """What is claimed of a force in an area in one section.

    Attributes
    ----------
    force, phase : str
        As in the claims table.
    figures : str
        How many, as a text.
    aside : str
        What must be said beside the figures, such as "as a movement"; blank for nothing.
    claimants : int
        How many claimants are counted.
    span : Span or None
        From the lowest to the highest figure; None without a number.
    standing : str
        How the figures stand on the day, one of `layers.standing.STANDINGS`.
    is_disputed : bool
        Whether any of the claims is disputed.
    is_personnel : bool
        Whether people are counted.
    """

    force: str
    phase: str
    figures: str
    claimants: int
    span: Span | None
    standing: str
    aside: str = ""
    is_disputed: bool = False
    is_personnel: bool = True


def area_lines(scene: Scene, place_ref: str, words: Words) -> tuple[AreaLine, ...]:
    """Return the lines of an area's card.

    Parameters
    ----------
    scene
        What holds on the day.
    place_ref
        The area, as in the claims table.
    words
        The language.

    Returns
    -------
    tuple of AreaLine
        People first, the force of the most claimants first, its sections in their order; then what else is counted. A
        section has the figures of claims that are stated for the day or carried forward, else of those not repeated,
        else of those whose dates are vague, as the sentence has. Only the area itself counts, no place inside it.
    """
    effect = scene.effect
    refs = scene.claims["place_ref"].to_numpy()[effect.row]
    rows = effect.row[(refs == place_ref) & effect.leads]
    named = scene.claims[["force", "quantity"]].iloc[rows].astype("str")
    asked = {(str(force), name_key(quantity) or PERSONNEL) for force, quantity in named.itertuples(index=False)}
    disputed = frozenset(scene.found["id"][(scene.found["disputed_by"] != "").to_numpy()].astype("str"))
    found: list[list[AreaLine]] = []
    claims = Counter(named["force"])
    for force, quantity in sorted(asked, key=lambda one: (-claims[one[0]], *one)):
        subject = Subject(force, area_at(scene.claims, int(rows[0])), quantity)
        answer = day_answer(scene.claims, subject, on=scene.on, known_by=scene.known_by, effect=effect)
        lines = [_of_section(section, subject, scene.on, words, disputed) for section in answer.sections]
        found.append([line for line in lines if line])
    found.sort(key=_weight)
    return tuple(line for lines in found for line in lines)


def _weight(lines: Sequence[AreaLine]) -> tuple[bool, int]:
    """Order people first, then by the most claimants."""
    return (not any(line.is_personnel for line in lines), -max((line.claimants for line in lines), default=0))


class _Found(NamedTuple):
    """What a section says, and the claims that say it."""

    figures: str
    aside: str
    claimants: int
    span: Span | None
    claims: Sequence[RowClaim]


def _of_section(
    section: AnswerSection, subject: Subject, day: int, words: Words, disputed: frozenset[str]
) -> AreaLine | None:
    """Return the line of a section; None where it has nothing for the area itself."""
    groups = rows_by_group(section, day)
    for make in (_from_spread, _from_other_measure, _in_words, _from_parts):
        for group in _GROUPS:
            found = make(groups[group], words)
            if found is None:
                continue
            return AreaLine(
                force=subject.force,
                phase=section.phase,
                figures=_counted(found.figures, subject, words),
                aside=found.aside,
                claimants=found.claimants,
                span=found.span,
                standing=min((claim.standing for claim in found.claims), key=STANDINGS.index),
                is_disputed=any(claim.id in disputed for claim in found.claims),
                is_personnel=subject.quantity == PERSONNEL,
            )
    return _without_number(section, subject, words, disputed)


def _counted(figures: str, subject: Subject, words: Words) -> str:
    if subject.quantity == PERSONNEL:
        return plain(figures)
    return words.say("figures.counted", figure=plain(figures), quantity=plain(subject.quantity))


def _from_spread(rows: SectionRows, words: Words) -> _Found | None:
    spread = spread_of(rows.numbers)
    return None if spread is None else _found(spread, "", words)


def _from_other_measure(rows: SectionRows, words: Words) -> _Found | None:
    spread = spread_of(rows.other_measure)
    if spread is None:
        return None
    aside = "lines.asTotal" if rows.other_measure[0][0].kind == "total" else "lines.asMovement"
    return _found(spread, words.say(aside), words)


def _in_words(rows: SectionRows, words: Words) -> _Found | None:
    return _first_of(rows.in_words, words)


def _from_parts(rows: SectionRows, words: Words) -> _Found | None:
    return _first_of([(row, claims) for row, claims in rows.parts if not row.place], words)


def _found(spread: Spread, aside: str, words: Words) -> _Found:
    return _Found(_figures(spread, words), aside, spread.voices, span_of_spread(spread), spread.claims)


def _figures(spread: Spread, words: Words) -> str:
    """Return the figures of a spread in brief, "about 4,300–11,000"; about of the lower end is of both."""
    low, high = spread.low, spread.high
    is_plain = low.word in ("", "about") and high.word in ("", "about")
    if spread.shape != "range" or low.value == high.value or not is_plain:
        return text_of_parts(movement_figures(spread, words))
    lowest, highest = words.number(low.value), words.number(high.value)
    if low.word == "about":
        return words.say("figures.about", number=words.say("figures.range", low=lowest, high=highest))
    end = words.say("figures.about", number=highest) if high.word == "about" else highest
    return words.say("figures.range", low=lowest, high=end)


def _first_of(rows: Sequence[Counted], words: Words) -> _Found | None:
    """Return the first of some rows that make no spread, and how many others there are."""
    if not rows:
        return None
    row, claims = rows[0]
    spread = spread_of([(row, claims)])
    rest = sum(len(own) for _, own in rows[1:])
    more = words.say("moreClaims", count=rest) if rest else ""
    aside = " ".join(part for part in (plain(row.label), more) if part)
    count = len({one.voice or number for number, (one, _) in enumerate(rows)})
    text = text_of_parts(figures_of(row, claims, words))
    return _Found(text, aside, count, span_of_spread(spread) if spread else None, claims)


def _without_number(
    section: AnswerSection, subject: Subject, words: Words, disputed: frozenset[str]
) -> AreaLine | None:
    silent = [one for one in silent_of(section) if not one.place]
    denied = [(one, one.figure) for one in section.denied if one.figure and not one.place]
    if silent:
        standings = [one.standing or "carried" for one in silent]
        return AreaLine(
            force=subject.force,
            phase=section.phase,
            figures=words.say("noNumber"),
            claimants=len({one.claimant or number for number, one in enumerate(silent)}),
            span=None,
            standing=min(standings, key=STANDINGS.index),
            is_disputed=any(one.id in disputed for one in silent),
        )
    if denied:
        one, figure = denied[0]
        return AreaLine(
            force=subject.force,
            phase=section.phase,
            figures=words.say("answer.denied", figures=plain(text_of_parts(figure_parts(figure, (one.id,), words)))),
            claimants=len(denied),
            span=None,
            standing="carried",
            is_disputed=True,
        )
    return None


def span_of_spread(spread: Spread) -> Span:
    """Return a spread as a sign shows it: one claim with its own bounds, several from the lowest to the highest number.

    The ends are those that the figures name. The page has the same rule (``map/area_lines.ts``);
    ``tests/cases/area_lines.json`` is run by both.
    """
    if len(spread.lower) == 1:
        return _own_bounds(spread.lower[0].claim)
    low, high = spread.low, spread.high
    is_open = high.word in ("more", "atLeast")
    return Span(
        low=low.value,
        low_included=low.word != "more",
        low_is_about=low.word == "about",
        high=high.value,
        high_included=high.word != "fewer",
        high_is_about=high.word == "about",
        is_open=is_open,
        top_is_open=is_open,
    )


def _own_bounds(claim: RowClaim) -> Span:
    """Return the bounds of a claim; without a lower one it begins at 0, without an upper one it is open."""
    figure = claim.figure
    if figure.low is None and figure.high is None and figure.best is not None:
        return Span(low=figure.best, low_is_about=True, high=figure.best, high_is_about=True)
    low, low_included = (0.0, False) if figure.low is None else (figure.low, figure.low_included)
    is_open = figure.high is None
    return Span(
        low=low,
        low_included=low_included,
        high=low if figure.high is None else figure.high,
        high_included=low_included if is_open else figure.high_included,
        is_open=is_open,
        top_is_open=is_open,
    )
