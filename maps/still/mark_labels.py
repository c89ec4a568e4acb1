"""The labels beside marks: a place's name and its figures, else a number that the list beneath the map explains."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mustermap.maps.still.rectangles import Box, Taken, beside, best_inside, nearest_free
from mustermap.maps.still.still_texts import plain, word_figures
from mustermap.maps.still.text_blocks import Run, block, width_of
from mustermap.words.name_texts import whose_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mustermap.maps.still.map_projection import Ground
    from mustermap.maps.still.paper import Pen
    from mustermap.maps.still.point_marks import Cluster
    from mustermap.maps.still.print_style import Look
    from mustermap.maps.still.scene import Group, Place
    from mustermap.maps.still.text_blocks import Block, Fonts

#: Shares of the map's width that a label may take, tried one after the other.
_WIDTHS: Final = (0.4, 0.3, 0.22, 0.17)
_NAME_WIDTHS: Final = (0.4, 0.24)
#: A label that would be higher than this share of the map has the name only.
_HIGHEST: Final = 0.15
#: Figures of a place that a label has before it says how many more there are.
_MOST_FIGURES: Final = 3
#: In the page's pixels: the height of the box of an area's number, and how far from a small area it may be.
_PILL: Final = 17.0
_AREA_STEPS: Final = (0.0, 8.0, 16.0, 24.0, 32.0)


@dataclass(slots=True)
class Labels:
    """The labels of a map.

    Attributes
    ----------
    boxes : list of Box
        What they take.
    numbers : dict
        Places that have a number only, by their position on the sheet.
    """

    boxes: list[Box] = field(default_factory=list)
    numbers: dict[tuple[str, float, float], int] = field(default_factory=dict)

    def give_number(self, place: Place) -> None:
        """Let the next number stand for a place's name."""
        self.numbers[place.ref, place.lon, place.lat] = len(self.numbers) + 1

    def number_of(self, place: Place) -> int | None:
        """Return the number that stands for a place's name."""
        return self.numbers.get((place.ref, place.lon, place.lat))


def draw_labels(
    pen: Pen,
    clusters: Sequence[Cluster],
    ground: Ground,
    fonts: Fonts,
    taken: Taken,
    lines: Taken,
    labels: Labels,
    *,
    is_numbered: bool,
) -> None:
    """Write a label beside each place's marks where there is room, those with figures first.

    Parameters
    ----------
    pen, ground, fonts
        What is drawn on, and where.
    clusters
        The marks.
    taken, lines
        What labels must not cover, and what they should not cross.
    labels
        Which places have numbers; what is written is added.
    is_numbered
        Whether a place without room for its name has a number, which a list explains.
    """
    for cluster in sorted(clusters, key=lambda one: not any(group.span for group in one.place.groups)):
        found = _room_for(cluster, ground, pen.look, fonts, taken, lines)
        if found is None and is_numbered:
            found = _numbered(cluster, len(labels.numbers) + 1, ground, pen.look, taken)
            if found is not None:
                labels.give_number(cluster.place)
        if found is None:
            continue
        label, box = found
        taken.add(box)
        labels.boxes.append(box)
        ink, quiet = pen.look.colours["ink"], pen.look.colours["ink"]
        is_left = box.x + box.width <= cluster.box.x
        pen.block(box.x, box.y, label, colour=ink, quiet=quiet, halo=3 * pen.look.unit, right=is_left)


def draw_area_number(pen: Pen, place: Place, seen: Any, ground: Ground, taken: Taken, labels: Labels) -> Box | None:
    """Write the number of an area onto it, where it is bare, in a rounded box; return the box, None without room."""
    look, unit = pen.look, pen.look.unit
    text, size = look.words.number(len(labels.numbers) + 1), look.letters * 0.92
    wide = width_of(text, size, is_strong=True)
    sides = (max(_PILL * unit, wide + 6 * unit), _PILL * unit)
    x, y = ground.points(place.lon, place.lat)[0].tolist()
    box = best_inside(seen, sides, (x, y), taken, Taken(), ground.view)
    box = box or nearest_free((x, y), sides, taken, ground.view, unit, _AREA_STEPS)
    if box is None:
        return None
    labels.give_number(place)
    taken.add(box)
    edge = look.colours["outline"]
    pen.box(box, corner=2.5 * unit, facecolor=look.colours["paper"], edgecolor=edge, linewidth=unit)
    left, base = box.x + (box.width - wide) / 2, box.y + box.height / 2 + size * 0.36
    pen.text(left, base, Run(text, is_strong=True), size=size, colour=look.colours["ink"])
    return box


def _room_for(
    cluster: Cluster, ground: Ground, look: Look, fonts: Fonts, taken: Taken, lines: Taken
) -> tuple[Block, Box] | None:
    """Find a label and its place: rather narrower, and rather the name alone, than across an outline."""
    place = cluster.place
    full = [_label(place, share * ground.width, look, fonts) for share in _WIDTHS]
    full = [label for label in full if label.height <= _HIGHEST * ground.height and not _is_cut(label)]
    names = [_label(place, share * ground.width, look, fonts, is_name_only=True) for share in _NAME_WIDTHS]
    names = names[:1] + [name for name in names[1:] if not _is_cut(name)]
    gap = 1.5 * look.unit
    for labels in (full, names):
        for label in labels:
            for box in _free_beside(cluster, label, ground, look, taken):
                if lines.is_free(box, gap):
                    return label, box
    across = [(label, box) for label in (*full, *names) for box in _free_beside(cluster, label, ground, look, taken)]
    return min(across, key=lambda one: lines.count(one[1], gap) + _away(one[1], cluster)) if across else None


def _numbered(cluster: Cluster, number: int, ground: Ground, look: Look, taken: Taken) -> tuple[Block, Box] | None:
    label = block([Run(look.words.number(number), is_strong=True)], look.letters * 0.92, width=ground.width)
    box = next(_free_beside(cluster, label, ground, look, taken), None)
    return None if box is None else (label, box)


def _away(box: Box, cluster: Cluster) -> float:
    """Return how far the nearest side of a label is from the middle of its marks."""
    x, y = cluster.box.middle
    nearest = np.clip(x, box.x, box.x + box.width), np.clip(y, box.y, box.y + box.height)
    return float(np.hypot(nearest[0] - x, nearest[1] - y))


def _free_beside(cluster: Cluster, label: Block, ground: Ground, look: Look, taken: Taken) -> Iterator[Box]:
    for box in beside(cluster.box, label.width, label.height, 2.5 * look.unit):
        if ground.view.holds(box) and taken.is_free(box, 1.0):
            yield box


def _is_cut(label: Block) -> bool:
    return any(placed.run.text.endswith("…") for line in label.lines for placed in line)


def _label(place: Place, width: float, look: Look, fonts: Fonts, *, is_name_only: bool = False) -> Block:
    runs = [Run(fonts.fit(plain(place.name)), is_strong=True)]
    figures = "" if is_name_only else _figures(place.groups, look)
    if figures:
        runs.append(Run(fonts.fit(figures)))
    return block(runs, look.letters, width=width, most_lines=2 if is_name_only else 4)


def _figures(groups: Sequence[Group], look: Look) -> str:
    """Return the figures of a place; a claim without a number has none, and its force where that cannot be seen."""
    words = look.words
    numbered = [group for group in groups if group.span or group.unread or look.names_forces]
    figures = [_figure(group, look) for group in numbered[:_MOST_FIGURES]]
    rest = sum(group.claims for group in numbered[_MOST_FIGURES:])
    more = [words.say("moreClaims", count=rest)] if rest else []
    return " · ".join([*dict.fromkeys(figures), *more])


def _figure(group: Group, look: Look) -> str:
    """Return the figures of a group, with its force where that cannot be seen."""
    has_number = group.span or group.unread
    parts = [whose_text(group.force, look.words, plain)] * look.names_forces
    parts += [word_figures(group, look.words)] * bool(has_number)
    return ": ".join(parts)
