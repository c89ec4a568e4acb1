"""What can go wrong while reports are read and kept."""

from __future__ import annotations


class DataError(Exception):
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
