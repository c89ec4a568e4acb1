"""The ledger: what was reported, kept in one GeoPackage in which nothing is ever changed or lost.

A GeoPackage (OGC 12-128r19) that QGIS and geopandas open, written with Python's sqlite3. Its table `revisions` is
only ever added to; triggers refuse anything else, and each revision is sealed by a hash over itself and the hash of
the one before. What the revisions come to, column by column, is beside them in typed tables, and the view
`reports` shows the current state with geometry.
"""

from mustermap.data.ledger.chain import START, Revision
from mustermap.data.ledger.content import DECISION_COLUMNS, PLACE_COLUMNS, drawn_ref
from mustermap.data.ledger.copies import back_up, restore
from mustermap.data.ledger.ledger import Ledger
from mustermap.data.ledger.outcome import Added, Outcome
from mustermap.data.ledger.verification import Broken, Verified, verify

__all__ = [
    "DECISION_COLUMNS",
    "PLACE_COLUMNS",
    "START",
    "Added",
    "Broken",
    "Ledger",
    "Outcome",
    "Revision",
    "Verified",
    "back_up",
    "drawn_ref",
    "restore",
    "verify",
]
