"""What can go wrong between the table of reports and the claims table."""

from __future__ import annotations


class LayersError(Exception):
    """Base of every error of this package."""


class WrongColumns(LayersError, ValueError):
    """A claims table lacks a column, or a column is of the wrong type."""


class UnknownRef(LayersError, ValueError):
    """A report names a place by a ref that is not there."""


class WrongCare(LayersError, ValueError):
    """Something is to be published with a care that there is not."""
