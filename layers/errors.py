"""What can go wrong between the table of reports and the claims table."""

from __future__ import annotations


class LayersError(Exception):
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
