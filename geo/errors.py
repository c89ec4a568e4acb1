"""What can go wrong when places are looked up."""

from __future__ import annotations


class GeoError(Exception):
    """Base of this package's errors.

    Parameters
    ----------
    reason
        What is wrong.
    advice
        What to do about it; the message is both, parted by a semicolon.
    """

    def __init__(self, reason: str, advice: str = "") -> None:
        super().__init__(f"{reason}; {advice}" if advice else reason)
        self.reason = reason
        self.advice = advice


class UnknownCountryError(GeoError, ValueError):
    """A country hint names no country."""


class UnknownKindError(GeoError, ValueError):
    """A kind hint names no kind of place."""


class UnknownPlaceError(GeoError, ValueError):
    """A reference is not in the gazetteer."""


class ColumnLengthError(GeoError, ValueError):
    """Two columns that belong together differ in length."""


class GazetteerMissingError(GeoError, FileNotFoundError):
    """The compiled gazetteer is not there."""


class PlaceNotComputedError(GeoError, ValueError):
    """A place cannot be computed from the others that a wording names."""


class OnlineRefused(GeoError, RuntimeError):
    """Nominatim cannot or must not be asked."""


class UnknownGazetteer(GeoError, LookupError):
    """The user has no gazetteer of this name."""


class OwnGazetteerUnreadable(GeoError, OSError):
    """The file of the user's gazetteers cannot be used."""


class DumpUnreadable(GeoError, ValueError):
    """A file of places cannot be read at all."""
