"""What can go wrong while a map document is made, named after what failed."""

from __future__ import annotations


class MapError(Exception):
    """Base of all errors of this package."""


class ColumnMissing(MapError, KeyError):
    """The claims table lacks a column that the page needs."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class ForeignElement(MapError, TypeError):
    """Something that is not ours was added to the document, and the page's policy would not let it run."""


class StaticMissing(MapError, FileNotFoundError):
    """A file of the built page is not there."""


class UnsafeCode(MapError, ValueError):
    """Bundled code holds what would end its own element."""


class DocumentExists(MapError, FileExistsError):
    """The output file exists and overwriting was not asked for."""


class MapMissing(MapError, TypeError):
    """Claims were put on something that is no map."""


class WrongStill(MapError, ValueError):
    """A still was asked for that cannot be drawn or read."""


class StillExists(MapError, FileExistsError):
    """A picture is there already and overwriting was not asked for."""
