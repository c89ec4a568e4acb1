"""What can be drawn and compared: the claims table, what is in effect when, and rival figures side by side.

The names below are imported when they are first used: geopandas takes longer to import than many a command to run.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from mustermap.errors import (
        AmbiguousArea,
        LayersError,
        UnknownArea,
        UnknownClaimant,
        UnknownForce,
        WrongCare,
        WrongColumns,
        WrongQuestion,
    )
    from mustermap.layers.changes import CHANGE_COLUMNS, what_changed
    from mustermap.layers.claim_columns import CLAIMS_COLUMNS, check_claims
    from mustermap.layers.claimant_track import TRACK_COLUMNS, track
    from mustermap.layers.claims import claims_table
    from mustermap.layers.claims_in_effect import change_days, disputes_said, in_effect, stretches
    from mustermap.layers.comparison.answer_table import ANSWER_COLUMNS
    from mustermap.layers.comparison.comparison import Comparison, compare
    from mustermap.layers.comparison.period_table import PERIOD_COLUMNS
    from mustermap.layers.comparison.subject_table import SUBJECT_COLUMNS
    from mustermap.layers.leading_runs import claim_runs
    from mustermap.layers.publication.care import Care, publish, published_reports
    from mustermap.layers.publication.redaction import REDACTABLE

__all__ = [
    "ANSWER_COLUMNS",
    "CHANGE_COLUMNS",
    "CLAIMS_COLUMNS",
    "PERIOD_COLUMNS",
    "REDACTABLE",
    "SUBJECT_COLUMNS",
    "TRACK_COLUMNS",
    "AmbiguousArea",
    "Care",
    "Comparison",
    "LayersError",
    "UnknownArea",
    "UnknownClaimant",
    "UnknownForce",
    "WrongCare",
    "WrongColumns",
    "WrongQuestion",
    "change_days",
    "check_claims",
    "claim_runs",
    "claims_table",
    "compare",
    "disputes_said",
    "in_effect",
    "publish",
    "published_reports",
    "stretches",
    "track",
    "what_changed",
]

_HOMES: Final = {
    "ANSWER_COLUMNS": ".comparison.answer_table",
    "CHANGE_COLUMNS": ".changes",
    "CLAIMS_COLUMNS": ".claim_columns",
    "Care": ".publication.care",
    "REDACTABLE": ".publication.redaction",
    "WrongCare": "mustermap.errors",
    "PERIOD_COLUMNS": ".comparison.period_table",
    "SUBJECT_COLUMNS": ".comparison.subject_table",
    "TRACK_COLUMNS": ".claimant_track",
    "AmbiguousArea": "mustermap.errors",
    "Comparison": ".comparison.comparison",
    "LayersError": "mustermap.errors",
    "UnknownArea": "mustermap.errors",
    "UnknownClaimant": "mustermap.errors",
    "UnknownForce": "mustermap.errors",
    "WrongColumns": "mustermap.errors",
    "WrongQuestion": "mustermap.errors",
    "change_days": ".claims_in_effect",
    "check_claims": ".claim_columns",
    "claim_runs": ".leading_runs",
    "claims_table": ".claims",
    "compare": ".comparison.comparison",
    "disputes_said": ".claims_in_effect",
    "in_effect": ".claims_in_effect",
    "publish": ".publication.care",
    "published_reports": ".publication.care",
    "stretches": ".claims_in_effect",
    "track": ".claimant_track",
    "what_changed": ".changes",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'mustermap.layers' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name], "mustermap.layers"), name)
