"""All errors of Mustermap: one hierarchy, each error named after what failed.

A message says where, what was got and what to do. ``except MustermapError`` catches them all::

    MustermapError
      DataError
        UnreadableDate
        UnreadableFigure
          NoCount
        InvalidField
        UnreadableFile
        UnreadableMapping
          IncompleteMapping
        LedgerError
          LedgerNotFound
          NotALedger
            DamagedLedger
          AlteredLedger
          NewerLedger
          LedgerUnavailable
          UnknownReport
          KeyReused
          Overtaken
          LedgerExists
        NotWritten
          OutputExists
      GeoError
        UnknownCountryError
        UnknownKindError
        UnknownPlaceError
        ColumnLengthError
        GazetteerMissingError
        PlaceNotComputedError
        OnlineRefused
        UnknownGazetteer
        OwnGazetteerUnreadable
        DumpUnreadable
      LayersError
        WrongColumns
        UnknownRef
        UnknownSource
        UnreadablePlace
        WrongCare
        UnknownArea
          AmbiguousArea
        UnknownForce
        UnknownClaimant
        WrongQuestion
      MapError
        ColumnMissing
        ForeignElement
        StaticMissing
        UnsafeCode
        DocumentExists
        MapMissing
        WrongStill
        StillExists
      AppError
        WrongUse
      UnknownLanguage
"""

from __future__ import annotations


class MustermapError(Exception):
    """Base of all errors of Mustermap."""


# Reading and keeping reports: mustermap.data


class DataError(MustermapError):
    """Base of every error of this package; the message says where, what was got and what to do."""


class UnreadableDate(DataError, ValueError):
    """A text is neither a date in EDTF nor a wording that is understood."""


class UnreadableFigure(DataError, ValueError):
    """A wording states no figure that is understood."""


class NoCount(UnreadableFigure):
    """A number counts nothing: it is negative, infinite, or beyond what can be counted."""


class InvalidField(DataError, ValueError):
    """A field of a report or a source holds what it cannot hold.

    Attributes
    ----------
    field : str
        Name of the field, as in the data dictionary.
    """

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class UnreadableFile(DataError, ValueError):
    """A file as a whole cannot be read: not found, of an unknown kind, or broken."""


class UnreadableMapping(DataError, ValueError):
    """A mapping of foreign columns to report fields cannot be used: it names what is not there, or twice."""


class IncompleteMapping(UnreadableMapping):
    """A mapping says nothing of a field that every report needs.

    Attributes
    ----------
    lacks : str
        Which field, without what to do: a form and a command offer different remedies.
    """

    def __init__(self, lacks: str, remedy: str) -> None:
        super().__init__(f"{lacks}; {remedy}")
        self.lacks = lacks


class LedgerError(DataError):
    """A ledger cannot be opened, read or written as asked."""


class LedgerNotFound(LedgerError, FileNotFoundError):
    """There is no ledger under that path."""


class NotALedger(LedgerError, ValueError):
    """A file is there, but it is no GeoPackage, or a GeoPackage that is no ledger."""


class DamagedLedger(NotALedger):
    """A ledger's file holds what no ledger can hold, or cannot be read further."""


class AlteredLedger(LedgerError, ValueError):
    """A ledger's tables, triggers or views are not those that Mustermap made, or somebody else's touch them."""


class NewerLedger(LedgerError, ValueError):
    """A ledger was made by a newer Mustermap than this one."""


class LedgerUnavailable(LedgerError, OSError):
    """The file system or another program stands in the way: locked, read-only, full disk."""


class UnknownReport(LedgerError, LookupError):
    """The ledger has no report of that id."""


class KeyReused(LedgerError, ValueError):
    """An idempotency key comes again with another submission."""


class Overtaken(LedgerError):
    """Somebody else has made a revision since the one that a change started from."""


class LedgerExists(LedgerError, FileExistsError):
    """A file is there already, and a copy is only ever made under a new name."""


class NotWritten(DataError, OSError):
    """A file may not be written, or cannot be; what was there before is as it was."""


class OutputExists(NotWritten, FileExistsError):
    """The file is there already, and replacing it was not asked for."""


# Looking up places: mustermap.geo


class GeoError(MustermapError):
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


# The claims table and comparing: mustermap.layers


class LayersError(MustermapError):
    """Base of every error of this package."""


class WrongColumns(LayersError, ValueError):
    """A claims table lacks a column, or a column is of the wrong type."""


class UnknownRef(LayersError, ValueError):
    """A report names a place by a ref that is not there."""


class UnknownSource(LayersError, LookupError):
    """A report is of a source that is not there."""


class UnreadablePlace(LayersError, ValueError):
    """The geometry of a place that a ledger keeps, or of one that was drawn, is none."""


class WrongCare(LayersError, ValueError):
    """Something is to be published with a care that there is not."""


class UnknownArea(LayersError, ValueError):
    """An area to compare in is no place that the claims or the gazetteer have."""


class AmbiguousArea(UnknownArea):
    """A name could mean several areas; the message names them."""


class UnknownForce(LayersError, ValueError):
    """No report is about a force of this name."""


class UnknownClaimant(LayersError, ValueError):
    """Nobody of this name claims anything, or several do."""


class WrongQuestion(LayersError, ValueError):
    """What a comparison is asked for does not fit together."""


# Words: mustermap.words


class UnknownLanguage(MustermapError, ValueError):
    """There is no catalogue of words in a language."""


# Maps, charts and stills: mustermap.maps


class MapError(MustermapError):
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


# Commands and the web app: mustermap.app


class AppError(MustermapError):
    """Base of the errors of this package."""


class WrongUse(AppError, ValueError):
    """A command was called with options or files that do not fit."""
