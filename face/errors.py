"""All errors of Mustermap: one hierarchy, each error named after what failed.

A message says where, what was got and what to do. ``except MustermapError`` catches them all::

    MustermapError
      DataError
        UnreadableDate
          AmbiguousDate
          UndatedWording
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
        WrongDay
        UnknownKeyword
      MapError
        ForeignElement
        StaticMissing
        UnsafeCode
        DocumentExists
        MapMissing
        WrongView
        WrongChart
        WrongStill
        StillExists
      AppError
        WrongUse
      UnknownLanguage

What is remarked on and stops nothing is a warning, `ReportsRemarked`.
"""

from __future__ import annotations


class MustermapError(Exception):
    """Base of all errors of Mustermap."""


# Reading and keeping reports: mustermap.data


class DataError(MustermapError):
    """Base of the errors of reading and keeping reports, in `mustermap.data`."""


class UnreadableDate(DataError, ValueError):
    """A text is neither a date in EDTF nor a wording of a date that can be read."""


class AmbiguousDate(UnreadableDate):
    """A wording of a date can be read in two ways; the message says both."""


class UndatedWording(UnreadableDate):
    """A wording of a date can be read only beside the exact day on which it was published, and that is not known."""


class UnreadableFigure(DataError, ValueError):
    """A text is no figure and no wording of one that can be read."""


class NoCount(UnreadableFigure):
    """A number counts nothing: it is negative, infinite, or beyond what can be counted."""


class InvalidField(DataError, ValueError):
    """A field of a report or a source has a value that it cannot have.

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
    """A mapping of columns to report fields names a column or field that does not exist, or one twice."""


class IncompleteMapping(UnreadableMapping):
    """A mapping leaves out a field that every report needs.

    Attributes
    ----------
    lacks : str
        What is missing, without the remedy: a form and a command offer different ones.
    """

    def __init__(self, lacks: str, remedy: str) -> None:
        super().__init__(f"{lacks}; {remedy}")
        self.lacks = lacks


class LedgerError(DataError):
    """A ledger cannot be opened, read or written as asked."""


class LedgerNotFound(LedgerError, FileNotFoundError):
    """There is no ledger at that path."""


class NotALedger(LedgerError, ValueError):
    """A file is no GeoPackage, or a GeoPackage that is no ledger."""


class DamagedLedger(NotALedger):
    """A ledger's file has content that no ledger can have, or cannot be read to its end."""


class AlteredLedger(LedgerError, ValueError):
    """A ledger's tables, triggers or views are not those that Mustermap made, or others were added that touch them."""


class NewerLedger(LedgerError, ValueError):
    """A ledger was made by a newer Mustermap than this one."""


class LedgerUnavailable(LedgerError, OSError):
    """The file system or another program prevents it: the file is locked or read-only, or the disk is full."""


class UnknownReport(LedgerError, LookupError):
    """The ledger has no report of that id."""


class KeyReused(LedgerError, ValueError):
    """An idempotency key was used again for another submission."""


class Overtaken(LedgerError):
    """Somebody else has revised the report since the revision that a change was based on."""


class LedgerExists(LedgerError, FileExistsError):
    """A file exists where a ledger's copy was to be made; a copy never replaces anything."""


class NotWritten(DataError, OSError):
    """A file must not or cannot be written; what was there before is unchanged."""


class OutputExists(NotWritten, FileExistsError):
    """The file exists, and replacing it was not asked for."""


# Looking up places: mustermap.geo


class GeoError(MustermapError):
    """Base of the errors of looking up places, in `mustermap.geo`.

    Parameters
    ----------
    reason
        What is wrong.
    advice
        What to do about it; the message is both, separated by a semicolon.
    """

    def __init__(self, reason: str, advice: str = "") -> None:
        super().__init__(f"{reason}; {advice}" if advice else reason)
        self.reason = reason
        self.advice = advice


class UnknownCountryError(GeoError, ValueError):
    """A country hint is no country's code or name."""


class UnknownKindError(GeoError, ValueError):
    """A kind hint is no kind of place."""


class UnknownPlaceError(GeoError, ValueError):
    """A reference is not in the gazetteer."""


class ColumnLengthError(GeoError, ValueError):
    """Two columns that must have one length differ."""


class GazetteerMissingError(GeoError, FileNotFoundError):
    """The gazetteer that the build makes is missing."""


class PlaceNotComputedError(GeoError, ValueError):
    """A place cannot be computed from the others that a wording names."""


class OnlineRefused(GeoError, RuntimeError):
    """OpenStreetMap's Nominatim cannot be reached, or must not be asked."""


class UnknownGazetteer(GeoError, LookupError):
    """The user has added no gazetteer of this name."""


class OwnGazetteerUnreadable(GeoError, OSError):
    """The file with the user's gazetteers cannot be read."""


class DumpUnreadable(GeoError, ValueError):
    """A file of places that was to be added cannot be read."""


# The claims table and comparing: mustermap.layers


class LayersError(MustermapError):
    """Base of the errors of the claims table and of comparing, in `mustermap.layers`."""


class WrongColumns(LayersError, ValueError):
    """A table that was passed as the claims table is none: a column is absent or of the wrong type."""


class UnknownRef(LayersError, ValueError):
    """A report refers to a place that is unknown."""


class UnknownSource(LayersError, LookupError):
    """A report refers to a source that is unknown."""


class UnreadablePlace(LayersError, ValueError):
    """The geometry of a place that a ledger keeps, or that was drawn, cannot be read."""


class WrongCare(LayersError, ValueError):
    """A table is to be published with an option that does not exist."""


class UnknownArea(LayersError, ValueError):
    """The area of a question is no place that the claims or the gazetteer have."""


class AmbiguousArea(UnknownArea):
    """The area of a question could be several places; the message lists them."""


class UnknownForce(LayersError, ValueError):
    """No claim is about the force of a question; the message lists those that there are."""


class UnknownClaimant(LayersError, ValueError):
    """Nobody of the name in a question claims anything, or several claimants could be meant."""


class WrongQuestion(LayersError, ValueError):
    """The parts of a question contradict each other, such as a day beside a period."""


class WrongDay(LayersError, ValueError):
    """An argument that must be a day is none; the message names the argument."""


class UnknownKeyword(LayersError, TypeError):
    """A function was called with a keyword argument that it does not have; the message names the nearest one."""


# Words: mustermap.words


class UnknownLanguage(MustermapError, ValueError):
    """There is no catalogue of words in a language."""


# Maps, charts and stills: mustermap.maps


class MapError(MustermapError):
    """Base of the errors of maps, charts and stills, in `mustermap.maps`."""


class ForeignElement(MapError, TypeError):
    """Something was added to a document that its content policy would not let run; use a ClaimsLayer instead."""


class StaticMissing(MapError, FileNotFoundError):
    """A file of the page that the build makes is missing."""


class UnsafeCode(MapError, ValueError):
    """Bundled code contains text that would end its own HTML element."""


class DocumentExists(MapError, FileExistsError):
    """A page's file exists, and replacing it was not asked for."""


class MapMissing(MapError, TypeError):
    """A layer of claims was added to something that is no `folium.Map`."""


class WrongView(MapError, ValueError):
    """What a map is to show at first has a key that the page does not know, or a day that is none."""


class WrongChart(MapError, ValueError):
    """A chart was asked for as a kind of file that it cannot be written as, or of claims that name no day."""


class WrongStill(MapError, ValueError):
    """A still cannot be drawn as asked for: its width, bounds, font, days or kind of file."""


class StillExists(MapError, FileExistsError):
    """A still's file exists, and replacing it was not asked for."""


# Commands and the web app: mustermap.app


class AppError(MustermapError):
    """Base of the errors of commands and of the web app, in `mustermap.app`."""


class WrongUse(AppError, ValueError):
    """A command was called with options or files that do not exist or do not go together."""


class ReportsRemarked(UserWarning):
    """Rows of report files were rejected, or kept with a remark; `mustermap.remarks` lists them as a table."""
