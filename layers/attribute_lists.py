"""Lists in the ``attrs`` of a table that all frames made of it share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import Self


class AttributeList(list[Any]):
    """A list that nobody changes: pandas copies ``attrs`` deeply with every column and frame, and this not at all."""

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self
