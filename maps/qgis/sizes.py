"""The one scale of marks in QGIS, the page's own (`maps/page/src/signs/signs.ts`, `scale.ts`), as expressions on a row.

A disc has the area of the lowest figure, a ring that of the highest. They are expressions, since QGIS draws a layer by
rules, and each row has its own figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: A pixel of the page is 1/96 of an inch.
_DIAMETER_MM_OF_RADIUS_PX: Final = 2 * 25.4 / 96
#: Radii in pixels of the largest figure: at a point, and where it is an area's.
_LARGEST_AT_POINT: Final = 30.0
_LARGEST_OF_AREA: Final = 19.0
_SMALLEST_DISC: Final = 2.0
_SMALLEST_RING: Final = 3.5
_DIAMOND: Final = 6.0
#: Of the arrow where there is no upper limit, beside its mark.
_ARROW: Final = 5.0
#: Of what is not people, which has no size on the scale.
_FIXED_RING: Final = 7.5
_FIXED_DISC: Final = 4.0

LOW: Final = 'coalesce("figure_low", "figure_best", 0.0)'
#: Without an upper limit, the lower one: no mark is larger than a figure that is stated.
HIGH: Final = 'coalesce("figure_high", "figure_best", "figure_low")'
HAS_NUMBER: Final = 'coalesce("figure_low", "figure_best", "figure_high") IS NOT NULL'
ARE_PEOPLE: Final = "coalesce(\"quantity\", 'personnel') = 'personnel'"
IS_OPEN: Final = f'{HAS_NUMBER} AND coalesce("figure_high", "figure_best") IS NULL'
#: The disc is drawn apart from the ring where somebody states a lower end.
HAS_DISC: Final = f"{HAS_NUMBER} AND {LOW} > 0 AND {LOW} < {HIGH}"


@dataclass(frozen=True, slots=True)
class Scale:
    """The figures of people from which the scale of a file follows.

    Attributes
    ----------
    at_points, in_areas : float
        The largest that is claimed at a point, and of an area or a line; 0 for none.
    """

    at_points: float = 0.0
    in_areas: float = 0.0

    @property
    def disc(self) -> str:
        """The diameter in millimetres of the mark of the lowest figure."""
        by_area = f"max({_mm(_SMALLEST_DISC)}, {self._diameter(LOW)})"
        return f"if({LOW} > 0, if({ARE_PEOPLE}, {by_area}, {_mm(_FIXED_DISC)}), 0)"

    @property
    def ring(self) -> str:
        """The diameter in millimetres of the mark of the highest figure, or of a claim without a number."""
        by_area = f"max({_mm(_SMALLEST_RING)}, {self._diameter(HIGH)})"
        sized = f"if({ARE_PEOPLE}, {by_area}, {_mm(_FIXED_RING)})"
        return f"if({HAS_NUMBER}, {sized}, {_mm(_DIAMOND)})"

    @property
    def body(self) -> str:
        """The diameter in millimetres of what is filled."""
        return f"if({HAS_DISC}, {self.disc}, {self.ring})"

    @property
    def width(self) -> str:
        """The width in millimetres of all that is drawn, with an arrow."""
        return f"{self.ring} + if({IS_OPEN}, {_mm(_ARROW)}, 0)"

    def _diameter(self, figure: str) -> str:
        largest = _LARGEST_OF_AREA if self.in_areas > self.at_points else _LARGEST_AT_POINT
        most = max(self.at_points, self.in_areas, 1.0)
        return f"{_mm(largest)} * sqrt({figure} / {most:.1f})"


def _mm(radius: float) -> str:
    """Write the diameter of a radius in pixels.

    Examples
    --------
    >>> _mm(30.0)
    '15.8750'
    """
    return f"{radius * _DIAMETER_MM_OF_RADIUS_PX:.4f}"
