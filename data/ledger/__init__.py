"""The ledger: what was reported, kept in one GeoPackage in which nothing is ever changed or lost.

A GeoPackage (OGC 12-128r19) that QGIS and geopandas open, written with Python's sqlite3. Its table `revisions` is
only ever added to; triggers refuse anything else, and each revision is sealed by a hash over itself and the hash of
the one before. What the revisions come to, column by column, stands beside them in typed tables, and the view
`reports` shows the current state with geometry.
"""

from data.ledger.answer import Added, Outcome
from data.ledger.book import Ledger
from data.ledger.cells import DECISION_COLUMNS, PLACE_COLUMNS, drawn_ref
from data.ledger.chain import START, Revision
from data.ledger.copying import back_up, restore
from data.ledger.verification import Broken, Verified, verify

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
